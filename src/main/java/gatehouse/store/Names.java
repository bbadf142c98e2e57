package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/// What people are called. Names are for showing only: they change, and two people may have the same.
@ApplicationScoped
public class Names {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Database database;
    private final Clock clock;
    private final LastKnown<String, Map<String, String>> last;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    private record Known(Instant at, Map<String, String> names) {
    }

    public Names(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        last = new LastKnown<>(database, clock);
    }

    /// What somebody is called, by their id; of somebody unknown, the part of the id that names them at their provider. From
    /// memory, read again every 30 seconds.
    public String of(String person) {
        var now = clock.instant();
        if (known.at().isBefore(now.minus(FRESH))) {
            known = new Known(now, last.get("", this::read));
        }
        return known.names().getOrDefault(person, person.substring(Math.max(person.indexOf('#'), person.indexOf(':')) + 1));
    }

    private Map<String, String> read() {
        return database.get(handle -> {
            var names = new HashMap<String, String>();
            handle.createQuery("select name, display_name from account").map((row, context) -> Map.entry(
                    "local:" + row.getString("name"), row.getString("display_name")))
                    .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
            handle.createQuery("select issuer, subject, name from known_person").map((row, context) -> Map.entry(
                    row.getString("issuer") + "#" + row.getString("subject"), row.getString("name")))
                    .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
            return Map.copyOf(names);
        });
    }
}
