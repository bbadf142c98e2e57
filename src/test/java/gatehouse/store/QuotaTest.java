package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.store.Quota.Answer;
import gatehouse.store.Quota.Exceeded;
import gatehouse.store.Quota.Limit;
import gatehouse.store.Quota.Limits;
import gatehouse.store.Quota.Load;
import gatehouse.store.Quota.Owned;
import gatehouse.store.Quota.Reserved;
import gatehouse.torrent.Hash;

/// Nobody gets more than they are allowed, however fast they ask.
class QuotaTest {

    private static final OptionalLong NO = OptionalLong.empty();
    private static final Limits FIVE = new Limits(OptionalLong.of(5), NO, NO);
    private static final Limits FIVE_A_DAY = new Limits(NO, OptionalLong.of(5), NO);
    private static final Limits TEN_BYTES = new Limits(NO, NO, OptionalLong.of(10));

    private static Hash hash(int number) {
        return new Hash("%040x".formatted(number));
    }

    private static Load unknown(int count, long bytes) {
        return new Load(List.of(), count, bytes);
    }

    private static Owned owned(int torrents, long bytes, Instant asOf) {
        return new Owned(IntStream.range(0, torrents).mapToObj(QuotaTest::hash).collect(Collectors.toSet()), bytes, asOf);
    }

    /// One person's view of their quota.
    private record Ann(Quota quota, Store store) {

        static Ann at(Store store) {
            return new Ann(new Quota(new Database(store.source()), store.clock()), store);
        }

        Answer asks(int count, long bytes, Limits limits) {
            return owning(0, 0, count, bytes, limits);
        }

        Answer owning(int torrents, long size, int count, long bytes, Limits limits) {
            return quota.reserve("local:ann", "attic", unknown(count, bytes), owned(torrents, size, store.clock().instant()),
                    limits);
        }

