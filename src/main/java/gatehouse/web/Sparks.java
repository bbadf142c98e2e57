package gatehouse.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.live.History;
import gatehouse.live.Speeds.Sample;
import gatehouse.live.Views.Standing;

/// The small speed graphs in the strip, one an instance. A graph is drawn anew once in ten seconds at most, for everybody
/// who may see it; it stands still while its server is away.
@ApplicationScoped
class Sparks {

    private static final int WIDTH = 72;
    private static final int HEIGHT = 18;
    private static final Duration SPAN = History.STEP.multipliedBy(History.POINTS - 1);
    /// What is less than that is next to nothing, and looks so.
    private static final long LEAST = 1024;

    private final Map<String, Drawn> drawn = new ConcurrentHashMap<>();

    /// Paths of an SVG of 72 by 18; empty as long as there is nothing to draw.
    public record Spark(String area, String down, String up) {
    }

    private record Drawn(List<Sample> speeds, Spark spark) {
    }

    /// Empty for whoever does not see all of an instance: see [Standing#speeds].
    Optional<Spark> of(String instance, Standing standing) {
        return standing.speeds().map(speeds -> drawn.compute(instance,
                (same, old) -> old != null && old.speeds() == speeds ? old : new Drawn(speeds, draw(speeds))).spark());
    }

    private static Spark draw(List<Sample> speeds) {
        var end = speeds.isEmpty() ? Instant.EPOCH : speeds.getLast().at();
        var most = speeds.stream().mapToLong(sample -> Math.max(sample.down(), sample.up())).max().orElse(0);
        var plot = new Plot(speeds, end, SPAN, History.STEP, Math.max(LEAST, most), WIDTH, HEIGHT);
        return new Spark(plot.area(), plot.down(), plot.up());
    }
}
