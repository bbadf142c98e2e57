package gatehouse.torrent;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a server says has changed since it was last asked, in the newest API's words (`sync/maindata`).
///
/// With `full` the maps are everything there is and what they do not name is gone; otherwise a named torrent or
/// category carries only its changed fields, and a new one all of them.
public record Delta(
        boolean full,
        Map<Hash, Map<String, Object>> torrents,
        Set<Hash> torrentsRemoved,
        Map<String, Map<String, Object>> categories,
        Set<String> categoriesRemoved,
        Set<String> tags,
        Set<String> tagsRemoved,
        Map<String, List<String>> trackers,
        Set<String> trackersRemoved,
        Map<String, Object> server) {

    /// `true` when the server had nothing new to say.
    public boolean empty() {
        return !full && torrents.isEmpty() && torrentsRemoved.isEmpty() && categories.isEmpty()
                && categoriesRemoved.isEmpty() && tags.isEmpty() && tagsRemoved.isEmpty() && trackers.isEmpty()
                && trackersRemoved.isEmpty() && server.isEmpty();
    }
}
