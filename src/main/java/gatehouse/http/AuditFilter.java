package gatehouse.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedMap;

import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditQuery;
import gatehouse.torrent.Hash;

/// Which entries of the audit somebody wants, as the query of an address says it.
///
/// @param fields what was written, by name; without empty ones
public record AuditFilter(Map<String, String> fields) {

    private static final List<String> NAMES = List.of("person", "instance", "action", "torrent", "result", "from", "until",
            "before", "count");
    private static final int MOST = 500;

    /// @throws Problem 400 for a name that is unknown, or stands twice: a mistyped filter must not show everything
    public static AuditFilter of(MultivaluedMap<String, String> query) {
        var fields = new LinkedHashMap<String, String>();
        query.forEach((name, values) -> {
            if (!NAMES.contains(name) || values.size() > 1) {
                throw Problem.badRequest("The filters are, each at most once: " + String.join(", ", NAMES) + ".");
            }
            if (!values.getFirst().isBlank()) {
                fields.put(name, values.getFirst().strip());
            }
        });
        return new AuditFilter(fields);
    }

    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /// The same with another value; without it when that is empty.
    public AuditFilter with(String name, String value) {
        var other = new LinkedHashMap<>(fields);
        other.remove(name);
        if (!value.isEmpty()) {
            other.put(name, value);
        }
        return new AuditFilter(other);
    }

    /// The query of an address that shows the same: `?instance=attic`, or empty.
    public String address() {
        return fields.isEmpty() ? ""
                : fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /// @param usual how many entries when nobody says
    /// @throws Problem 400 for a value that is none of its field
    AuditQuery query(int usual) {
        return new AuditQuery(field("person"), field("instance"), field("action"), torrent(), result(),
                field("from").map(text -> time(text, 0)), field("until").map(text -> time(text, 1)), before(), count(usual));
    }

    private Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private Optional<Hash> torrent() {
        return field("torrent").map(text -> Hash.parse(text).orElseThrow(
                () -> Problem.badRequest("The torrent is not written as its hash: 40 or 64 hexadecimal digits.")));
    }

    private Optional<Result> result() {
        return field("result").map(text -> Arrays.stream(Result.values())
                .filter(result -> result.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
                .orElseThrow(() -> Problem.badRequest("A result is done, refused, failed or unknown.")));
    }

    /// A moment, or a day of the reader's: from its beginning, until its end.
    private static Instant time(String text, int days) {
        try {
            return text.length() == "2026-01-01".length()
                    ? LocalDate.parse(text).plusDays(days).atStartOfDay(Display.current().zone()).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Problem.badRequest("A time is written as 2026-11-23 or 2026-11-23T14:46:03Z.");
        }
    }

    private OptionalLong before() {
        return field("before").map(text -> OptionalLong.of(number("before", text, Long.MAX_VALUE)))
                .orElse(OptionalLong.empty());
    }

    private int count(int usual) {
        return field("count").map(text -> (int) number("count", text, MOST)).orElse(usual);
    }

    private static long number(String name, String text, long most) {
        var number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw Problem.badRequest(name + " is a whole number from 1" + (most == MOST ? " to " + MOST : "") + ".");
        }
        return number;
    }
}
