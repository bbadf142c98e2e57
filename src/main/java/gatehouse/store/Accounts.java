package gatehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

/// Local accounts, for installations without a provider.
@ApplicationScoped
public class Accounts {

    /// @param password the hash of the password, never the password
    /// @param mustChange `true` after somebody else set the password
    /// @param service it is a program's: it has no password, and nobody signs in with it
    public record Account(String name, String displayName, String password, Set<String> roles, boolean disabled,
            boolean mustChange, Instant created, boolean service) {
    }

    private final Database database;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final LastKnown<String, Optional<Account>> known;

    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        known = new LastKnown<>(database, clock);
    }

    /// While the database is away it is the account as it was, for [LastKnown]'s time.
    public Optional<Account> find(String name) {
        return known.get(name, () -> read(name));
    }

    private Optional<Account> read(String name) {
        return database.get(handle -> handle.createQuery("select * from account where name = :name").bind("name", name)
                .map((row, context) -> account(row)).findOne());
    }

    public List<Account> all() {
        return database.get(handle -> handle.createQuery("select * from account order by name")
                .map((row, context) -> account(row)).list());
    }

    /// Is there none but those of programs?
    public boolean none() {
        return database.get(
                handle -> handle.createQuery("select count(*) from account where not service").mapTo(Integer.class).one()) == 0;
    }

    /// `false` when the name is taken.
    public boolean add(String name, String displayName, String password, Set<String> roles, boolean mustChange) {
        return database.get(handle -> handle.createUpdate("""
                insert into account (name, display_name, password, roles, disabled, must_change, created, changed)
                values (:name, :display, :password, :roles, false, :must, :now, :now) on conflict do nothing""")
                .bind("name", name).bind("display", displayName).bind("password", password)
                .bind("roles", Database.joined(roles)).bind("must", mustChange).bind("now", clock.millis()).execute()) == 1;
    }

    /// Adds the account of a program; `false` when the name is taken.
    public boolean addService(String name, String displayName, Set<String> roles) {
        return database.get(handle -> handle.createUpdate("""
                insert into account (name, display_name, password, roles, disabled, must_change, created, changed, service)
                values (:name, :display, '', :roles, false, false, :now, :now, true) on conflict do nothing""")
                .bind("name", name).bind("display", displayName).bind("roles", Database.joined(roles))
                .bind("now", clock.millis()).execute()) == 1;
    }

    /// Grows with each change made here of what an account may.
    public long changes() {
        return changes.get();
    }

    public void password(String name, String password, boolean mustChange) {
        database.run(handle -> handle
                .createUpdate("update account set password = :password, must_change = :must, changed = :now where name = :name")
                .bind("name", name).bind("password", password).bind("must", mustChange).bind("now", clock.millis()).execute());
        changed();
    }

    public void roles(String name, Set<String> roles) {
        database.run(handle -> handle.createUpdate("update account set roles = :roles, changed = :now where name = :name")
                .bind("name", name).bind("roles", Database.joined(roles)).bind("now", clock.millis()).execute());
        changed();
    }

    public void disabled(String name, boolean disabled) {
        database.run(handle -> handle.createUpdate("update account set disabled = :disabled, changed = :now where name = :name")
                .bind("name", name).bind("disabled", disabled).bind("now", clock.millis()).execute());
        changed();
    }

    private void changed() {
        changes.incrementAndGet();
        known.forget();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(row.getString("name"), row.getString("display_name"), row.getString("password"),
                Database.split(row.getString("roles")), row.getBoolean("disabled"), row.getBoolean("must_change"),
                Instant.ofEpochMilli(row.getLong("created")), row.getBoolean("service"));
    }
}
