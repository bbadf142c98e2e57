package gatehouse.live;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import gatehouse.config.ConfigurationFile;
import gatehouse.qbittorrent.Backends;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// Every instance's mirror, kept fresh by one poller each.
@ApplicationScoped
public class Mirrors {

    private final Map<String, Mirror> mirrors = new LinkedHashMap<>();
    private final List<Poller> pollers = new ArrayList<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final boolean serving;

    public Mirrors(ConfigurationFile file, Backends backends, Clock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.serving = serving;
        file.current().instances().keySet().forEach(name -> {
            var mirror = new Mirror(name, this::changed);
            mirrors.put(name, mirror);
            pollers.add(new Poller(backends.polling(name).orElseThrow(), mirror, () -> !watches.isEmpty(), clock));
        });
    }

    public void start(@Observes StartupEvent event) {
        if (serving) {
            pollers.forEach(poller -> Thread.ofVirtual().name("poller").start(poller));
        }
    }

    public void stop(@Observes ShutdownEvent event) {
        pollers.forEach(Poller::close);
        watches.forEach(Watch::close);
    }

    /// In the order of `gatehouse.yaml`.
    public List<Mirror> all() {
        return List.copyOf(mirrors.values());
    }

    public Optional<Mirror> find(String instance) {
        return Optional.ofNullable(mirrors.get(instance));
    }

    /// Begins to watch: while anybody does, instances are polled at the fast rate. Close it to stop.
    public Watch watch() {
        var watch = new Watch(watches::remove);
        if (watches.add(watch) && watches.size() == 1) {
            mirrors.values().forEach(Mirror::nudge);
        }
        return watch;
    }

    private void changed() {
        watches.forEach(Watch::wake);
    }
}
