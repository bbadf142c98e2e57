package gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/// What has the shape of a secret does not come into the log, and everything else comes as it was.
class MaskedTest {

    private static ExtLogRecord logged(String format, Object... parameters) {
        var line = new ExtLogRecord(Level.INFO, format, FormatStyle.PRINTF, MaskedTest.class.getName());
        line.setParameters(parameters);
        assertTrue(new Masked().isLoggable(line));
        return line;
    }

    @Test
    void secretsAreBlackedOutWhereverTheyStand() {
        for (var text : List.of("Authorization: Bearer hunter2", "Cookie: SID=hunter2; a=b", "set QBT_SID_8080=hunter2",
                "password=hunter2&username=admin", "{\"password\": \"hunter2\"}", "http://x/announce?passkey=hunter2",
                "jdbc:postgresql://u:hunter2@db/gatehouse", "client_secret=hunter2", "api-key: hunter2",
                "GET http://user:hunter2@attic:8080/")) {
            assertFalse(logged("it said %s", text).getFormattedMessage().contains("hunter2"), text);
        }
    }

    @Test
    void otherLinesStayAsTheyAre() {
        for (var text : List.of("attic: Connected[app=v4.5.2, api=2.8.19]", "password-file: /run/secrets/attic is not readable",
                "Listening on: http://0.0.0.0:8080. Management interface listening on http://0.0.0.0:9080.",
                "Too many wrong passwords from 192.0.2.1", "The file of gatehouse.secret cannot be read")) {
            var line = logged("%s", text);
            assertEquals(text, line.getFormattedMessage());
            assertEquals(FormatStyle.PRINTF, line.getFormatStyle(), "untouched");
        }
    }

    @Test
    void aFailureIsToldWithoutTheSecretAndFromTheSamePlace() {
        var original = new IllegalStateException("no", new IOException("sent password=hunter2"));
        var line = new ExtLogRecord(Level.ERROR, "went wrong", FormatStyle.NO_FORMAT, MaskedTest.class.getName());
        line.setThrown(original);
        assertTrue(new Masked().isLoggable(line));
        assertEquals("java.lang.IllegalStateException: no", line.getThrown().toString());
        assertEquals("java.io.IOException: sent password=…", line.getThrown().getCause().toString());
        assertEquals(List.of(original.getStackTrace()), List.of(line.getThrown().getStackTrace()));
        var harmless = new IOException("gone");
        line.setThrown(harmless);
        new Masked().isLoggable(line);
        assertTrue(line.getThrown() == harmless);
    }
}
