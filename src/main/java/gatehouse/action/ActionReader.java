package gatehouse.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one row of `actions.yaml`, whose head says what each field means.
final class ActionReader {

    private static final Set<String> FIELDS = Set.of("summary", "right", "also", "kind", "way", "since", "until", "modern",
            "legacy", "parameters", "reason");
    private static final Set<String> SPELLING = Set.of("path", "since", "until", "one");
    private static final Set<String> LEGACY = Set.of("path", "since", "until", "one", "strict", "fields", "fixed");
    private static final Set<String> PARAMETER = Set.of("type", "since", "until", "was", "values", "list", "least", "most",
            "empty", "rights", "otherwise");
    private static final Set<String> NAME = Set.of("name", "since", "until", "values");
    private static final Map<String, Way> WAYS = Map.of("sent", Way.SENT, "answered", Way.ANSWERED, "refused", Way.REFUSED);
    private static final Map<String, Boolean> KINDS = Map.of("read", false, "write", true);

    private ActionReader() {
    }

    static Action read(String id, Row row) {
        row.only(FIELDS);
        var also = row.texts("also").stream()
                .map(name -> Right.parse(name).orElseThrow(() -> row.wrong("also", "there is no " + name))).toList();
        return new Action(id, row.text("summary"), row.choice("right", Right::parse), also,
                !row.has("kind") || row.choice("kind", kind -> Optional.ofNullable(KINDS.get(kind))),
                row.has("way") ? row.choice("way", way -> Optional.ofNullable(WAYS.get(way))) : Way.SENT,
                spellings(id, row), row.rows("legacy").stream().map(ActionReader::legacy).toList(), parameters(row),
                row.text("reason", ""));
    }

    private static List<Spelling> spellings(String id, Row row) {
        if (!row.has("modern")) {
            return List.of(new Spelling(id, row.span(), false));
        }
        return row.rows("modern").stream().map(spelling -> {
            spelling.only(SPELLING);
            return new Spelling(spelling.text("path"), spelling.span(), spelling.flag("one", false));
        }).toList();
    }

    private static LegacySpelling legacy(Row row) {
        row.only(LEGACY);
        var span = legacySpan(row);
        var fields = new ArrayList<LegacySpelling.Field>();
        row.map("fields").forEach((name, value) -> fields.add(field(row, name, value)));
        var strict = row.fields().get("strict") instanceof Integer last ? last
                : row.flag("strict", false) ? span.until().orElseThrow().minor() : 0;
        return new LegacySpelling(row.text("path"), span, row.flag("one", false), strict, fields, row.words("fixed"));
    }

    private static LegacySpelling.Field field(Row row, String name, Object written) {
        if (written instanceof Map<?, ?>) {
            var field = row.row("fields: " + name, written);
            field.only(Set.of("parameter", "since", "until"));
            return new LegacySpelling.Field(name, field.text("parameter", name), legacySpan(field));
        }
        return new LegacySpelling.Field(name, written instanceof String parameter ? parameter : name, legacySpan(row));
    }

    /// The legacy API is 2 to 17.
    private static Span legacySpan(Row row) {
        var span = row.span(ApiVersion.legacy(2));
        return new Span(span.since(), span.until().or(() -> Optional.of(ApiVersion.legacy(17))));
    }

    private static List<Parameter> parameters(Row row) {
        var parameters = new ArrayList<Parameter>();
        row.map("parameters").forEach((name, written) -> {
            var fields = written instanceof String type ? Map.<String, Object> of("type", type) : written;
            parameters.add(parameter(name, row.row("parameters: " + name, fields)));
        });
        return List.copyOf(parameters);
    }

    private static Parameter parameter(String name, Row row) {
        row.only(PARAMETER);
        var written = row.text("type");
        var required = written.endsWith("!");
        var type = Type.parse(required ? written.substring(0, written.length() - 1) : written)
                .orElseThrow(() -> row.wrong("type", "there is no type " + written));
        var range = new Parameter.Range(row.number("least", Long.MIN_VALUE), row.number("most", Long.MAX_VALUE));
        var values = type == Type.URL && !row.has("values") ? Address.WEB : row.texts("values");
        var parameter = new Parameter(names(name, row), type, required, row.flag("empty", false), range, values,
                row.text("list", ""), rights(row), Optional.ofNullable(row.has("otherwise") ? row.text("otherwise") : null));
        check(parameter, row);
        return parameter;
    }

    private static List<ParameterName> names(String name, Row row) {
        var names = new ArrayList<>(List.of(new ParameterName(name, row.span(), Map.of())));
        row.rows("was").forEach(was -> {
            was.only(NAME);
            names.add(new ParameterName(was.text("name"), was.span(), was.words("values")));
        });
        return List.copyOf(names);
    }

    /// `rights: location` is for any value, `rights: { "true": queue }` for one.
    private static Map<String, Right> rights(Row row) {
        var words = row.fields().get("rights") instanceof String any ? Map.of("*", any) : row.words("rights");
        var rights = new LinkedHashMap<String, Right>();
        words.forEach((value, name) -> rights.put(value,
                Right.parse(name).orElseThrow(() -> row.wrong("rights", "there is no right " + name))));
        return rights;
    }

    private static void check(Parameter parameter, Row row) {
        var listed = switch (parameter.type()) {
            case ENUM, URL, URL_LIST -> true;
            default -> false;
        };
        if (listed == parameter.values().isEmpty()) {
            throw row.wrong("values", listed ? "are missing" : "have no meaning for this type");
        }
        if (!listed && !parameter.list().isEmpty()) {
            throw row.wrong("list", "has no meaning for this type");
        }
        for (var value : parameter.rights().keySet()) {
            if (!value.equals("*") && !parameter.read(value).equals(Reading.good(value))) {
                throw row.wrong("rights", "the parameter is never " + value);
            }
        }
        if (parameter.range().least() > parameter.range().most()) {
            throw row.wrong("least", "is more than most");
        }
        if (parameter.names().stream().anyMatch(one -> overlaps(one, parameter.names()))) {
            throw row.wrong("was", "two names are of the same versions");
        }
    }

    private static boolean overlaps(ParameterName one, List<ParameterName> all) {
        return all.stream().anyMatch(other -> other != one && other.versions().meets(one.versions()));
    }
}
