package gatehouse.store;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/// What a person has chosen for themselves: `theme`, for one.
@ApplicationScoped
public class Preferences {

    private final Database database;
    private final LastKnown<String, Optional<String>> known;
    private final LastKnown<String, Map<String, String>> whole;

    public Preferences(Database database, Clock clock) {
        this.database = database;
        known = new LastKnown<>(database, clock);
        whole = new LastKnown<>(database, clock);
    }

    public Optional<String> get(String person, String name) {
        return known.get(name + " " + person, () -> read(person, name));
    }

    private Optional<String> read(String person, String name) {
        return database.get(handle -> handle.createQuery("select value from preference where person = :person and name = :name")
                .bind("person", person).bind("name", name).mapTo(String.class).findOne());
    }

    /// All that a person has chosen, by name.
    public Map<String, String> all(String person) {
        return whole.get(person, () -> read(person));
    }

    private Map<String, String> read(String person) {
        return database.get(handle -> handle.createQuery("select name, value from preference where person = :person")
                .bind("person", person).map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public void put(String person, String name, String value) {
        database.run(handle -> handle.createUpdate("""
                insert into preference (person, name, value) values (:person, :name, :value)
                on conflict (person, name) do update set value = excluded.value""")
                .bind("person", person).bind("name", name).bind("value", value).execute());
    }
}
