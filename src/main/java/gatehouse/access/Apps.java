package gatehouse.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.store.Accounts;
import gatehouse.store.AppKey;
import gatehouse.store.AppKeys;
import gatehouse.store.AppSessions;
import gatehouse.store.BrowserSessions;
import gatehouse.store.KnownPeople;
import gatehouse.store.StoreUnavailable;

/// Whom an app acts for: the owner of its key, as they are now, narrowed by the key. What was found is remembered for ten
/// seconds, or until something changes here, so that most calls cost no look into the database; a change in another replica
/// counts within these ten seconds.
@ApplicationScoped
public class Apps {

    private static final Pattern SECRET = Pattern.compile(AppKeys.PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration TRUST = Duration.ofSeconds(10);
    private static final int MOST = 10_000;
    /// So much of a key tells it from others, and is no help in guessing the rest.
    private static final int CLAIMED = 12;

    private final AppKeys keys;
    private final AppSessions sessions;
    private final Accounts accounts;
    private final LocalAccounts local;
    private final KnownPeople people;
    private final Clock clock;
    private final Duration patience;
    private final Throttle failures;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    Apps(AppKeys keys, AppSessions sessions, Accounts accounts, LocalAccounts local, KnownPeople people, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.accounts = accounts;
        this.local = local;
        this.people = people;
        this.clock = clock;
        patience = keys.patience();
        failures = new Throttle(clock, Integer.MAX_VALUE);
    }

    /// What somebody showed, and what it opened.
    public sealed interface Shown {

        /// @param person the owner, narrowed by the key
        record Good(Person person) implements Shown {
        }

        record Bad() implements Shown {
        }

        /// This key failed too often from this address; it is not looked at for a while.
        record TooMany() implements Shown {
        }
    }

    private record Found(AppKey key, Person owner, Instant until, long changes) {
    }

    /// Is it written as a key?
    public static boolean looksLikeKey(String text) {
        return text.startsWith(AppKeys.PREFIX);
    }

    /// Whom a key opens for. A wrong one locks out nobody but itself: others behind the same address are not slowed down,
    /// and 256 random bits cannot be guessed.
    public Shown key(String secret, String address) {
        if (!SECRET.matcher(secret).matches()) {
            return new Shown.Bad();
        }
        var known = remembered(BrowserSessions.hash(secret));
        if (known.isPresent()) {
            return new Shown.Good(person(known.get()));
        }
        var claimed = secret.substring(0, CLAIMED);
        if (failures.blocked(claimed, address).isPresent()) {
            return new Shown.TooMany();
        }
        return looked(BrowserSessions.hash(secret), address, () -> keys.find(secret)).<Shown> map(Shown.Good::new)
                .orElseGet(() -> {
                    failures.attempt(claimed, address);
                    return new Shown.Bad();
                });
    }

    /// Whom the ticket of an app's session opens for; empty when it is over.
    public Optional<Person> session(String ticket, String address) {
        if (!TICKET.matcher(ticket).matches()) {
            return Optional.empty();
        }
        var hash = BrowserSessions.hash(ticket);
        return remembered(hash).map(Apps::person).or(() -> looked(hash, address, () -> sessions.find(ticket)));
    }

    /// Opens a session for whoever has shown a key, and returns its ticket.
    public String open(Person person) {
        return sessions.open(person.key().orElseThrow().id());
    }

    public void end(String ticket) {
        sessions.end(ticket);
    }

    /// `true` until a key is revoked or expired, or its owner gone.
    public boolean alive(long id) {
        return keys.find(id).filter(key -> !key.expired(clock.instant())).flatMap(this::owner).isPresent();
    }

    /// The owner of a key as they are now; empty when the account is disabled or gone, or nobody knows them.
    public Optional<Person> owner(AppKey key) {
        return key.issuer().equals(Person.LOCAL) ? local.find(key.subject())
                : people.find(key.issuer(), key.subject()).map(known -> new Person(known.issuer(), known.subject(),
                        known.name(), known.roles(), known.groups()));
    }

    private Optional<Found> remembered(String hash) {
        var now = clock.instant();
        return Optional.ofNullable(found.get(hash)).filter(one -> now.isBefore(one.until()) && one.changes() == changes()
                && !one.key().expired(now));
    }

    private Optional<Person> looked(String hash, String address, Supplier<Optional<AppKey>> look) {
        var before = changes();
        try {
            var one = look.get().flatMap(key -> owner(key)
                    .map(owner -> new Found(key, owner, clock.instant().plus(TRUST), before)));
            one.ifPresentOrElse(good -> {
                keys.used(good.key(), address);
                remember(hash, good);
            }, () -> found.remove(hash));
            return one.map(Apps::person);
        } catch (StoreUnavailable away) {
            return Optional.of(lastKnown(hash).orElseThrow(() -> away));
        }
    }

    /// While the database is away a key opens what it did a moment ago.
    private Optional<Person> lastKnown(String hash) {
        var now = clock.instant();
        return Optional.ofNullable(found.get(hash)).filter(one -> now.isBefore(one.until().minus(TRUST).plus(patience))
                && one.changes() == changes() && !one.key().expired(now)).map(Apps::person);
    }

    private void remember(String hash, Found good) {
        if (found.size() >= MOST) {
            found.clear();
        }
        found.put(hash, good);
    }

    private long changes() {
        return keys.changes() + sessions.changes() + accounts.changes() + people.changes();
    }

    private static Person person(Found one) {
        var key = one.key();
        return one.owner().through(new Key(key.id(), key.name(), key.instances(), key.rights(), key.category()));
    }
}
