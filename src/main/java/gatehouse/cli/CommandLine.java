package gatehouse.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import gatehouse.access.Access;
import gatehouse.access.LocalAccounts;
import gatehouse.access.LocalAccounts.Fault;
import gatehouse.store.Ownership;
import io.quarkus.runtime.QuarkusApplication;

/// What an operator does at the machine itself: local accounts, when nobody can sign in any more, and asking who may do
/// what. Exit codes: 0 done, 1 not done, 2 not understood.
public class CommandLine implements QuarkusApplication {

    static final String USAGE = """
            Usage:
              check FILE                                       (is it a right gatehouse.yaml, and who could do what)
              can local:NAME RIGHT [INSTANCE [HASH]]           (may they, and why)
              can ISSUER#SUBJECT RIGHT [INSTANCE [HASH]] [--roles ROLE,ROLE] [--groups GROUP,GROUP]
              account list
              account add NAME --role ROLE [--role ROLE] [--name "Shown name"] [--password-stdin]
              account set NAME --role ROLE [--role ROLE] [--name "Shown name"] [--password-stdin]   (add, or reset)
              account reset NAME [--password-stdin]
              account disable NAME
              account enable NAME
              audit verify
            Without --password-stdin a password is made and printed once; its owner must change it.
            Without any argument the server starts.""";

    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private final LocalAccounts accounts;
    private final AuditCommand audit;
    private final Access access;
    private final Ownership ownership;

    CommandLine(LocalAccounts accounts, AuditCommand audit, Access access, Ownership ownership) {
        this.accounts = accounts;
        this.audit = audit;
        this.access = access;
        this.ownership = ownership;
    }

    @Override
    public int run(String... arguments) {
        var words = List.of(arguments);
        var rest = words.subList(1, words.size());
        if (words.getFirst().equals("audit")) {
            return audit.run(rest);
        }
        if (words.getFirst().equals("can")) {
            return new Can(access.policy(), accounts::find, ownership::owned, OUT, ERR).run(rest);
        }
        return words.size() >= 2 && words.getFirst().equals("account") ? account(words.get(1), words.subList(2, words.size()))
                : usage();
    }

    private int account(String verb, List<String> rest) {
        if (verb.equals("list")) {
            accounts.all().forEach(account -> OUT.printf("%-20s %-30s %s%n", account.name(), String.join(",", account.roles()),
                    account.disabled() ? "disabled" : ""));
            return 0;
        }
        var options = Options.parse(rest);
        return options.isEmpty() ? usage() : act(verb, options.get());
    }

    private int act(String verb, Options options) {
        return switch (verb) {
            case "add" -> told(options, add(options));
            case "set" -> told(options, set(options));
            case "reset" -> told(options, accounts.reset(options.name(), options.password(accounts), !options.given()));
            case "disable" -> done(accounts.disable(options.name(), true));
            case "enable" -> done(accounts.disable(options.name(), false));
            default -> usage();
        };
    }

    private Optional<Fault> add(Options options) {
        return accounts.add(options.name(), options.shown(), options.roles(), options.password(accounts), !options.given());
    }

    private Optional<Fault> set(Options options) {
        var added = add(options);
        return added.filter(fault -> fault != Fault.TAKEN).isPresent() || added.isEmpty() ? added
                : accounts.reset(options.name(), options.password(accounts), !options.given())
                        .or(() -> accounts.roles(options.name(), options.roles()));
    }

    private int told(Options options, Optional<Fault> fault) {
        if (fault.isEmpty() && !options.given()) {
            OUT.println(options.password(accounts));
        }
        return done(fault);
    }

    private static int done(Optional<Fault> fault) {
        fault.ifPresent(found -> ERR.println(switch (found) {
            case NAME -> "This is not a user name: use small letters, digits, dot, hyphen and underscore.";
            case TAKEN -> "There is already an account of that name.";
            case ROLE -> "Name at least one role with --role.";
            case WEAK_PASSWORD -> "This password is too short or too easy to guess.";
            case WRONG_PASSWORD -> "The password is not right.";
            case NO_SUCH_ACCOUNT -> "There is no account of that name.";
        }));
        return fault.isPresent() ? 1 : 0;
    }

    private static int usage() {
        ERR.println(USAGE);
        return 2;
    }

    /// The words after the verb. The password is read or made once.
    private record Options(String name, String shown, Set<String> roles, boolean given, List<String> made) {

        static Optional<Options> parse(List<String> words) {
            var roles = new HashSet<String>();
            var shown = "";
            var given = false;
            for (var i = 1; i < words.size(); i++) {
                switch (words.get(i)) {
                    case "--password-stdin" -> given = true;
                    case "--role" -> roles.add(++i < words.size() ? words.get(i) : "");
                    case "--name" -> shown = ++i < words.size() ? words.get(i) : "";
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            return words.isEmpty() ? Optional.empty()
                    : Optional.of(new Options(words.getFirst(), shown, roles, given, new ArrayList<>()));
        }

        String password(LocalAccounts accounts) {
            if (made.isEmpty()) {
                made.add(given ? line() : accounts.generate());
            }
            return made.getFirst();
        }

        private static String line() {
            try {
                return Optional
                        .ofNullable(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine())
                        .orElse("");
            } catch (IOException unreadable) {
                return "";
            }
        }
    }
}
