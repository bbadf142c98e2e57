package gatehouse.dropin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import gatehouse.torrent.Hash;

/// One instance at one moment, as all who see it alike see it; never changes. Answers and orders that are asked for again
/// are kept while it is the newest.
///
/// @param rid what `sync/maindata` calls it
/// @param rows in the order of their hashes
record Sight(long rid, List<Row> rows, Map<String, Map<String, Object>> categories, Set<String> tags,
        Map<String, List<String>> trackers, Map<String, Object> server, Map<String, List<Row>> orders) {

    private static final int MOST_ORDERS = 8;
    static final Comparator<Row> BY_HASH = Comparator.comparing(row -> row.torrent().hash());

    static Sight of(long rid, Collection<Row> rows, Map<String, Map<String, Object>> categories, Set<String> tags,
            Map<String, List<String>> trackers, Map<String, Object> server) {
        return new Sight(rid, rows.stream().sorted(BY_HASH).toList(), categories, tags, trackers, server,
                new ConcurrentHashMap<>());
    }

    /// Nothing in it differs: the same rows, by identity, and equal parts around them.
    boolean same(Sight other) {
        return rows.size() == other.rows.size()
                && IntStream.range(0, rows.size()).allMatch(at -> rows.get(at) == other.rows.get(at))
                && categories.equals(other.categories) && tags.equals(other.tags) && server.equals(other.server)
                && trackers.equals(other.trackers);
    }

    Sight numbered(long other) {
        return new Sight(other, rows, categories, tags, trackers, server, orders);
    }

    Optional<Row> find(Hash hash) {
        var low = 0;
        var high = rows.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = rows.get(middle).torrent().hash().compareTo(hash);
            if (order == 0) {
                return Optional.of(rows.get(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }

    /// All rows by a field, ascending; equal ones by their hash, which alone is the order for an empty field. Costs a sort
    /// when nobody has asked for it since something changed.
    List<Row> ordered(String field, Comparator<Object> values) {
        if (field.isEmpty()) {
            return rows;
        }
        if (orders.size() >= MOST_ORDERS && !orders.containsKey(field)) {
            orders.clear();
        }
        return orders.computeIfAbsent(field, wanted -> sorted(rows.stream(), wanted, values));
    }

    static List<Row> sorted(Stream<Row> rows, String field, Comparator<Object> values) {
        record Keyed(Row row, Object value) {
        }
        return rows.map(row -> new Keyed(row, field.isEmpty() ? "" : row.value(field)))
                .sorted(Comparator.comparing(Keyed::value, values).thenComparing(Keyed::row, BY_HASH)).map(Keyed::row).toList();
    }
}
