package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.store.Ownership.Claimed;
import gatehouse.store.Ownership.May;
import gatehouse.store.Ownership.Owned;
import gatehouse.store.Ownership.Taken;
import gatehouse.store.Ownership.Theirs;
import gatehouse.store.PendingAdds.PendingAdd;
import gatehouse.torrent.Hash;

/// Whose torrent is whose.
class OwnershipTest {

    private static final Hash V1 = new Hash("a".repeat(40));
    private static final Hash V2 = new Hash("b".repeat(64));
    private static final Hash OTHER = new Hash("c".repeat(40));
    private static final String ANN = "local:ann";
    private static final String VIC = "local:vic";

    private static Ownership ownership(Store store) {
        return new Ownership(store.database(), store.clock());
    }

    @ParameterizedTest
    @EnumSource
    void whoClaimsFirstOwnsIt(Kind kind) throws IOException {
        var ownership = ownership(kind.open());
        assertEquals(new Claimed(), ownership.claim("attic", Set.of(V1), ANN));
        assertEquals(new Theirs(), ownership.claim("attic", Set.of(V1), ANN));
        assertEquals(new Taken(ANN), ownership.claim("attic", Set.of(V1), VIC));
        assertEquals(new Claimed(), ownership.claim("cellar", Set.of(V1), VIC), "another instance is another torrent");
        assertEquals(Map.of(V1, ANN), ownership.owners("attic"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNewToAServerIsNobodysOfBefore(Kind kind) throws IOException {
        var store = kind.open();
        var ownership = ownership(store);
        ownership.claim("attic", Set.of(V1, V2), ANN);
        ownership.share("attic", V1, "local:otto", May.DO);
        var owned = store.clock().instant();
        assertEquals(new Taken(ANN), ownership.claimNew("attic", Set.of(V1), VIC, owned), "the server was not seen without it");
        assertEquals(new Claimed(), ownership.claimNew("attic", Set.of(V1), VIC, owned.plusMillis(1)));
        assertEquals(Map.of(V1, Owned.by(VIC)), ownership.owned("attic"), "nothing is left of the one before");
    }

    @ParameterizedTest
    @EnumSource
    void aHybridIsOneThingUnderBothHashes(Kind kind) throws IOException {
        var ownership = ownership(kind.open());
        ownership.claim("attic", Set.of(V2), ANN);
        assertEquals(new Taken(ANN), ownership.claim("attic", Set.of(V1, V2), VIC));
        assertEquals(Map.of(V2, ANN), ownership.owners("attic"), "a refused claim takes nothing");
        assertEquals(new Theirs(), ownership.claim("attic", Set.of(V1, V2), ANN));
        assertEquals(Map.of(V1, ANN, V2, ANN), ownership.owners("attic"));
        ownership.share("attic", V1, VIC, May.SEE);
        assertTrue(ownership.owned("attic").get(V2).sees(VIC));
        ownership.assign("attic", V2, VIC);
        assertEquals(Map.of(V1, new Owned(VIC, Map.of(), Optional.of(ANN)), V2, new Owned(VIC, Map.of(), Optional.of(ANN))),
                ownership.owned("attic"));
        ownership.release("attic", V1);
        assertEquals(Map.of(), ownership.owners("attic"));
    }

    @ParameterizedTest
    @EnumSource
    void hashesThatWereClaimedApartBecomeOneThingWithTheirShares(Kind kind) throws IOException {
        var ownership = ownership(kind.open());
        ownership.claim("attic", Set.of(V1), ANN);
        ownership.claim("attic", Set.of(V2), ANN);
        ownership.share("attic", V1, VIC, May.SEE);
        ownership.share("attic", V2, VIC, May.DO);
        ownership.share("attic", V2, "local:otto", May.SEE);
        assertEquals(new Theirs(), ownership.claim("attic", Set.of(V1, V2), ANN));
        var owned = ownership.owned("attic");
        assertEquals(owned.get(V1), owned.get(V2));
        assertTrue(owned.get(V1).sees(VIC) && owned.get(V1).sees("local:otto"));
    }

    @ParameterizedTest
    @EnumSource
    void ofManyClaimsAtOnceOneIsGranted(Kind kind) throws IOException, InterruptedException, ExecutionException {
        var store = kind.open();
        var replicas = List.of(ownership(store), ownership(store));
        var number = new AtomicInteger();
        var claims = Store.atOnce(20, () -> {
            var person = number.getAndIncrement();
            return replicas.get(person % 2).claim("attic", Set.of(V1, V2), "local:p" + person);
        });
        var owner = ownership(store).owner("attic", V1).orElseThrow();
        assertEquals(1, claims.stream().filter(Claimed.class::isInstance).count());
        assertEquals(19, claims.stream().filter(new Taken(owner)::equals).count());
        assertEquals(Optional.of(owner), ownership(store).owner("attic", V2));
    }

    @ParameterizedTest
    @EnumSource
    void whoAddedItStaysWhoeverOwnsIt(Kind kind) throws IOException {
        var ownership = ownership(kind.open());
        ownership.claim("attic", Set.of(V1, V2), ANN);
        ownership.assign("attic", V1, VIC);
        assertEquals(new Owned(VIC, Map.of(), Optional.of(ANN)), ownership.owned("attic").get(V2));
        ownership.release("attic", V2);
        ownership.assign("attic", V1, VIC);
        assertEquals(new Owned(VIC, Map.of(), Optional.empty()), ownership.owned("attic").get(V1));
    }

    @ParameterizedTest
    @EnumSource
    void aTorrentIsSharedWithPeopleOrEverybody(Kind kind) throws IOException {
        var ownership = ownership(kind.open());
        assertFalse(ownership.share("attic", V1, VIC, May.SEE), "nobody owns it");
        ownership.claim("attic", Set.of(V1), ANN);
        assertTrue(ownership.share("attic", V1, VIC, May.SEE));
        var owned = ownership.owned("attic").get(V1);
        assertTrue(owned.sees(VIC) && owned.sees(ANN) && owned.touches(ANN));
        assertFalse(owned.touches(VIC) || owned.sees("local:otto"));
        ownership.share("attic", V1, VIC, May.DO);
        ownership.share("attic", V1, Ownership.EVERYBODY, May.SEE);
        owned = ownership.owned("attic").get(V1);
        assertTrue(owned.touches(VIC) && owned.sees("local:otto"));
        assertFalse(owned.touches("local:otto"));
        assertTrue(ownership.unshare("attic", V1, VIC));
        assertFalse(ownership.unshare("attic", V1, VIC));
        ownership.release("attic", V1);
        ownership.claim("attic", Set.of(V1), VIC);
        assertEquals(new Owned(VIC, Map.of()), ownership.owned("attic").get(V1), "shares end with the torrent");
    }

    @ParameterizedTest
    @EnumSource
    void anotherReplicasChangeArrivesWithinSeconds(Kind kind) throws IOException {
        var store = kind.open();
        var here = ownership(store);
        assertEquals(Map.of(), here.owners("attic"));
        ownership(store).claim("attic", Set.of(V1), ANN);
        store.clock().pass(Duration.ofSeconds(5));
        assertEquals(Map.of(V1, ANN), here.owners("attic"));
    }

    @ParameterizedTest
    @EnumSource
    void anAddByAddressIsSettledWhenItsTorrentsCome(Kind kind) throws IOException {
        var store = kind.open();
        var ownership = ownership(store);
        var pending = new PendingAdds(store.database(), ownership, store.clock());
        pending.expect("attic", "tag-1", ANN, 2);
        assertEquals(Optional.empty(), pending.settle("attic", "tag-2", Set.of(V1)));
        assertEquals(Optional.of(new Claimed()), pending.settle("attic", "tag-1", Set.of(V1, V2)));
        assertEquals(Optional.of(new Theirs()), pending.settle("attic", "tag-1", Set.of(V1, V2)));
        assertEquals(List.of(new PendingAdd("attic", "tag-1", ANN, 1, store.clock().instant())), pending.of("attic"));
        assertEquals(Map.of(V1, ANN, V2, ANN), ownership.owners("attic"));
        pending.settle("attic", "tag-1", Set.of(OTHER));
        assertEquals(List.of(), pending.of("attic"));
        assertEquals(Optional.empty(), pending.settle("attic", "tag-1", Set.of(new Hash("d".repeat(40)))));
    }

    @ParameterizedTest
    @EnumSource
    void anAddByAddressIsForgottenWhenItIsCancelledOrNeverComes(Kind kind) throws IOException {
        var store = kind.open();
        var pending = new PendingAdds(store.database(), ownership(store), store.clock());
        pending.expect("attic", "tag-1", ANN, 1);
        pending.expect("attic", "tag-2", ANN, 1);
        pending.cancel("attic", "tag-1");
        assertEquals(List.of("tag-2"), pending.of("attic").stream().map(PendingAdd::tag).toList());
        store.clock().pass(PendingAdds.LONGEST.plusSeconds(1));
        assertEquals(Optional.empty(), pending.settle("attic", "tag-2", Set.of(V1)), "a late torrent is nobody's");
        assertEquals(List.of(), pending.of("attic"));
    }
}
