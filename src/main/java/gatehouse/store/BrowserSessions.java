package gatehouse.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/// The signed-in browsers. A browser holds a random ticket; only the ticket's hash is stored, so that a stolen database
/// signs nobody in.
@ApplicationScoped
public class BrowserSessions {

    /// A session that nobody used for this long is over.
    public static final Duration IDLE = Duration.ofDays(7);
    /// No session lives longer than this.
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Sealed sealed;
    private final Clock clock;
    private final LastKnown<String, Optional<BrowserSession>> known;
    private final LastKnown<Long, Boolean> living;

    public BrowserSessions(Database database, Sealed sealed, Clock clock) {
        this.database = database;
        this.sealed = sealed;
        this.clock = clock;
        known = new LastKnown<>(database, clock);
        living = new LastKnown<>(database, clock);
    }

    /// Who signed in, from where. `tokens` and `providerSession` only for a provider's sign-in.
    public record Opening(String issuer, String subject, String name, Optional<String> providerSession,
            Optional<String> tokens, String browser, String address) {
    }

    /// Opens a session and returns its ticket: 256 random bits in base64url.
    public String open(Opening opening) {
        var ticket = ticket();
        var now = clock.millis();
        database.run(handle -> handle.createUpdate("""
                insert into browser_session (ticket_hash, issuer, subject, name, provider_session, tokens, opened, last_seen,
                    expires, browser, address)
                values (:ticket, :issuer, :subject, :name, :sid, :tokens, :now, :now, :expires, :browser, :address)""")
                .bind("ticket", hash(ticket)).bind("issuer", opening.issuer()).bind("subject", opening.subject())
                .bind("name", opening.name()).bind("sid", opening.providerSession().orElse(null))
                .bind("tokens", opening.tokens().map(sealed::seal).orElse(null)).bind("now", now)
                .bind("expires", now + LONGEST.toMillis()).bind("browser", cut(opening.browser()))
                .bind("address", opening.address())
                .execute());
        return ticket;
    }

    /// The session of a ticket, unless it has ended. Its last use is written at most once a minute.
    /// While the database is away it is the session as it was, for [LastKnown]'s time.
    public Optional<BrowserSession> find(String ticket) {
        return known.get(hash(ticket), () -> read(ticket));
    }

    private Optional<BrowserSession> read(String ticket) {
        var now = clock.instant();
        return database.get(handle -> {
            var found = handle.createQuery("""
                    select * from browser_session where ticket_hash = :ticket and expires > :now and last_seen > :idle""")
                    .bind("ticket", hash(ticket)).bind("now", now.toEpochMilli()).bind("idle", now.minus(IDLE).toEpochMilli())
                    .map((row, context) -> session(row)).findOne();
            found.filter(session -> session.lastSeen().plus(TOUCH).isBefore(now)).ifPresent(session -> handle
                    .createUpdate("update browser_session set last_seen = :now where id = :id")
                    .bind("now", now.toEpochMilli()).bind("id", session.id()).execute());
            return found;
        });
    }

    /// `true` until a session has ended; as fresh as [#find].
    public boolean alive(long id) {
        return living.get(id, () -> count(id) == 1);
    }

    private int count(long id) {
        return database.get(handle -> handle
                .createQuery("select count(*) from browser_session where id = :id and expires > :now and last_seen > :idle")
                .bind("id", id).bind("now", clock.millis()).bind("idle", clock.instant().minus(IDLE).toEpochMilli())
                .mapTo(Integer.class).one());
    }

    /// Gives a session new tokens; `false` when it has ended meanwhile.
    public boolean renew(long id, String ticket, String tokens) {
        return database.get(handle -> handle
                .createUpdate(
                        "update browser_session set tokens = :tokens, last_seen = :now where id = :id and ticket_hash = :ticket")
                .bind("tokens", sealed.seal(tokens)).bind("now", clock.millis()).bind("id", id).bind("ticket", hash(ticket))
                .execute()) == 1;
    }

    /// Makes a ticket worthless until [#renew], which may follow in the same request; otherwise the session is over.
    public void suspend(String ticket) {
        forget();
        database.run(handle -> handle.createUpdate("update browser_session set last_seen = 0 where ticket_hash = :ticket")
                .bind("ticket", hash(ticket)).execute());
    }

    /// One person's sessions, the newest use first.
    public List<BrowserSession> of(String issuer, String subject) {
        return database.get(handle -> handle
                .createQuery(
                        """
                                select * from browser_session where issuer = :issuer and subject = :subject and expires > :now and last_seen > :idle
                                order by last_seen desc""")
                .bind("issuer", issuer).bind("subject", subject).bind("now", clock.millis())
                .bind("idle", clock.instant().minus(IDLE).toEpochMilli()).map((row, context) -> session(row)).list());
    }

    /// Ends a session of this person; `false` when there is none of that number.
    public boolean end(long id, String issuer, String subject) {
        forget();
        return database.get(handle -> handle
                .createUpdate("delete from browser_session where id = :id and issuer = :issuer and subject = :subject")
                .bind("id", id).bind("issuer", issuer).bind("subject", subject).execute()) == 1;
    }

    public void end(String ticket) {
        forget();
        database.run(handle -> handle.createUpdate("delete from browser_session where ticket_hash = :ticket")
                .bind("ticket", hash(ticket)).execute());
    }

    /// Ends all sessions of a person but one; `keep` 0 ends all.
    public int endOthers(String issuer, String subject, long keep) {
        forget();
        return database.get(handle -> handle
                .createUpdate("delete from browser_session where issuer = :issuer and subject = :subject and id <> :keep")
                .bind("issuer", issuer).bind("subject", subject).bind("keep", keep).execute());
    }

    /// Ends what a provider's back-channel log-out names: one of its sessions, or all of a person.
    public int endByProvider(String issuer, Optional<String> providerSession, Optional<String> subject) {
        forget();
        var by = providerSession.isPresent() ? "provider_session" : "subject";
        return database
                .get(handle -> handle.createUpdate("delete from browser_session where issuer = :issuer and " + by + " = :value")
                        .bind("issuer", issuer).bind("value", providerSession.or(() -> subject).orElse("")).execute());
    }

    /// Removes what has expired.
    public int sweep() {
        return database.get(handle -> handle
                .createUpdate("delete from browser_session where expires <= :now or last_seen <= :idle")
                .bind("now", clock.millis()).bind("idle", clock.instant().minus(IDLE).toEpochMilli()).execute());
    }

    /// Whether the ending reaches the database or not, it holds here.
    private void forget() {
        known.forget();
        living.forget();
    }

    private BrowserSession session(ResultSet row) throws SQLException {
        return new BrowserSession(row.getLong("id"), row.getString("issuer"), row.getString("subject"), row.getString("name"),
                Optional.ofNullable(row.getString("provider_session")),
                Optional.ofNullable(row.getString("tokens")).flatMap(sealed::open),
                Instant.ofEpochMilli(row.getLong("opened")), Instant.ofEpochMilli(row.getLong("last_seen")),
                Instant.ofEpochMilli(row.getLong("expires")), row.getString("browser"), row.getString("address"));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }

    static String ticket() {
        var random = new byte[32];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// Tickets are random and long, so a plain hash is enough.
    public static String hash(String ticket) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
