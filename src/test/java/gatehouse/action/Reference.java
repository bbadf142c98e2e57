package gatehouse.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the reference pages from the tables.
final class Reference {

    private static final Map<Way, String> WAYS = Map.of(Way.SENT, "the server", Way.ANSWERED, "Gatehouse", Way.REFUSED,
            "nobody");

    private Reference() {
    }

    static String actions() {
        var page = new ArrayList<String>();
        page.add("""
                # Actions

                Everything that can be asked of a qBittorrent through Gatehouse, what each needs, and how servers of every age
                call it. Written from `src/main/resources/actions.yaml`; do not edit it here.

                Versions are those of the Web API, which a server states as `2.8.19`; a whole number is the legacy API of
                qBittorrent 3.2 to 4.0. Parameters are optional unless marked "required". Types:
                """);
        Stream.of(Type.values()).forEach(type -> page.add("- `" + type.id() + "`: " + type.wanted()));
        var scope = "";
        for (var action : new Actions().all()) {
            var next = action.id().substring(0, action.id().indexOf('/'));
            if (!next.equals(scope)) {
                page.add("\n## " + next);
                scope = next;
            }
            action(action, page);
        }
        return String.join("\n", page) + "\n";
    }

    private static void action(Action action, List<String> page) {
        page.add("\n### " + action.id() + "\n");
        page.add(action.summary() + (action.reason().isEmpty() ? "." : ": " + action.reason() + ".") + "\n");
        var needs = action.way() == Way.REFUSED ? "" : " Needs " + rights(action) + ".";
        page.add((action.writes() ? "Changes something." : "Reads.") + " Answered by " + WAYS.get(action.way()) + "." + needs);
        page.add("Spelt " + Stream.concat(action.spellings().stream().map(Reference::spelling),
                action.legacy().stream().map(Reference::spelling)).collect(Collectors.joining("; ")) + ".");
        if (!action.parameters().isEmpty()) {
            page.add("\n| parameter | type | versions | needs besides |\n| --- | --- | --- | --- |");
            action.parameters().forEach(parameter -> page.add(row(parameter)));
        }
    }

    private static String rights(Action action) {
        return Stream.concat(Stream.of(action.right()), action.also().stream()).map(right -> "`" + right.id() + "`")
                .collect(Collectors.joining(" and "));
    }

    private static String spelling(Spelling spelling) {
        return "`" + spelling.path() + "`" + note(spelling.versions().toString(), spelling.one());
    }

    private static String spelling(LegacySpelling spelling) {
        var numbers = "legacy " + spelling.versions().since().minor() + " to "
                + spelling.versions().until().orElseThrow().minor();
        var fixed = spelling.fixed().entrySet().stream().map(entry -> ", " + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
        return "`" + spelling.path() + "`" + note(numbers + fixed, spelling.one());
    }

    private static String note(String versions, boolean one) {
        var note = one ? versions + (versions.isEmpty() ? "" : ", ") + "one torrent each" : versions;
        return note.isEmpty() ? "" : " (" + note + ")";
    }

    private static String row(Parameter parameter) {
        var values = parameter.values().isEmpty() || parameter.values().equals(Address.WEB) ? ""
                : ": " + String.join(", ", parameter.values());
        var range = parameter.range().equals(Parameter.Range.OPEN) ? "" : " " + range(parameter.range());
        var versions = parameter.names().stream()
                .map(name -> name.versions() + (name.name().equals(parameter.name()) ? "" : " as `" + name.name() + "`"))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        var rights = parameter.rights().entrySet().stream()
                .map(entry -> "`" + entry.getValue().id() + "`" + (entry.getKey().equals("*") ? "" : " for " + entry.getKey()))
                .collect(Collectors.joining(", "));
        return Stream.of("`" + parameter.name() + "`", parameter.type().id() + values + range + list(parameter)
                + (parameter.required() ? ", required" : ""), versions, rights).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String list(Parameter parameter) {
        return switch (parameter.list()) {
            case "" -> "";
            case "%" -> ", percent-encoded";
            default -> ", several with " + parameter.list() + " between";
        };
    }

    private static String range(Parameter.Range range) {
        return range.most() == Long.MAX_VALUE ? "from " + range.least()
                : range.least() == Long.MIN_VALUE ? "up to " + range.most() : range.least() + " to " + range.most();
    }

    static String preferences() {
        var page = new ArrayList<String>();
        page.add(
                """
                        # Preferences

                        The keys of a qBittorrent's preferences that Gatehouse knows, and what it takes to see and to set each. Written
                        from `src/main/resources/preferences.yaml`; do not edit it here.

                        A key of the class `lock-out` or `exec` can be set only where the instance opts in (`dangerous: [settings.exec]`).
                        A secret is shown to nobody, only masked; giving the mask back leaves it as it is.

                        | key | class | type | versions | seen with | set with |
                        | --- | --- | --- | --- | --- | --- |""");
        PreferenceKeys.known().all().forEach(key -> page.add("| `" + key.name() + "` | " + key.kind().id() + " | "
                + key.type().id() + " | " + key.versions() + (key.was().isEmpty() ? "" : "; before as `" + key.was() + "`")
                + " | " + (key.secret() ? "masked" : "`" + key.reader().id() + "`") + " | "
                + key.writer().map(right -> "`" + right.id() + "`").orElse("never") + " |"));
        return String.join("\n", page) + "\n";
    }
}
