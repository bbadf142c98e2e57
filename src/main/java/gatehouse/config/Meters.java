package gatehouse.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/// What is measured of the configuration: `docs/reference/metrics.md`.
@ApplicationScoped
class Meters {

    void start(@Observes StartupEvent event, MeterRegistry registry, ConfigurationFile file,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        Gauge.builder("gatehouse.build.info", () -> 1).tag("version", version).register(registry);
        Gauge.builder("gatehouse.configuration.generation", () -> file.current().generation()).register(registry);
        Gauge.builder("gatehouse.configuration.mistakes", () -> file.lastMistakes().size()).register(registry);
    }
}
