package gatehouse.qbittorrent;

/// A file in a request to a server. A server keys them by `name`, so names are ours and differ: a caller's is never sent.
public record Part(String field, String name, String type, byte[] content) {

    /// A .torrent file, the `number`th of its request.
    public static Part torrent(int number, byte[] content) {
        return new Part("torrents", number + ".torrent", "application/x-bittorrent", content);
    }
}
