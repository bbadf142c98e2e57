package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.config.Secrets;
import gatehouse.store.AuditChain.Broken;
import gatehouse.store.AuditChain.Fault;
import gatehouse.store.AuditChain.Intact;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.torrent.Hash;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.WithNull;

/// Nobody who can write the tables can change the audit unseen.
class AuditChainTest {

    private static final String COLUMNS = String.join(", ", AuditRow.COLUMNS);

    private static Intent intent(Store store) {
        var actor = new Actor("local:ann", "Ann", Optional.of("gh_7"), Optional.of(4L), "request-1", "192.0.2.1");
        return new Intent(store.clock().instant(), actor, "attic", "torrents/stop",
                List.of(new Subject(new Hash("a".repeat(40)), "Sintel")), Map.of("value", "true"), 3, "line 12");
    }

    /// Five entries, each done: the rows 1 to 10.
    private static Store filled(Kind kind) throws IOException {
        var store = kind.open();
        var audit = store.audit();
        for (var entry = 0; entry < 5; entry++) {
            audit.finish(audit.begin(intent(store)), Result.DONE, "");
        }
        assertEquals(new Intact(10), store.chain().verify());
        return store;
    }

    /// What is done to the tables, and what is found.
    enum Tampering {
        ALTER_A_PERSON(3, Fault.ALTERED, "update audit_row set person = 'local:vic' where id = 3"),
        ALTER_A_RESULT(4, Fault.ALTERED, "update audit_row set result = 'REFUSED' where id = 4"),
        MOVE_AN_OUTCOME(4, Fault.ALTERED, "update audit_row set entry = 100 where id = 4"),
        DELETE_ONE(5, Fault.MISSING, "delete from audit_row where id = 5"),
        DELETE_THE_FIRST(1, Fault.MISSING, "delete from audit_row where id = 1"),
        DELETE_ONE_AND_NUMBER_ANEW(5, Fault.REORDERED, "delete from audit_row where id = 5",
                "update audit_row set id = -id where id > 5", "update audit_row set id = -id - 1 where id < 0"),
        SWAP_TWO(3, Fault.REORDERED, "update audit_row set id = -3 where id = 3", "update audit_row set id = 3 where id = 5",
                "update audit_row set id = 5 where id = -3"),
        CUT_OFF_THE_END(9, Fault.TRUNCATED, "delete from audit_row where id > 8"),
        CUT_OFF_THE_END_AND_FORGE_THE_HEAD(9, Fault.TRUNCATED, "delete from audit_row where id > 8",
                "update audit_head set last = 8, last_hash = (select hash from audit_row where id = 8)"),
        CUT_OFF_THE_FRONT_AND_FORGE_THE_HEAD(11, Fault.TRUNCATED, "delete from audit_row where id < 3",
                "update audit_head set first = 3, start_hash = (select previous from audit_row where id = 3)"),
        EMPTY_IT(1, Fault.TRUNCATED, "delete from audit_row"),
        ADD_ONE(11, Fault.ALTERED, "insert into audit_row (id, previous, hash, " + COLUMNS + ") select 11, previous, hash, "
                + COLUMNS + " from audit_row where id = 9"),
        REMOVE_THE_HEAD(1, Fault.MISSING, "delete from audit_head");

        private final Broken found;
        private final String[] statements;

