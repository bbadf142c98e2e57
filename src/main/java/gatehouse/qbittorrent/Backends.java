package gatehouse.qbittorrent;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Instance;
import gatehouse.store.RejectedCredentials;
import io.vertx.core.Vertx;

/// The servers of `gatehouse.yaml`, each with two sessions: one that only polls, one for everything else. A second
/// user of the polling session would corrupt the server's idea of what we have seen. Whoever looks at a torrent before they add
/// it has a third one, of their own.
@ApplicationScoped
public class Backends {

    /// Longer than any request may take: what is under way to a server that was removed or changed comes to its end.
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final RejectedCredentials rejected;
    private final Clock clock;
    private volatile Map<String, Sessions> byInstance = Map.of();

    public Backends(ConfigurationFile file, Vertx vertx, RejectedCredentials rejected, Clock clock) {
        this.vertx = vertx;
        this.rejected = rejected;
        this.clock = clock;
        reconcile(file.current().instances().values());
    }

    private record Sessions(Wire wire, SignIn signIn, Backend commands, Backend polling, Map<String, Backend> looking) {
    }

    /// Brings the servers to what the file says now. One that is reached as before keeps its sessions; another gets new
    /// ones, so that a changed password is tried, once.
    public synchronized void reconcile(Collection<Instance> instances) {
        var old = byInstance;
        var next = new LinkedHashMap<String, Sessions>();
        for (var instance : instances) {
            var sessions = old.get(instance.name());
            next.put(instance.name(),
                    sessions != null && sessions.commands().instance().reachedLike(instance) ? sessions : sessions(instance));
        }
        byInstance = next;
        old.values().stream().filter(sessions -> next.values().stream().noneMatch(kept -> kept == sessions))
                .forEach(sessions -> vertx.setTimer(DRAIN.toMillis(), drained -> sessions.wire().close()));
    }

    private Sessions sessions(Instance instance) {
        var wire = new Wire(vertx, instance);
        var signIn = new SignIn(instance, wire, rejected, clock);
        return new Sessions(wire, signIn, new Backend(instance, wire, signIn, clock),
                new Backend(instance, wire, signIn, clock), new ConcurrentHashMap<>());
    }

    /// For commands and reads on behalf of people.
    public Optional<Backend> commands(String instance) {
        return Optional.ofNullable(byInstance.get(instance)).map(Sessions::commands);
    }

    /// For the poller alone.
    public Optional<Backend> polling(String instance) {
        return Optional.ofNullable(byInstance.get(instance)).map(Sessions::polling);
    }

    /// For what a server keeps with a session and gives to everybody in it, which is what somebody has found out about a torrent
    /// before they add it, with their trackers (`torrents/fetchMetadata`, 5.2 and later). It signs in once they look, and costs a
    /// session at the server for as long as that keeps it.
    ///
    /// @param person their id
    public Optional<Backend> looking(String instance, String person) {
        return Optional.ofNullable(byInstance.get(instance)).map(sessions -> sessions.looking().computeIfAbsent(person,
                first -> new Backend(sessions.commands().instance(), sessions.wire(), sessions.signIn(), clock)));
    }

    @PreDestroy
    void close() {
        byInstance.values().forEach(sessions -> sessions.wire().close());
    }
}
