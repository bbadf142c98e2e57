package gatehouse.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import gatehouse.access.OnInstance;
import gatehouse.action.Right;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;

/// What of a snapshot one person sees: made of only those torrents that they may see, so that nothing in it (a count, a
/// total, a category, a tag, a tracker) depends on the others.
public record Seen(OnInstance standing, Snapshot snapshot, Map<Hash, Owned> owned) {

    /// Figures of the whole server that are everybody's.
    private static final Set<String> WHOLE = Set.of("connection_status", "free_space_on_disk", "dl_rate_limit", "up_rate_limit",
            "use_alt_speed_limits", "queueing", "refresh_interval", "dht_nodes", "use_subcategories", "session_state");

    /// Does this person see every torrent?
    public boolean all() {
        return standing.sees(Optional.empty());
    }

    public boolean sees(Hash hash) {
        return standing.sees(Optional.ofNullable(owned.get(hash)));
    }

    /// May they see a torrent's trackers, with the pass keys in their addresses?
    public boolean trackers(Hash hash) {
        return standing.decide(Right.TRACKERS_VIEW, Optional.ofNullable(owned.get(hash))).allowed();
    }

    /// In no order.
    public Collection<Torrent> torrents() {
        return all() ? snapshot.torrents().values()
                : snapshot.torrents().values().stream().filter(torrent -> sees(torrent.hash())).toList();
    }

    /// Whoever sees every torrent sees every category; the others those of theirs, without their parents: whether one of
    /// these exists depends on what others have.
    public Map<String, Map<String, Object>> categories() {
        var all = new TreeMap<>(snapshot.categories());
        if (!all()) {
            all.keySet().retainAll(torrents().stream().map(Torrent::category).toList());
        }
        return all;
    }

    public Set<String> tags() {
        var tags = new TreeSet<String>();
        if (all()) {
            tags.addAll(snapshot.tags());
        }
        torrents().forEach(torrent -> {
            if (!torrent.text("tags").isEmpty()) {
                tags.addAll(torrent.tags());
            }
        });
        tags.removeIf(tag -> tag.startsWith(Additions.TAG));
        return tags;
    }

    /// The server's own figures, with speeds and totals of only what the person sees.
    public Map<String, Object> server() {
        var server = new TreeMap<>(snapshot.server());
        if (!all()) {
            server.keySet().retainAll(WHOLE);
            sum(server, "dl_info_speed", "dlspeed");
            sum(server, "up_info_speed", "upspeed");
            sum(server, "dl_info_data", "downloaded_session");
            sum(server, "up_info_data", "uploaded_session");
        }
        return server;
    }

    private void sum(Map<String, Object> server, String figure, String field) {
        server.put(figure, torrents().stream().mapToLong(torrent -> torrent.number(field)).sum());
    }

    /// The torrents of each tracker; addresses without their pass keys where those are not to be seen.
    public Map<String, List<String>> trackers() {
        var trackers = new TreeMap<String, List<String>>();
        snapshot.trackers().forEach((address, hashes) -> hashes.stream().flatMap(hash -> Hash.parse(hash).stream())
                .filter(this::sees).forEach(hash -> trackers
                        .computeIfAbsent(trackers(hash) ? address : Passkeys.address(address), name -> new ArrayList<>())
                        .add(hash.value())));
        trackers.values().forEach(hashes -> hashes.sort(null));
        return trackers;
    }
}
