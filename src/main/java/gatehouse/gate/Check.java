package gatehouse.gate;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Decision;
import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Link;
import gatehouse.action.Parameter;
import gatehouse.action.Reading;
import gatehouse.action.Type;
import gatehouse.action.Way;
import gatehouse.config.Grant;
import gatehouse.gate.Additions.Addition;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Part;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// Everything that is asked of a command before a server hears of it: does the action exist, may this person use it
/// here, has each value its parameter's shape, is each torrent one they may see and touch, does everything lie within
/// the terms of one of their grants. All or nothing.
@ApplicationScoped
class Check {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Actions actions;
    private final Access access;
    private final Mirrors mirrors;
    private final Ownership ownership;
    private final Terms terms;
    private final Additions additions;

    Check(Actions actions, Access access, Mirrors mirrors, Ownership ownership, Terms terms, Additions additions) {
        this.actions = actions;
        this.access = access;
        this.mirrors = mirrors;
        this.ownership = ownership;
        this.terms = terms;
        this.additions = additions;
    }

    sealed interface Checked {
    }

    /// It may be sent, or answered.
    ///
    /// @param torrents what it reaches
    /// @param values by canonical name, canonical, as they are to be sent
    /// @param grant the one that decided
    record Passed(Asked asked, Grant grant, List<Torrent> torrents, Map<String, String> values, List<Part> files,
            Optional<Addition> addition) implements Checked {

        Action action() {
            return asked.action();
        }

        /// The same with another value.
        Passed with(String name, String value) {
            var other = new HashMap<>(values);
            other.put(name, value);
            return new Passed(asked, grant, torrents, Map.copyOf(other), files, addition);
        }

        /// It is about torrents, and there is none that the person may touch.
        boolean reachesNothing() {
            return torrents.isEmpty()
                    && action().parameters().stream().anyMatch(parameter -> parameter.type().namesTorrents());
        }

        List<Subject> subjects() {
            return addition.isPresent() ? addition.get().subjects()
                    : torrents.stream().map(torrent -> new Subject(torrent.hash(), torrent.name())).toList();
        }
    }

    /// It ends here; the server is not asked.
    record Stopped(Outcome outcome) implements Checked {
    }

    Checked of(Person person, Command command) {
        var standing = access.policy().on(person, command.instance());
        var action = actions.find(command.action());
        var mirror = mirrors.find(command.instance());
        if (action.isEmpty() || mirror.isEmpty() || !standing.visible()) {
            return missing(action.isEmpty() ? command.action() : command.instance());
        }
        if (action.get().way() == Way.REFUSED) {
            return new Stopped(new Outcome.Never(action.get().id()));
        }
        return standing.decide(action.get().right()) instanceof Refused refused ? refused(refused, List.of())
                : values(new Asked(person, standing, action.get(), command, Map.of(), mirror.get(), mirror.get().snapshot(),
                        ownership.owned(command.instance())));
    }

    private Checked values(Asked asked) {
        var action = asked.action();
        var values = new LinkedHashMap<String, String>();
        for (var value : asked.command().values().entrySet()) {
            var parameter = action.parameter(value.getKey()).filter(known -> !known.type().uploaded());
            if (parameter.isEmpty()) {
                return invalid(value.getKey(), "is not a parameter of " + action.id());
            }
            if (parameter.get().type() == Type.TAGS && value.getValue().contains(Additions.TAG)) {
                return invalid(value.getKey(), "holds a tag that only Gatehouse itself gives");
            }
            switch (parameter.get().read(value.getValue())) {
                case Reading.Good<String>(var canonical) -> values.put(value.getKey(), canonical);
                case Reading.Wrong<String>(var why) -> {
                    return invalid(value.getKey(), why);
                }
            }
        }
        var absent = action.parameters().stream().filter(parameter -> needed(asked, parameter, values))
                .findFirst();
        return absent.isPresent() ? invalid(absent.get().name(), "is missing")
                : rights(asked.with(values));
    }

    /// Only of servers that have it; what only newer ones insist on is filled in for them
    /// ([gatehouse.qbittorrent.Dialect]).
    private static boolean needed(Asked asked, Parameter parameter, Map<String, String> values) {
        var known = !(asked.mirror().health() instanceof Health.Connected(var app, var api))
                || parameter.at(api).isPresent();
        return known && parameter.required() && parameter.otherwise().isEmpty() && !parameter.type().uploaded()
                && !values.containsKey(parameter.name());
    }

    private Checked rights(Asked asked) {
        for (var right : asked.rights()) {
            if (asked.standing().decide(right) instanceof Refused refused) {
                return refused(refused, List.of());
            }
        }
        var unseen = unseen(asked);
        if (unseen.isPresent()) {
            return missing(unseen.get().value());
        }
        var named = asked.action().parameters().stream().filter(parameter -> parameter.type().namesTorrents()).findFirst();
        return named.filter(parameter -> asked.action().way() == Way.SENT).map(parameter -> torrents(asked, parameter))
                .orElseGet(() -> terms(asked, List.of(), asked.values()));
    }

