package gatehouse.store;

import java.time.Clock;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.Secrets;

/// Which stored credentials a server has refused, as a keyed hash, so that neither a retry nor a restart of Gatehouse
/// tries them again and gets our address banned.
@ApplicationScoped
public class RejectedCredentials {

    private final Database database;
    private final Secrets secrets;
    private final Clock clock;

    public RejectedCredentials(Database database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// Were these refused before?
    public boolean known(String instance, String username, String password) {
        return database.get(handle -> handle
                .createQuery("select count(*) from rejected_credentials where instance = :instance and keyed_hash = :hash")
                .bind("instance", instance).bind("hash", hash(instance, username, password)).mapTo(Integer.class).one()) == 1;
    }

    /// Remembers a refusal, in place of an earlier one of the same instance.
    public void remember(String instance, String username, String password) {
        database.run(handle -> handle.createUpdate("""
                insert into rejected_credentials (instance, keyed_hash, at) values (:instance, :hash, :now)
                on conflict (instance) do update set keyed_hash = excluded.keyed_hash, at = excluded.at""")
                .bind("instance", instance).bind("hash", hash(instance, username, password)).bind("now", clock.millis())
                .execute());
    }

    private String hash(String instance, String username, String password) {
        return HexFormat.of().formatHex(secrets.sign("rejected credentials", instance + "\n" + username + "\n" + password));
    }
}
