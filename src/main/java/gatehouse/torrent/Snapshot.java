package gatehouse.torrent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything known of one server at one moment; never changes. `version` grows by one with each change and starts
/// at 0, the empty snapshot of a server that has not answered yet. `server` is qBittorrent's `server_state`.
public record Snapshot(
        long version,
        Map<Hash, Torrent> torrents,
        Map<String, Map<String, Object>> categories,
        Set<String> tags,
        Map<String, List<String>> trackers,
        Map<String, Object> server) {

    public static final Snapshot NOTHING = new Snapshot(0, Map.of(), Map.of(), Set.of(), Map.of(), Map.of());

    /// The snapshot after a delta. What was removed goes first: a removed and re-added torrent may meet in one delta.
    public Snapshot apply(Delta delta) {
        var base = delta.full() ? new Snapshot(version, Map.of(), Map.of(), Set.of(), Map.of(), Map.of()) : this;
        return new Snapshot(
                version + 1,
                merge(base.torrents, delta.torrentsRemoved(), delta.torrents()),
                mergeFields(base.categories, delta.categoriesRemoved(), delta.categories()),
                mergeSet(base.tags, delta.tagsRemoved(), delta.tags()),
                mergeMap(base.trackers, delta.trackersRemoved(), delta.trackers()),
                mergeMap(base.server, Set.of(), delta.server()));
    }

    private static Map<Hash, Torrent> merge(Map<Hash, Torrent> base, Set<Hash> removed,
            Map<Hash, Map<String, Object>> changed) {
        if (removed.isEmpty() && changed.isEmpty()) {
            return base;
        }
        var merged = new HashMap<>(base);
        merged.keySet().removeAll(removed);
        changed.forEach((hash, fields) -> merged.merge(hash, new Torrent(hash, fields), (old, ignored) -> old.with(fields)));
        return java.util.Collections.unmodifiableMap(merged);
    }

    private static Map<String, Map<String, Object>> mergeFields(Map<String, Map<String, Object>> base,
            Set<String> removed, Map<String, Map<String, Object>> changed) {
        if (removed.isEmpty() && changed.isEmpty()) {
            return base;
        }
        var merged = new HashMap<>(base);
        merged.keySet().removeAll(removed);
        changed.forEach((name, fields) -> merged.merge(name, fields, Snapshot::overlay));
        return Map.copyOf(merged);
    }

    private static Map<String, Object> overlay(Map<String, Object> old, Map<String, Object> changed) {
        return mergeMap(old, Set.of(), changed);
    }

    private static Set<String> mergeSet(Set<String> base, Set<String> removed, Set<String> added) {
        if (removed.isEmpty() && added.isEmpty()) {
            return base;
        }
        var merged = new HashSet<>(base);
        merged.removeAll(removed);
        merged.addAll(added);
        return Set.copyOf(merged);
    }

    private static <V> Map<String, V> mergeMap(Map<String, V> base, Set<String> removed, Map<String, V> changed) {
        if (removed.isEmpty() && changed.isEmpty()) {
            return base;
        }
        var merged = new HashMap<>(base);
        merged.keySet().removeAll(removed);
        merged.putAll(changed);
        return Map.copyOf(merged);
    }
}
