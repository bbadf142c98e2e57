package gatehouse.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import gatehouse.live.Speeds.Sample;

/// Speeds over time as paths of an SVG: 0 lies on the lower edge, the highest speed just below the upper one.
///
/// @param samples the oldest first
/// @param end the moment at the right edge, which is `span` after the one at the left edge
/// @param joined samples that lie further apart are not joined: in between nothing is known
/// @param most bytes a second at the top
public record Plot(List<Sample> samples, Instant end, Duration span, Duration joined, long most, int width, int height) {

    private static final int ABOVE = 3;
    private static final double TENTHS = 10;

    /// The downloads as a line; empty when there are none.
    public String down() {
        return line(Sample::down);
    }

    /// The same upwards.
    public String up() {
        return line(Sample::up);
    }

    /// The downloads with all that is below them.
    public String area() {
        return stretches().stream().map(stretch -> drawn(stretch, Sample::down) + "L" + x(stretch.getLast()) + " " + height
                + "L" + x(stretch.getFirst()) + " " + height + "Z").collect(Collectors.joining());
    }

    /// How far down a speed stands.
    String y(long speed) {
        return number(height - 1 - (double) speed / Math.max(1, most) * (height - 1 - ABOVE));
    }

    private String line(ToLongFunction<Sample> speed) {
        return stretches().stream().map(stretch -> drawn(stretch, speed)).collect(Collectors.joining());
    }

    private List<List<Sample>> stretches() {
        var stretches = new ArrayList<List<Sample>>();
        for (var sample : samples) {
            if (stretches.isEmpty() || sample.at().isAfter(stretches.getLast().getLast().at().plus(joined))) {
                stretches.add(new ArrayList<>());
            }
            stretches.getLast().add(sample);
        }
        return stretches;
    }

    /// What stands alone is a line of no length, which is a dot.
    private String drawn(List<Sample> stretch, ToLongFunction<Sample> speed) {
        return stretch.stream().map(sample -> x(sample) + " " + y(speed.applyAsLong(sample)))
                .collect(Collectors.joining("L", "M", stretch.size() == 1 ? "h0" : ""));
    }

    private String x(Sample sample) {
        var ago = Duration.between(sample.at(), end).toMillis();
        return number(width - (double) ago * width / span.toMillis());
    }

    /// With one decimal at most, and no more characters than it takes.
    private static String number(double value) {
        var tenths = Math.round(value * TENTHS);
        return tenths % (long) TENTHS == 0 ? String.valueOf(tenths / (long) TENTHS) : String.valueOf(tenths / TENTHS);
    }
}
