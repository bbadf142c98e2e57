package gatehouse.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.live.Freshness;
import gatehouse.torrent.State;

/// The shapes of what the API answers, from its records and the sentences above them.
final class JsonSchemas {

    private static final Pattern RECORD = Pattern.compile("((?:^ *///[^\n]*\n)*) *(?:public )?record (\\w+)\\(",
            Pattern.MULTILINE);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ((?:(?!@param).)*)");
    private static final Map<String, List<String>> WORDS = Map.of("Torrent.state",
            Arrays.stream(State.values()).map(State::id).toList(), "Instance.freshness", freshness(), "Detail.freshness",
            freshness(), "Instance.health",
            List.of("unknown", "connected", "unreachable", "credentials-rejected", "banned", "unsupported"));

    private final Map<String, Object> all = new TreeMap<>();
    private final Map<String, Map<String, String>> said = new HashMap<>();

    JsonSchemas() {
        try (var files = Files.list(Path.of("src/main/java/gatehouse/api"))) {
            for (var file : files.toList()) {
                RECORD.matcher(Files.readString(file)).results()
                        .forEach(match -> said.put(match.group(2), sentences(match.group(1))));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        add("Problem", Nodes.of("type", "object", "description", "Problem details (RFC 9457).", "required",
                List.of("type", "status", "title", "detail"), "properties",
                Nodes.of("type", text(), "status", Nodes.of("type", "integer"), "title", text(), "detail", text(), "right",
                        text(),
                        "reason", text(), "instance", text(), "parameter", text(), "why", text(), "version", text(), "what",
                        text(), "torrents", Nodes.of("type", "array", "items", text()), "grant",
                        Nodes.of("type", "integer", "description", "Its line in gatehouse.yaml."), "role", text(), "scope",
                        text()),
                "additionalProperties", true));
    }

    private static List<String> freshness() {
        return Arrays.stream(Freshness.values()).map(Freshness::id).toList();
    }

    private static Map<String, Object> text() {
        return Nodes.of("type", "string");
    }

    private static Map<String, String> sentences(String comment) {
        var text = comment.lines().map(line -> line.strip().replaceFirst("^///", "").strip()).reduce("",
                (left, right) -> left + " " + right);
        var sentences = new HashMap<String, String>();
        PARAM.matcher(text).results().forEach(match -> sentences.put(match.group(1),
                Nodes.capital(match.group(2).strip().replaceAll("\\[(?:\\w+\\.)*([\\w#]+)]", "$1").replace("`", ""))));
        return sentences;
    }

    Map<String, Object> all() {
        return all;
    }

    Map<String, Object> add(String name, Map<String, Object> schema) {
        all.put(name, schema);
        return Nodes.ref("schemas", name);
    }

    Map<String, Object> of(Class<?> type) {
        var name = type.getSimpleName().replaceFirst("Json$", "");
        if (!all.containsKey(name)) {
            all.put(name, Map.of());
            var properties = Nodes.of();
            Stream.of(type.getRecordComponents())
                    .forEach(component -> properties.put(written(component), property(name, type.getSimpleName(), component)));
            all.put(name, Nodes.of("type", "object", "required", List.copyOf(properties.keySet()), "properties", properties));
        }
        return Nodes.ref("schemas", name);
    }

    private static String written(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class)).map(JsonProperty::value)
                .orElse(component.getName());
    }

    private Map<String, Object> property(String schema, String record, RecordComponent component) {
        var property = type(component.getGenericType());
        Optional.ofNullable(WORDS.get(schema + "." + component.getName())).ifPresent(words -> property.put("enum", words));
        Optional.ofNullable(said.getOrDefault(record, Map.of()).get(component.getName()))
                .ifPresent(sentence -> property.put("description", sentence));
        return property;
    }

    private Map<String, Object> type(Type type) {
        return type instanceof ParameterizedType generic ? generic(generic) : plain((Class<?>) type);
    }

    private Map<String, Object> generic(ParameterizedType generic) {
        var arguments = generic.getActualTypeArguments();
        return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
            case "List" -> Nodes.of("type", "array", "items", type(arguments[0]));
            case "Map" -> Nodes.of("type", "object", "additionalProperties", type(arguments[1]));
            case "Optional" -> optional(type(arguments[0]));
            default -> throw new AssertionError("no schema for " + generic);
        };
    }

    private static Map<String, Object> optional(Map<String, Object> schema) {
        if (schema.containsKey("$ref")) {
            return Nodes.of("anyOf", List.of(schema, Nodes.of("type", "null")));
        }
        schema.put("type", List.of(schema.get("type"), "null"));
        return schema;
    }

    private Map<String, Object> plain(Class<?> type) {
        if (type.isRecord()) {
            return of(type);
        }
        if (type == JsonNode.class || type == Object.class) {
            return Nodes.of();
        }
        return switch (type.getSimpleName()) {
            case "String" -> text();
            case "boolean" -> Nodes.of("type", "boolean");
            case "int", "Integer" -> Nodes.of("type", "integer", "format", "int32");
            case "long", "Long" -> Nodes.of("type", "integer", "format", "int64");
            case "double", "Double" -> Nodes.of("type", "number", "format", "double");
            case "Instant" -> Nodes.of("type", "string", "format", "date-time");
            default -> throw new AssertionError("no schema for " + type);
        };
    }
}
