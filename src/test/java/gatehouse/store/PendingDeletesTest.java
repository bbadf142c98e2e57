package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.store.PendingDeletes.Asker;
import gatehouse.torrent.Hash;

/// Deletes that wait, on a SQLite file and on a real PostgreSQL.
class PendingDeletesTest {

    private static final Hash ONE = new Hash("a".repeat(40));
    private static final Hash TWO = new Hash("b".repeat(40));
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private static Asker asker(String subject) {
        return new Asker("local", subject, "Ann", Set.of("member", "second"), Set.of("a group"), Optional.of(7L), "a request",
                "192.0.2.1");
    }

    private static PendingDeletes after(Store store) {
        return new PendingDeletes(store.database(), store.clock());
    }

    private static void put(Store store, String batch, String subject) {
        after(store).put(batch, "attic", Set.of(ONE, TWO), true, asker(subject), store.clock().instant().plus(MOMENT));
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsIsKnownToEveryProcessAndDueAfterItsMoment(Kind kind) throws IOException {
        var store = kind.open();
        put(store, "batch", "ann");
        var other = after(store);
        assertEquals(Set.of(ONE, TWO), other.going("attic"));
        assertEquals(Set.of(), other.going("cellar"));
        assertEquals(List.of(), other.due());
        assertEquals(1, other.of("local", "ann").size());
        store.clock().pass(MOMENT);
        var due = other.due().getFirst();
        assertEquals(List.of(), other.of("local", "ann"), "too late to undo");
        assertEquals(asker("ann"), due.asker());
        assertTrue(due.files());
        assertEquals(Set.of(ONE, TWO), due.hashes());
        other.finish(due);
        assertEquals(List.of(), after(store).due());
        assertEquals(Set.of(), other.going("attic"));
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhoeverAskedTakesABatchBackAndOnlyInTime(Kind kind) throws IOException {
        var store = kind.open();
        put(store, "one", "ann");
        put(store, "another", "ann");
        assertEquals(List.of(), after(store).undo("one", "local", "vic"));
        assertEquals(List.of(), after(store).undo("one", "https://idp", "ann"));
        var undone = after(store).undo("one", "local", "ann");
        assertEquals(Set.of(ONE, TWO), undone.getFirst().hashes());
        assertEquals(List.of(), after(store).undo("one", "local", "ann"), "once is enough");
        store.clock().pass(MOMENT);
        assertEquals(List.of(), after(store).undo("another", "local", "ann"));
        assertEquals(1, after(store).due().size());
    }

    @ParameterizedTest
    @EnumSource
    void ofManyProcessesOneCarriesItOut(Kind kind) throws Exception {
        var store = kind.open();
        put(store, "batch", "ann");
        store.clock().pass(MOMENT);
        var id = after(store).due().getFirst().id();
        var taken = Store.atOnce(8, () -> after(store).take(id));
        assertEquals(1, taken.stream().filter(Boolean::booleanValue).count());
        assertEquals(List.of(), after(store).due());
        assertFalse(after(store).take(id));
        store.clock().pass(PendingDeletes.LONGEST.plusSeconds(1));
        assertEquals(1, after(store).due().size(), "who took it is gone");
        assertTrue(after(store).take(id));
    }
}
