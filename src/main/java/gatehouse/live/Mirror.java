package gatehouse.live;

import java.time.Instant;
import java.util.Optional;

import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Snapshot;

/// Our live copy of one server: the newest snapshot, how old it is, and how the server stands.
public class Mirror {

    public String instance() {
        throw new UnsupportedOperationException();
    }

    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /// When the last good answer came; empty before the first.
    public Optional<Instant> lastGood() {
        throw new UnsupportedOperationException();
    }

    public Health health() {
        throw new UnsupportedOperationException();
    }

    /// Asks the poller to look again now, after a command.
    public void nudge() {
        throw new UnsupportedOperationException();
    }
}
