package gatehouse.gate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Decision;
import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Reading;
import gatehouse.action.Spelling;
import gatehouse.action.Type;
import gatehouse.action.Way;
import gatehouse.gate.Gate.Command;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Request;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;

/// Everything that is asked of a command before a server hears of it: does the action exist, may this person use it
/// here, is each torrent one they may see and touch, is each value what its parameter's type wants. All or nothing.
@ApplicationScoped
class Check {

    private final Actions actions;
    private final Access access;
    private final Mirrors mirrors;
    private final Ownership ownership;

    Check(Actions actions, Access access, Mirrors mirrors, Ownership ownership) {
        this.actions = actions;
        this.access = access;
        this.mirrors = mirrors;
        this.ownership = ownership;
    }

    sealed interface Checked {
    }

    /// It may be sent. `torrents` is what it reaches, `values` the other parameters, canonical.
    record Passed(Action action, List<Torrent> torrents, Map<String, String> values) implements Checked {

        List<Subject> subjects() {
            return torrents.stream().map(torrent -> new Subject(torrent.hash(), torrent.name())).toList();
        }

        Request request(Spelling spelling) {
            var sent = new HashMap<>(values);
            sent.put("hashes", torrents.stream().map(torrent -> torrent.hash().value()).collect(Collectors.joining("|")));
            return action.writes() ? Request.write(spelling.path(), sent) : Request.read(spelling.path(), sent);
        }
    }

    /// It ends here; the server is not asked.
    record Stopped(Outcome outcome) implements Checked {
    }

    Checked of(Person person, Command command) {
        var action = actions.find(command.action()).filter(row -> row.way() == Way.SENT);
        if (action.isEmpty()) {
            return new Stopped(new Outcome.Missing(command.action()));
        }
        var policy = access.policy();
        return switch (policy.decide(person, action.get().right(), command.instance())) {
            case Refused refused when refused.reason() == Reason.NOT_VISIBLE -> missing(command.instance());
            case Refused refused -> new Stopped(new Outcome.Refused(refused, List.of()));
            default -> values(new Asked(person, policy, action.get(), command));
        };
    }

    private record Asked(Person person, Policy policy, Action action, Command command) {

        Decision decide(String owner) {
            return policy.decide(person, action.right(), command.instance(), Optional.ofNullable(owner));
        }

        boolean sees(String owner) {
            return policy.sees(person, command.instance(), Optional.ofNullable(owner));
        }
    }

    private Checked values(Asked asked) {
        var given = asked.command().values();
        for (var name : given.keySet()) {
            if (asked.action().parameter(name).filter(parameter -> parameter.type() != Type.HASHES).isEmpty()) {
                return invalid(name, "is not a parameter of " + asked.action().word());
            }
        }
        for (var parameter : asked.action().parameters()) {
            if (parameter.type() != Type.HASHES
                    && parameter.read(given.getOrDefault(parameter.name(), "")) instanceof Reading.Wrong<String>(var why)) {
                return invalid(parameter.name(), why);
            }
        }
        return torrents(asked, Map.copyOf(given));
    }

    private static Stopped invalid(String parameter, String why) {
        return new Stopped(new Outcome.Invalid(parameter, why));
    }

    private Checked torrents(Asked asked, Map<String, String> values) {
        var snapshot = mirrors.find(asked.command().instance()).orElseThrow().snapshot();
        var owners = ownership.owners(asked.command().instance());
        if (asked.command().hashes().equals(List.of("all"))) {
            var touchable = snapshot.torrents().values().stream()
                    .filter(torrent -> asked.decide(owners.get(torrent.hash())) instanceof Decision.Allowed).toList();
            return new Passed(asked.action(), touchable, values);
        }
        return named(asked, snapshot, owners, values);
    }

    private static Checked named(Asked asked, Snapshot snapshot, Map<Hash, String> owners, Map<String, String> values) {
        var torrents = new LinkedHashMap<Hash, Torrent>();
        var refused = new LinkedHashMap<Hash, Refused>();
        for (var written : asked.command().hashes()) {
            var hash = Hash.parse(written);
            if (hash.isEmpty()) {
                return invalid("hashes", "holds something that is not a torrent's hash");
            }
            var torrent = snapshot.torrents().get(hash.get());
            if (torrent == null || !asked.sees(owners.get(hash.get()))) {
                return missing(hash.get().value());
            }
            if (asked.decide(owners.get(hash.get())) instanceof Refused decision) {
                refused.put(hash.get(), decision);
            }
            torrents.put(torrent.hash(), torrent);
        }
        return judge(asked, List.copyOf(torrents.values()), refused, values);
    }

    private static Checked judge(Asked asked, List<Torrent> torrents, Map<Hash, Refused> refused, Map<String, String> values) {
        if (!refused.isEmpty()) {
            return new Stopped(new Outcome.Refused(refused.values().iterator().next(), List.copyOf(refused.keySet())));
        }
        if (torrents.isEmpty()) {
            return invalid("hashes", "names no torrent");
        }
        return new Passed(asked.action(), torrents, values);
    }

    private static Stopped missing(String what) {
        return new Stopped(new Outcome.Missing(what));
    }
}
