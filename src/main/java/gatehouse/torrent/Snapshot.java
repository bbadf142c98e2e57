package gatehouse.torrent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything known of one server at one moment; never changes. `version` grows by one with each change and starts
/// at 0, the empty snapshot of a server that has not answered yet. `server` is qBittorrent's `server_state`, `trackers` are
/// hashes by address, and `hosts` the same the other way round, without what is personal in an address.
public record Snapshot(
        long version,
        Map<Hash, Torrent> torrents,
        Map<String, Map<String, Object>> categories,
        Set<String> tags,
        Map<String, List<String>> trackers,
        Map<String, Object> server,
        Map<Hash, List<String>> hosts) {

    public Snapshot(long version, Map<Hash, Torrent> torrents, Map<String, Map<String, Object>> categories, Set<String> tags,
            Map<String, List<String>> trackers, Map<String, Object> server) {
        this(version, torrents, categories, tags, trackers, server, Trackers.hosts(trackers));
    }

    public static final Snapshot NOTHING = new Snapshot(0, Map.of(), Map.of(), Set.of(), Map.of(), Map.of());

    /// The snapshot after a delta. What was removed goes first: a removed and re-added torrent may meet in one delta.
    public Snapshot apply(Delta delta) {
        var base = delta.full() ? new Snapshot(version, Map.of(), Map.of(), Set.of(), Map.of(), Map.of()) : this;
        var trackers = mergeMap(base.trackers, delta.trackersRemoved(), delta.trackers());
        return new Snapshot(
                version + 1,
                merge(base.torrents, delta.torrentsRemoved(), delta.torrents()),
                mergeFields(base.categories, delta.categoriesRemoved(), delta.categories()),
                mergeSet(base.tags, delta.tagsRemoved(), delta.tags()),
                trackers,
                mergeMap(base.server, Set.of(), delta.server()),
                trackers.equals(base.trackers) ? base.hosts : Trackers.hosts(trackers));
    }

    /// The hosts of a torrent's trackers, sorted; of the one it uses when the server does not list them.
    public List<String> hosts(Torrent torrent) {
        var listed = hosts.get(torrent.hash());
        return listed != null ? listed : Trackers.host(torrent.text("tracker")).map(List::of).orElse(List.of());
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
