package gatehouse.gate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import gatehouse.live.Mirror;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Request;
import gatehouse.store.PendingAdds;
import gatehouse.store.PendingAdds.PendingAdd;
import gatehouse.store.StoreUnavailable;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// Waits for torrents that a server fetches from an address: when one shows our tag, it becomes its adder's and loses
/// the tag. It costs one look at the database every few seconds, whatever else goes on.
@ApplicationScoped
class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Mirrors mirrors;
    private final Backends backends;
    private final PendingAdds pending;
    private final boolean serving;
    private volatile boolean stopping;

    Arrivals(Mirrors mirrors, Backends backends, PendingAdds pending,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.mirrors = mirrors;
        this.backends = backends;
        this.pending = pending;
        this.serving = serving;
    }

    void start(@Observes StartupEvent event) {
        if (serving) {
            Thread.ofVirtual().name("arrivals").start(this::watch);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void watch() {
        while (pause()) {
            try {
                mirrors.all().forEach(this::settle);
            } catch (StoreUnavailable unavailable) {
                LOG.debug("Arrivals wait for the database", unavailable);
            }
        }
    }

    /// `false` once nothing is to be done any more.
    private boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return !stopping;
        } catch (InterruptedException ended) {
            return false;
        }
    }

    private void settle(Mirror mirror) {
        var expected = pending.of(mirror.instance()).stream().map(PendingAdd::tag).collect(Collectors.toSet());
        if (!expected.isEmpty()) {
            mirror.nudge();
            mirror.snapshot().torrents().values().forEach(torrent -> torrent.tags().stream().filter(expected::contains)
                    .forEach(tag -> settle(mirror.instance(), torrent, tag)));
        }
    }

    private void settle(String instance, Torrent torrent, String tag) {
        pending.settle(instance, tag, hashes(torrent));
        backends.commands(instance).ifPresent(backend -> List.of(
                Request.write("torrents/removeTags", Map.of("hashes", torrent.hash().value(), "tags", tag)),
                Request.write("torrents/deleteTags", Map.of("tags", tag))).forEach(backend::send));
    }

    /// Newer servers tell both hashes of a hybrid torrent.
    private static Set<Hash> hashes(Torrent torrent) {
        return Stream.of(torrent.hash().value(), torrent.text("infohash_v1"), torrent.text("infohash_v2"))
                .flatMap(text -> Hash.parse(text).stream()).collect(Collectors.toSet());
    }
}
