package gatehouse.live;

import java.util.HashMap;
import java.util.Map;

import gatehouse.torrent.Delta;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;

/// What a legacy server (3.2.0 to 4.0.4) says in `sync/maindata`, in the newest servers' words. Recordings of 3.2.0,
/// 3.3.16 and 4.0.4 are behind each rule; API numbers of releases in between come from qBittorrent's source.
///
/// @param api the legacy API number
/// @param known what the server said before: some rules need more than what has changed
record LegacyMaindata(int api, Snapshot known) {

    /// 3.2.x, which knows fewer words for what a torrent does.
    private static final int LAST_WITH_FEW_STATES = 5;
    /// 3.3.4: categories were labels until then, and the list of them stayed empty.
    private static final int LAST_WITH_LABELS = 9;
    /// An unsigned -1: not yet.
    private static final long NEVER = 4_294_967_295L;
    private static final String METADATA = "has_metadata";
    private static final String OWN_STATE = "legacy_state";
    private static final Map<String, String> STATES = Map.of("pausedDL", "stoppedDL", "pausedUP", "stoppedUP");
    private static final Map<String, String> FORCED = Map.of("downloading", "forcedDL", "stalledDL", "forcedDL", "uploading",
            "forcedUP", "stalledUP", "forcedUP");

    Delta modern(Delta delta) {
        var torrents = new HashMap<Hash, Map<String, Object>>();
        delta.torrents().forEach((hash, fields) -> torrents.put(hash, torrent(hash, fields, before(delta, hash))));
        return new Delta(delta.full(), torrents, delta.torrentsRemoved(), categories(delta, torrents),
                delta.categoriesRemoved(), delta.tags(), delta.tagsRemoved(), delta.trackers(), delta.trackersRemoved(),
                delta.server());
    }

    /// Empty for a torrent that is new.
    private Map<String, Object> before(Delta delta, Hash hash) {
        var torrent = known.torrents().get(hash);
        return delta.full() || torrent == null || delta.torrentsRemoved().contains(hash) ? Map.of() : torrent.fields();
    }

    private Map<String, Object> torrent(Hash hash, Map<String, Object> changed, Map<String, Object> before) {
        var fields = new HashMap<>(changed);
        rename(fields, "label", "category");
        metadata(fields, before);
        numbers(fields);
        if (before.isEmpty()) {
            fields.putIfAbsent("tags", "");
        }
        if ("".equals(fields.get("name"))) {
            fields.put("name", hash.value());
        }
        state(fields, before);
        return fields;
    }

    private static void rename(Map<String, Object> fields, String old, String name) {
        var value = fields.remove(old);
        if (value != null) {
            fields.putIfAbsent(name, value);
        }
    }

    /// `f_l_piece_prio` is there once there is metadata. Until then the size is nothing, not 0.
    private static void metadata(Map<String, Object> fields, Map<String, Object> before) {
        if (fields.containsKey("f_l_piece_prio")) {
            fields.put(METADATA, true);
        } else if (before.isEmpty()) {
            fields.put(METADATA, false);
            fields.put("f_l_piece_prio", false);
            fields.put("size", -1L);
        }
    }

    /// No place in the queue is 0, not -1 (3.2.x); peers that nobody has counted are 0, not -1 (3.2.x, 3.3.0 and 3.3.1);
    /// no limit is 0, not -1; a moment that has not come is -1.
    private static void numbers(Map<String, Object> fields) {
        for (var name : new String[] { "priority", "num_complete", "num_incomplete", "dl_limit", "up_limit" }) {
            fields.computeIfPresent(name, (field, value) -> negative(value) ? 0L : value);
        }
        for (var name : new String[] { "completion_on", "seen_complete" }) {
            fields.computeIfPresent(name, (field, value) -> number(value) == NEVER ? -1L : value);
        }
    }

    private static boolean negative(Object value) {
        return number(value) < 0;
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /// 3.2.x says `stalledDL` of a magnet link that waits for its metadata, and of a forced torrent only by its flag. Its
    /// own word is kept beside today's: a later change of the flag alone needs it.
    private void state(Map<String, Object> fields, Map<String, Object> before) {
        if (api > LAST_WITH_FEW_STATES) {
            fields.computeIfPresent("state", (field, raw) -> STATES.getOrDefault(raw, raw.toString()));
            return;
        }
        rename(fields, "state", OWN_STATE);
        var raw = now(OWN_STATE, fields, before).toString();
        if (raw.equals("stalledDL") && !Boolean.TRUE.equals(now(METADATA, fields, before))) {
            fields.put("state", "metaDL");
        } else if (Boolean.TRUE.equals(now("force_start", fields, before))) {
            fields.put("state", FORCED.getOrDefault(raw, raw));
        } else {
            fields.put("state", STATES.getOrDefault(raw, raw));
        }
    }

    private static Object now(String field, Map<String, Object> fields, Map<String, Object> before) {
        return fields.getOrDefault(field, before.getOrDefault(field, ""));
    }

    private Map<String, Map<String, Object>> categories(Delta delta, Map<Hash, Map<String, Object>> torrents) {
        if (api > LAST_WITH_LABELS) {
            return delta.categories();
        }
        var categories = new HashMap<>(delta.categories());
        torrents.values().forEach(fields -> {
            if (fields.get("category") instanceof String label && !label.isEmpty()
                    && (delta.full() || !known.categories().containsKey(label))) {
                categories.put(label, Maindata.named(label));
            }
        });
        return categories;
    }
}
