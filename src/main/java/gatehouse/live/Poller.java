package gatehouse.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import gatehouse.qbittorrent.Backend;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Reply;
import gatehouse.qbittorrent.Request;
import gatehouse.torrent.Delta;

/// Keeps one mirror fresh. One poller an instance, however many people watch: a poll costs an old server seconds of its
/// only thread.
class Poller implements Runnable {

    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Backend backend;
    private final Mirror mirror;
    private final BooleanSupplier watched;
    private final Clock clock;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean closed;
    private long rid;
    private int failures;

    Poller(Backend backend, Mirror mirror, BooleanSupplier watched, Clock clock) {
        this.backend = backend;
        this.mirror = mirror;
        this.watched = watched;
        this.clock = clock;
    }

    void nudge() {
        nudges.release();
    }

    void close() {
        closed = true;
        nudge();
    }

    @Override
    public void run() {
        mirror.onNudge(this::nudge);
        while (!closed) {
            var start = System.nanoTime();
            poll();
            var took = Duration.ofNanos(System.nanoTime() - start);
            Meters.polled(mirror.instance(), failures == 0, took);
            var rest = Pace.next(took, failures, watched.getAsBoolean());
            if (failures == 0) {
                mirror.due(clock.instant().plus(rest));
            }
            pause(rest);
        }
    }

    /// After any error the server is asked for everything again: what it believes we have seen may be wrong by then.
    private void poll() {
        var good = ask();
        failures = good ? 0 : failures + 1;
        rid = good ? rid : 0;
    }

    /// Polling goes on whatever happens, a database that does not answer or a mistake of ours included: a mirror that
    /// nobody feeds any more would only grow old.
    private boolean ask() {
        try {
            return asked();
        } catch (RuntimeException unforeseen) {
            LOG.errorf(unforeseen, "%s: the poll went wrong here", mirror.instance());
            return failed(new Health.Unreachable(Health.Failure.OTHER, "the poll went wrong in Gatehouse", clock.instant()));
        }
    }

    private boolean asked() {
        return switch (backend.send(Request.read("sync/maindata", Map.of("rid", String.valueOf(rid))), DEADLINE)) {
            case Reply.Answered answered when answered.ok() -> apply(answered);
            case Reply.Answered answered -> failed(strange("it answered " + answered.status() + " to sync/maindata"));
            case Reply.NotSent(var health) -> failed(health);
            case Reply.Lost(var health) -> failed(health);
        };
    }

    private boolean apply(Reply.Answered answered) {
        try {
            var maindata = Maindata.read(answered.body());
            var health = backend.health();
            mirror.apply(modern(maindata.delta(), health), health, clock.instant());
            rid = maindata.rid();
            return true;
        } catch (IOException garbage) {
            LOG.debugf(garbage, "%s: unreadable sync/maindata", mirror.instance());
            return failed(strange("its answer to sync/maindata could not be read"));
        }
    }

    private Delta modern(Delta delta, Health health) {
        return health instanceof Health.Connected(var app, var api) && api.legacy()
                ? new LegacyMaindata(api.minor(), mirror.snapshot()).modern(delta)
                : Maindata.whole(delta, mirror.snapshot());
    }

    private Health strange(String detail) {
        return new Health.Unreachable(Health.Failure.NOT_QBITTORRENT, detail, clock.instant());
    }

    private boolean failed(Health health) {
        mirror.failed(since(health));
        return false;
    }

    /// A trouble that goes on keeps its beginning.
    private Health since(Health health) {
        return health instanceof Health.Unreachable(var failure, var detail, Instant ignored)
                && mirror.health() instanceof Health.Unreachable before
                        ? new Health.Unreachable(failure, detail, before.since())
                        : health;
    }

    private void pause(Duration time) {
        try {
            if (nudges.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException stopping) {
            closed = true;
        }
    }
}
