package gatehouse.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Key;
import gatehouse.access.LocalAccounts;
import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.action.Actions;
import gatehouse.action.Reading;
import gatehouse.action.Right;
import gatehouse.gate.Command.Origin;
import gatehouse.store.AppKey;
import gatehouse.store.AppKeys;
import gatehouse.store.AppKeys.Made;
import gatehouse.store.AppKeys.Making;

/// The keys that people make for their apps, and whoever manages everybody's keys for service accounts. A key is made and
/// revoked like a command, with the intent in the audit before and the outcome after; its secret is in neither.
@ApplicationScoped
public class Keys {

    /// Stands for all instances, also later ones.
    public static final String EVERYWHERE = "*";

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}]{1,60}");
    private static final Duration LONGEST = Duration.of(3660, ChronoUnit.DAYS);
    private static final int MOST = 100;

    private final Access access;
    private final AppKeys keys;
    private final LocalAccounts accounts;
    private final Actions actions;
    private final Journal journal;
    private final Clock clock;

    Keys(Access access, AppKeys keys, LocalAccounts accounts, Actions actions, Journal journal, Clock clock) {
        this.access = access;
        this.keys = keys;
        this.accounts = accounts;
        this.actions = actions;
        this.journal = journal;
        this.clock = clock;
    }

    /// A key as somebody wants it.
    ///
    /// @param account the service account that it is for; empty for one's own
    /// @param instances names, or only [#EVERYWHERE]
    /// @param rights the ids; `view` is always among them
    public record Wish(Optional<String> account, String name, Set<String> instances, Set<String> rights,
            Optional<String> category, Optional<Instant> expires) {
    }

    public sealed interface Answer {

        /// @param key with its secret, to be shown once
        record Done(Made key) implements Answer {
        }

        record Not(Outcome why) implements Answer {
        }
    }

    /// May they make keys for themselves, or for service accounts?
    public boolean mayMake(Person person, boolean forAccounts) {
        return access.policy().decide(person, right(forAccounts)).allowed();
    }

    private static Right right(boolean forAccounts) {
        return forAccounts ? Right.KEYS_MANAGE : Right.KEYS_OWN;
    }

    /// The rights that a key of theirs can have, in the order of [Right].
    public Set<Right> possible(Person owner) {
        var policy = access.policy();
        return possible(policy, owner, policy.visibleInstances(owner), true);
    }

    private static Set<Right> possible(Policy policy, Person owner, Set<String> instances, boolean house) {
        var possible = EnumSet.noneOf(Right.class);
        Arrays.stream(Right.values()).filter(right -> !Key.NEVER.contains(right)).filter(right -> right.ofTheHouse()
                ? house && policy.decide(owner, right).allowed()
                : instances.stream().anyMatch(instance -> policy.decide(owner, right, instance).allowed()))
                .forEach(possible::add);
        return possible;
    }

    /// Makes a key, or says why not.
    public Answer make(Person person, Wish wish, Origin origin) {
        var command = command("keys/make", arguments(wish), origin);
        return switch (access.policy().decide(person, right(wish.account().isPresent()))) {
            case Refused refused -> new Answer.Not(journal.stopped(person, command, new Outcome.Refused(refused, List.of())));
            case Allowed allowed -> owner(person, wish).<Answer> map(owner -> fault(owner, wish)
                    .<Answer> map(Answer.Not::new).orElseGet(() -> act(person, owner, wish, command, allowed)))
                    .orElseGet(() -> new Answer.Not(new Outcome.Missing(wish.account().orElse(""))));
        };
    }

    private Optional<Person> owner(Person person, Wish wish) {
        return wish.account().isEmpty() ? Optional.of(person) : accounts.service(wish.account().get());
    }

    private Optional<Outcome> fault(Person owner, Wish wish) {
        var policy = access.policy();
        var visible = policy.visibleInstances(owner);
        var everywhere = wish.instances().equals(Set.of(EVERYWHERE));
        var mine = keys.of(owner.issuer(), owner.subject());
        if (!NAME.matcher(wish.name()).matches()) {
            return invalid("name", "is 1 to 60 characters");
        }
        if (mine.stream().anyMatch(key -> key.name().equals(wish.name()))) {
            return invalid("name", "is that of another key");
        }
        if (mine.size() >= MOST) {
            return invalid("name", "would be one key too many: " + MOST + " are the most. Revoke some");
        }
        if (wish.instances().isEmpty() || !everywhere && !visible.containsAll(wish.instances())) {
            return invalid("instances", "names at least one instance, or only *, and none that the owner does not see");
        }
        return rights(policy, owner, wish, everywhere ? visible : wish.instances(), everywhere)
                .or(() -> category(policy, owner, wish, everywhere ? visible : wish.instances())).or(() -> expiry(wish));
    }

    private static Optional<Outcome> rights(Policy policy, Person owner, Wish wish, Set<String> instances, boolean everywhere) {
        var possible = possible(policy, owner, instances, everywhere).stream().map(Right::id).collect(Collectors.toSet());
        return possible.containsAll(wish.rights()) && possible.contains(Right.VIEW.id()) ? Optional.empty()
                : invalid("rights", "holds one that a key cannot have there. It can have: "
                        + String.join(", ", new TreeSet<>(possible)));
    }

    /// A category that every grant rules out would make a key that adds nothing.
    private Optional<Outcome> category(Policy policy, Person owner, Wish wish, Set<String> instances) {
        if (wish.category().isEmpty()) {
            return Optional.empty();
        }
        var category = wish.category().get();
        var parameter = actions.find(Additions.ACTION).flatMap(add -> add.parameter("category")).orElseThrow();
        if (parameter.read(category) instanceof Reading.Wrong<String>(var why)) {
            return invalid("category", why);
        }
        var app = owner.through(key(0, making(owner, wish)));
        var fits = instances.stream().flatMap(instance -> policy.on(app, instance).constraints(Right.ADD).stream())
                .anyMatch(terms -> terms.category(category) && terms.force().category().equals(wish.category()));
        return fits ? Optional.empty()
                : invalid("category", "is not one that this key could add torrents to: it needs the right add, and a grant that"
                        + " allows the category");
    }

    private Optional<Outcome> expiry(Wish wish) {
        var now = clock.instant();
        return wish.expires().filter(end -> !end.isAfter(now) || end.isAfter(now.plus(LONGEST))).isPresent()
                ? invalid("expires", "is a moment to come within ten years")
                : Optional.empty();
    }

    private Answer act(Person person, Person owner, Wish wish, Command command, Allowed allowed) {
        var entry = journal.begin(journal.intent(person, command, allowed));
        if (entry.isEmpty()) {
            return new Answer.Not(new Outcome.Unaudited());
        }
        var made = keys.make(making(owner, wish));
        journal.finish(entry.get(), new Outcome.Done(0, Outcome.Content.NONE));
        return new Answer.Done(made);
    }

    private static Making making(Person owner, Wish wish) {
        var rights = EnumSet.of(Right.VIEW);
        wish.rights().stream().flatMap(id -> Right.parse(id).stream()).forEach(rights::add);
        var instances = wish.instances().contains(EVERYWHERE) ? Set.<String> of() : wish.instances();
        return new Making(owner.issuer(), owner.subject(), wish.name(), instances, rights, wish.category(), wish.expires());
    }

    private static Key key(long id, Making making) {
        return new Key(id, making.name(), making.instances(), making.rights(), making.category());
    }

    /// One's own keys, the newest first.
    public List<AppKey> own(Person person) {
        return keys.of(person.issuer(), person.subject());
    }

    /// Everybody's keys, the newest first; empty for who does not manage them.
    public Optional<List<AppKey>> all(Person person) {
        return mayMake(person, true) ? Optional.of(keys.all()) : Optional.empty();
    }

    /// A key of theirs, or of anybody for who manages them.
    public Optional<AppKey> find(Person person, long id) {
        return keys.find(id).filter(key -> owns(person, key) || mayMake(person, true));
    }

    private static boolean owns(Person person, AppKey key) {
        return key.issuer().equals(person.issuer()) && key.subject().equals(person.subject());
    }

    /// Revokes a key: from now on it opens nothing here, and within ten seconds nowhere. What another has made only those
    /// revoke who manage keys; an app revokes none, not even its own.
    public Outcome revoke(Person person, long id, Origin origin) {
        var key = keys.find(id).filter(known -> owns(person, known) || mayMake(person, true));
        if (key.isEmpty()) {
            return new Outcome.Missing(String.valueOf(id));
        }
        var command = command("keys/revoke", arguments(key.get()), origin);
        var decision = access.policy().decide(person, right(!owns(person, key.get())));
        if (person.key().isPresent() && decision instanceof Refused refused) {
            return journal.stopped(person, command, new Outcome.Refused(refused, List.of()));
        }
        var entry = journal.begin(journal.intent(person, command, decision));
        if (entry.isEmpty()) {
            return new Outcome.Unaudited();
        }
        var outcome = keys.revoke(id) ? new Outcome.Done(0, Outcome.Content.NONE) : new Outcome.Missing(String.valueOf(id));
        journal.finish(entry.get(), outcome);
        return outcome;
    }

    private static Command command(String action, Map<String, String> arguments, Origin origin) {
        return new Command("", action, arguments, List.of(), origin);
    }

    private static Map<String, String> arguments(Wish wish) {
        var arguments = new TreeMap<String, String>();
        arguments.put("key", wish.name());
        wish.account().ifPresent(account -> arguments.put("owner", Person.LOCAL + ":" + account));
        arguments.put("instances", String.join(", ", new TreeSet<>(wish.instances())));
        arguments.put("rights", String.join(", ", new TreeSet<>(wish.rights())));
        wish.category().ifPresent(category -> arguments.put("category", category));
        wish.expires().ifPresent(end -> arguments.put("expires", end.toString()));
        return arguments;
    }

    private static Map<String, String> arguments(AppKey key) {
        var owner = new Person(key.issuer(), key.subject(), "", Set.of(), Set.of()).id();
        return Map.of("key", key.name(), "owner", owner);
    }

    private static Optional<Outcome> invalid(String parameter, String why) {
        return Optional.of(new Outcome.Invalid(parameter, why));
    }
}
