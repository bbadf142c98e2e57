package gatehouse.store;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.torrent.Hash;

/// Whose torrent is whose, by instance and hash. Kept here and not in tags, which any user of the server can edit.
@ApplicationScoped
public class Ownership {

    /// The owner's [gatehouse.access.Person#id].
    public Optional<String> owner(String instance, Hash hash) {
        throw new UnsupportedOperationException();
    }

    /// All owners of an instance; from memory, refreshed when ownership changes here and every 5 seconds.
    public Map<Hash, String> owners(String instance) {
        throw new UnsupportedOperationException();
    }
}
