package gatehouse.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import gatehouse.live.Speeds.Sample;

/// How fast a whole server was in the last five minutes, kept by whoever feeds its mirror: a point for each ten seconds of
/// the clock, the mean of the speeds that it said in them. All servers' points fall on the same moments, so that pages
/// change once for all of them.
///
/// A server that is asked more seldom than every ten seconds counts as it last said it was, for as long as that is fresh
/// enough to be shown. When no good answer came in between, nothing is known, and there is no point.
///
/// An answer costs an addition, and one in ten seconds a list of at most 30 points, however many people look.
public final class History {

    /// What a point stands for.
    public static final Duration STEP = Duration.ofSeconds(10);
    public static final int POINTS = 30;

    private static final long HELD = Freshness.STALE_FOR.dividedBy(STEP);

    private List<Sample> points = List.of();
    /// Which ten seconds since 1970 are under way, and what was said in them.
    private long step;
    private long answers;
    private long down;
    private long up;
    private Sample last = new Sample(Instant.EPOCH, 0, 0);
    private boolean failed;

    /// Of the ten seconds that are over, the oldest first, each at its end. The same list until there is a new one.
    List<Sample> points() {
        return points;
    }

    /// The server said so. A clock that was put back adds to the ten seconds under way.
    void answered(Sample sample) {
        var now = sample.at().getEpochSecond() / STEP.toSeconds();
        if (now > step) {
            close(now);
            begin(now);
        }
        down += sample.down();
        up += sample.up();
        answers++;
        last = sample;
        failed = false;
    }

    /// No good answer came: what was said before does not reach to the next one.
    void failed() {
        failed = true;
    }

    private void begin(long now) {
        step = now;
        answers = 0;
        down = 0;
        up = 0;
    }

    private void close(long now) {
        if (answers == 0) {
            return;
        }
        var all = new ArrayList<>(points);
        all.add(new Sample(end(step), down / answers, up / answers));
        if (!failed && now - step <= HELD) {
            for (var quiet = step + 1; quiet < now; quiet++) {
                all.add(new Sample(end(quiet), last.down(), last.up()));
            }
        }
        all.removeIf(point -> !point.at().isAfter(end(now - 1 - POINTS)));
        points = List.copyOf(all);
    }

    private static Instant end(long step) {
        return Instant.ofEpochSecond((step + 1) * STEP.toSeconds());
    }
}
