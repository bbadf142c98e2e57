package gatehouse.qbittorrent;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Instance;
import gatehouse.store.RejectedCredentials;
import io.vertx.core.Vertx;

/// The servers of `gatehouse.yaml`, each with two sessions: one that only polls, one for everything else. A second
/// user of the polling session would corrupt the server's idea of what we have seen.
@ApplicationScoped
public class Backends {

    /// Longer than any request may take: what is under way to a server that was removed or changed comes to its end.
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final RejectedCredentials rejected;
    private final Clock clock;
    private volatile Map<String, Pair> byInstance = Map.of();

    public Backends(ConfigurationFile file, Vertx vertx, RejectedCredentials rejected, Clock clock) {
        this.vertx = vertx;
        this.rejected = rejected;
        this.clock = clock;
        reconcile(file.current().instances().values());
    }

    private record Pair(Wire wire, Backend commands, Backend polling) {
    }

    /// Brings the servers to what the file says now. One that is reached as before keeps its sessions; another gets new
    /// ones, so that a changed password is tried, once.
    public synchronized void reconcile(Collection<Instance> instances) {
        var old = byInstance;
        var next = new LinkedHashMap<String, Pair>();
        for (var instance : instances) {
            var pair = old.get(instance.name());
            next.put(instance.name(),
                    pair != null && pair.commands().instance().reachedLike(instance) ? pair : pair(instance));
        }
        byInstance = next;
        old.values().stream().filter(pair -> next.values().stream().noneMatch(kept -> kept == pair))
                .forEach(pair -> vertx.setTimer(DRAIN.toMillis(), drained -> pair.wire().close()));
    }

    private Pair pair(Instance instance) {
        var wire = new Wire(vertx, instance);
        var signIn = new SignIn(instance, wire, rejected, clock);
        return new Pair(wire, new Backend(instance, wire, signIn, clock), new Backend(instance, wire, signIn, clock));
    }

    /// For commands and reads on behalf of people.
    public Optional<Backend> commands(String instance) {
        return Optional.ofNullable(byInstance.get(instance)).map(Pair::commands);
    }

    /// For the poller alone.
    public Optional<Backend> polling(String instance) {
        return Optional.ofNullable(byInstance.get(instance)).map(Pair::polling);
    }

    @PreDestroy
    void close() {
        byInstance.values().forEach(pair -> pair.wire().close());
    }
}
