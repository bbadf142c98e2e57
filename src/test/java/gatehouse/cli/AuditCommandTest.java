package gatehouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.Kind;

class AuditCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @EnumSource
    void verifySaysWhatItFound(Kind kind) throws IOException, SQLException {
        var store = kind.open();
        var audit = store.audit();
        audit.finish(audit.begin(new Intent(store.clock().instant(), Actor.of("local:ann", "Ann", ""), "attic", "torrents/stop",
                List.of(), Map.of(), 1, "")), Result.DONE, "");
        var command = new AuditCommand(store.chain(), new PrintStream(out), new PrintStream(err));
        assertEquals(0, command.run(List.of("verify")));
        assertTrue(said(out).contains("intact: 2 rows"), said(out));

        store.sql("update audit_row set person = 'local:vic' where id = 1");
        assertEquals(1, command.run(List.of("verify")));
        assertTrue(said(err).contains("Row 1 is altered"), said(err));

        store.sql("drop table audit_row");
        assertEquals(1, command.run(List.of("verify")));
        assertTrue(said(err).contains("cannot be read"), said(err));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotUnderstoodIsExplained(Kind kind) throws IOException {
        var command = new AuditCommand(kind.open().chain(), new PrintStream(out), new PrintStream(err));
        assertEquals(2, command.run(List.of()));
        assertEquals(2, command.run(List.of("verify", "twice")));
        assertTrue(said(err).contains("audit verify"), said(err));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
