package gatehouse.torrent;

import java.util.Optional;

/// A torrent as one row of a list over several instances. `owner` is the person's id, empty when nobody owns it.
public record Listed(String instance, Torrent torrent, Optional<String> owner) {

    /// The row's identity in a page: `attic/0123…`.
    public String id() {
        return instance + "/" + torrent.hash();
    }
}
