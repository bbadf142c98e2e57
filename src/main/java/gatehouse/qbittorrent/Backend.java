package gatehouse.qbittorrent;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jboss.logging.Logger;

import gatehouse.config.Instance;
import gatehouse.config.Trace;
import gatehouse.qbittorrent.Session.SignedIn;
import gatehouse.qbittorrent.Session.SignedOut;
import gatehouse.qbittorrent.Wire.Exchange;
import gatehouse.qbittorrent.Wire.Exchange.Answer;
import gatehouse.qbittorrent.Wire.Exchange.Broken;

/// One qBittorrent server, as seen through one session of ours. Safe for use by many threads; blocks its caller.
public class Backend {

    private static final Logger LOG = Logger.getLogger(Backend.class);
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration PROBE = Duration.ofSeconds(5);
    /// 10,000 torrents are 18 MB. While an answer is read it is there three times, which must not be all of our memory.
    private static final long LIMIT = Math.min(128L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

    private final Instance instance;
    private final Wire wire;
    private final SignIn signIn;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Settling settling = new Settling();
    private volatile Session session = new SignedOut(new Health.Unknown());

    Backend(Instance instance, Wire wire, SignIn signIn, Clock clock) {
        this.instance = instance;
        this.wire = wire;
        this.signIn = signIn;
        this.clock = clock;
    }

    public Instance instance() {
        return instance;
    }

    public Health health() {
        return session.health();
    }

    /// Sends a request, signing in first when there is no session, and once more when the session has expired.
    public Reply send(Request request) {
        return send(request, DEADLINE);
    }

    /// The same with an own deadline for the answer.
    public Reply send(Request request, Duration deadline) {
        return switch (session instanceof SignedIn ? session : renew(session)) {
            case SignedOut(var health) -> new Reply.NotSent(health);
            case SignedIn signedIn -> reply(request, signedIn, deadline);
        };
    }

    private Reply reply(Request request, SignedIn signedIn, Duration deadline) {
        var exchange = exchange(request, signedIn, deadline);
        if (!(denied(exchange) && expired(signedIn))) {
            return reply(exchange);
        }
        return switch (renew(signedIn)) {
            case SignedOut(var health) -> new Reply.NotSent(health);
            case SignedIn renewed -> reply(exchange(request, renewed, deadline));
        };
    }

    /// 403 for an ended session, a revoked key and much else; 401 when it does not take our Host any more.
    private static boolean denied(Exchange exchange) {
        return exchange instanceof Answer answer && (answer.status() == 403 || answer.status() == 401);
    }

    /// A 403 also means "this server will not do that" (a legacy one: that queueing is off). Only when a harmless question gets one too has the session ended.
    private boolean expired(SignedIn signedIn) {
        return denied(wire.get(Era.of(signedIn).probe(), Map.of(), signedIn.proof(), LIMIT, PROBE));
    }

    /// One log-in, however many threads found the old session wanting.
    private Session renew(Session old) {
        lock.lock();
        try {
            if (session == old) {
                enter(signIn.attempt());
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    private Exchange exchange(Request request, SignedIn signedIn, Duration deadline) {
        try (var call = Trace.call(route(request.path())).tell("instance", instance.name())) {
            var exchange = ask(request, signedIn, deadline);
            call.tell("answer", switch (exchange) {
                case Answer answer -> String.valueOf(answer.status());
                case Broken broken -> broken.failure().name().toLowerCase(Locale.ROOT);
            });
            return exchange;
        }
    }

    /// What legacy servers are asked has the hash of a torrent behind it.
    private static String route(String path) {
        var words = path.split("/");
        return words.length > 2 ? words[0] + "/" + words[1] : path;
    }

    private Exchange ask(Request request, SignedIn signedIn, Duration deadline) {
        var era = Era.of(signedIn);
        var path = era.root() + request.path();
        if (request.writes()) {
            return settling.apart(request, era, () -> wire.post(path, era.form(request), signedIn.proof(), LIMIT, deadline));
        }
        var first = wire.get(path, request.values(), signedIn.proof(), LIMIT, deadline);
        var stale = first instanceof Broken broken && broken.failure() == Health.Failure.CLOSED && !broken.answered();
        return stale ? wire.get(path, request.values(), signedIn.proof(), LIMIT, deadline) : first;
    }

    private Reply reply(Exchange exchange) {
        return switch (exchange) {
            case Answer answer -> new Reply.Answered(answer.status(), answer.contentType(), answer.body(), answer.fileName());
            case Broken broken -> lost(broken);
        };
    }

    /// The session may well still be good, so it is kept: a new log-in after each hiccup would pile up sessions there.
    private Reply lost(Broken broken) {
        var health = new Health.Unreachable(broken.failure(), broken.detail(), clock.instant());
        var never = broken.failure() == Health.Failure.REFUSED || broken.failure() == Health.Failure.NO_SUCH_HOST;
        return never ? new Reply.NotSent(health) : new Reply.Lost(health);
    }

    private void enter(Session next) {
        if (!next.health().getClass().equals(session.health().getClass())) {
            var connected = next.health().connected();
            LOG.logf(connected ? Logger.Level.INFO : Logger.Level.WARN, "%s: %s", instance.name(), next.health());
        }
        session = next;
    }
}