        Tampering(long id, Fault fault, String... statements) {
            found = new Broken(id, fault);
            this.statements = statements;
        }
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Tampering.values()).map(tampering -> Arguments.of(kind, tampering)));
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void tamperingIsFound(Kind kind, Tampering tampering) throws IOException, SQLException {
        var store = filled(kind);
        store.sql(tampering.statements);
        assertEquals(tampering.found, store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnIsProtected(Kind kind) throws IOException, SQLException {
        var store = filled(kind);
        for (var column : AuditRow.COLUMNS) {
            var number = List.of("entry", "at", "session", "generation", "times", "since").contains(column);
            store.sql("create table kept as select * from audit_row where id = 3",
                    "update audit_row set " + column + " = " + (number ? "987" : "'other'") + " where id = 3");
            assertEquals(new Broken(3, Fault.ALTERED), store.chain().verify(), column);
            store.sql("update audit_row set " + column + " = (select " + column + " from kept) where id = 3",
                    "drop table kept");
            assertEquals(new Intact(10), store.chain().verify(), column);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenAfterAForgeryDoesNotHealIt(Kind kind) throws IOException, SQLException {
        var store = filled(kind);
        store.sql(Tampering.CUT_OFF_THE_END_AND_FORGE_THE_HEAD.statements);
        store.audit().begin(intent(store));
        assertEquals(new Broken(9, Fault.ALTERED), store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void underAnotherSecretNothingVerifies(Kind kind) throws IOException {
        var store = filled(kind);
        var other = new AuditChain(store.database(), Secrets.of("another secret of more than 32 characters"),
                new AuditLines(line -> {
                }), store.clock());
        assertEquals(new Broken(1, Fault.ALTERED), other.verify());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyAuditIsIntact(Kind kind) throws IOException {
        assertEquals(new Intact(0), kind.open().chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void moreThanOnePageIsVerified(Kind kind) throws IOException, SQLException {
        var store = kind.open();
        store.chain().write(end -> {
            for (var row = 0; row < 2500; row++) {
                end.append(Map.of("kind", "intent", "at", row));
            }
            return 0;
        });
        assertEquals(new Intact(2500), store.chain().verify());
        store.sql("update audit_row set at = 0 where id = 2100");
        assertEquals(new Broken(2100, Fault.ALTERED), store.chain().verify());
    }

    @ParameterizedTest
    @EnumSource
    void writersAtTheSameTimeMakeOneChain(Kind kind) throws IOException, InterruptedException, ExecutionException {
        var store = kind.open();
        var replicas = List.of(store.audit(), store.audit());
        var entries = Store.atOnce(10, () -> {
            var written = new ArrayList<Long>();
            for (var turn = 0; turn < 10; turn++) {
                var audit = replicas.get(turn % 2);
                written.add(audit.begin(intent(store)));
                audit.finish(written.getLast(), Result.DONE, "");
            }
            return written;
        });
        assertEquals(100, entries.stream().flatMap(List::stream).distinct().count());
        assertEquals(new Intact(200), store.chain().verify());
        assertTrue(store.audit().recent(300).stream().allMatch(entry -> entry.result() == Result.DONE));
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeWrittenIsSaidAndLeavesNoTrace(Kind kind) throws IOException, SQLException {
        var store = filled(kind);
        store.sql("alter table audit_row rename to elsewhere");
        assertThrows(StoreUnavailable.class, () -> store.audit().begin(intent(store)));
        store.sql("alter table elsewhere rename to audit_row");
        assertEquals(new Intact(10), store.chain().verify());
        store.sql("delete from audit_head");
        assertThrows(StoreUnavailable.class, () -> store.audit().begin(intent(store)));
    }

    /// Different texts give different bytes, because the texts can be read back from them.
    @Property
    void canonicalContentCanBeReadBack(@ForAll List<@WithNull String> texts) throws IOException {
        var bytes = new DataInputStream(new ByteArrayInputStream(AuditRow.canonical(texts)));
        var read = new ArrayList<String>();
        for (var left = bytes.readInt(); left > 0; left--) {
            var length = bytes.readInt();
            var text = new StringBuilder();
            for (var unit = 0; unit < length; unit++) {
                text.append(bytes.readChar());
            }
            read.add(length < 0 ? null : text.toString());
        }
        assertEquals(texts, read);
        assertEquals(0, bytes.available());
    }

    @Test
    void everyColumnIsPartOfTheContent() {
        var empty = AuditRow.content(Map.of(), "");
        for (var column : AuditRow.COLUMNS) {
            assertFalse(Arrays.equals(empty, AuditRow.content(Map.of(column, ""), "")), column);
        }
        assertArrayEquals(empty, AuditRow.content(new HashMap<>(), ""));
    }
}
