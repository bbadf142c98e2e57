package gatehouse.gate;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.gate.Check.Passed;
import gatehouse.store.Ownership;

/// A torrent that is deleted is nobody's: whoever adds it again owns it then.
@ApplicationScoped
class Departures {

    private static final String ACTION = "torrents/delete";

    private final Ownership ownership;

    Departures(Ownership ownership) {
        this.ownership = ownership;
    }

    void after(Passed passed, Outcome outcome) {
        if (passed.action().id().equals(ACTION) && outcome instanceof Outcome.Done) {
            passed.torrents().forEach(torrent -> ownership.release(passed.asked().command().instance(), torrent.hash()));
        }
    }
}
