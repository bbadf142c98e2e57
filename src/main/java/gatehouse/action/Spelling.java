package gatehouse.action;

/// How modern servers of some versions call an action: `torrents/pause` below `/api/v2/`.
///
/// @param one `true` when these servers take a single torrent, so that several need a request each
public record Spelling(String path, Span versions, boolean one) {

    public boolean understoodBy(ApiVersion version) {
        return versions.has(version);
    }
}
