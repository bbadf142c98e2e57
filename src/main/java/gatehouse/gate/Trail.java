package gatehouse.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import gatehouse.access.Key;
import gatehouse.access.Person;
import gatehouse.action.Link;
import gatehouse.action.Parameter;
import gatehouse.action.PreferenceDocument;
import gatehouse.action.Reading;
import gatehouse.config.Grant;
import gatehouse.gate.Check.Passed;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;

/// What a command leaves in the audit: who, what, on which torrents, by which grant, and no secrets.
final class Trail {

    private static final int LONGEST_VALUE = 500;

    private Trail() {
    }

    /// Why a command was refused, in words that stay the same, and what stood in the way.
    record Refusal(String reason, List<Subject> torrents, long generation) {
    }

    static Optional<Refusal> refusal(Outcome outcome) {
        return Optional.ofNullable(switch (outcome) {
            case Outcome.Refused(var decision, var torrents) -> new Refusal(decision.right().id() + " " + decision.reason(),
                    torrents.stream().map(hash -> new Subject(hash, "")).toList(), decision.generation());
            case Outcome.Never(var action) -> new Refusal("never", List.of(), 0);
            case Outcome.Outside(var parameter, var allowed, var grant) ->
                new Refusal("outside: " + parameter, List.of(), 0);
            case Outcome.Exceeded(var limit, var used, var most, var grant) ->
                new Refusal("limit: " + limit.name().toLowerCase(java.util.Locale.ROOT), List.of(), 0);
            default -> null;
        });
    }

    static Intent refused(Person person, Command command, Refusal refusal, Instant now) {
        return new Intent(now, actor(person, command), command.instance(), command.action(), refusal.torrents(), Map.of(),
                refusal.generation(), "");
    }

    static Intent intent(Passed passed, Instant now) {
        var asked = passed.asked();
        return new Intent(now, actor(asked.person(), asked.command()), asked.command().instance(), passed.action().id(),
                passed.subjects(), arguments(passed), asked.standing().generation(), grant(passed.grant()));
    }

    static Actor actor(Person person, Command command) {
        var origin = command.origin();
        return new Actor(person.id(), person.name(), person.key().map(Key::name), origin.session(), origin.request(),
                origin.address());
    }

    /// A grant as a person finds it again in the file.
    static String grant(Grant grant) {
        return grant.role().name() + ", line " + grant.line();
    }

    private static Map<String, String> arguments(Passed passed) {
        var arguments = new TreeMap<String, String>();
        passed.values().forEach((name, value) -> passed.action().parameter(name)
                .filter(parameter -> !parameter.type().namesTorrents())
                .ifPresent(parameter -> arguments.put(name, shown(parameter, value))));
        return arguments;
    }

    private static String shown(Parameter parameter, String value) {
        var text = switch (parameter.type()) {
            case PREFERENCES -> PreferenceDocument.read(value) instanceof Reading.Good<PreferenceDocument>(var document)
                    ? String.join(", ", document.names())
                    : "";
            case URLS -> Link.readAll(value, Parameter.Range.OPEN) instanceof Reading.Good<List<Link>>(var links)
                    ? links.stream().map(Link::shown).map(Trail::address).collect(Collectors.joining("\n"))
                    : "";
            case URL, URL_LIST, TRACKERS -> Passkeys.text(value);
            case RULE, JSON, LINES -> Passkeys.text(value);
            default -> parameter.secret() ? "(secret)" : value;
        };
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    private static String address(String link) {
        return link.startsWith("magnet:") ? link : Passkeys.text(link);
    }

    static Result result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> Result.DONE;
            case Outcome.Refused refused -> Result.REFUSED;
            case Outcome.Never never -> Result.REFUSED;
            case Outcome.Outside outside -> Result.REFUSED;
            case Outcome.Exceeded exceeded -> Result.REFUSED;
            case Outcome.Unknown unknown -> Result.UNKNOWN;
            case Outcome.Partly(var done, var of, var then) when then instanceof Outcome.Unknown -> Result.UNKNOWN;
            case Outcome.Partly partly -> Result.FAILED;
            case Outcome.Missing missing -> Result.FAILED;
            case Outcome.Invalid invalid -> Result.FAILED;
            case Outcome.Unsupported unsupported -> Result.FAILED;
            case Outcome.Unreachable unreachable -> Result.FAILED;
            case Outcome.Rejected rejected -> Result.FAILED;
            case Outcome.Unaudited unaudited -> Result.FAILED;
        };
    }

    /// How a command ended that was not done, in words that stay the same; pages say it in their reader's language.
    static String detail(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unsupported(var version, var what) -> "unsupported: " + version + " " + what;
            case Outcome.Unreachable(var health) -> "unreachable: " + health.word();
            case Outcome.Rejected(var status, var text) -> "rejected: " + status;
            case Outcome.Unknown unknown -> "lost";
            case Outcome.Partly(var done, var of, var then) -> "partly: " + done + " " + of + " " + detail(then);
            default -> "";
        };
    }
}
