package gatehouse.api;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.api.Torrents.TorrentList;
import gatehouse.http.Streams.Event;

/// What one reader of the list knows, so that only the difference to the next moment is sent.
class ListChanges {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
    };

    private final ObjectMapper json;
    private Optional<TorrentList> known = Optional.empty();
    private Map<String, Map<String, Object>> rows = Map.of();

    ListChanges(ObjectMapper json) {
        this.json = json;
    }

    /// @param changed the fields that are new or different, by `instance/hash`; all of a torrent that is new
    /// @param removed what is not in the window any more, by `instance/hash`
    /// @param order the window from its first row on, when it is another
    /// @param total how many match; always there
    public record Delta(Map<String, Map<String, Object>> changed, List<String> removed, Optional<List<String>> order,
            int from, int total, int everything, Map<String, Integer> statuses, Map<String, Integer> instances,
            Map<String, String> freshness) {
    }

    /// Empty when nothing has changed since.
    Optional<Event> next(TorrentList list) {
        var before = known;
        if (before.filter(list::equals).isPresent()) {
            return Optional.empty();
        }
        var old = rows;
        known = Optional.of(list);
        rows = fields(list);
        return Optional.of(before.isEmpty() ? new Event("full", list) : new Event("delta", delta(old, list)));
    }

    private Map<String, Map<String, Object>> fields(TorrentList list) {
        var fields = new LinkedHashMap<String, Map<String, Object>>();
        list.torrents().forEach(torrent -> fields.put(torrent.instance() + "/" + torrent.hash(),
                json.convertValue(torrent, FIELDS)));
        return fields;
    }

    private Delta delta(Map<String, Map<String, Object>> old, TorrentList list) {
        var changed = new TreeMap<String, Map<String, Object>>();
        rows.forEach((id, row) -> {
            var different = different(old.getOrDefault(id, Map.of()), row);
            if (!different.isEmpty()) {
                changed.put(id, different);
            }
        });
        var order = List.copyOf(rows.keySet());
        return new Delta(changed, old.keySet().stream().filter(id -> !rows.containsKey(id)).toList(),
                order.equals(List.copyOf(old.keySet())) ? Optional.empty() : Optional.of(order), list.from(), list.total(),
                list.everything(), list.statuses(), list.instances(), list.freshness());
    }

    private static Map<String, Object> different(Map<String, Object> old, Map<String, Object> row) {
        var different = new HashMap<String, Object>();
        row.forEach((name, value) -> {
            if (!old.containsKey(name) || !Objects.equals(old.get(name), value)) {
                different.put(name, value);
            }
        });
        return different;
    }
}
