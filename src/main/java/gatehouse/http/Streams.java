package gatehouse.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Apps;
import gatehouse.live.Mirrors;
import gatehouse.live.Watch;
import gatehouse.store.BrowserSessions;
import gatehouse.store.StoreUnavailable;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;

/// Keeps whoever watches fresh: open pages, and programs. A stream sends first all of what it is about, then what changed in
/// it; a reader who is slow misses what came in between and gets the newest. Each stream is a virtual thread that sleeps
/// until something changes.
@ApplicationScoped
public class Streams {

    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration SESSION_CHECK = Duration.ofSeconds(10);
    /// The reader then comes back by itself, as whoever its person is by then: a provider may have changed their roles.
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SLOWEST = Duration.ofSeconds(20);
    private static final int MOST_A_PERSON = 20;
    private static final int MOST = 2_000;

    private final Caller caller;
    private final Mirrors mirrors;
    private final BrowserSessions sessions;
    private final Apps apps;
    private final ObjectMapper json;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private volatile boolean stopping;

    Streams(Caller caller, Mirrors mirrors, BrowserSessions sessions, Apps apps, ObjectMapper json) {
        this.caller = caller;
        this.mirrors = mirrors;
        this.sessions = sessions;
        this.apps = apps;
        this.json = json;
    }

    /// What is sent.
    ///
    /// @param name of the event, on which readers listen
    /// @param data as JSON
    public record Event(String name, Object data) {
    }

    /// Streams end when the order to stop comes, not when everything else is over: their readers open new ones elsewhere.
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        mirrors.release();
    }

    /// Serves one stream until its reader leaves, its session or token ends or it has lived long enough.
    ///
    /// @param next the difference to what it gave before, asked with each change; empty when there is none
    /// @throws Problem 429 when this person has too many
    public void serve(Visitor visitor, Supplier<Optional<Event>> next, SseEventSink sink, Sse sse) {
        var display = Display.current();
        var person = visitor.person().id();
        if (!enter(person)) {
            leave(person);
            throw new Problem(429, "Too many open pages", "Close some of the pages you have open.");
        }
        try (sink; var watch = mirrors.watch()) {
            caller.whenOver(watch::wake);
            caller.compress();
            run(new Stream(visitor, () -> display.during(next), sink, sse), watch);
        } catch (InterruptedException | ExecutionException | TimeoutException left) {
            // The reader has left, or does not read any more: there is nobody to tell.
        } finally {
            leave(person);
        }
    }

    /// How many are open now.
    int count() {
        return all.get();
    }

    /// Counts one more stream, whether there is room for it or not; `false` when there is none.
    private boolean enter(String person) {
        var mine = open.merge(person, 1, Integer::sum);
        return all.incrementAndGet() <= MOST && mine <= MOST_A_PERSON;
    }

    private void leave(String person) {
        all.decrementAndGet();
        open.computeIfPresent(person, (same, count) -> count == 1 ? null : count - 1);
    }

    private record Stream(Visitor visitor, Supplier<Optional<Event>> next, SseEventSink sink, Sse sse) {
    }

    private void run(Stream stream, Watch watch)
            throws InterruptedException, ExecutionException, TimeoutException {
        var end = Instant.now().plus(LONGEST);
        var checked = Instant.now();
        var spoke = Instant.now();
        while (watch.open() && !stopping && !stream.sink().isClosed() && Instant.now().isBefore(end)) {
            if (checked.plus(SESSION_CHECK).isBefore(Instant.now())) {
                if (!alive(stream.visitor())) {
                    return;
                }
                checked = Instant.now();
            }
            var event = stream.next().get();
            if (event.isPresent()) {
                send(stream, event.get().name(), text(event.get().data()));
                spoke = Instant.now();
            } else if (spoke.plus(HEARTBEAT).isBefore(Instant.now())) {
                send(stream, "heartbeat", "{}");
                spoke = Instant.now();
            }
            watch.await(TICK);
        }
    }

    /// A reader whose session cannot be looked at any more is told why when they come back.
    private boolean alive(Visitor visitor) {
        try {
            return switch (visitor.proof()) {
                case Visitor.Proof.Browser browser -> sessions.alive(browser.session());
                case Visitor.Proof.Key key -> apps.alive(key.id());
                case Visitor.Proof.Token token -> Instant.now().isBefore(token.until());
            };
        } catch (StoreUnavailable unavailable) {
            return false;
        }
    }

    /// A reader who leaves between the look at the sink and this has closed it already.
    private static void send(Stream stream, String name, String data)
            throws InterruptedException, ExecutionException, TimeoutException {
        var event = stream.sse().newEventBuilder().name(name).mediaType(MediaType.TEXT_PLAIN_TYPE).data(data).build();
        try {
            stream.sink().send(event).toCompletableFuture().get(SLOWEST.toSeconds(), TimeUnit.SECONDS);
        } catch (IllegalStateException closed) {
            throw new ExecutionException(closed);
        }
    }

    private String text(Object change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
