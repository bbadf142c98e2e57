package gatehouse.dropin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import gatehouse.gate.Fields;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// A torrent's fields in the words of a legacy server: what `query/torrents` and `sync/maindata` tell. The mirror image of
/// `live/LegacyMaindata`; recordings of 3.2.0, 3.3.16 and 4.0.4 are behind each rule.
///
/// No limit is always told as -1, where such a server says -1 or 0.
record LegacyTorrent(LegacyVersion version) implements Words {

    /// An unsigned -1: not yet.
    static final long NEVER = 4_294_967_295L;
    /// Newer servers have other words for not yet: -1, and up to 4.6 how far their clock is from UTC.
    private static final long LATEST_OF_NOTHING = 86_400;

    /// All that 3.3.16 tells.
    private static final Set<String> FIELDS = Set.of("added_on", "amount_left", "category", "completed", "completion_on",
            "dl_limit", "dlspeed", "downloaded", "downloaded_session", "eta", "f_l_piece_prio", "force_start", "last_activity",
            "name", "num_complete", "num_incomplete", "num_leechs", "num_seeds", "priority", "progress",
            "ratio", "ratio_limit", "save_path", "seen_complete", "seq_dl", "size", "state", "super_seeding", "total_size",
            "tracker", "up_limit", "uploaded", "uploaded_session", "upspeed");
    /// And 4.0 besides.
    private static final Set<String> FIELDS_OF_4 = Set.of("auto_tmm", "magnet_uri", "tags", "time_active");
    private static final Set<String> SERVER = Set.of("queueing", "refresh_interval", "use_alt_speed_limits");
    private static final Map<String, String> STATES = Map.of("stoppedDL", "pausedDL", "stoppedUP", "pausedUP", "forcedMetaDL",
            "metaDL", "queuedForChecking", "checkingResumeData");
    private static final String MOVING = "moving";
    /// What a 3.2.x itself said, beside the newest word for it.
    static final String OWN_STATE = "legacy_state";
    private static final String METADATA = "has_metadata";

    @Override
    public Object field(Torrent torrent, String name, boolean trackers) {
        return name.equals("hash") ? torrent.hash().value()
                : torrent(torrent.hash(), Fields.shown(torrent, trackers)).get(name);
    }

    @Override
    public Map<String, Object> server(Map<String, Object> figures) {
        var told = new TreeMap<>(figures);
        told.keySet().removeIf(name -> !SERVER.contains(name) && !LegacyReply.transfers(version, name));
        return told;
    }

    @Override
    public String categories() {
        return version.labels() ? "labels" : "categories";
    }

    @Override
    public Map<String, Object> torrent(Hash hash, Map<String, Object> modern) {
        var fields = new TreeMap<>(modern);
        metadata(fields);
        numbers(fields);
        var own = fields.remove(OWN_STATE);
        fields.computeIfPresent("state", (name, word) -> own != null ? own : state(word.toString(), fields));
        fields.computeIfPresent("name", (name, text) -> version.fewStates() && text.equals(hash.value()) ? "" : text);
        if (version.labels() && fields.containsKey("category")) {
            fields.put("label", fields.remove("category"));
        }
        if (!version.tags()) {
            fields.remove("tags");
        }
        if (!version.own()) {
            asOf4(fields);
        }
        return fields;
    }

    /// `ratio_limit` is what holds for the torrent, which newer servers call `max_ratio`.
    private void asOf4(Map<String, Object> fields) {
        fields.computeIfPresent("save_path", (name, path) -> folder(path.toString()));
        fields.computeIfPresent("ratio_limit", (name, own) -> fields.getOrDefault("max_ratio", own));
        fields.keySet().removeIf(name -> !known(name));
    }

    private boolean known(String name) {
        return FIELDS.contains(name) || version.tags() && FIELDS_OF_4.contains(name);
    }

    /// Without metadata the size is 0 and nobody says how its first and last pieces are fetched.
    private static void metadata(Map<String, Object> fields) {
        var known = fields.remove(METADATA) instanceof Boolean has ? has : number(fields, "size") >= 0;
        if (!known) {
            fields.remove("f_l_piece_prio");
            fields.put("size", 0L);
        }
    }

    private void numbers(Map<String, Object> fields) {
        if (version.fewStates()) {
            fields.computeIfPresent("priority", (name, place) -> number(fields, name) == 0 ? -1L : place);
        }
        if (version.oldEngine() && number(fields, "num_complete") == 0 && number(fields, "num_incomplete") == 0) {
            fields.replace("num_complete", -1L);
            fields.replace("num_incomplete", -1L);
        }
        for (var name : Set.of("dl_limit", "up_limit")) {
            fields.computeIfPresent(name, (field, limit) -> number(fields, name) == 0 ? -1L : limit);
        }
        for (var name : Set.of("completion_on", "seen_complete")) {
            fields.computeIfPresent(name, (field, at) -> number(fields, name) <= LATEST_OF_NOTHING ? NEVER : at);
        }
    }

    /// What is moved is not ready, whatever else it is; a legacy app knows no word for it, and waits for what is checked.
    private static String state(String word, Map<String, Object> fields) {
        return word.equals(MOVING) ? number(fields, "amount_left") > 0 ? "checkingDL" : "checkingUP"
                : STATES.getOrDefault(word, word);
    }

    /// Older servers end a folder with its separator.
    static String folder(String path) {
        return path.isEmpty() || path.endsWith("/") || path.endsWith("\\") ? path
                : path + (path.contains("/") ? "/" : "\\");
    }

    private static long number(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
