package gatehouse.access;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.store.Ownership.May;
import gatehouse.store.Ownership.Owned;

/// The rules of access once more, by somebody who has read only the documents: no enum, no record and no stream of the
/// real ones decides. It writes down everything that Ann may as one set of facts and looks the question up in it.
public final class Rules {

    public static final Person ANN = new Person(Person.LOCAL, "ann", "Ann", Set.of("r1"), Set.of("/g1"));
    public static final List<String> INSTANCES = List.of("attic", "cellar");
    /// Nobody's, Ann's, Bob's, Bob's that Ann may see, and Bob's that Ann may treat as hers.
    public static final List<String> OWNERS = List.of("", "local:ann", "local:bob", "see", "do");
    public static final List<String> RIGHTS = List.of("view peers.view peers.ban trackers.view trackers.edit add control queue"
            .concat(" organise taxonomy limits limits.global content location content.download create delete delete.data")
            .concat(" rss.view rss.manage rss.rules search search.plugins log files.browse settings.read settings.safe")
            .concat(" settings.full settings.exec app.shutdown keys.own keys.manage audit.view sessions.manage")
            .concat(" accounts.manage instances.view config.view").split(" "));
    public static final List<String> DANGEROUS = List.of("create", "search.plugins", "settings.exec");

    private static final String VIEWER = "view rss.view";
    private static final String MEMBER = VIEWER + " add control organise limits content location delete delete.data"
            + " trackers.view keys.own";
    private static final String OPERATOR = MEMBER + " queue taxonomy limits.global rss.manage search log peers.view peers.ban"
            + " trackers.edit instances.view";
    public static final Map<String, List<String>> ROLES = Map.of(
            "viewer", List.of(VIEWER.split(" ")),
            "member", List.of(MEMBER.split(" ")),
            "operator", List.of(OPERATOR.split(" ")),
            "automation", List.of("view add organise control limits delete".split(" ")),
            "admin", RIGHTS,
            "blind", List.of("control", "create"));
    private static final String HEAD = """
            version: 1
            roles: { blind: { add: [control, create] } }
            instances:
              attic: { url: "http://a", username: u, password: long-enough, roots: [/data, /more], dangerous: [%s] }
              cellar: { url: "http://b", username: u, password: long-enough, roots: [/srv], dangerous: [%s] }
            """;
    public static final int FIRST_LINE = 7;

    private final List<Line> lines;
    private final List<String> optedIn;
    private final Set<String> facts = new HashSet<>();

    /// One grant as a test writes it.
    public record Line(String who, String role, String on, String see, String act) {

        String yaml() {
            return "  - { who: { %s }, role: %s, on: [%s], see: %s, do: %s }\n".formatted(who, role, on, see, act);
        }
    }

    /// @param optedIn `instance right` for each dangerous right that is switched on
    public Rules(List<Line> lines, List<String> optedIn) {
        this.lines = lines;
        this.optedIn = optedIn;
        for (var line : lines) {
            if (line.who().equals("role: r1") || line.who().equals("group: /g1")
                    || line.who().equals("person: \"local:ann\"")) {
                write(line);
            }
        }
    }

    private void write(Line line) {
        for (var instance : INSTANCES) {
            for (var right : ROLES.get(line.role())) {
                if (line.on().contains("*")) {
                    facts.add("house " + right);
                }
                if (line.on().contains("*") || line.on().contains(instance)) {
                    var scope = right.equals("view") ? line.see() : line.act();
                    facts.add("here " + instance + " " + right);
                    facts.add("on " + instance + " " + right + " local:ann");
                    facts.add("on " + instance + " " + right + " do");
                    if (scope.equals("any") || right.equals("view")) {
                        facts.add("on " + instance + " " + right + " see");
                    }
                    if (scope.equals("any")) {
                        facts.add("on " + instance + " " + right + " local:bob");
                        facts.add("on " + instance + " " + right + " ");
                    }
                }
                if (right.equals("keys.own")) {
                    facts.add("house keys.own");
                }
            }
        }
    }

    public boolean house(String right) {
        return facts.contains("house " + right);
    }

    public boolean here(String right, String instance) {
        return facts.contains("here " + instance + " view") && facts.contains("here " + instance + " " + right)
                && !off(right, instance);
    }

    public boolean torrent(String right, String instance, String owner) {
        return facts.contains("on " + instance + " view " + owner)
                && facts.contains("on " + instance + " " + right + " " + owner) && !off(right, instance);
    }

    /// An owner of [#OWNERS] as Gatehouse keeps it.
    public static Optional<Owned> owned(String owner) {
        return switch (owner) {
            case "" -> Optional.empty();
            case "see" -> Optional.of(new Owned("local:bob", Map.of("local:ann", May.SEE)));
            case "do" -> Optional.of(new Owned("local:bob", Map.of("local:ann", May.DO)));
            default -> Optional.of(Owned.by(owner));
        };
    }

    private boolean off(String right, String instance) {
        return DANGEROUS.contains(right) && !optedIn.contains(instance + " " + right);
    }

    /// The same rules as Gatehouse reads them.
    public Configuration configuration() {
        var text = new StringBuilder(HEAD.formatted(opted("attic"), opted("cellar")));
        text.append(lines.isEmpty() ? "" : "grants:\n");
        lines.forEach(line -> text.append(line.yaml()));
        return ((Reading.Valid) ConfigurationReader.read(text.toString(), Path.of("."))).configuration();
    }

    private String opted(String instance) {
        return String.join(", ", DANGEROUS.stream().filter(right -> optedIn.contains(instance + " " + right)).toList());
    }

    @Override
    public String toString() {
        return lines + " with " + optedIn;
    }
}
