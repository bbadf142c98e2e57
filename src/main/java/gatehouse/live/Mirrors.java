package gatehouse.live;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/// Every instance's mirror, kept fresh by one poller each.
@ApplicationScoped
public class Mirrors {

    /// In the order of `gatehouse.yaml`.
    public List<Mirror> all() {
        throw new UnsupportedOperationException();
    }

    public Optional<Mirror> find(String instance) {
        throw new UnsupportedOperationException();
    }

    /// Calls back after every change of a snapshot, a health or an age worth telling, on a virtual thread, never twice
    /// at once; while watched, instances are polled at the fast rate. Close it to stop.
    public AutoCloseable watch(Runnable changed) {
        throw new UnsupportedOperationException();
    }
}
