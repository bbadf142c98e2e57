package gatehouse.torrent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What stands behind a word that compares: `>4GiB`, `<=1`, `50..99`, `3`.
final class Range {

    private static final Pattern SHAPE = Pattern.compile("(<=|>=|<|>|=)?(.+)");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([a-z%/]*)");
    private static final Pattern AGE = Pattern.compile("(<=|>=|<|>)(\\d{1,6})(min|h|d|w|mo|y)");
    private static final Map<String, Double> UNITS = Map.ofEntries(Map.entry("", 1.0), Map.entry("b", 1.0),
            Map.entry("kib", 0x1p10), Map.entry("mib", 0x1p20), Map.entry("gib", 0x1p30), Map.entry("tib", 0x1p40),
            Map.entry("k", 0x1p10), Map.entry("m", 0x1p20), Map.entry("g", 0x1p30), Map.entry("t", 0x1p40),
            Map.entry("kb", 1e3), Map.entry("mb", 1e6), Map.entry("gb", 1e9), Map.entry("tb", 1e12));
    private static final long DAY = 86_400;
    private static final Map<String, Long> AGES = Map.of("min", 60L, "h", 3_600L, "d", DAY, "w", 7 * DAY, "mo", 30 * DAY,
            "y", 365 * DAY);

    private Range() {
    }

    /// From its first second or number to where the next one begins.
    private record Span(double from, double to) {
    }

    /// Plain numbers, with or without a percent sign.
    static Optional<DoublePredicate> numbers(String text) {
        return read(text, part -> number(part, Map.of("", 1.0, "%", 1.0)));
    }

    /// Bytes, or bytes a second: binary units (`4GiB`, `4g`) and decimal ones (`4GB`).
    static Optional<DoublePredicate> bytes(String text) {
        return read(text, part -> number(part.replace("/s", ""), UNITS));
    }

    /// Whether a moment in Unix seconds is one that was asked for.
    interface Moments {
        boolean test(double at, Instant now);
    }

    /// Moments in Unix seconds: ages (`<7d` is less than seven days ago) and dates (`2026-10`, `>2026-10-05`) in UTC.
    static Optional<Moments> moments(String text) {
        var match = AGE.matcher(text);
        if (!match.matches()) {
            return read(text, Range::date).map(dates -> (at, now) -> dates.test(at));
        }
        var age = Long.parseLong(match.group(2)) * AGES.get(match.group(3));
        var younger = match.group(1).startsWith("<");
        return Optional.of((at, now) -> at >= now.getEpochSecond() - age == younger);
    }

    private static Optional<DoublePredicate> read(String text, Function<String, Optional<Span>> one) {
        var lower = text.toLowerCase(Locale.ROOT);
        var dots = lower.indexOf("..");
        if (dots > 0) {
            return one.apply(lower.substring(0, dots)).flatMap(from -> one.apply(lower.substring(dots + 2))
                    .map(to -> value -> value >= from.from() && (value < to.to() || value == to.from())));
        }
        var match = SHAPE.matcher(lower);
        return match.matches() ? one.apply(match.group(2)).map(span -> compare(match.group(1), span)) : Optional.empty();
    }

    private static DoublePredicate compare(String sign, Span span) {
        return switch (sign) {
            case "<" -> value -> value < span.from();
            case "<=" -> value -> value < span.to() || value == span.from();
            case ">" -> value -> value >= span.to() && value != span.from();
            case ">=" -> value -> value >= span.from();
            case null, default -> value -> value == span.from() || value >= span.from() && value < span.to();
        };
    }

    private static Optional<Span> number(String text, Map<String, Double> units) {
        var match = NUMBER.matcher(text);
        if (!match.matches() || !units.containsKey(match.group(2))) {
            return Optional.empty();
        }
        var value = Double.parseDouble(match.group(1)) * units.get(match.group(2));
        return Optional.of(new Span(value, value));
    }

    private static Optional<Span> date(String text) {
        try {
            return Optional.of(switch (text.length()) {
                case 4 -> days(Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1));
                case 7 -> days(YearMonth.parse(text).atDay(1), YearMonth.parse(text).plusMonths(1).atDay(1));
                default -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
            });
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Span days(LocalDate from, LocalDate to) {
        return new Span(from.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), to.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }
}
