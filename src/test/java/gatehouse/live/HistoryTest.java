package gatehouse.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import gatehouse.action.ApiVersion;
import gatehouse.live.Speeds.Sample;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Delta;

/// The speeds of a whole server over the last minutes, as its mirror keeps them.
class HistoryTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Health CONNECTED = new Health.Connected("v4.5.2", new ApiVersion(2, 8, 19));

    private final Mirror mirror = new Mirror("attic", () -> {
    });

    /// The server says how fast it is, so long after the start.
    private void said(double seconds, long down) {
        mirror.apply(new Delta(false, Map.of(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of(), Map.of(), Set.of(),
                Map.of("dl_info_speed", down, "up_info_speed", 2 * down)), CONNECTED, at(seconds));
    }

    private void failed() {
        mirror.failed(new Health.Unreachable(Health.Failure.REFUSED, "", START));
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    private static Sample point(long seconds, long down) {
        return new Sample(at(seconds), down, 2 * down);
    }

    private List<Sample> points() {
        return mirror.now().speeds();
    }

    @Test
    void aPointIsTheMeanOfTenSecondsAndStandsAtTheirEnd() {
        for (var poll = 0; poll < 14; poll++) {
            said(poll * 1.5, poll < 7 ? 100 + poll * 10 : 700);
        }
        assertEquals(List.of(point(10, 130)), points());
        said(20.2, 5);
        assertEquals(List.of(point(10, 130), point(20, 700)), points());
    }

    @Test
    void whatIsAskedSeldomCountsAsItLastWas() {
        said(3, 100);
        said(23, 300);
        said(43, 500);
        assertEquals(List.of(point(10, 100), point(20, 100), point(30, 300), point(40, 300)), points());
    }

    @Test
    void nothingIsKnownOfTheTimeOfAnOutage() {
        said(3, 100);
        failed();
        said(9, 300);
        failed();
        said(33, 500);
        said(41, 700);
        assertEquals(List.of(point(10, 200), point(40, 500)), points());
    }

    /// A machine that slept asks nobody, and nothing fails.
    @Test
    void whatIsOlderThanAMinuteCountsNoMore() {
        said(3, 100);
        said(63, 200);
        said(133, 300);
        said(140, 300);
        assertEquals(List.of(10L, 20L, 30L, 40L, 50L, 60L, 70L, 140L),
                points().stream().map(point -> Duration.between(START, point.at()).toSeconds()).toList());
    }

    @Test
    void thirtyPointsAreKept() {
        for (var poll = 0; poll < 400; poll++) {
            said(poll, poll / 10);
        }
        assertEquals(30, points().size());
        assertEquals(List.of(point(100, 9), point(390, 38)), List.of(points().getFirst(), points().getLast()));
    }

    @Test
    void itIsTheSameListUntilThereIsANewPoint() {
        said(3, 100);
        said(13, 100);
        var before = points();
        said(15, 900);
        mirror.due(at(16));
        failed();
        assertSame(before, points());
    }

    @Test
    void aClockThatWasPutBackAddsNoPoint() {
        said(25, 100);
        said(5, 300);
        said(31, 0);
        assertEquals(List.of(point(30, 200)), points());
    }

    @Test
    void anotherServerBeginsAnew() {
        said(3, 100);
        said(13, 100);
        assertEquals(List.of(), mirror.replaced().now().speeds());
    }
}
