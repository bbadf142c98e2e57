package gatehouse.store;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

/// The one-time code that lets somebody make the first administrator. At most one is valid.
@ApplicationScoped
public class SetupLinks {

    private static final Duration VALID = Duration.ofHours(24);

    private final Database database;
    private final Clock clock;

    public SetupLinks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A new code of 256 random bits; an older one is worth nothing from now on.
    public String issue() {
        var code = BrowserSessions.ticket();
        database.run(handle -> {
            handle.execute("delete from setup_link");
            handle.createUpdate("insert into setup_link (code_hash, expires) values (:hash, :expires)")
                    .bind("hash", BrowserSessions.hash(code)).bind("expires", clock.millis() + VALID.toMillis()).execute();
        });
        return code;
    }

    public boolean valid(String code) {
        return database.get(handle -> handle
                .createQuery("select count(*) from setup_link where code_hash = :hash and expires > :now")
                .bind("hash", BrowserSessions.hash(code)).bind("now", clock.millis()).mapTo(Integer.class).one()) == 1;
    }

    /// Uses the code up; `false` when it was not valid.
    public boolean redeem(String code) {
        return database.get(handle -> handle.createUpdate("delete from setup_link where code_hash = :hash and expires > :now")
                .bind("hash", BrowserSessions.hash(code)).bind("now", clock.millis()).execute()) == 1;
    }
}
