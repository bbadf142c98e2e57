package gatehouse.qbittorrent;

import java.time.Clock;
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

    private final Map<String, Pair> byInstance = new LinkedHashMap<>();

    public Backends(ConfigurationFile file, Vertx vertx, RejectedCredentials rejected, Clock clock) {
        file.current().instances().forEach((name, instance) -> byInstance.put(name, pair(vertx, instance, rejected, clock)));
    }

    private record Pair(Wire wire, Backend commands, Backend polling) {
    }

    private static Pair pair(Vertx vertx, Instance instance, RejectedCredentials rejected, Clock clock) {
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