        long gets(int count, Limits limits) {
            return assertInstanceOf(Reserved.class, asks(count, 0, limits)).id();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwentyAtOnceFivePass(Kind kind) throws IOException, InterruptedException, ExecutionException {
        var store = kind.open();
        var replicas = List.of(Ann.at(store), Ann.at(store));
        for (var limits : List.of(FIVE, FIVE_A_DAY, new Limits(NO, NO, OptionalLong.of(35)))) {
            var number = new AtomicInteger();
            var answers = Store.atOnce(20, () -> replicas.get(number.getAndIncrement() % 2).asks(1, 7, limits));
            var passed = answers.stream().filter(Reserved.class::isInstance).map(Reserved.class::cast).toList();
            assertEquals(5, passed.size(), limits.toString());
            assertEquals(5, passed.stream().distinct().count());
            passed.forEach(reserved -> replicas.getFirst().quota().release(reserved.id()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLimitThatStandsInTheWayIsNamed(Kind kind) throws IOException {
        var ann = Ann.at(kind.open());
        assertEquals(new Exceeded(Limit.TORRENTS, 4, 5), ann.owning(4, 0, 2, 0, FIVE));
        assertEquals(new Exceeded(Limit.SIZE, 8, 10), ann.owning(0, 8, 1, 3, TEN_BYTES));
        assertEquals(new Exceeded(Limit.SIZE, 10, 10), ann.owning(0, 10, 1, 0, TEN_BYTES), "a full room takes nothing more");
        ann.quota().keep(ann.gets(5, FIVE_A_DAY));
        assertEquals(new Exceeded(Limit.ADDS_PER_DAY, 5, 5), ann.asks(1, 0, FIVE_A_DAY));
        assertInstanceOf(Reserved.class, ann.owning(1000, 1000, 1000, 1000, new Limits(NO, NO, NO)));
    }

    @ParameterizedTest
    @EnumSource
    void otherPeopleAndInstancesHaveTheirOwn(Kind kind) throws IOException {
        var ann = Ann.at(kind.open());
        ann.gets(5, FIVE);
        var nothing = owned(0, 0, ann.store().clock().instant());
        assertInstanceOf(Reserved.class, ann.quota().reserve("local:vic", "attic", unknown(5, 0), nothing, FIVE));
        assertInstanceOf(Reserved.class, ann.quota().reserve("local:ann", "cellar", unknown(5, 0), nothing, FIVE));
        assertInstanceOf(Exceeded.class, ann.quota().reserve("local:ann", "attic", unknown(1, 0), nothing, FIVE));
    }

    @ParameterizedTest
    @EnumSource
    void roomIsFreeAgainWhenItIsReleasedOrStale(Kind kind) throws IOException {
        var ann = Ann.at(kind.open());
        ann.quota().release(ann.gets(5, FIVE));
        var stale = ann.gets(5, FIVE);
        assertInstanceOf(Exceeded.class, ann.asks(1, 0, FIVE));
        ann.store().clock().pass(Quota.STALE);
        var next = ann.gets(5, FIVE);
        assertTrue(ann.quota().keep(stale), "it was added after all, so it counts");
        assertFalse(ann.quota().keep(stale));
        ann.quota().release(stale);
        ann.quota().release(next);
        assertEquals(new Exceeded(Limit.TORRENTS, 5, 5), ann.asks(1, 0, FIVE), "what is kept cannot be released");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptCountsUntilTheMirrorShowsIt(Kind kind) throws IOException {
        var ann = Ann.at(kind.open());
        var before = ann.store().clock().instant();
        ann.quota().keep(ann.gets(5, FIVE));
        ann.store().clock().pass(Duration.ofMinutes(1));
        assertInstanceOf(Exceeded.class, ann.quota().reserve("local:ann", "attic", unknown(1, 0), owned(0, 0, before), FIVE),
                "the mirror is from before the add");
        assertEquals(new Exceeded(Limit.TORRENTS, 5, 5), ann.owning(5, 0, 1, 0, FIVE), "now the mirror shows it");
        assertInstanceOf(Reserved.class, ann.owning(4, 0, 1, 0, FIVE), "and one is deleted");
    }

    /// Of two torrents that were just added one is listed already.
    @ParameterizedTest
    @EnumSource
    void nothingCountsTwiceOnceTheMirrorShowsIt(Kind kind) throws IOException {
        var ann = Ann.at(kind.open());
        var now = ann.store().clock().instant();
        var first = new Load(List.of(Set.of(hash(0), new Hash("b".repeat(64))), Set.of(hash(7))), 0, 10);
        ann.quota().keep(assertInstanceOf(Reserved.class,
                ann.quota().reserve("local:ann", "attic", first, owned(0, 0, now), FIVE)).id());
        assertEquals(new Quota.Used(2, 2, 10), ann.quota().used("local:ann", "attic", owned(1, 0, now)));
        assertEquals(new Quota.Used(8, 2, 10), ann.quota().used("local:ann", "attic", owned(8, 10, now)));
        assertInstanceOf(Reserved.class, ann.owning(2, 0, 2, 0, FIVE));
    }

    @ParameterizedTest
    @EnumSource
    void theDayRolls(Kind kind) throws IOException {
        var ann = Ann.at(kind.open());
        ann.quota().keep(ann.gets(3, FIVE_A_DAY));
        ann.store().clock().pass(Duration.ofHours(12));
        ann.quota().keep(ann.gets(2, FIVE_A_DAY));
        assertEquals(new Exceeded(Limit.ADDS_PER_DAY, 5, 5), ann.asks(1, 0, FIVE_A_DAY));
        ann.store().clock().pass(Duration.ofHours(12).plusSeconds(1));
        assertEquals(new Exceeded(Limit.ADDS_PER_DAY, 2, 5), ann.asks(4, 0, FIVE_A_DAY));
        ann.gets(3, FIVE_A_DAY);
    }
}