    /// Asked for the metadata of a torrent that it has, a server answers with all that it knows of it.
    private static Optional<Hash> unseen(Asked asked) {
        var source = asked.action().id().endsWith("Metadata") ? asked.values().getOrDefault("source", "") : "";
        return Link.readAll(source, Parameter.Range.OPEN) instanceof Reading.Good<List<Link>>(var links)
                ? links.stream().flatMap(link -> Stream.concat(link.v1().stream(), link.v2().stream())).flatMap(Check::listed)
                        .filter(hash -> asked.snapshot().torrents().containsKey(hash) && !asked.sees(hash)).findFirst()
                : Optional.empty();
    }

    /// A server lists a v2 torrent by its hash cut short.
    private static Stream<Hash> listed(Hash hash) {
        return Stream.of(hash, new Hash(hash.value().substring(0, 40)));
    }

    private Checked torrents(Asked asked, Parameter parameter) {
        var written = asked.values().getOrDefault(parameter.name(), "");
        if (written.isEmpty()) {
            return invalid(parameter.name(), "names no torrent");
        }
        return parameter.type() == Type.HASHES && written.equals("all") ? all(asked, parameter)
                : named(awaited(asked, written), parameter, written);
    }

    /// A torrent may have been added a moment ago, so the mirror looks again before anybody is told that there is none. It
    /// does so as well for one that they may not see: they could tell the two apart by the time it takes.
    private Asked awaited(Asked asked, String written) {
        var hashes = Stream.of(written.split("\\|")).map(Hash::new).toList();
        if (asked.seesAll(hashes)) {
            return asked;
        }
        var later = asked.mirror().await(snapshot -> asked.at(snapshot, asked.owned()).seesAll(hashes), PATIENCE);
        return asked.at(later, ownership.owned(asked.command().instance()));
    }

    /// All that the person may touch. An empty list is never sent: servers take that, too, as all.
    private Checked all(Asked asked, Parameter parameter) {
        return reached(asked, parameter, asked.snapshot().torrents().values().stream()
                .filter(torrent -> asked.decide(torrent.hash()).allowed()).toList());
    }

    private Checked named(Asked asked, Parameter parameter, String written) {
        var torrents = new LinkedHashMap<Hash, Torrent>();
        var refused = new LinkedHashMap<Hash, Refused>();
        for (var hash : written.split("\\|")) {
            var torrent = asked.snapshot().torrents().get(new Hash(hash));
            if (torrent == null || !asked.sees(torrent.hash())) {
                if (asked.command().forgiving() && parameter.type() == Type.HASHES) {
                    continue;
                }
                return missing(hash);
            }
            if (asked.decide(torrent.hash()) instanceof Refused decision) {
                refused.put(torrent.hash(), decision);
            }
            torrents.put(torrent.hash(), torrent);
        }
        return refused.isEmpty() ? reached(asked, parameter, List.copyOf(torrents.values()))
                : refused(refused.values().iterator().next(), List.copyOf(refused.keySet()));
    }

    /// A session at a server has one cursor for peers, and everybody shares ours: each is told of all peers again, because
    /// the difference would be to what somebody else was told.
    private Checked reached(Asked asked, Parameter parameter, List<Torrent> torrents) {
        var values = new HashMap<>(asked.values());
        values.put(parameter.name(), String.join("|", torrents.stream().map(torrent -> torrent.hash().value()).toList()));
        values.computeIfPresent("rid", (name, theirs) -> "0");
        return terms(asked, torrents, values);
    }

    private Checked terms(Asked asked, List<Torrent> torrents, Map<String, String> values) {
        if (asked.action().way() == Way.ANSWERED) {
            return passed(asked, torrents, values, List.of(), Optional.empty());
        }
        if (asked.action().id().equals(Additions.ACTION)) {
            return additions.check(asked);
        }
        return switch (Uploads.parts(asked)) {
            case Reading.Wrong<List<Part>>(var why) -> invalid("file", why);
            case Reading.Good<List<Part>>(var files) ->
                terms.outside(asked, torrents).<Checked> map(Stopped::new)
                        .orElseGet(() -> passed(asked, torrents, values, files, Optional.empty()));
        };
    }

    static Checked passed(Asked asked, List<Torrent> torrents, Map<String, String> values, List<Part> files,
            Optional<Addition> addition) {
        var decision = torrents.isEmpty() ? asked.standing().decide(asked.action().right())
                : asked.decide(torrents.getFirst().hash());
        return new Passed(asked, ((Decision.Allowed) decision).grant(), torrents, Map.copyOf(values), files, addition);
    }

    /// Somebody who may not know that a thing exists gets the same answer as for nothing.
    private static Stopped refused(Refused refused, List<Hash> torrents) {
        return refused.reason() == Reason.NOT_VISIBLE ? missing(refused.instance().orElse(""))
                : new Stopped(new Outcome.Refused(refused, torrents));
    }

    static Stopped invalid(String parameter, String why) {
        return new Stopped(new Outcome.Invalid(parameter, why));
    }

    private static Stopped missing(String what) {
        return new Stopped(new Outcome.Missing(what));
    }
}
