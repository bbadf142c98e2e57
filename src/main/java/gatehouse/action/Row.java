package gatehouse.action;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// One row of a table in a YAML file, or a part of one. Whatever is wrong with it ends the start with a message that
/// names the row and the field.
///
/// @param where the file, the row and the part: `actions.yaml: torrents/start: modern`
record Row(String where, Map<String, Object> fields) {

    @SuppressWarnings("unchecked")
    static Map<String, Row> read(String file, InputStream table) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var rows = new LinkedHashMap<String, Row>();
        ((Map<String, Object>) new Yaml(new SafeConstructor(options)).load(table))
                .forEach((name, fields) -> rows.put(name, new Row(file + ": " + name, (Map<String, Object>) fields)));
        return rows;
    }

    IllegalStateException wrong(String field, String why) {
        return new IllegalStateException(where + ": " + field + ": " + why);
    }

    void only(Set<String> known) {
        fields.keySet().stream().filter(field -> !known.contains(field)).findFirst().ifPresent(field -> {
            throw wrong(field, "there is no such field");
        });
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String text(String field) {
        if (fields.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(field, "a text is missing");
    }

    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    boolean flag(String field, boolean otherwise) {
        return switch (fields.get(field)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw wrong(field, "is not true or false");
        };
    }

    <T> T choice(String field, Function<String, Optional<T>> parse) {
        return parse.apply(text(field)).orElseThrow(() -> wrong(field, "there is no " + fields.get(field)));
    }

    long number(String field, long otherwise) {
        return switch (fields.get(field)) {
            case null -> otherwise;
            case Integer number -> number;
            case Long number -> number;
            default -> throw wrong(field, "is not a whole number");
        };
    }

    /// One text, or a list of texts.
    List<String> texts(String field) {
        return switch (fields.get(field)) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> all when all.stream().allMatch(String.class::isInstance) ->
                all.stream().map(String.class::cast).toList();
            default -> throw wrong(field, "is not a list of texts");
        };
    }

    /// A mapping of names to anything, in order.
    Map<String, Object> map(String field) {
        return switch (fields.get(field)) {
            case null -> Map.of();
            case Map<?, ?> map -> named(field, map);
            default -> throw wrong(field, "is not a mapping");
        };
    }

    private Map<String, Object> named(String field, Map<?, ?> map) {
        var named = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw wrong(field, "the name " + name + " wants quotes");
            }
            named.put(text, value);
        });
        return named;
    }

    /// A mapping of texts to texts.
    Map<String, String> words(String field) {
        var words = new LinkedHashMap<String, String>();
        map(field).forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw wrong(field, "the value of " + name + " wants quotes");
            }
            words.put(name, text);
        });
        return words;
    }

    /// The rows of a list.
    List<Row> rows(String field) {
        return switch (fields.get(field)) {
            case null -> List.of();
            case List<?> all -> all.stream().map(one -> row(field, one)).toList();
            default -> throw wrong(field, "is not a list");
        };
    }

    Row row(String field, Object fields) {
        if (fields instanceof Map<?, ?> map) {
            return new Row(where + ": " + field, named(field, map));
        }
        throw wrong(field, "is not a mapping");
    }

    /// The fields `since` and `until`, modern as text (`2.8.19`) or legacy as a whole number; every version of the modern
    /// API without them.
    Span span() {
        return span(ApiVersion.FIRST_MODERN);
    }

    Span span(ApiVersion first) {
        var span = new Span(version("since").orElse(first), version("until"));
        if (span.until().filter(last -> last.compareTo(span.since()) < 0).isPresent()) {
            throw wrong("until", "is before since");
        }
        return span;
    }

    private Optional<ApiVersion> version(String field) {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Integer legacy -> Optional.of(ApiVersion.legacy(legacy));
            case String text -> Optional.of(ApiVersion.parse(text).orElseThrow(() -> wrong(field, text + " is not a version")));
            default -> throw wrong(field, "is not a version, such as 2.8.19 or 17");
        };
    }
}
