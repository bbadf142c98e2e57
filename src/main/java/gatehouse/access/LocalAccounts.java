package gatehouse.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.store.Accounts;
import gatehouse.store.Accounts.Account;
import gatehouse.store.BrowserSessions;

/// People of an installation without a provider. Every change of a password or of what an account may be ends its
/// browser sessions.
@ApplicationScoped
public class LocalAccounts {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final Pattern SHOWN = Pattern.compile("[^\\p{Cntrl}\\p{Cf}]{0,100}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679";

    private final Accounts accounts;
    private final BrowserSessions sessions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final SecureRandom random = new SecureRandom();

    LocalAccounts(Accounts accounts, BrowserSessions sessions, Passwords passwords, Throttle throttle) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    public sealed interface SignIn {
        record Welcome(Person person) implements SignIn {
        }

        /// Name or password is wrong, or the account is disabled; the caller is not told which.
        record Wrong() implements SignIn {
        }

        record TooMany(Instant until) implements SignIn {
        }
    }

    /// Why an account or a password was not taken.
    public enum Fault {
        NAME,
        TAKEN,
        ROLE,
        WEAK_PASSWORD,
        WRONG_PASSWORD,
        NO_SUCH_ACCOUNT
    }

    public SignIn signIn(String name, String password, String address) {
        return Meters.counted(attempt(name, password, address));
    }

    private SignIn attempt(String name, String password, String address) {
        var blocked = throttle.blocked(name, address);
        if (blocked.isPresent()) {
            return new SignIn.TooMany(blocked.get());
        }
        throttle.attempt(name, address);
        var account = NAME.matcher(name).matches() ? accounts.find(name).filter(LocalAccounts::signsIn)
                : Optional.<Account> empty();
        if (!passwords.matches(password, account.map(Account::password))) {
            return new SignIn.Wrong();
        }
        throttle.succeeded(name, address);
        return new SignIn.Welcome(person(account.orElseThrow()));
    }

    private static boolean signsIn(Account account) {
        return !account.disabled() && !account.service();
    }

    /// The person behind an account that is not disabled.
    public Optional<Person> find(String name) {
        return accounts.find(name).filter(account -> !account.disabled()).map(LocalAccounts::person);
    }

    public boolean mustChange(String name) {
        return accounts.find(name).map(Account::mustChange).orElse(false);
    }

    public List<Account> all() {
        return accounts.all();
    }

    /// The accounts of programs.
    public List<Account> services() {
        return accounts.all().stream().filter(Account::service).toList();
    }

    /// Whom a program's account that is not disabled stands for.
    public Optional<Person> service(String name) {
        return accounts.find(name).filter(account -> account.service() && !account.disabled()).map(LocalAccounts::person);
    }

    /// Can nobody sign in with an account?
    public boolean none() {
        return accounts.none();
    }

    /// Adds an account; empty when it was added.
    public Optional<Fault> add(String name, String displayName, Set<String> roles, String password, boolean mustChange) {
        if (!NAME.matcher(name).matches() || !SHOWN.matcher(displayName).matches()) {
            return Optional.of(Fault.NAME);
        }
        if (roles.isEmpty() || !roles.stream().allMatch(role -> ROLE.matcher(role).matches())) {
            return Optional.of(Fault.ROLE);
        }
        if (!Passwords.good(password, name)) {
            return Optional.of(Fault.WEAK_PASSWORD);
        }
        var shown = displayName.isBlank() ? name : displayName.strip();
        return accounts.add(name, shown, passwords.hash(password), roles, mustChange) ? Optional.empty()
                : Optional.of(Fault.TAKEN);
    }

    /// Adds the account of a program, which has no password and only keys; empty when it was added.
    public Optional<Fault> addService(String name, String displayName, Set<String> roles) {
        if (!NAME.matcher(name).matches() || !SHOWN.matcher(displayName).matches()) {
            return Optional.of(Fault.NAME);
        }
        if (roles.isEmpty() || !roles.stream().allMatch(role -> ROLE.matcher(role).matches())) {
            return Optional.of(Fault.ROLE);
        }
        var shown = displayName.isBlank() ? name : displayName.strip();
        return accounts.addService(name, shown, roles) ? Optional.empty() : Optional.of(Fault.TAKEN);
    }

    /// Sets a password on somebody's behalf. They are signed out everywhere.
    public Optional<Fault> reset(String name, String password, boolean mustChange) {
        if (accounts.find(name).filter(account -> !account.service()).isEmpty()) {
            return Optional.of(Fault.NO_SUCH_ACCOUNT);
        }
        if (!Passwords.good(password, name)) {
            return Optional.of(Fault.WEAK_PASSWORD);
        }
        accounts.password(name, passwords.hash(password), mustChange);
        sessions.endOthers(Person.LOCAL, name, 0);
        return Optional.empty();
    }

    /// Changes one's own password. All their browsers but this one are signed out.
    public Optional<Fault> change(String name, String old, String password, long session) {
        if (!passwords.matches(old, accounts.find(name).map(Account::password))) {
            return Optional.of(Fault.WRONG_PASSWORD);
        }
        if (!Passwords.good(password, name)) {
            return Optional.of(Fault.WEAK_PASSWORD);
        }
        accounts.password(name, passwords.hash(password), false);
        sessions.endOthers(Person.LOCAL, name, session);
        return Optional.empty();
    }

    public Optional<Fault> disable(String name, boolean disabled) {
        if (accounts.find(name).isEmpty()) {
            return Optional.of(Fault.NO_SUCH_ACCOUNT);
        }
        accounts.disabled(name, disabled);
        sessions.endOthers(Person.LOCAL, name, 0);
        return Optional.empty();
    }

    public Optional<Fault> roles(String name, Set<String> roles) {
        if (accounts.find(name).isEmpty()) {
            return Optional.of(Fault.NO_SUCH_ACCOUNT);
        }
        if (roles.isEmpty() || !roles.stream().allMatch(role -> ROLE.matcher(role).matches())) {
            return Optional.of(Fault.ROLE);
        }
        accounts.roles(name, roles);
        return Optional.empty();
    }

    /// A password for somebody to type once: 20 letters and digits that cannot be taken for each other.
    public String generate() {
        return random.ints(20, 0, LETTERS.length()).mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString();
    }

    private static Person person(Account account) {
        return new Person(Person.LOCAL, account.name(), account.displayName(), account.roles(), Set.of());
    }
}
