package gatehouse.store;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

/// What a provider last said of the people who signed in with it. Their keys act by it while they are away.
@ApplicationScoped
public class KnownPeople {

    private final Database database;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();

    public KnownPeople(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Somebody of a provider.
    public record Known(String issuer, String subject, String name, Set<String> roles, Set<String> groups) {
    }

    public Optional<Known> find(String issuer, String subject) {
        return database.get(handle -> handle
                .createQuery("select * from known_person where issuer = :issuer and subject = :subject")
                .bind("issuer", issuer).bind("subject", subject)
                .map((row, context) -> new Known(issuer, subject, row.getString("name"),
                        Database.split(row.getString("roles")), Database.split(row.getString("in_groups"))))
                .findOne());
    }

    /// Writes it down when it is news.
    public void signedIn(Known person) {
        if (find(person.issuer(), person.subject()).filter(person::equals).isPresent()) {
            return;
        }
        database.run(handle -> handle.createUpdate("""
                insert into known_person (issuer, subject, name, roles, in_groups, at)
                values (:issuer, :subject, :name, :roles, :groups, :now)
                on conflict (issuer, subject) do update set name = excluded.name, roles = excluded.roles,
                    in_groups = excluded.in_groups, at = excluded.at""")
                .bind("issuer", person.issuer()).bind("subject", person.subject()).bind("name", person.name())
                .bind("roles", Database.joined(person.roles())).bind("groups", Database.joined(person.groups()))
                .bind("now", clock.millis()).execute());
        changes.incrementAndGet();
    }

    /// Grows with each change that was written here.
    public long changes() {
        return changes.get();
    }
}
