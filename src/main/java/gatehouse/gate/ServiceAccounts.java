package gatehouse.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Decision;
import gatehouse.access.Decision.Refused;
import gatehouse.access.LocalAccounts;
import gatehouse.access.LocalAccounts.Fault;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.gate.Command.Origin;
import gatehouse.store.Accounts.Account;

/// Accounts of programs: without a password, nobody signs in with them, they have only keys. Whoever manages both
/// accounts and everybody's keys makes them, since an account's roles may be more than its maker has.
@ApplicationScoped
public class ServiceAccounts {

    private final Access access;
    private final LocalAccounts accounts;
    private final Journal journal;

    ServiceAccounts(Access access, LocalAccounts accounts, Journal journal) {
        this.access = access;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// May they make and switch service accounts?
    public boolean mayChange(Person person) {
        return decide(person).allowed();
    }

    private Decision decide(Person person) {
        var keys = access.policy().decide(person, Right.KEYS_MANAGE);
        return keys.allowed() ? access.policy().decide(person, Right.ACCOUNTS_MANAGE) : keys;
    }

    public List<Account> all() {
        return accounts.services();
    }

    /// Makes one that acts with these roles.
    public Outcome add(Person person, String name, String displayName, Set<String> roles, Origin origin) {
        var arguments = Map.of("account", name, "roles", String.join(", ", new TreeSet<>(roles)));
        return change(person, new Command("", "accounts/addService", arguments, List.of(), origin),
                () -> accounts.addService(name, displayName, roles));
    }

    /// Switches one off, and all its keys with it, or on again.
    public Outcome disable(Person person, String name, boolean disabled, Origin origin) {
        var action = disabled ? "accounts/disable" : "accounts/enable";
        return change(person, new Command("", action, Map.of("account", name), List.of(), origin),
                () -> accounts.all().stream().anyMatch(account -> account.service() && account.name().equals(name))
                        ? accounts.disable(name, disabled)
                        : Optional.of(Fault.NO_SUCH_ACCOUNT));
    }

    private interface Change {
        Optional<Fault> make();
    }

    private Outcome change(Person person, Command command, Change change) {
        var decision = decide(person);
        if (decision instanceof Refused refused) {
            return journal.stopped(person, command, new Outcome.Refused(refused, List.of()));
        }
        var entry = journal.begin(journal.intent(person, command, decision));
        if (entry.isEmpty()) {
            return new Outcome.Unaudited();
        }
        var outcome = change.make().map(ServiceAccounts::outcome).orElseGet(() -> new Outcome.Done(0, Outcome.Content.NONE));
        journal.finish(entry.get(), outcome);
        return outcome;
    }

    private static Outcome outcome(Fault fault) {
        return switch (fault) {
            case TAKEN -> new Outcome.Invalid("name", "is that of another account");
            case ROLE -> new Outcome.Invalid("roles", "are at least one name, of letters, digits and hyphens");
            case NO_SUCH_ACCOUNT -> new Outcome.Missing("account");
            case NAME, WEAK_PASSWORD, WRONG_PASSWORD ->
                new Outcome.Invalid("name", "is small letters, digits, dot, hyphen and underscore, at most 32");
        };
    }
}
