package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.json.JsonMapper;

import gatehouse.store.AuditChain.Broken;
import gatehouse.store.AuditChain.Fault;
import gatehouse.store.AuditChain.Intact;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Entry;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.torrent.Hash;

/// What the audit remembers, how long, and how it is read.
class AuditLogTest {

    private static final Hash HASH = new Hash("a".repeat(40));
    private static final Hash OTHER = new Hash("b".repeat(64));

    private static Intent intent(Store store, String person, String action, Hash hash) {
        return new Intent(store.clock().instant(), Actor.of(person, "Somebody", "192.0.2.1"), "attic", action,
                List.of(new Subject(hash, "Sintel")), Map.of(), 1, "");
    }

    private static Intent intent(Store store) {
        return intent(store, "local:ann", "torrents/stop", HASH);
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatIsGivenIsReadBack(Kind kind) throws IOException {
        var store = kind.open();
        var actor = new Actor("https://idp#7", "Ann", Optional.of("gh_7"), Optional.of(4L), "request-1", "2001:db8::1");
        var intent = new Intent(store.clock().instant(), actor, "attic", "torrents/stop",
                List.of(new Subject(HASH, "Sintel \uD83D\uDE00"), new Subject(OTHER, "")), Map.of("a", "1", "b", "\"}"), 3,
                "line 12");
        var id = store.audit().begin(intent);
        assertEquals(new Entry(id, intent, Result.UNKNOWN, "", Optional.empty(), 1, intent.at()),
                store.audit().recent(1).getFirst());
        store.clock().pass(Duration.ofSeconds(2));
        store.audit().finish(id, Result.FAILED, "the server answered 409");
        assertEquals(new Entry(id, intent, Result.FAILED, "the server answered 409", Optional.of(store.clock().instant()), 1,
                intent.at()), store.audit().recent(1).getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void anEntryIsFoundByWhatItSays(Kind kind) throws IOException {
        var store = kind.open();
        var audit = store.audit();
        var start = store.clock().instant();
        var ids = new ArrayList<Long>();
        for (var person : List.of("local:ann", "local:vic")) {
            for (var action : List.of("torrents/stop", "torrents/start")) {
                ids.add(audit.begin(intent(store, person, action, person.endsWith("vic") ? OTHER : HASH)));
                store.clock().pass(Duration.ofHours(1));
            }
        }
        audit.finish(ids.get(0), Result.DONE, "");
        assertEquals(List.of(ids.get(1), ids.get(0)), found(audit, Ask.ALL.person("local:ann")));
        assertEquals(List.of(ids.get(3), ids.get(1)), found(audit, Ask.ALL.action("torrents/start")));
        assertEquals(List.of(ids.get(3), ids.get(2)), found(audit, Ask.ALL.torrent(OTHER)));
        assertEquals(List.of(), found(audit, Ask.ALL.torrent(new Hash("b".repeat(40)))));
        assertEquals(List.of(), found(audit, Ask.ALL.instance("cellar")));
        assertEquals(List.of(ids.get(0)), found(audit, Ask.ALL.result(Result.DONE)));
        assertEquals(3, found(audit, Ask.ALL.result(Result.UNKNOWN)).size());
        assertEquals(List.of(ids.get(2), ids.get(1)),
                found(audit, Ask.ALL.between(start.plus(Duration.ofHours(1)), start.plus(Duration.ofHours(3)))));
        assertEquals(List.of(ids.get(3), ids.get(2)), found(audit, Ask.ALL.page(OptionalLong.empty(), 2)));
        assertEquals(List.of(ids.get(1), ids.get(0)), found(audit, Ask.ALL.page(OptionalLong.of(ids.get(2)), 2)));
    }

    private static List<Long> found(AuditLog audit, Ask ask) {
        return audit.find(ask.query()).stream().map(Entry::id).toList();
    }

    /// One condition at a time.
    private record Ask(AuditQuery query) {

        private static final Ask ALL = new Ask(AuditQuery.recent(100));

        Ask person(String person) {
            return new Ask(AuditQuery.of(person, 100));
        }

        Ask instance(String instance) {
            return ask(Optional.of(instance), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Ask action(String action) {
            return ask(Optional.empty(), Optional.of(action), Optional.empty(), Optional.empty());
        }

        Ask torrent(Hash hash) {
            return ask(Optional.empty(), Optional.empty(), Optional.of(hash), Optional.empty());
        }

        Ask result(Result result) {
            return ask(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(result));
        }

        private static Ask ask(Optional<String> instance, Optional<String> action, Optional<Hash> torrent,
                Optional<Result> result) {
            return new Ask(new AuditQuery(Optional.empty(), instance, action, torrent, result, Optional.empty(),
                    Optional.empty(), OptionalLong.empty(), 100));
        }

        Ask between(Instant from, Instant until) {
            return new Ask(new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.of(from), Optional.of(until), OptionalLong.empty(), 100));
        }

        Ask page(OptionalLong before, int count) {
            return new Ask(new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), before, count));
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatedRefusalsAreOneEntryWithACount(Kind kind) throws IOException {
        var store = kind.open();
        var audit = store.audit();
        for (var time = 0; time < 5; time++) {
            audit.refused(intent(store), "control NO_GRANT");
            store.clock().pass(Duration.ofSeconds(10));
        }
        audit.refused(intent(store), "control NOT_OWN");
        audit.refused(intent(store, "local:vic", "torrents/stop", HASH), "control NO_GRANT");
        audit.sweep(store.clock().instant());
        assertEquals(List.of(1L, 1L, 1L), audit.recent(10).stream().map(Entry::times).toList(), "the first is there at once");

        store.clock().pass(Duration.ofSeconds(10));
        audit.sweep(store.clock().instant());
        var entry = audit.recent(10).getLast();
        assertEquals(5, entry.times());
        assertEquals(Result.REFUSED, entry.result());
        assertEquals("control NO_GRANT", entry.detail());
        assertEquals(entry.intent().at().plusSeconds(40), entry.last());
        audit.refused(intent(store), "control NO_GRANT");
        assertEquals(4, audit.recent(10).size(), "the next minute begins with an entry of its own");
        assertEquals(new Intact(9), store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void countsAreWrittenAtTheEndAndWhenTheDatabaseIsBack(Kind kind) throws IOException, SQLException {
        var store = kind.open();
        var audit = store.audit();
        audit.refused(intent(store), "control NO_GRANT");
        audit.refused(intent(store), "control NO_GRANT");
        store.sql("alter table audit_row rename to elsewhere");
        assertThrows(StoreUnavailable.class, () -> audit.sweep(Instant.MAX));
        store.sql("alter table elsewhere rename to audit_row");
        new Retention(audit, store.sessions(), store.apps(), Duration.ofDays(365), store.clock()).stop(null);
        assertEquals(2, audit.recent(1).getFirst().times());
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfRefusalsFromManyThreadsIsCounted(Kind kind) throws IOException, InterruptedException, ExecutionException {
        var store = kind.open();
        var audit = store.audit();
        Store.atOnce(50, () -> {
            audit.refused(intent(store), "control NO_GRANT");
            return true;
        });
        audit.sweep(Instant.MAX);
        assertEquals(List.of(50L), audit.recent(10).stream().map(Entry::times).toList());
        assertEquals(new Intact(3), store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooOldLeavesAtTheFront(Kind kind) throws IOException, SQLException {
        var store = kind.open();
        var audit = store.audit();
        var old = audit.begin(intent(store));
        audit.finish(old, Result.DONE, "");
        store.clock().pass(Duration.ofDays(10));
        var young = audit.begin(intent(store));
        var limit = store.clock().instant().minus(Duration.ofDays(1));
        assertEquals(2, audit.forget(limit));
        assertEquals(0, audit.forget(limit));
        assertEquals(new Intact(3), store.chain().verify());
        assertEquals(List.of("audit/forget", "torrents/stop"), audit.recent(10).stream().map(Entry::action).toList());
        var said = audit.recent(1).getFirst();
        assertEquals(Result.DONE, said.result());
        assertEquals(Map.of("before", limit.toString(), "rows", "2"), said.intent().arguments());
        store.sql("delete from audit_row where id = " + young);
        assertEquals(new Broken(young, Fault.MISSING), store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void itStaysIntactWhileSomeWriteSomeForgetAndSomeVerify(Kind kind)
            throws IOException, InterruptedException, ExecutionException {
        var store = kind.open();
        var number = new AtomicInteger();
        var verdicts = Store.atOnce(6, () -> {
            var audit = store.audit();
            var turn = number.getAndIncrement();
            for (var time = 0; time < 10; time++) {
                store.clock().pass(Duration.ofMinutes(1));
                audit.finish(audit.begin(intent(store)), Result.DONE, "");
                audit.forget(store.clock().instant().minus(Duration.ofMinutes(turn)));
            }
            return store.chain().verify();
        });
        assertTrue(verdicts.stream().allMatch(Intact.class::isInstance), verdicts.toString());
        assertTrue(store.audit().recent(1000).stream().noneMatch(entry -> entry.result() == Result.FAILED),
                "every cut was intact");
    }

    @ParameterizedTest
    @EnumSource
    void anAuditOfOnlyOldEntriesGoesOn(Kind kind) throws IOException {
        var store = kind.open();
        var audit = store.audit();
        audit.begin(intent(store));
        store.clock().pass(Duration.ofDays(10));
        assertEquals(1, audit.forget(store.clock().instant()));
        audit.begin(intent(store));
        assertEquals(new Intact(3), store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAlteredDoesNotLeaveUnseen(Kind kind) throws IOException, SQLException {
        var store = kind.open();
        var audit = store.audit();
        var altered = audit.begin(intent(store));
        store.sql("update audit_row set person = 'local:vic' where id = " + altered);
        store.clock().pass(Duration.ofDays(10));
        audit.begin(intent(store));
        assertEquals(1, audit.forget(store.clock().instant().minus(Duration.ofDays(1))));
        var said = audit.recent(1).getFirst();
        assertEquals(Result.FAILED, said.result());
        assertTrue(said.detail().contains("ALTERED"), said.detail());
    }

    @ParameterizedTest
    @EnumSource
    void everyReplicaForgetsOnceADayAndOneDoesTheWork(Kind kind) throws IOException, InterruptedException, ExecutionException {
        var store = kind.open();
        store.audit().begin(intent(store));
        store.sessions().open(new BrowserSessions.Opening("local", "ann", "Ann", Optional.empty(), Optional.empty(), "", ""));
        var replicas = List.of(new Retention(store.audit(), store.sessions(), store.apps(), Duration.ofDays(1), store.clock()),
                new Retention(store.audit(), store.sessions(), store.apps(), Duration.ofDays(1), store.clock()));
        replicas.forEach(Retention::turn);
        assertEquals(1, store.audit().recent(10).size());
        store.clock().pass(Duration.ofDays(2));
        var number = new AtomicInteger();
        Store.atOnce(2, () -> {
            replicas.get(number.getAndIncrement()).turn();
            return true;
        });
        assertEquals(List.of("audit/forget"), store.audit().recent(10).stream().map(Entry::action).toList());
        assertEquals(new Intact(2), store.chain().verify());
        store.clock().pass(Duration.ofDays(8));
        replicas.getFirst().turn();
        assertEquals(0, store.database().<Integer> get(
                handle -> handle.createQuery("select count(*) from browser_session").mapTo(Integer.class).one()),
                "ended browser sessions go as well");
    }

    @ParameterizedTest
    @EnumSource
    void noNameForgesALine(Kind kind) throws IOException {
        var store = kind.open();
        var lines = new ArrayList<String>();
        var audit = new AuditLog(store.chain(lines), store.database(), store.clock());
        var naughty = "x\r\n{\"audit\":1}\u0000\u001B[2J\u2028\u202Egpj\uD800 \u00E9" + "y".repeat(5000);
        var intent = new Intent(store.clock().instant(), new Actor(naughty, naughty, Optional.of(naughty), Optional.empty(),
                naughty, naughty), naughty, naughty, List.of(new Subject(HASH, naughty)), Map.of(naughty, naughty), 1,
                naughty);
        audit.finish(audit.begin(intent), Result.REFUSED, naughty);
        assertEquals(new Intact(2), store.chain().verify(), "what the database gives back is what was sealed");
        var entry = audit.recent(1).getFirst();
        assertTrue(entry.person().startsWith("x\uFFFD\uFFFD{\"audit\":1}\uFFFD\uFFFD[2J\uFFFD\uFFFDgpj\uFFFD \u00E9"));
        assertEquals(naughty.substring(0, 1999) + "…", entry.torrents().getFirst().name(), "names are kept exactly");
        assertEquals(2, lines.size());
        for (var line : lines) {
            assertTrue(line.chars().allMatch(unit -> unit >= ' ' && unit < 127), line);
            assertEquals(64, JsonMapper.builder().build().readTree(line).get("hash").asText().length());
        }
        var first = JsonMapper.builder().build().readTree(lines.getFirst());
        assertEquals(HASH.value(), first.at("/torrents/0/hash").asText());
        assertEquals(intent.at().toEpochMilli(), first.get("at").asLong());
        assertEquals("REFUSED", JsonMapper.builder().build().readTree(lines.getLast()).get("result").asText());
    }
}
