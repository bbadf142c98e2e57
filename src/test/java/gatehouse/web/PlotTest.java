package gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import gatehouse.live.Speeds.Sample;

/// Speeds as paths.
class PlotTest {

    private static final Instant END = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration SPAN = Duration.ofSeconds(100);

    private static Plot plot(Sample... samples) {
        return new Plot(List.of(samples), END, SPAN, Duration.ofSeconds(10), 1000, 50, 24);
    }

    private static Sample ago(long seconds, long down) {
        return new Sample(END.minusSeconds(seconds), down, 0);
    }

    @Test
    void standingStillIsBelowAndTheHighestSpeedAlmostAbove() {
        var plot = plot(ago(20, 0), ago(10, 1000), ago(0, 333));
        assertEquals("M40 23L45 3L50 16.3", plot.down());
        assertEquals("M40 23L45 23L50 23", plot.up());
        assertEquals("M40 23L45 3L50 16.3L50 24L40 24Z", plot.area());
        assertEquals("13", plot.y(500));
    }

    @Test
    void aGapIsAGapAndWhatStandsAloneADot() {
        var plot = plot(ago(100, 0), ago(90, 0), ago(60, 1000), ago(15, 0), ago(5, 1000));
        assertEquals("M0 23L5 23M20 3h0M42.5 23L47.5 3", plot.down());
        assertEquals(3, Stream.of(plot.area().split("Z")).count());
    }

    @Test
    void nothingIsNoLine() {
        assertEquals(List.of("", "", ""), List.of(plot().down(), plot().up(), plot().area()));
    }
}
