package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.torrent.Hash;

/// Whose torrent is whose, by instance and hash. Kept here and not in tags, which any user of the server can edit.
@ApplicationScoped
public class Ownership {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Database database;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Ownership(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Known(Instant at, Map<Hash, String> owners) {
    }

    /// The owner as a person's id.
    public Optional<String> owner(String instance, Hash hash) {
        return Optional.ofNullable(owners(instance).get(hash));
    }

    /// All owners of an instance; from memory, read again after a change here and every 5 seconds, so that a change at
    /// another replica arrives too.
    public Map<Hash, String> owners(String instance) {
        return known.compute(instance, (name, old) -> old != null && old.at().plus(FRESH).isAfter(clock.instant()) ? old
                : new Known(clock.instant(), read(name))).owners();
    }

    /// Makes somebody the owner, in place of whoever was.
    public void assign(String instance, Hash hash, String person) {
        database.run(handle -> handle.createUpdate("""
                insert into ownership (instance, hash, person, since) values (:instance, :hash, :person, :now)
                on conflict (instance, hash) do update set person = excluded.person, since = excluded.since""")
                .bind("instance", instance).bind("hash", hash.value()).bind("person", person).bind("now", clock.millis())
                .execute());
        known.remove(instance);
    }

    private Map<Hash, String> read(String instance) {
        return database.get(handle -> {
            var owners = new HashMap<Hash, String>();
            handle.createQuery("select hash, person from ownership where instance = :instance").bind("instance", instance)
                    .map((row, context) -> Map.entry(new Hash(row.getString("hash")), row.getString("person")))
                    .forEach(owned -> owners.put(owned.getKey(), owned.getValue()));
            return Map.copyOf(owners);
        });
    }
}
