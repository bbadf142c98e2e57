package gatehouse.gate;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.gate.Check.Passed;
import gatehouse.store.Ownership;

/// A torrent that is deleted is nobody's: whoever adds it again owns it then.
@ApplicationScoped
class Departures {

    private static final String ACTION = "torrents/delete";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Ownership ownership;

    Departures(Ownership ownership) {
        this.ownership = ownership;
    }

    /// Waits until the mirror knows as well, because an add of what it still shows is a duplicate and gives it to nobody.
    void after(Passed passed, Outcome outcome) {
        if (passed.action().id().equals(ACTION) && outcome instanceof Outcome.Done) {
            passed.torrents().forEach(torrent -> ownership.release(passed.asked().command().instance(), torrent.hash()));
            passed.asked().mirror().await(snapshot -> passed.torrents().stream()
                    .noneMatch(torrent -> snapshot.torrents().containsKey(torrent.hash())), PATIENCE);
        }
    }
}
