package gatehouse.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Action;
import gatehouse.action.Parameter;
import gatehouse.action.Sample;
import gatehouse.action.Span;

/// The JSON object of an action's parameters: its schema, and an example that nothing is wrong with.
final class ActionBody {

    static final String HASH = "6f1d0a6f6a3c2f0e5d4b3a29181706f5e4d3c2b1";
    private static final String HEX = "[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}";
    private static final int LONGEST_TEXT = 10_000;

    private ActionBody() {
    }

    static Map<String, Object> of(Action action, JsonSchemas schemas) {
        var name = Arrays.stream(action.id().split("/")).map(Nodes::capital).collect(Collectors.joining()) + "Request";
        var required = action.parameters().stream().filter(ActionBody::needed).map(Parameter::name).toList();
        var properties = Nodes.of();
        action.parameters().forEach(parameter -> properties.put(parameter.name(), property(parameter, schemas)));
        var schema = Nodes.of("type", "object", "additionalProperties", false, "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return Nodes.of("required", !required.isEmpty(), "content", Nodes.of("application/json",
                Nodes.of("schema", schemas.add(name, schema), "example", example(action))));
    }

    /// What only newer servers insist on is filled in for them, and what only some have cannot be asked of all.
    private static boolean needed(Parameter parameter) {
        return parameter.required() && parameter.otherwise().isEmpty();
    }

    private static Map<String, Object> property(Parameter parameter, JsonSchemas schemas) {
        var property = schema(parameter, schemas);
        var words = description(parameter);
        if (!words.isEmpty() && !property.containsKey("$ref")) {
            property.put("description", words);
        }
        return property;
    }

    /// The words of the type, without how several are joined elsewhere: here they are a list.
    private static String description(Parameter parameter) {
        var wanted = parameter.type().wanted().replaceAll(",? (one a line|with [^ ]+ between them|with commas between them)",
                "");
        var rights = parameter.rights().entrySet().stream().map(entry -> "needs " + entry.getValue().id()
                + (entry.getKey().equals("*") ? "" : " for " + entry.getKey())).collect(Collectors.joining(", "));
        var parts = List.of(wanted, several(parameter), versions(parameter), rights);
        return Nodes.capital(parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "))) + ".";
    }

    /// Whatever servers called it: from the first version that knows it to the last.
    private static String versions(Parameter parameter) {
        var since = parameter.names().stream().map(name -> name.versions().since()).min(Comparator.naturalOrder())
                .orElseThrow();
        var span = new Span(since, parameter.names().getFirst().versions().until()).toString();
        return span.isEmpty() ? "" : "Web API " + span;
    }

    private static String several(Parameter parameter) {
        return parameter.list().equals(",") ? "several of " + String.join(" ", parameter.values()) + " with , between" : "";
    }

    private static Map<String, Object> schema(Parameter parameter, JsonSchemas schemas) {
        return switch (parameter.type()) {
            case HASHES -> list(parameter, Nodes.of("type", "string", "pattern", "^(" + HEX + "|all)$"));
            case HASH -> Nodes.of("type", "string", "pattern", "^(" + HEX + ")$");
            case URLS, URL_LIST, TRACKERS, CATEGORIES, TAGS, NAMES, PEERS, COOKIES ->
                list(parameter, Nodes.of("type", "string"));
            case INDEXES -> list(parameter, Nodes.of("type", "integer", "minimum", 0));
            case TORRENT_FILES, FILE -> list(parameter, upload(schemas));
            case PREFERENCES, RULE -> Nodes.of("type", "object", "additionalProperties", true);
            case JSON -> Nodes.of();
            case INT -> range(parameter, Nodes.of("type", "integer", "format", "int64"));
            case FLOAT -> range(parameter, Nodes.of("type", "number", "format", "double"));
            case BOOL -> Nodes.of("type", "boolean");
            case ENUM -> parameter.list().isEmpty() ? Nodes.of("type", "string", "enum", parameter.values())
                    : Nodes.of("type", "string");
            case SECRET -> Nodes.of("type", "string", "format", "password", "maxLength", LONGEST_TEXT, "writeOnly", true);
            case TEXT, LINES -> Nodes.of("type", "string", "minLength", parameter.required() && !parameter.empty() ? 1 : 0,
                    "maxLength", LONGEST_TEXT);
            case PATH, URL, FILE_NAME, RELATIVE_PATH, RSS_PATH, CATEGORY -> Nodes.of("type", "string");
        };
    }

    private static Map<String, Object> list(Parameter parameter, Map<String, Object> items) {
        var list = Nodes.of("type", "array", "items", items);
        if (parameter.required() && !parameter.empty()) {
            list.put("minItems", 1);
        }
        if (parameter.range().most() != Long.MAX_VALUE) {
            list.put("maxItems", parameter.range().most());
        }
        return list;
    }

    private static Map<String, Object> range(Parameter parameter, Map<String, Object> number) {
        if (parameter.range().least() != Long.MIN_VALUE) {
            number.put("minimum", parameter.range().least());
        }
        if (parameter.range().most() != Long.MAX_VALUE) {
            number.put("maximum", parameter.range().most());
        }
        return number;
    }

    private static Map<String, Object> upload(JsonSchemas schemas) {
        return schemas.add("Upload", Nodes.of("type", "object", "required", List.of("content"), "additionalProperties", false,
                "properties", Nodes.of("name", Nodes.of("type", "string"), "content",
                        Nodes.of("type", "string", "contentEncoding", "base64"))));
    }

    /// What the action needs and no more.
    static Map<String, Object> example(Action action) {
        var example = Nodes.of();
        Sample.values(action, HASH, "/data/films")
                .forEach((name, value) -> example.put(name, written(action.parameter(name).orElseThrow(), value)));
        action.parameters().stream().filter(parameter -> parameter.type().uploaded() && parameter.required()).forEach(
                parameter -> example.put(parameter.name(),
                        List.of(Nodes.of("name", "debian.torrent", "content", "ZDQ6aW5mb2RlZQ=="))));
        return example;
    }

    private static Object written(Parameter parameter, String value) {
        return switch (parameter.type()) {
            case HASHES, URLS, URL_LIST, TRACKERS, CATEGORIES, TAGS, NAMES, PEERS, COOKIES -> List.of(value);
            case INDEXES -> List.of(Integer.valueOf(value));
            case INT, FLOAT -> Integer.valueOf(value);
            case BOOL -> Boolean.valueOf(value);
            case PREFERENCES, RULE, JSON -> tree(value);
            default -> value;
        };
    }

    private static Object tree(String json) {
        try {
            return new ObjectMapper().readValue(json, Object.class);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
