package gatehouse.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import gatehouse.access.Decision.Allowed;
import gatehouse.access.Explanation;
import gatehouse.access.Explanation.Change;
import gatehouse.access.Explanation.Step;
import gatehouse.access.Explanation.Torrent;
import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.action.Right;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;

/// `can PERSON RIGHT [INSTANCE [HASH]]`: may they, and why? Exit codes: 0 allowed, 1 refused, 2 not understood.
class Can {

    private final Policy policy;
    private final Function<String, Optional<Person>> accounts;
    private final BiFunction<String, Hash, Optional<Owned>> owners;
    private final PrintStream out;
    private final PrintStream err;

    /// @param accounts the person of a local account's name
    /// @param owners who owns a torrent of an instance
    Can(Policy policy, Function<String, Optional<Person>> accounts, BiFunction<String, Hash, Optional<Owned>> owners,
            PrintStream out, PrintStream err) {
        this.policy = policy;
        this.accounts = accounts;
        this.owners = owners;
        this.out = out;
        this.err = err;
    }

    /// What was typed: words, and the two options.
    private record Typed(List<String> words, Optional<Set<String>> roles, Optional<Set<String>> groups) {

        static Optional<Typed> parse(List<String> all) {
            var words = new ArrayList<String>();
            var options = new java.util.HashMap<String, Set<String>>();
            for (var i = 0; i < all.size(); i++) {
                if (Set.of("--roles", "--groups").contains(all.get(i)) && i + 1 < all.size()) {
                    options.put(all.get(i), Set.copyOf(List.of(all.get(++i).split(","))));
                } else if (all.get(i).startsWith("--")) {
                    return Optional.empty();
                } else {
                    words.add(all.get(i));
                }
            }
            return Optional.of(new Typed(words, Optional.ofNullable(options.get("--roles")),
                    Optional.ofNullable(options.get("--groups"))));
        }
    }

    int run(List<String> words) {
        var typed = Typed.parse(words);
        if (typed.isEmpty() || typed.get().words().size() < 2 || typed.get().words().size() > 4) {
            return misunderstood(CommandLine.USAGE);
        }
        var person = person(typed.get());
        if (person.isEmpty()) {
            return misunderstood(
                    typed.get().words().getFirst() + " is nobody: write local:NAME for an account that may sign in,"
                            + " or ISSUER#SUBJECT with --roles and --groups for a person of a provider.");
        }
        var right = Right.parse(typed.get().words().get(1));
        return right.isPresent() ? about(person.get(), right.get(), typed.get().words().subList(2, typed.get().words().size()))
                : misunderstood(typed.get().words().get(1) + " is not a right. Rights: " + String.join(", ",
                        java.util.Arrays.stream(Right.values()).map(Right::id).toList()) + ".");
    }

    private int misunderstood(String what) {
        err.println(what);
        return 2;
    }

    private Optional<Person> person(Typed typed) {
        var id = typed.words().getFirst();
        var local = Person.LOCAL + ":";
        var given = typed.roles().isPresent() || typed.groups().isPresent();
        if (id.startsWith(local)) {
            return given ? Optional.empty() : accounts.apply(id.substring(local.length()));
        }
        var hash = id.indexOf('#');
        return hash < 1 ? Optional.empty()
                : Optional.of(new Person(id.substring(0, hash), id.substring(hash + 1), id.substring(hash + 1),
                        typed.roles().orElse(Set.of()), typed.groups().orElse(Set.of())));
    }

    private int about(Person person, Right right, List<String> where) {
        if (right.ofTheHouse()) {
            return tell(Explanation.of(policy, person, right));
        }
        if (where.isEmpty()) {
            return misunderstood(right.id() + " is a right on an instance: say which.");
        }
        if (where.size() == 1) {
            return tell(Explanation.of(policy, person, right, where.getFirst()));
        }
        return Hash.parse(where.get(1)).map(hash -> tell(Explanation.of(policy, person, right, where.getFirst(),
                new Torrent(hash, owners.apply(where.getFirst(), hash)))))
                .orElseGet(() -> misunderstood(where.get(1) + " is not a torrent's hash: 40 or 64 hexadecimal digits."));
    }

    private int tell(Explanation why) {
        out.println((why.decision().allowed() ? "Yes: " : "No: ") + why.person().id() + ", " + why.right().id() + " ("
                + Words.right(why.right()) + ")" + why.instance().map(name -> " on " + name).orElse("")
                + why.torrent().map(Can::torrent).orElse(""));
        if (why.decision() instanceof Allowed allowed) {
            out.println("Decided by " + Words.grants(List.of(allowed.grant())));
        }
        why.steps().forEach(step -> out.println(line(step)));
        why.changes().forEach(change -> out.println("What would change it: " + change(why, change)));
        return why.decision().allowed() ? 0 : 1;
    }

    private static String torrent(Torrent torrent) {
        return ", torrent " + torrent.hash().value()
                + torrent.owned().map(owned -> " of " + owned.owner()).orElse(" of nobody");
    }

    private static String line(Step step) {
        return (step.deciding() ? "> " : "  ") + step.number() + ". " + question(step) + (step.yes() ? " Yes" : " No")
                + (step.yes() && !step.grants().isEmpty() ? ": " + Words.grants(step.grants()) : "");
    }

    private static String question(Step step) {
        return switch (step.question()) {
            case FOR_THEM -> "Is a grant for them?";
            case HERE -> "Does one of these cover the instance?";
            case EVERYWHERE -> "Does one of these count for Gatehouse itself?";
            case VISIBLE -> "Does one let them see the instance?";
            case SEEN -> "Does one let them see this torrent?";
            case RIGHT -> "Does one have a role with the right?";
            case REACHED -> "Does one of these reach this torrent?";
            case KEY -> "Does the key leave it?";
            case OPTED_IN -> "Does the instance opt in to this right?";
        };
    }

    private static String change(Explanation why, Change change) {
        var grants = change.grants().isEmpty() ? "a new grant" : "one of: " + Words.grants(change.grants());
        return switch (change.kind()) {
            case GRANT -> "a grant for them.";
            case INSTANCE -> "an instance of that name: there is none.";
            case COVER ->
                (why.instance().isPresent() ? "name the instance in `on` of " : "write on: [\"*\"] in ") + grants + ".";
            case ROLE -> "a role with the right (" + String.join(", ", change.roles()) + ") in " + grants + ".";
            case SEE_ANY -> "see: any in " + grants + ".";
            case DO_ANY -> "do: any in " + grants + ".";
            case OWN -> "make the torrent theirs.";
            case KEY -> "a key that leaves it.";
            case OPT_IN -> "name the right in `dangerous` of the instance.";
            case TAKE_AWAY -> "take all of these away: " + Words.grants(change.grants()) + ".";
        };
    }
}
