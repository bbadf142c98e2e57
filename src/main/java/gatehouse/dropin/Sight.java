package gatehouse.dropin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import gatehouse.torrent.Hash;

/// One instance at one moment, as all who see it alike see it; never changes. Answers and orders that are asked for again
/// are kept while it is the newest.
///
/// @param rid what `sync/maindata` calls it
record Sight(long rid, Map<Hash, Row> rows, Map<String, Map<String, Object>> categories, Set<String> tags,
        Map<String, List<String>> trackers, Map<String, Object> server, Map<String, Row[]> orders) {

    private static final int MOST_ORDERS = 8;

    Sight(long rid, Map<Hash, Row> rows, Map<String, Map<String, Object>> categories, Set<String> tags,
            Map<String, List<String>> trackers, Map<String, Object> server) {
        this(rid, rows, categories, tags, trackers, server, new ConcurrentHashMap<>());
    }

    /// Nothing in it differs: the same rows, by identity, and equal parts around them.
    boolean same(Sight other) {
        return rows.size() == other.rows.size()
                && rows.entrySet().stream().allMatch(row -> other.rows.get(row.getKey()) == row.getValue())
                && categories.equals(other.categories) && tags.equals(other.tags) && server.equals(other.server)
                && trackers.equals(other.trackers);
    }

    Sight numbered(long other) {
        return new Sight(other, rows, categories, tags, trackers, server, orders);
    }

    /// All rows by a field, ascending; equal ones by their hash, which alone is the order for an empty field. Costs a sort
    /// when nobody has asked for it since something changed.
    Row[] ordered(String field, Comparator<Object> values) {
        if (orders.size() >= MOST_ORDERS && !orders.containsKey(field)) {
            orders.clear();
        }
        return orders.computeIfAbsent(field,
                wanted -> sorted(rows.values().stream(), wanted, values).toArray(Row[]::new));
    }

    static List<Row> sorted(Stream<Row> rows, String field, Comparator<Object> values) {
        record Keyed(Row row, Object value) {
        }
        var byHash = Comparator.comparing((Keyed one) -> one.row().torrent().hash());
        return rows.map(row -> new Keyed(row, field.isEmpty() ? "" : row.value(field)))
                .sorted(Comparator.comparing(Keyed::value, values).thenComparing(byHash)).map(Keyed::row).toList();
    }
}
