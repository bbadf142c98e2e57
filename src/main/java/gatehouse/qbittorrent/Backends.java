package gatehouse.qbittorrent;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/// The servers of `gatehouse.yaml`, each with two sessions: one that only polls, one for everything else. A second
/// user of the polling session would corrupt the server's idea of what we have seen.
@ApplicationScoped
public class Backends {

    /// For commands and reads on behalf of people.
    public Optional<Backend> commands(String instance) {
        throw new UnsupportedOperationException();
    }

    /// For the poller alone.
    Optional<Backend> polling(String instance) {
        throw new UnsupportedOperationException();
    }
}
