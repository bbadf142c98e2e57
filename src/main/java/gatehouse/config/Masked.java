package gatehouse.config;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

import io.quarkus.logging.LoggingFilter;

/// The last look at each line of the log: what has the shape of a secret is blacked out. Nothing here logs secrets; a library
/// that tells what it was sent might.
@LoggingFilter(name = "masked")
final class Masked implements Filter {

    private static final Pattern SECRET = Pattern.compile("(?i)((?:bearer|basic)\\s+"
            + "|(?:password|passkey|secret|token|api[_-]?key|cookie|sid(?:_\\d+)?)[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',;&]+"
            + "|(://[^\\s/@:]+:)[^\\s/@]+(?=@)");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord line) {
            var text = line.getFormattedMessage();
            if (text != null && SECRET.matcher(text).find()) {
                line.setMessage(masked(text), FormatStyle.NO_FORMAT);
            }
            if (line.getThrown() != null && tells(line.getThrown())) {
                line.setThrown(new Thrown(line.getThrown()));
            }
        }
        return true;
    }

    static String masked(String text) {
        return SECRET.matcher(text).replaceAll("$1$2…");
    }

    private static boolean tells(Throwable thrown) {
        return thrown != null && (SECRET.matcher(thrown.toString()).find() || tells(thrown.getCause()));
    }

    /// A failure as the log may show it: where it was and of which kind, in masked words.
    private static final class Thrown extends Throwable {

        private static final long serialVersionUID = 1;
        private final String text;

        Thrown(Throwable original) {
            super(null, original.getCause() == null ? null : new Thrown(original.getCause()));
            text = masked(original.toString());
            setStackTrace(original.getStackTrace());
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
