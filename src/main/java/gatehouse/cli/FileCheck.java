package gatehouse.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import gatehouse.action.Right;
import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.config.Grant;
import gatehouse.config.Instance;
import gatehouse.config.Mistake;

/// `check FILE`: is this a right `gatehouse.yaml`, and who could do what with it? It needs nothing that runs, and touches
/// nothing. Exit codes: 0 right, 1 with mistakes, 2 not understood.
class FileCheck {

    private static final Set<Right> DANGEROUS = EnumSet.of(Right.SETTINGS_EXEC, Right.SEARCH_PLUGINS, Right.CREATE);

    private final PrintStream out;
    private final PrintStream err;

    FileCheck(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> words) {
        if (words.size() != 1) {
            err.println(CommandLine.USAGE);
            return 2;
        }
        return switch (ConfigurationReader.read(Path.of(words.getFirst()))) {
            case Reading.Broken(var mistakes) -> broken(words.getFirst(), mistakes);
            case Reading.Valid(var configuration) -> right(words.getFirst(), configuration);
        };
    }

    private int broken(String file, List<Mistake> mistakes) {
        mistakes.forEach(mistake -> err.println(file + ": " + mistake));
        err.println("Mistakes: " + mistakes.size() + ". Gatehouse does not take this file.");
        return 1;
    }

    private int right(String file, Configuration configuration) {
        out.printf("%s is right. Instances: %d. Grants: %d.%n", file, configuration.instances().size(),
                configuration.grants().size());
        configuration.grants().forEach(grant -> tell(grant, configuration));
        warnings(configuration).forEach(warning -> out.printf("%nWarning: %s%n", warning));
        return 0;
    }

    private void tell(Grant grant, Configuration configuration) {
        out.printf("%nline %d: %s has the role %s, sees %s, does %s%s%n", grant.line(), Words.who(grant.who()),
                grant.role().name(), Words.scope(grant.see()), Words.scope(grant.act()), terms(grant));
        var alike = new LinkedHashMap<Set<Right>, List<String>>();
        configuration.instances().values().stream().filter(instance -> grant.covers(instance.name())).forEach(
                instance -> alike.computeIfAbsent(there(grant, instance), rights -> new ArrayList<>()).add(instance.name()));
        alike.forEach((rights, names) -> out.printf("  on %s: %s%n", String.join(", ", names), Words.rights(rights)));
        if (!house(grant).isEmpty()) {
            out.printf("  over Gatehouse itself: %s%n", Words.rights(house(grant)));
        }
    }

    private static Set<Right> there(Grant grant, Instance instance) {
        return rights(grant,
                right -> !right.ofTheHouse() && (!DANGEROUS.contains(right) || instance.dangerous().contains(right)));
    }

    private static Set<Right> house(Grant grant) {
        return rights(grant, right -> right == Right.KEYS_OWN || right.ofTheHouse() && grant.on().everywhere());
    }

    private static Set<Right> rights(Grant grant, Predicate<Right> wanted) {
        return grant.role().rights().stream().filter(wanted).collect(Collectors.toSet());
    }

    private static String terms(Grant grant) {
        var terms = new ArrayList<String>();
        grant.limits().torrents().ifPresent(number -> terms.add("at most " + number + " torrents"));
        grant.limits().addsPerDay().ifPresent(number -> terms.add("at most " + number + " added a day"));
        grant.limits().size().ifPresent(size -> terms.add(String.format(Locale.ROOT, "at most %.1f GiB", size / 0x1p30)));
        list(terms, "only in the folders ", grant.confine().paths());
        list(terms, "only in the categories ", grant.confine().categories());
        list(terms, "always in the category ", grant.force().category().stream().toList());
        list(terms, "always with the tags ", grant.force().tags());
        return terms.stream().map(term -> "; " + term).collect(Collectors.joining());
    }

    private static void list(List<String> terms, String what, List<String> values) {
        if (!values.isEmpty()) {
            terms.add(what + String.join(", ", values));
        }
    }

    private static List<String> warnings(Configuration configuration) {
        var warnings = new ArrayList<String>();
        if (configuration.grants().stream().noneMatch(grant -> house(grant).contains(Right.ACCOUNTS_MANAGE))) {
            warnings.add("Nobody can manage accounts: no grant on [\"*\"] has a role with accounts.manage.");
        }
        configuration.instances().values().forEach(instance -> instance(configuration, instance, warnings));
        configuration.grants().forEach(grant -> grant(grant, warnings));
        return warnings;
    }

    private static void instance(Configuration configuration, Instance instance, List<String> warnings) {
        var here = configuration.grants().stream().filter(grant -> grant.covers(instance.name())).toList();
        if (here.stream().noneMatch(grant -> grant.gives(Right.VIEW))) {
            warnings.add("Nobody sees " + instance.name() + ": no grant covers it with a role that has view.");
        }
        if (instance.roots().isEmpty()
                && here.stream().anyMatch(grant -> grant.gives(Right.ADD) || grant.gives(Right.LOCATION))) {
            warnings.add(instance.name() + " has no roots, so nobody can name a folder there.");
        }
        instance.dangerous().stream().sorted().forEach(right -> {
            var holders = here.stream().filter(grant -> grant.gives(right)).toList();
            warnings.add(instance.name() + " opts in to " + right.id() + ". It is given by: "
                    + (holders.isEmpty() ? "no grant" : Words.grants(holders)) + ".");
        });
    }

    private static void grant(Grant grant, List<String> warnings) {
        var where = grant.on().everywhere() ? "every instance"
                : String.join(", ", grant.on().instances().stream().sorted().toList());
        if (!grant.gives(Right.VIEW)) {
            warnings.add("line " + grant.line() + ": the role " + grant.role().name()
                    + " has not got view, so this grant alone shows nothing and allows nothing.");
        } else if (grant.see() == Grant.Scope.ANY) {
            warnings.add("line " + grant.line() + ": see: any gives " + Words.who(grant.who())
                    + " sight of everybody's torrents on " + where + ".");
        }
        var lost = rights(grant, right -> right.ofTheHouse() && !house(grant).contains(right));
        if (!lost.isEmpty()) {
            warnings.add("line " + grant.line() + ": these rights over Gatehouse itself count only with on: [\"*\"]: "
                    + Words.rights(lost) + ".");
        }
    }
}
