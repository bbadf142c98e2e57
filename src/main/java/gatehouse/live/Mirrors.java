package gatehouse.live;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationFile;
import gatehouse.qbittorrent.Backend;
import gatehouse.qbittorrent.Backends;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// Every instance's mirror, kept fresh by one poller each.
@ApplicationScoped
public class Mirrors {

    private final Backends backends;
    private final Clock clock;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final boolean serving;
    private volatile Map<String, Feed> feeds = Map.of();
    private boolean running;

    public Mirrors(ConfigurationFile file, Backends backends, Clock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.backends = backends;
        this.clock = clock;
        this.serving = serving;
        reconcile(file.current().instances().keySet());
    }

    /// A mirror and what feeds it.
    private record Feed(Mirror mirror, Backend backend, Poller poller) {
    }

    public void start(@Observes StartupEvent event) {
        if (serving) {
            run();
        }
    }

    synchronized void run() {
        running = true;
        feeds.values().forEach(Mirrors::run);
    }

    private static void run(Feed feed) {
        Thread.ofVirtual().name("poller").start(feed.poller());
    }

    public void stop(@Observes ShutdownEvent event) {
        feeds.values().forEach(feed -> feed.poller().close());
        release();
    }

    /// Ends all watching there is now.
    public void release() {
        watches.forEach(Watch::close);
    }

    /// Follows a change of `gatehouse.yaml`: servers first, then their mirrors, and at last everybody who watches, whose
    /// rights may have changed as well.
    void reload(@Observes Configuration configuration) {
        backends.reconcile(configuration.instances().values());
        reconcile(configuration.instances().keySet());
        changed();
    }

    private synchronized void reconcile(Set<String> names) {
        var old = feeds;
        var next = new LinkedHashMap<String, Feed>();
        for (var name : names) {
            var backend = backends.polling(name).orElseThrow();
            var feed = old.get(name);
            next.put(name, feed != null && feed.backend() == backend ? feed : feed(name, backend, Optional.ofNullable(feed)));
        }
        feeds = next;
        old.forEach((name, feed) -> {
            if (next.get(name) != feed) {
                feed.poller().close();
            }
        });
        next.values().stream().filter(feed -> running && !old.containsValue(feed)).forEach(Mirrors::run);
    }

    private Feed feed(String name, Backend backend, Optional<Feed> before) {
        var mirror = before.map(feed -> feed.mirror().replaced()).orElseGet(() -> new Mirror(name, this::changed));
        return new Feed(mirror, backend, new Poller(backend, mirror, () -> !watches.isEmpty(), clock));
    }

    /// In the order of `gatehouse.yaml`.
    public List<Mirror> all() {
        return feeds.values().stream().map(Feed::mirror).toList();
    }

    public Optional<Mirror> find(String instance) {
        return Optional.ofNullable(feeds.get(instance)).map(Feed::mirror);
    }

    /// Begins to watch: while anybody does, instances are polled at the fast rate. Close it to stop.
    public Watch watch() {
        var watch = new Watch(watches::remove);
        if (watches.add(watch) && watches.size() == 1) {
            all().forEach(Mirror::nudge);
        }
        return watch;
    }

    /// Tells everybody who watches that something changed that no mirror shows.
    public void wake() {
        changed();
    }

    private void changed() {
        watches.forEach(Watch::wake);
    }
}
