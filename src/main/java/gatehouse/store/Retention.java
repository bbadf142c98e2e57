package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import gatehouse.config.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// What the store needs while nobody asks anything: the counts of repeated refusals are written when their minute is over,
/// and once a day old audit entries and ended sessions are removed. Replicas begin at different times; a second run finds nothing to do.
@ApplicationScoped
public class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration JITTER = Duration.ofHours(1);

    private final AuditLog audit;
    private final BrowserSessions sessions;
    private final AppSessions apps;
    private final Duration keep;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Instant next;

    @Inject
    Retention(AuditLog audit, BrowserSessions sessions, AppSessions apps, Settings settings, Clock clock) {
        this(audit, sessions, apps, settings.audit().keep(), clock);
    }

    Retention(AuditLog audit, BrowserSessions sessions, AppSessions apps, Duration keep, Clock clock) {
        this.audit = audit;
        this.sessions = sessions;
        this.apps = apps;
        this.keep = keep;
        this.clock = clock;
        next = clock.instant().plus(jitter());
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("retention").start(this::run);
    }

    /// The counts that are still open are written before the database goes.
    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        guarded(() -> audit.sweep(Instant.MAX));
    }

    private void run() {
        try {
            while (!stopping.await(TURN.toSeconds(), TimeUnit.SECONDS)) {
                turn();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void turn() {
        guarded(() -> audit.sweep(clock.instant()));
        if (!clock.instant().isBefore(next)) {
            next = clock.instant().plus(DAY).plus(jitter());
            guarded(this::forget);
            guarded(sessions::sweep);
            guarded(apps::sweep);
        }
    }

    private void forget() {
        var rows = audit.forget(clock.instant().minus(keep));
        if (rows > 0) {
            LOG.infof("%d rows of the audit were older than %s and are removed", rows, keep);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable unavailable) {
            LOG.error("The store could not be tidied; it is tried again", unavailable);
        }
    }

    private Duration jitter() {
        return Duration.ofSeconds(random.nextLong(JITTER.toSeconds()));
    }
}
