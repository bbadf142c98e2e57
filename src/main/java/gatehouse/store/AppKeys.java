package gatehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import gatehouse.action.Right;

/// The keys of apps. Only a key's hash is stored, so that a stolen database opens nothing.
@ApplicationScoped
public class AppKeys {

    /// How every key begins, so that people and secret scanners know what they see.
    public static final String PREFIX = "gh_";

    /// Which rows open something, at `:now`.
    static final String GOOD = "revoked is null and (expires is null or expires > :now)";

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();

    public AppKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What a new key is to be: the fields of [AppKey].
    public record Making(String issuer, String subject, String name, Set<String> instances, Set<Right> rights,
            Optional<String> category, Optional<Instant> expires) {
    }

    /// @param secret is shown once and known to nobody afterwards: `gh_` and 256 random bits in base64url
    public record Made(long id, String secret) {

        /// Keeps the secret out of messages and logs.
        @Override
        public String toString() {
            return "Made[id=" + id + "]";
        }
    }

    public Made make(Making making) {
        var secret = PREFIX + BrowserSessions.ticket();
        var id = database.get(handle -> handle.createUpdate("""
                insert into app_key (secret_hash, issuer, subject, name, instances, rights, category, created, expires)
                values (:hash, :issuer, :subject, :name, :instances, :rights, :category, :now, :expires)""")
                .bind("hash", BrowserSessions.hash(secret)).bind("issuer", making.issuer()).bind("subject", making.subject())
                .bind("name", making.name()).bind("instances", Database.joined(making.instances()))
                .bind("rights", Database.joined(making.rights().stream().map(Right::id).collect(Collectors.toSet())))
                .bind("category", making.category().orElse(null)).bind("now", clock.millis())
                .bind("expires", making.expires().map(Instant::toEpochMilli).orElse(null))
                .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one());
        return new Made(id, secret);
    }

    /// The key with this secret, unless it is revoked or has expired.
    public Optional<AppKey> find(String secret) {
        return database.get(handle -> handle.createQuery("select * from app_key where secret_hash = :hash and " + GOOD)
                .bind("hash", BrowserSessions.hash(secret)).bind("now", clock.millis()).map((row, context) -> key(row))
                .findOne());
    }

    /// A key that is not revoked; it may have expired.
    public Optional<AppKey> find(long id) {
        return database.get(handle -> handle.createQuery("select * from app_key where id = :id and revoked is null")
                .bind("id", id).map((row, context) -> key(row)).findOne());
    }

    /// One person's keys that are not revoked, the newest first.
    public List<AppKey> of(String issuer, String subject) {
        return database.get(handle -> handle.createQuery("""
                select * from app_key where issuer = :issuer and subject = :subject and revoked is null order by id desc""")
                .bind("issuer", issuer).bind("subject", subject).map((row, context) -> key(row)).list());
    }

    /// Everybody's, the newest first.
    public List<AppKey> all() {
        return database.get(handle -> handle.createQuery("select * from app_key where revoked is null order by id desc")
                .map((row, context) -> key(row)).list());
    }

    /// `false` when there is no such key any more.
    public boolean revoke(long id) {
        var done = database.get(handle -> {
            handle.createUpdate("delete from app_session where app_key = :id").bind("id", id).execute();
            return handle.createUpdate("update app_key set revoked = :now where id = :id and revoked is null").bind("id", id)
                    .bind("now", clock.millis()).execute();
        }) == 1;
        changes.incrementAndGet();
        return done;
    }

    /// Notes that it is used, at most once a minute.
    public void used(AppKey key, String address) {
        if (key.lastUsed().isEmpty() || key.lastUsed().get().plus(TOUCH).isBefore(clock.instant())) {
            database.run(handle -> used(handle, key.id(), address));
        }
    }

    private void used(Handle handle, long id, String address) {
        handle.createUpdate("update app_key set last_used = :now, last_address = :address where id = :id")
                .bind("id", id).bind("address", address).bind("now", clock.millis()).execute();
    }

    /// How long a key that was good stays so while the database is away.
    public Duration patience() {
        return database.patience();
    }

    /// Grows with each change made here that can make what somebody remembers of a key wrong.
    public long changes() {
        return changes.get();
    }

    static AppKey key(ResultSet row) throws SQLException {
        var expires = row.getObject("expires") == null ? null : Instant.ofEpochMilli(row.getLong("expires"));
        var used = row.getObject("last_used") == null ? null : Instant.ofEpochMilli(row.getLong("last_used"));
        return new AppKey(row.getLong("id"), row.getString("issuer"), row.getString("subject"), row.getString("name"),
                Database.split(row.getString("instances")),
                Database.split(row.getString("rights")).stream().flatMap(id -> Right.parse(id).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.getString("category")), Instant.ofEpochMilli(row.getLong("created")),
                Optional.ofNullable(expires), Optional.ofNullable(used),
                Optional.ofNullable(row.getString("last_address")).orElse(""));
    }
}
