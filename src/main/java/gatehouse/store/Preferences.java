package gatehouse.store;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/// What a person has chosen for themselves: `theme`, for one.
@ApplicationScoped
public class Preferences {

    private final Database database;
    private final LastKnown<String, Optional<String>> known;

    public Preferences(Database database, Clock clock) {
        this.database = database;
        known = new LastKnown<>(database, clock);
    }

    public Optional<String> get(String person, String name) {
        return known.get(name + " " + person, () -> read(person, name));
    }

    private Optional<String> read(String person, String name) {
        return database.get(handle -> handle.createQuery("select value from preference where person = :person and name = :name")
                .bind("person", person).bind("name", name).mapTo(String.class).findOne());
    }

    public void put(String person, String name, String value) {
        database.run(handle -> handle.createUpdate("""
                insert into preference (person, name, value) values (:person, :name, :value)
                on conflict (person, name) do update set value = excluded.value""")
                .bind("person", person).bind("name", name).bind("value", value).execute());
    }
}
