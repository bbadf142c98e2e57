package gatehouse.dropin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What `sync/maindata` answers: all there is, or what has changed between two sights, field by field, in the shape of a
/// server of some version. Parts that are empty are left out, but for all there is before 4.6 (seen on 3.2.0 to 4.5.2).
final class Deltas {

    private static final int ROW = 2048;

    private static final String EMPTY_PARTS_UNTIL = "2.9.2";

    private final Presented presented;
    private final boolean emptyParts;
    private final Json json = new Json(256);
    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private Deltas(Presented presented, boolean emptyParts) {
        this.presented = presented;
        this.emptyParts = emptyParts;
    }

    static byte[] full(Sight now, Presented presented) {
        var deltas = new Deltas(presented, !presented.since(EMPTY_PARTS_UNTIL));
        deltas.parts.put("full_update", Json.of(true));
        deltas.categories(now.categories());
        deltas.names("tags", now.tags(), "2.3.0");
        deltas.part("trackers", now.trackers(), "2.6.0");
        deltas.part("server_state", now.server(), "2.0.0");
        return deltas.write(now.rid(), whole(now.rows()));
    }

    static byte[] between(Sight before, Sight now, Presented presented) {
        var deltas = new Deltas(presented, false);
        deltas.categories(changedObjects(before.categories(), now.categories()));
        deltas.names(presented.words().categories() + "_removed", gone(before.categories(), now.categories()), "2.0.0");
        deltas.names("tags", now.tags().stream().filter(tag -> !before.tags().contains(tag)).toList(), "2.3.0");
        deltas.names("tags_removed", before.tags().stream().filter(tag -> !now.tags().contains(tag)).toList(), "2.3.0");
        deltas.part("trackers", changed(before.trackers(), now.trackers()), "2.6.0");
        deltas.names("trackers_removed", gone(before.trackers(), now.trackers()), "2.6.0");
        deltas.part("server_state", changed(before.server(), now.server()), "2.0.0");
        var there = new Rows(before.rows(), now.rows());
        deltas.names("torrents_removed", there.gone(), "2.0.0");
        return deltas.write(now.rid(), there.changed());
    }

    /// A list of names before 4.1.3.
    private void categories(Map<String, Map<String, Object>> categories) {
        if (presented.since("2.1.0")) {
            part("categories", categories, "2.1.0");
        } else {
            names(presented.words().categories(), categories.keySet(), "2.0.0");
        }
    }

    private void part(String name, Map<String, ?> values, String since) {
        if ((emptyParts || !values.isEmpty()) && presented.since(since)) {
            parts.put(name, Json.of(values));
        }
    }

    private void names(String name, Collection<String> names, String since) {
        if ((emptyParts || !names.isEmpty()) && presented.since(since)) {
            parts.put(name, Json.of(names));
        }
    }

    private byte[] write(long rid, List<byte[]> torrents) {
        json.add("{\"rid\":" + rid);
        parts.forEach((name, value) -> json.add(",\"" + name + "\":").add(value));
        if (emptyParts || !torrents.isEmpty()) {
            json.add(",\"torrents\":{");
            torrents.forEach(json::add);
            json.add("}");
        }
        return json.add("}").bytes();
    }

    private static List<byte[]> whole(List<Row> rows) {
        var all = new ArrayList<byte[]>(rows.size());
        rows.forEach(row -> all.add(whole(row, all.isEmpty())));
        return all;
    }

    private static byte[] whole(Row row, boolean first) {
        var json = new Json(ROW).add((first ? "\"" : ",\"") + row.torrent().hash() + "\":{").add(row.members());
        return (row.more().length == 0 ? json : json.add(",").add(row.more())).add("}").bytes();
    }

    /// Two lists of rows side by side. A row that is the same object has not changed: this is a pass that compares identities.
    private static final class Rows {

        private final List<byte[]> changed = new ArrayList<>();
        private final List<String> gone = new ArrayList<>();

        Rows(List<Row> before, List<Row> now) {
            var old = 0;
            for (var row : now) {
                while (old < before.size() && Sight.BY_HASH.compare(before.get(old), row) < 0) {
                    gone.add(before.get(old++).torrent().hash().value());
                }
                if (old == before.size() || Sight.BY_HASH.compare(before.get(old), row) > 0) {
                    changed.add(whole(row, changed.isEmpty()));
                } else if (before.get(old++) != row) {
                    change(before.get(old - 1), row);
                }
            }
            before.subList(old, before.size()).forEach(row -> gone.add(row.torrent().hash().value()));
        }

        private void change(Row before, Row now) {
            var fields = Deltas.changed(before.shown(), now.shown());
            if (!fields.isEmpty()) {
                changed.add(new Json(ROW).add((changed.isEmpty() ? "\"" : ",\"") + now.torrent().hash() + "\":")
                        .add(Json.of(fields)).bytes());
            }
        }

        List<byte[]> changed() {
            return changed;
        }

        List<String> gone() {
            return gone;
        }
    }

    private static <V> Map<String, V> changed(Map<String, V> before, Map<String, V> now) {
        var changed = new LinkedHashMap<String, V>();
        now.forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /// An object that is there already has only what changed in it.
    private static Map<String, Map<String, Object>> changedObjects(Map<String, Map<String, Object>> before,
            Map<String, Map<String, Object>> now) {
        var changed = changed(before, now);
        changed.replaceAll((name, object) -> changed(before.getOrDefault(name, Map.of()), object));
        return changed;
    }

    private static List<String> gone(Map<String, ?> before, Map<String, ?> now) {
        return before.keySet().stream().filter(name -> !now.containsKey(name)).toList();
    }
}
