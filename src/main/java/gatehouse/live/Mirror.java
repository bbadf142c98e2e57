package gatehouse.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import gatehouse.live.Speeds.Sample;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Delta;
import gatehouse.torrent.Snapshot;

/// Our live copy of one server: the newest snapshot, how old it is, and how the server stands. Fed by whoever calls
/// [#apply] and [#failed]: the poller now, another replica some day.
public class Mirror {

    private static final Delta NOTHING_LEFT = new Delta(true, Map.of(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of(),
            Map.of(), Set.of(), Map.of());

    private static final Runnable NOBODY = () -> {
    };
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final String instance;
    private final Runnable changed;
    private final History history = new History();
    private volatile Now now;
    private boolean retired;
    private long answers;
    private long looked = System.nanoTime() - AGAIN.toNanos();
    private volatile Runnable nudge = NOBODY;

    Mirror(String instance, Runnable changed) {
        this(instance, changed, Snapshot.NOTHING);
    }

    private Mirror(String instance, Runnable changed, Snapshot start) {
        this.instance = instance;
        this.changed = changed;
        this.now = new Now(start, Optional.empty(), new Health.Unknown(), Instant.MIN, List.of());
    }

    /// An empty mirror in place of this one, which learns nothing more. Versions go on, so that nobody takes what they
    /// remember of the one for the other.
    synchronized Mirror replaced() {
        retired = true;
        return new Mirror(instance, changed, now.snapshot().apply(NOTHING_LEFT));
    }

    /// All that is known, of one moment.
    ///
    /// @param lastGood when the last good answer came; empty before the first
    /// @param due when the next question is asked, as far as was planned after the last good answer
    /// @param speeds of the whole server in the last minutes, as [History] keeps them
    public record Now(Snapshot snapshot, Optional<Instant> lastGood, Health health, Instant due, List<Sample> speeds) {

        /// Bytes a second the whole server says it downloads; 0 when it does not say.
        public long down() {
            return number("dl_info_speed");
        }

        /// The same upwards.
        public long up() {
            return number("up_info_speed");
        }

        private long number(String field) {
            return snapshot.server().get(field) instanceof Number number ? number.longValue() : 0;
        }
    }

    public String instance() {
        return instance;
    }

    /// Snapshot, age and health that belong together.
    public Now now() {
        return now;
    }

    public Snapshot snapshot() {
        return now.snapshot();
    }

    public Health health() {
        return now.health();
    }

    /// Asks the poller to look again now, after a command.
    public void nudge() {
        nudge.run();
    }

    /// Looks again until there is what is looked for, two good answers have come (the first may have been asked for before),
    /// or `longest` has gone by. However many wait, it costs the server at most four polls a second. There is no wait when
    /// nobody polls it, or it is not reached anyway.
    ///
    /// @return the newest snapshot, whether it has that or not
    public synchronized Snapshot await(Predicate<Snapshot> wanted, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        var enough = answers + 2;
        while (System.nanoTime() < end && answers < enough && health().connected() && nudge != NOBODY && !retired
                && !wanted.test(snapshot())) {
            lookAgain();
            try {
                wait(AGAIN.toMillis());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return snapshot();
            }
        }
        return snapshot();
    }

    private void lookAgain() {
        if (System.nanoTime() - looked > AGAIN.toNanos()) {
            looked = System.nanoTime();
            nudge();
        }
    }

    void onNudge(Runnable listener) {
        nudge = listener;
    }

    /// A good answer came.
    synchronized void apply(Delta delta, Health health, Instant at) {
        var old = now;
        if (retired) {
            return;
        }
        var fresh = new Now(delta.empty() ? old.snapshot() : old.snapshot().apply(delta), Optional.of(at), health, at,
                List.of());
        history.answered(new Sample(at, fresh.down(), fresh.up()));
        now = new Now(fresh.snapshot(), fresh.lastGood(), health, at, history.points());
        answers++;
        notifyAll();
        if (!delta.empty() || !health.equals(old.health())) {
            changed.run();
        }
    }

    /// The next question is asked then; a server with many torrents is asked seldom.
    synchronized void due(Instant next) {
        var old = now;
        now = new Now(old.snapshot(), old.lastGood(), old.health(), next, old.speeds());
    }

    /// No good answer came; what is known stays, and grows old.
    synchronized void failed(Health health) {
        var old = now;
        if (retired) {
            return;
        }
        history.failed();
        now = new Now(old.snapshot(), old.lastGood(), health, old.due(), old.speeds());
        notifyAll();
        if (!health.getClass().equals(old.health().getClass())) {
            changed.run();
        }
    }
}
