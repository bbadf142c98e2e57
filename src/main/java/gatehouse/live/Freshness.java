package gatehouse.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import gatehouse.qbittorrent.Health;

/// How much a number of an instance can be relied on now.
public enum Freshness {
    /// Nothing has been heard yet, and nothing is known to be wrong.
    WAITING, FRESH, STALE, OFFLINE,
    /// Somebody who runs it must do something: a password, a ban, a version.
    ATTENTION;

    private static final Duration FRESH_FOR = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    static final Duration STALE_FOR = Duration.ofSeconds(60);

    public static Freshness of(Mirror.Now now, Instant instant) {
        return switch (now.health()) {
            case Health.Unknown unknown -> WAITING;
            case Health.CredentialsRejected rejected -> ATTENTION;
            case Health.Banned banned -> ATTENTION;
            case Health.Unsupported unsupported -> ATTENTION;
            case Health.Unreachable unreachable -> unreachable.failure() == Health.Failure.TIMEOUT ? age(now, instant) : OFFLINE;
            case Health.Connected connected -> age(now, instant);
        };
    }

    /// A server that is rightly asked every twenty seconds is not stale in between: its rows would change their look with
    /// each poll, twice.
    private static Freshness age(Mirror.Now now, Instant instant) {
        var age = now.lastGood().map(good -> Duration.between(good, instant)).orElse(STALE_FOR);
        if (age.compareTo(STALE_FOR) >= 0) {
            return OFFLINE;
        }
        return age.compareTo(FRESH_FOR) < 0 || instant.isBefore(now.due().plus(GRACE)) ? FRESH : STALE;
    }

    /// Whether a command can be sent.
    public boolean usable() {
        return this == FRESH || this == STALE;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
