package gatehouse.live;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long a poller waits.
final class Pace {

    private static final Duration WATCHED = Duration.ofSeconds(1);
    private static final Duration UNWATCHED = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int REST = 10;

    private Pace() {
    }

    /// Ten times as long as the last poll took, so that a server spends at most a tenth of its time on us; at least a
    /// second while somebody watches. After failures twice as long each time, up to 30 s, scattered by a fifth so that
    /// many pollers do not return at once.
    static Duration next(Duration took, int failures, boolean watched) {
        if (failures > 0) {
            var doubled = WATCHED.multipliedBy(1L << Math.min(failures - 1, 5));
            var backoff = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            return backoff.plusMillis(ThreadLocalRandom.current().nextLong(backoff.toMillis() / 5));
        }
        var rest = took.multipliedBy(REST);
        var least = watched ? WATCHED : UNWATCHED;
        return rest.compareTo(least) > 0 ? rest : least;
    }
}
