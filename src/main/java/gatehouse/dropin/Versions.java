package gatehouse.dropin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.config.Settings;
import gatehouse.qbittorrent.Health;
import io.quarkus.runtime.Startup;

/// Which version the face of each instance presents: the server's own, or the one that all of them are to have. A server
/// that is not reached keeps the one that it last had; one of the legacy API is presented as 4.2.5: old enough that apps
/// expect no more of it, and new enough that whoever asks for tags learns that there are none.
@ApplicationScoped
class Versions {

    private static final Presented MODEST = Presented.release("4.2.5").orElseThrow();

    private final Optional<Presented> uniform;
    private final Map<String, Presented> last = new ConcurrentHashMap<>();

    Versions(Settings settings) {
        uniform = settings.qbittorrent().version().map(release -> Presented.release(release)
                .orElseThrow(() -> new IllegalStateException("GATEHOUSE_QBITTORRENT_VERSION: " + release + " is none of "
                        + String.join(", ", Presented.RELEASES.keySet().stream().sorted().toList()))));
    }

    /// A mistake in the setting is found at the start.
    void start(@Observes Startup started) {
        last.clear();
    }

    /// Empty while the server has not been reached once.
    Optional<Presented> of(String instance, Health health) {
        if (health instanceof Health.Connected(var app, var api)) {
            last.put(instance, uniform.orElseGet(() -> api.legacy() ? MODEST : Presented.own(app, api)));
        }
        return Optional.ofNullable(last.get(instance));
    }
}
