package gatehouse.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import gatehouse.live.Speeds.Sample;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// What is remembered of a torrent's speed while somebody looks.
class SpeedsTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private static Torrent torrent(char name, long speed) {
        return new Torrent(new Hash(String.valueOf(name).repeat(40)), Map.of("dlspeed", speed, "upspeed", 1));
    }

    @Test
    void aSampleASecondAtMostAndNoneOlderThanTheSpan() {
        var speeds = new Speeds();
        speeds.look("attic", torrent('a', 10), START);
        speeds.look("attic", torrent('a', 99), START.plusMillis(400));
        var two = speeds.look("attic", torrent('a', 20), START.plusSeconds(1));
        assertEquals(List.of(new Sample(START, 10, 1), new Sample(START.plusSeconds(1), 20, 1)), two);
        var late = speeds.look("attic", torrent('a', 30), START.plus(Speeds.SPAN).plusSeconds(1));
        assertEquals(List.of(20L, 30L), late.stream().map(Sample::down).toList());
        assertEquals(1, speeds.look("cellar", torrent('a', 5), START).size());
    }

    @Test
    void whatNobodyOpensAnyMoreIsForgotten() {
        var speeds = new Speeds();
        speeds.look("attic", torrent('a', 10), START);
        for (var other = 0; other < 200; other++) {
            speeds.look("instance-" + other, torrent('b', 1), START);
        }
        assertEquals(1, speeds.look("attic", torrent('a', 20), START.plusSeconds(1)).size());
    }
}
