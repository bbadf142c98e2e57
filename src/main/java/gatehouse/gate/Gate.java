package gatehouse.gate;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.action.Action;
import gatehouse.action.Right;
import gatehouse.action.Way;
import gatehouse.config.Trace;
import gatehouse.gate.Check.Checked;
import gatehouse.gate.Check.Passed;
import gatehouse.gate.Check.Stopped;
import gatehouse.qbittorrent.Backend;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Dialect;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Reply;
import gatehouse.qbittorrent.Request;

/// The one door between a face and a server: decide, write the intent to the audit, send, write the outcome, and ask
/// the mirror to look again.
@ApplicationScoped
public class Gate {

    /// What servers answer, or act on, from what a session has found out before.
    private static final Set<String> LOOKS = Set.of("torrents/fetchMetadata", "torrents/parseMetadata",
            "torrents/saveMetadata");
    private static final String CHOSEN = "filePriorities";
    /// Reads that show what not everybody should see leave a trace as commands do.
    private static final Set<Right> SENSITIVE = EnumSet.of(Right.CONTENT_DOWNLOAD, Right.LOG, Right.FILES_BROWSE,
            Right.SETTINGS_READ);

    private final Check check;
    private final Answers answers;
    private final Additions additions;
    private final Departures departures;
    private final Searches searches;
    private final Backends backends;
    private final Replies replies;
    private final Journal journal;
    private final Looks looks;
    private final Clock clock;

    Gate(Check check, Answers answers, Additions additions, Departures departures, Searches searches, Backends backends,
            Replies replies, Journal journal, Looks looks, Clock clock) {
        this.check = check;
        this.answers = answers;
        this.additions = additions;
        this.departures = departures;
        this.searches = searches;
        this.backends = backends;
        this.replies = replies;
        this.journal = journal;
        this.looks = looks;
        this.clock = clock;
    }

    /// Runs a command to its end. The cost is one audit entry, one request and one poll, however many torrents it names;
    /// a read costs one request, or none when the mirror knows.
    public Outcome run(Person person, Command command) {
        var start = System.nanoTime();
        try (var step = Trace.step("command")) {
            var outcome = end(person, command, Meters.decided(check.of(person, command)));
            Meters.ended(command, outcome, Duration.ofNanos(System.nanoTime() - start), step);
            return outcome;
        }
    }

    private Outcome end(Person person, Command command, Checked checked) {
        return switch (checked) {
            case Stopped(var outcome) -> journal.stopped(person, command, outcome);
            case Passed passed when passed.action().way() == Way.ANSWERED ->
                answers.of(passed.asked()).orElseGet(() -> new Outcome.Missing(command.action()));
            case Passed passed when passed.reachesNothing() -> new Outcome.Done(0, Outcome.Content.NONE);
            case Passed passed when Searches.about(passed) ->
                searches.run(passed, asked -> asked.action().writes() ? act(asked) : send(asked));
            case Passed passed when passed.action().writes() || SENSITIVE.contains(passed.action().right()) -> act(passed);
            case Passed passed -> send(passed);
        };
    }

    /// A read that is asked again and again while somebody looks: the server's answer is shared for some 2 seconds with all
    /// who may see the same ([Looks]). Everything else goes the way of [#run].
    public Outcome look(Person person, Command command) {
        return check.of(person, command) instanceof Passed passed && shared(passed.action())
                ? looks.of(passed, replies.seesTrackers(passed), () -> send(passed))
                : run(person, command);
    }

    private static boolean shared(Action action) {
        return action.way() == Way.SENT && !action.writes() && !SENSITIVE.contains(action.right());
    }

    private Outcome act(Passed passed) {
        var entry = journal.begin(Trail.intent(passed, clock.instant()));
        var outcome = entry.isEmpty() ? new Outcome.Unaudited() : send(passed);
        passed.addition().ifPresent(addition -> additions.end(addition, outcome));
        departures.after(passed, outcome);
        entry.ifPresent(number -> journal.finish(number, outcome));
        looks.forget(passed.asked().mirror());
        passed.asked().mirror().nudge();
        return outcome;
    }

    /// A server that the poller cannot use is not tried: the person learns so at once, and the poller keeps trying.
    private Outcome send(Passed passed) {
        var health = passed.asked().mirror().health();
        var backend = backend(passed);
        if (!(health instanceof Health.Connected(var app, var api)) || backend.isEmpty()) {
            return new Outcome.Unreachable(health);
        }
        var dialect = new Dialect(api);
        Function<Request, Reply> server = request -> dialect.heard(passed.action(), passed.values(),
                backend.get().send(request));
        return switch (dialect.spell(passed.action(), passed.values(), passed.files())) {
            case Dialect.Spelled.Missing(var what) -> new Outcome.Unsupported(app, what);
            case Dialect.Spelled.After(var first, var then) -> send(first, then, server, passed);
            case Dialect.Spelled.Requests(var requests) -> send(requests, server, passed);
        };
    }

    private Optional<Backend> backend(Passed passed) {
        var instance = passed.asked().command().instance();
        return LOOKS.contains(passed.action().id()) || passed.values().containsKey(CHOSEN)
                ? backends.looking(instance, passed.asked().person().id())
                : backends.commands(instance);
    }

    /// Whatever became of the first, the command was not sent before the second.
    private Outcome send(Request first, Request then, Function<Request, Reply> server, Passed passed) {
        return switch (replies.outcome(server.apply(first), passed)) {
            case Outcome.Done done -> replies.outcome(server.apply(then), passed);
            case Outcome.Unknown(var health) -> new Outcome.Unreachable(health);
            case Outcome other -> other;
        };
    }

    private Outcome send(List<Request> requests, Function<Request, Reply> server, Passed passed) {
        var outcome = replies.outcome(server.apply(requests.getFirst()), passed);
        for (var next = 1; next < requests.size(); next++) {
            if (!(outcome instanceof Outcome.Done)) {
                return next == 1 ? outcome : new Outcome.Partly(next - 1, requests.size(), outcome);
            }
            outcome = replies.outcome(server.apply(requests.get(next)), passed);
        }
        return outcome instanceof Outcome.Done || requests.size() == 1 ? outcome
                : new Outcome.Partly(requests.size() - 1, requests.size(), outcome);
    }
}
