package gatehouse.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import gatehouse.action.ApiVersion;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Snapshot;

class FreshnessTest {

    private static final Instant GOOD = Instant.parse("2026-11-24T12:00:00Z");
    private static final Health CONNECTED = new Health.Connected("v4.5.2", new ApiVersion(2, 8, 19));

    /// After a poll that took two seconds the next one is due 20 s later.
    @ParameterizedTest
    @CsvSource({ "1,9,FRESH", "1,11,STALE", "20,11,FRESH", "20,24,FRESH", "20,26,STALE", "1,61,OFFLINE", "90,61,OFFLINE" })
    void aServerIsStaleWhenItsAnswerIsLate(long due, long age, Freshness freshness) {
        var now = new Mirror.Now(Snapshot.NOTHING, Optional.of(GOOD), CONNECTED, GOOD.plus(Duration.ofSeconds(due)), List.of());
        assertEquals(freshness, Freshness.of(now, GOOD.plus(Duration.ofSeconds(age))));
    }

    @ParameterizedTest
    @CsvSource({ "20,24,FRESH", "1,11,STALE", "1,61,OFFLINE" })
    void aServerThatIsTooSlowIsOnlyLateAtFirst(long due, long age, Freshness freshness) {
        var slow = new Health.Unreachable(Health.Failure.TIMEOUT, "", GOOD);
        var now = new Mirror.Now(Snapshot.NOTHING, Optional.of(GOOD), slow, GOOD.plus(Duration.ofSeconds(due)), List.of());
        assertEquals(freshness, Freshness.of(now, GOOD.plus(Duration.ofSeconds(age))));
    }
}
