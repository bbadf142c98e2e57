package gatehouse.legacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import gatehouse.legacy.Recording.Contents;

/// The `sync/maindata` of one session at a legacy server: everything, or what has changed since the last answer.
public final class Session {

    private final String list;
    private long rid;
    private Contents last = new Contents(Map.of(), List.of(), Map.of());

    public Session(Release release) {
        list = release.api() < 10 ? "labels" : "categories";
    }

    /// @param asked the `rid` as it came; anything but the last that was given is answered with everything
    public String body(long asked, Contents now) {
        return Recording.text(answer(asked, now));
    }

    private synchronized Map<String, Object> answer(long asked, Contents now) {
        var full = asked <= 0 || asked != rid;
        rid = asked <= 0 ? 1 : rid + 1;
        var answer = new LinkedHashMap<String, Object>();
        answer.put("rid", rid);
        if (full) {
            answer.put("full_update", true);
            answer.put(list, now.categories());
            answer.put("server_state", now.server());
            answer.put("torrents", now.torrents());
        } else {
            delta(now, answer);
        }
        last = now;
        return answer;
    }

    private void delta(Contents now, Map<String, Object> answer) {
        put(answer, list, without(now.categories(), last.categories()));
        put(answer, list + "_removed", without(last.categories(), now.categories()));
        put(answer, "server_state", changed(last.server(), now.server()));
        put(answer, "torrents_removed", without(List.copyOf(last.torrents().keySet()), List.copyOf(now.torrents().keySet())));
        var torrents = new LinkedHashMap<String, Object>();
        now.torrents()
                .forEach((hash, fields) -> put(torrents, hash, changed(last.torrents().getOrDefault(hash, Map.of()), fields)));
        put(answer, "torrents", torrents);
    }

    private static Map<String, Object> changed(Map<String, Object> before, Map<String, Object> now) {
        var changed = new LinkedHashMap<>(now);
        changed.entrySet().removeIf(field -> field.getValue().equals(before.get(field.getKey())));
        return changed;
    }

    private static List<String> without(List<String> all, List<String> others) {
        var rest = new ArrayList<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static void put(Map<String, Object> to, String name, Object value) {
        if (!(value instanceof Map<?, ?> map && map.isEmpty() || value instanceof List<?> items && items.isEmpty())) {
            to.put(name, value);
        }
    }
}
