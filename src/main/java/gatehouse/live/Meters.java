package gatehouse.live;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.config.Configuration;
import gatehouse.qbittorrent.Health;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;

/// What is measured of servers and their mirrors: `docs/reference/metrics.md`. The instances of `gatehouse.yaml` are the only
/// values of the label `instance`; one that is gone takes what was measured of it along.
@ApplicationScoped
class Meters {

    private static final String INSTANCE = "instance";

    private final MeterRegistry registry;
    private final Mirrors mirrors;
    private final Clock clock;
    private Set<String> measured = Set.of();

    Meters(MeterRegistry registry, Mirrors mirrors, Clock clock) {
        this.registry = registry;
        this.mirrors = mirrors;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        measure(mirrors.all().stream().map(Mirror::instance).collect(Collectors.toSet()));
    }

    void reload(@Observes Configuration configuration) {
        measure(configuration.instances().keySet());
    }

    private synchronized void measure(Set<String> instances) {
        instances.stream().filter(instance -> !measured.contains(instance)).forEach(this::add);
        measured.stream().filter(instance -> !instances.contains(instance)).forEach(this::remove);
        measured = Set.copyOf(instances);
    }

    private void add(String instance) {
        Health.WORDS.forEach(state -> gauge("gatehouse.instance.state", instance, Tags.of("state", state),
                now -> now.health().word().equals(state) ? 1 : 0));
        gauge("gatehouse.instance.answer.age.seconds", instance, Tags.empty(), this::age);
        gauge("gatehouse.instance.torrents", instance, Tags.empty(), now -> now.snapshot().torrents().size());
        gauge("gatehouse.instance.download.bytes.per.second", instance, Tags.empty(), Mirror.Now::down);
        gauge("gatehouse.instance.upload.bytes.per.second", instance, Tags.empty(), Mirror.Now::up);
    }

    private void gauge(String name, String instance, Tags tags, ToDoubleFunction<Mirror.Now> value) {
        Gauge.builder(name, () -> mirrors.find(instance).map(Mirror::now).map(value::applyAsDouble).orElse(Double.NaN))
                .tags(tags.and(INSTANCE, instance)).register(registry);
    }

    private double age(Mirror.Now now) {
        return now.lastGood().map(good -> Duration.between(good, clock.instant()).toMillis() / 1000.0).orElse(Double.NaN);
    }

    private void remove(String instance) {
        registry.getMeters().stream().filter(meter -> instance.equals(meter.getId().getTag(INSTANCE)))
                .forEach(registry::remove);
    }

    static void polled(String instance, boolean good, Duration time) {
        Timer.builder("gatehouse.polls").tag(INSTANCE, instance).tag("outcome", good ? "good" : "failed")
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1),
                        Duration.ofSeconds(5), Duration.ofSeconds(15))
                .register(Metrics.globalRegistry).record(time);
    }
}
