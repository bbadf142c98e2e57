package gatehouse.qbittorrent;

import io.micrometer.core.instrument.Metrics;

/// What is measured of our log-ins at servers: `docs/reference/metrics.md`.
final class Meters {

    private Meters() {
    }

    static Session counted(String instance, Session session) {
        Metrics.counter("gatehouse.log.ins", "instance", instance, "outcome", session.health().word()).increment();
        return session;
    }
}
