package gatehouse.http;

import java.time.Duration;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.config.Trace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/// What is measured of requests and streams: `docs/reference/metrics.md`. No path becomes a label: paths hold hashes, and
/// whatever anybody types.
@ApplicationScoped
class Meters {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void start(@Observes StartupEvent event, Streams streams) {
        Gauge.builder("gatehouse.streams", streams::count).register(registry);
    }

    void measure(@Observes Filters filters) {
        filters.register(this::measure, Order.METERS);
    }

    private void measure(RoutingContext context) {
        var began = System.nanoTime();
        var face = face(context.normalizedPath());
        var trace = Trace.request(method(context) + " " + face);
        context.addEndHandler(over -> {
            ended(context, face, Duration.ofNanos(System.nanoTime() - began));
            trace.tell("status", String.valueOf(context.response().getStatusCode())).close();
        });
        context.next();
    }

    /// A method may be any word that somebody thinks of.
    private static String method(RoutingContext context) {
        var method = context.request().method().name();
        return METHODS.contains(method) ? method : "other";
    }

    private static String face(String path) {
        return path.startsWith("/api/") ? "api" : path.startsWith("/ui/") ? "assets" : "pages";
    }

    /// A stream lasts as long as somebody watches, which says nothing about us.
    private void ended(RoutingContext context, String face, Duration time) {
        var type = context.response().headers().get("Content-Type");
        if (type == null || !type.startsWith("text/event-stream")) {
            Timer.builder("gatehouse.requests").tag("face", face).tag("status", context.response().getStatusCode() / 100 + "xx")
                    .serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
                            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5))
                    .register(registry).record(time);
        }
    }
}
