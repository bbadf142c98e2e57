package gatehouse.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import gatehouse.live.Speeds;
import gatehouse.live.Speeds.Sample;
import gatehouse.web.Format.Num;

/// The graph of a speed in the last five minutes, in both directions, as `templates/layout/chart.html` draws it: lines, a
/// scale, limits where there are any, and the same as a table.
///
/// @param now the speeds at this moment
/// @param limits those there are
public record Chart(Plot plot, Sample now, List<Limit> limits) {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 88;
    private static final int LINES = 30;

    /// A limit as a line.
    ///
    /// @param rate bytes a second
    public record Limit(boolean up, long rate) {

        public Num num() {
            return Format.rate(rate);
        }
    }

    /// A line of the table.
    public record Point(String age, Num down, Num up) {
    }

    /// @param samples the oldest first
    /// @param joined see [Plot]
    /// @param now the speeds at the moment at the right edge
    static Chart of(List<Sample> samples, Duration joined, Sample now, List<Limit> limits) {
        var most = Math.max(peak(samples), limits.stream().mapToLong(Limit::rate).max().orElse(0));
        return new Chart(new Plot(samples, now.at(), Speeds.SPAN, joined, most, WIDTH, HEIGHT), now, limits);
    }

    private static long peak(List<Sample> samples) {
        return samples.stream().flatMapToLong(sample -> LongStream.of(sample.down(), sample.up())).max().orElse(0);
    }

    public Num down() {
        return Format.rate(now.down());
    }

    public Num up() {
        return Format.rate(now.up());
    }

    /// The highest speed shown.
    public Num peak() {
        return Format.rate(peak(plot.samples()));
    }

    /// What the upper line of the grid stands for.
    public Num top() {
        return Format.rate(plot.most());
    }

    /// What the one in the middle stands for.
    public Num middle() {
        return Format.rate(plot.most() / 2);
    }

    public String y(Limit limit) {
        return plot.y(limit.rate());
    }

    /// The newest first; of many samples only some.
    public List<Point> points() {
        var samples = plot.samples();
        var step = Math.max(1, (samples.size() + LINES - 1) / LINES);
        var points = new ArrayList<Point>();
        for (var index = samples.size() - 1; index >= 0; index -= step) {
            points.add(point(samples.get(index), now.at()));
        }
        return points;
    }

    private static Point point(Sample sample, Instant now) {
        return new Point(Format.age(sample.at(), now), Format.rate(sample.down()), Format.rate(sample.up()));
    }
}
