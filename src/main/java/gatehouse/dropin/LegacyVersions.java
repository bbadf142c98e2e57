package gatehouse.dropin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.config.Settings;
import gatehouse.qbittorrent.Health;
import io.quarkus.runtime.Startup;

/// Which legacy server the face of each instance presents: the server itself where it is one, otherwise the same for all. A
/// server that is not reached keeps what it last was.
@ApplicationScoped
class LegacyVersions {

    private final LegacyVersion shown;
    private final Map<String, LegacyVersion> last = new ConcurrentHashMap<>();

    LegacyVersions(Settings settings) {
        shown = settings.qbittorrent().legacyVersion().map(LegacyVersions::configured)
                .orElseGet(() -> LegacyVersion.shown(LegacyVersion.NEWEST));
    }

    private static LegacyVersion configured(String release) {
        return LegacyVersion.configured(release).map(LegacyVersion::shown)
                .orElseThrow(() -> new IllegalStateException("GATEHOUSE_QBITTORRENT_LEGACY_VERSION: " + release
                        + " is none of " + String.join(", ", LegacyVersion.releases())));
    }

    /// A mistake in the setting is found at the start.
    void start(@Observes Startup started) {
        last.clear();
    }

    /// What modern servers are shown as, and whoever shows no key is told of any name at all.
    LegacyVersion shown() {
        return shown;
    }

    /// Empty while the server has not been reached once.
    Optional<LegacyVersion> of(String instance, Health health) {
        if (health instanceof Health.Connected(var app, var api)) {
            last.put(instance, LegacyVersion.of(api, app, shown.api()));
        }
        return Optional.ofNullable(last.get(instance));
    }
}
