package gatehouse.gate;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import gatehouse.access.Person;
import gatehouse.gate.Check.Passed;
import gatehouse.gate.Check.Stopped;
import gatehouse.live.Mirror;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Backend;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Reply;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.StoreUnavailable;

/// The one door between a face and a server: decide, write the intent to the audit, send, write the outcome, and ask
/// the mirror to look again.
@ApplicationScoped
public class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final Check check;
    private final Backends backends;
    private final Mirrors mirrors;
    private final AuditLog audit;
    private final Clock clock;

    Gate(Check check, Backends backends, Mirrors mirrors, AuditLog audit, Clock clock) {
        this.check = check;
        this.backends = backends;
        this.mirrors = mirrors;
        this.audit = audit;
        this.clock = clock;
    }

    /// A command of the table for some torrents of one instance, as a person or program wrote it.
    ///
    /// @param action the table's id: `torrents/stop`
    /// @param hashes as written, unchecked; the one word `all` stands for all that the person may touch
    /// @param values the other parameters by name, unchecked
    /// @param address where the person sits, for the audit
    public record Command(String instance, String action, List<String> hashes, Map<String, String> values,
            String address) {
    }

    /// Runs a command to its end. The cost is one audit entry, one request and one poll, however many torrents it names.
    public Outcome run(Person person, Command command) {
        return switch (check.of(person, command)) {
            case Stopped(var outcome) -> stop(person, command, outcome);
            case Passed passed when passed.torrents().isEmpty() -> new Outcome.Done(0);
            case Passed passed -> reach(person, command, passed);
        };
    }

    /// An instance that was taken out of the configuration since the check is one that does not exist.
    private Outcome reach(Person person, Command command, Passed passed) {
        var mirror = mirrors.find(command.instance());
        var backend = backends.commands(command.instance());
        return mirror.isPresent() && backend.isPresent() ? act(person, command, passed, mirror.get(), backend.get())
                : new Outcome.Missing(command.instance());
    }

    private Outcome stop(Person person, Command command, Outcome outcome) {
        if (outcome instanceof Outcome.Refused(var decision, var torrents)) {
            var subjects = torrents.stream().map(hash -> new Subject(hash, "")).toList();
            recordRefusal(new Intent(clock.instant(), person.id(), command.instance(), command.action(), subjects, Map.of(),
                    command.address()), decision.right().id() + " " + decision.reason());
        }
        return outcome;
    }

    private void recordRefusal(Intent intent, String detail) {
        try {
            audit.finish(audit.begin(intent), Result.REFUSED, detail);
        } catch (StoreUnavailable unavailable) {
            LOG.error("A refusal could not be written to the audit", unavailable);
        }
    }

    private Outcome act(Person person, Command command, Passed passed, Mirror mirror, Backend backend) {
        var intent = new Intent(clock.instant(), person.id(), command.instance(), passed.action().id(), passed.subjects(),
                passed.values(), command.address());
        try {
            var entry = audit.begin(intent);
            var outcome = send(mirror.health(), passed, backend);
            finish(entry, outcome);
            mirror.nudge();
            return outcome;
        } catch (StoreUnavailable unavailable) {
            LOG.error("The audit could not be written, so nothing was sent", unavailable);
            return new Outcome.Unaudited();
        }
    }

    /// A server that the poller cannot use is not tried: the person learns so at once, and the poller keeps trying.
    private Outcome send(Health health, Passed passed, Backend backend) {
        if (!(health instanceof Health.Connected(var app, var api))) {
            return new Outcome.Unreachable(health);
        }
        return passed.action().spelling(api)
                .map(spelling -> backend.send(passed.request(spelling)))
                .map(reply -> outcome(reply, passed))
                .orElseGet(() -> new Outcome.Unsupported(app));
    }

    private static Outcome outcome(Reply reply, Passed passed) {
        return switch (reply) {
            case Reply.Answered answered when answered.ok() -> new Outcome.Done(passed.torrents().size());
            case Reply.Answered answered -> new Outcome.Rejected(answered.status(), answered.text());
            case Reply.NotSent(var health) -> new Outcome.Unreachable(health);
            case Reply.Lost(var health) -> new Outcome.Unknown(health);
        };
    }

    /// The act is over: when its outcome cannot be written, the entry honestly stays `unknown`.
    private void finish(long entry, Outcome outcome) {
        try {
            audit.finish(entry, result(outcome), detail(outcome));
        } catch (StoreUnavailable unavailable) {
            LOG.error("The outcome of audit entry " + entry + " could not be written", unavailable);
        }
    }

    private static Result result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> Result.DONE;
            case Outcome.Refused refused -> Result.REFUSED;
            case Outcome.Unknown unknown -> Result.UNKNOWN;
            case Outcome.Missing missing -> Result.FAILED;
            case Outcome.Invalid invalid -> Result.FAILED;
            case Outcome.Unsupported unsupported -> Result.FAILED;
            case Outcome.Unreachable unreachable -> Result.FAILED;
            case Outcome.Rejected rejected -> Result.FAILED;
            case Outcome.Unaudited unaudited -> Result.FAILED;
        };
    }

    private static String detail(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unsupported(var version) -> "not in " + version;
            case Outcome.Unreachable(var health) -> "not sent: " + health.getClass().getSimpleName();
            case Outcome.Rejected(var status, var text) -> "the server answered " + status;
            case Outcome.Unknown(var health) -> "the answer was lost";
            default -> "";
        };
    }
}
