package gatehouse.store;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.StartupEvent;

/// What is measured of the database: `docs/reference/metrics.md`.
@ApplicationScoped
class Meters {

    private static final String FAILURES = "gatehouse.audit.failures";

    private final Database database;

    Meters(Database database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("gatehouse.database.up", this::up).register(registry);
        Counter.builder(FAILURES).register(registry);
    }

    /// Asks it once a scrape.
    private int up() {
        try {
            return database.get(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
        } catch (StoreUnavailable unavailable) {
            return 0;
        }
    }

    static void written(List<AuditRow> rows) {
        rows.forEach(row -> Metrics.counter("gatehouse.audit.rows", "kind", row.values().get("kind")).increment());
    }

    static void failed() {
        Metrics.counter(FAILURES).increment();
    }
}
