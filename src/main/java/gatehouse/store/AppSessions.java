package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

/// Apps that logged in with a key as at a qBittorrent, and hold a ticket since. Of the ticket only the hash is stored.
@ApplicationScoped
public class AppSessions {

    /// A session that nobody used for this long is over, as at a qBittorrent (`web_ui_session_timeout`, 3600 s).
    public static final Duration IDLE = Duration.ofHours(1);

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();

    public AppSessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Opens a session of a key and returns its ticket: 256 random bits in base64url.
    public String open(long key) {
        var ticket = BrowserSessions.ticket();
        database.run(handle -> handle.createUpdate("""
                insert into app_session (ticket_hash, app_key, opened, last_seen) values (:ticket, :key, :now, :now)""")
                .bind("ticket", BrowserSessions.hash(ticket)).bind("key", key).bind("now", clock.millis()).execute());
        return ticket;
    }

    /// The key that a session was opened with, unless either has ended. The last use is written at most once a minute.
    public Optional<AppKey> find(String ticket) {
        var now = clock.instant();
        var hash = BrowserSessions.hash(ticket);
        return database.get(handle -> {
            var found = handle.createQuery("""
                    select k.*, s.last_seen from app_session s join app_key k on k.id = s.app_key
                    where s.ticket_hash = :ticket and s.last_seen > :idle and """ + " " + AppKeys.GOOD)
                    .bind("ticket", hash).bind("now", now.toEpochMilli()).bind("idle", now.minus(IDLE).toEpochMilli())
                    .map((row, context) -> AppKeys.key(row)).findOne();
            found.ifPresent(key -> handle
                    .createUpdate("update app_session set last_seen = :now where ticket_hash = :ticket and last_seen < :before")
                    .bind("now", now.toEpochMilli()).bind("ticket", hash).bind("before", now.minus(TOUCH).toEpochMilli())
                    .execute());
            return found;
        });
    }

    public void end(String ticket) {
        database.run(handle -> handle.createUpdate("delete from app_session where ticket_hash = :ticket")
                .bind("ticket", BrowserSessions.hash(ticket)).execute());
        changes.incrementAndGet();
    }

    /// Removes what is over.
    public int sweep() {
        return database.get(handle -> handle.createUpdate("delete from app_session where last_seen <= :idle")
                .bind("idle", clock.instant().minus(IDLE).toEpochMilli()).execute());
    }

    /// Grows with each session that is ended here.
    public long changes() {
        return changes.get();
    }
}
