package gatehouse.dropin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// What `torrents/info` asks for, by the rules of a server of some version (seen on 4.2.5, 4.5.2, 5.1.0 and 5.3.0): filter,
/// then sort, then offset, then limit.
record TorrentList(Map<String, String> asked, Presented presented) {

    /// The sort key names no field, which servers since 4.3.2 refuse.
    static final class NoSuchField extends Exception {

        private static final long serialVersionUID = 1;
    }

    /// The rows in their order.
    List<Row> of(Sight sight) throws NoSuchField {
        var field = asked.getOrDefault("sort", "");
        var known = sight.rows().stream().findFirst().map(row -> row.value(field) != null).orElse(false);
        var rows = matching(sight, known ? field : "");
        if (!known && !field.isEmpty() && !rows.isEmpty() && presented.since("2.7.0")) {
            throw new NoSuchField();
        }
        return window(known && truth("reverse").orElse(false) ? rows.reversed() : rows);
    }

    private List<Row> matching(Sight sight, String field) {
        var hashes = hashes();
        var rows = hashes.isEmpty() ? sight.ordered(field, values())
                : Sight.sorted(hashes.stream().flatMap(hash -> sight.find(hash).stream()), field,
                        values());
        if (hashes.isEmpty() && !asked.getOrDefault("hashes", "").isEmpty()) {
            return List.of();
        }
        return tests(sight).reduce(Predicate::and)
                .map(test -> rows.stream().filter(row -> test.test(row.torrent())).toList()).orElse(rows);
    }

    private List<Hash> hashes() {
        return presented.since("2.0.1")
                ? Stream.of(asked.getOrDefault("hashes", "").split("\\|")).flatMap(hash -> Hash.parse(hash).stream()).distinct()
                        .toList()
                : List.of();
    }

    private Stream<Predicate<Torrent>> tests(Sight sight) {
        return Stream.of(StatusWord.test(asked.getOrDefault("filter", ""), presented),
                Optional.ofNullable(asked.get("category")).map(category -> category(category, subcategories(sight))),
                Optional.ofNullable(asked.get("tag")).filter(tag -> presented.since("2.8.4")).map(TorrentList::tag),
                truth("private").filter(wanted -> presented.since("2.11.2")).map(TorrentList::isPrivate))
                .flatMap(Optional::stream);
    }

    /// An option from 4.6 to 5.1, and always on since.
    private boolean subcategories(Sight sight) {
        return presented.since52() || Boolean.TRUE.equals(sight.server().get("use_subcategories"));
    }

    private static Predicate<Torrent> category(String category, boolean below) {
        return torrent -> torrent.category().equals(category)
                || below && !category.isEmpty() && torrent.category().startsWith(category + "/");
    }

    private static Predicate<Torrent> tag(String tag) {
        return torrent -> tag.isEmpty() ? torrent.tags().isEmpty() : torrent.tags().contains(tag);
    }

    private static Predicate<Torrent> isPrivate(boolean wanted) {
        return torrent -> Boolean.TRUE.equals(torrent.fields().get("private")) == wanted;
    }

    private Optional<Boolean> truth(String name) {
        return switch (asked.getOrDefault(name, "").toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// Texts by their code units; before 4.3 whatever their case.
    private Comparator<Object> values() {
        var texts = presented.since("2.6.0") ? Comparator.<String> naturalOrder() : String.CASE_INSENSITIVE_ORDER;
        return (left, right) -> switch (left) {
            case String text when right instanceof String other -> texts.compare(text, other);
            case Boolean truth when right instanceof Boolean other -> truth.compareTo(other);
            case Number number when right instanceof Number other -> number instanceof Double || other instanceof Double
                    ? Double.compare(number.doubleValue(), other.doubleValue())
                    : Long.compare(number.longValue(), other.longValue());
            case null, default -> Integer.compare(rank(left), rank(right));
        };
    }

    private static int rank(Object value) {
        return switch (value) {
            case String text -> 3;
            case Number number -> 2;
            case Boolean truth -> 1;
            case null, default -> 0;
        };
    }

    /// A negative offset counts from the end. Until 5.2 one that lies outside of the list is none.
    private List<Row> window(List<Row> rows) {
        var size = rows.size();
        var limit = number("limit") <= 0 ? size : number("limit");
        var offset = number("offset") < 0 ? size + number("offset") : number("offset");
        if (!presented.since52() && (offset >= size || offset < 0)) {
            return part(rows, 0, limit);
        }
        return offset < 0 && number("limit") <= 0 ? rows : part(rows, offset, offset + limit);
    }

    private static List<Row> part(List<Row> rows, long from, long to) {
        var start = Math.clamp(from, 0, rows.size());
        return rows.subList(start, Math.clamp(to, start, rows.size()));
    }

    /// As a server reads one: 0 for what is none.
    private long number(String name) {
        try {
            return Integer.parseInt(asked.getOrDefault(name, "0").strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
