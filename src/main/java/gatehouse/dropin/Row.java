package gatehouse.dropin;

import java.util.Map;

import gatehouse.gate.Fields;
import gatehouse.torrent.Torrent;

/// A torrent as some see it. It stays the same object while nothing about it changes, and is encoded once.
///
/// [#members] are the JSON members of `torrents/info` without braces and without `hash`; [#more] are those that only
/// `sync/maindata` has.
final class Row {

    /// In `sync/maindata` alone (since 5.2.0, seen on 5.3.0).
    private static final java.util.Set<String> SYNC_ONLY = java.util.Set.of("has_tracker_warning", "has_tracker_error",
            "has_other_announce_error");

    private final Torrent torrent;
    private final boolean trackers;
    private final Words words;
    private volatile Encoded encoded;

    private record Encoded(byte[] members, byte[] more) {
    }

    Row(Torrent torrent, boolean trackers, Words words) {
        this.torrent = torrent;
        this.trackers = trackers;
        this.words = words;
    }

    Torrent torrent() {
        return torrent;
    }

    boolean is(Torrent other) {
        return torrent == other;
    }

    /// All fields without `hash`.
    Map<String, Object> shown() {
        var shown = Fields.shown(torrent, trackers);
        shown.remove("hash");
        return words.torrent(torrent.hash(), shown);
    }

    /// One field of `torrents/info`; `null` when there is none of this name.
    Object value(String field) {
        if (SYNC_ONLY.contains(field)) {
            return null;
        }
        return words.field(torrent, field, trackers);
    }

    byte[] members() {
        return encoded().members();
    }

    byte[] more() {
        return encoded().more();
    }

    private Encoded encoded() {
        var known = encoded;
        if (known == null) {
            var shown = shown();
            var more = new java.util.TreeMap<>(shown);
            more.keySet().retainAll(SYNC_ONLY);
            shown.keySet().removeAll(SYNC_ONLY);
            known = new Encoded(Json.members(shown), Json.members(more));
            encoded = known;
        }
        return known;
    }
}
