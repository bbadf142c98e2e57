package gatehouse.torrent;

import java.util.List;
import java.util.Optional;

/// A torrent as one row of a list over several instances.
///
/// @param owner the person's id, empty when nobody owns it
/// @param ownerName what people call them, empty when nobody owns it
/// @param trackers the hosts of its trackers
/// @param adder who added it; empty when nobody knows
public record Listed(String instance, Torrent torrent, Optional<String> owner, String ownerName, List<String> trackers,
        Optional<Adder> adder) {

    /// @param id the person's id
    /// @param name what people call them
    public record Adder(String id, String name) {
    }

    /// Without what only lists need.
    public Listed(String instance, Torrent torrent, Optional<String> owner) {
        this(instance, torrent, owner, owner.orElse(""), List.of(), Optional.empty());
    }

    /// The row's identity in a page: `attic/0123…`.
    public String id() {
        return instance + "/" + torrent.hash();
    }
}
