package gatehouse.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.action.Action;
import gatehouse.action.Type;
import gatehouse.gate.Command.Upload;
import gatehouse.gate.Outcome.Content;
import gatehouse.http.Problem;

/// A JSON object as a command's parameters: numbers and booleans as they are, lists where the table joins several values,
/// objects where it wants JSON, files as `{"name": …, "content": base64}`.
record JsonBody(Map<String, String> values, List<Upload> files) {

    private static final ObjectMapper STRICT = new ObjectMapper(
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<Type> OBJECTS = EnumSet.of(Type.JSON, Type.PREFERENCES, Type.RULE);

    /// @throws Problem 400 when it is not one JSON object, says a name twice or holds a file that is not base64
    static JsonBody read(byte[] body, Action action) {
        var values = new LinkedHashMap<String, String>();
        var files = new ArrayList<Upload>();
        for (var entry : object(body).properties()) {
            var type = action.parameter(entry.getKey()).map(parameter -> parameter.type()).orElse(Type.TEXT);
            if (type.uploaded()) {
                files.addAll(uploads(entry.getKey(), entry.getValue()));
            } else {
                values.put(entry.getKey(), text(entry.getKey(), type, entry.getValue()));
            }
        }
        return new JsonBody(values, files);
    }

    /// An object of just these texts.
    ///
    /// @throws Problem 400 when one is missing, is no text or stands beside another
    static Map<String, String> texts(byte[] body, String... names) {
        var object = object(body);
        var texts = new LinkedHashMap<String, String>();
        for (var name : names) {
            if (object.path(name).isTextual()) {
                texts.put(name, object.get(name).asText());
            }
        }
        if (texts.size() != names.length || object.size() != names.length) {
            throw Problem.badRequest("The body is an object with just these texts: " + String.join(", ", names) + ".");
        }
        return texts;
    }

    /// An object of texts and lists of texts.
    record Keyed(Map<String, String> texts, Map<String, Set<String>> lists) {

        Optional<String> text(String name) {
            return Optional.ofNullable(texts.get(name));
        }

        Set<String> list(String name) {
            return lists.getOrDefault(name, Set.of());
        }
    }

    /// An object of some of these texts and lists of texts.
    ///
    /// @throws Problem 400 when there is anything else
    static Keyed keyed(byte[] body, List<String> texts, List<String> lists) {
        var keyed = new Keyed(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var entry : object(body).properties()) {
            var value = entry.getValue();
            if (texts.contains(entry.getKey()) && value.isTextual()) {
                keyed.texts().put(entry.getKey(), value.asText());
            } else if (lists.contains(entry.getKey()) && value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)) {
                keyed.lists().put(entry.getKey(), value.valueStream().map(JsonNode::asText).collect(Collectors.toSet()));
            } else {
                throw Problem.badRequest("The body is an object of the texts " + String.join(", ", texts) + " and the lists of"
                        + " texts " + String.join(", ", lists) + ".");
            }
        }
        return keyed;
    }

    private static JsonNode object(byte[] body) {
        try {
            var node = STRICT.readTree(body.length == 0 ? new byte[] { '{', '}' } : body);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException malformed) {
            // told below
        }
        throw Problem.badRequest("The body is not one JSON object with each name once.");
    }

    /// A file that is there but cannot be read is never passed over: the rest alone is not what was asked.
    private static List<Upload> uploads(String parameter, JsonNode files) {
        if (!files.isArray()) {
            throw Problem.badRequest("The parameter " + parameter + " takes a list of files.");
        }
        return files.valueStream().map(file -> upload(parameter, file)).toList();
    }

    private static Upload upload(String parameter, JsonNode file) {
        try {
            if (file.path("content").isTextual()) {
                return new Upload(parameter, file.path("name").asText(),
                        Base64.getDecoder().decode(file.path("content").textValue()));
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw Problem.badRequest("A file of " + parameter + " is not written as {\"name\": …, \"content\": base64}.");
    }

    private static String text(String name, Type type, JsonNode value) {
        if (value.isContainerNode() && OBJECTS.contains(type)) {
            return value.toString();
        }
        if (value.isArray()) {
            return value.valueStream().map(element -> single(name, element)).collect(Collectors.joining(separator(name, type)));
        }
        return single(name, value);
    }

    private static String single(String name, JsonNode value) {
        if (value.isContainerNode() || value.isNull()) {
            throw Problem.badRequest("The parameter " + name + " takes a text, a number or true or false.");
        }
        return value.asText();
    }

    private static String separator(String name, Type type) {
        return switch (type) {
            case HASHES, NAMES, INDEXES, PEERS, URL_LIST -> "|";
            case URLS, TRACKERS, CATEGORIES, LINES -> "\n";
            case TAGS -> ",";
            case COOKIES -> "; ";
            default -> throw Problem.badRequest("The parameter " + name + " takes one value, not a list.");
        };
    }

    /// What an instance said, as the `answer` of our own: JSON as JSON, text as text, other bytes as base64 in `content`.
    static void answer(Content content, ObjectNode into, ObjectMapper json) {
        if (content.bytes().length == 0) {
            return;
        }
        if (content.type().startsWith("application/json")) {
            try {
                into.set("answer", json.readTree(content.bytes()));
                return;
            } catch (IOException notJson) {
                // then it is text
            }
        }
        if (content.type().startsWith("text/") || content.type().startsWith("application/json")) {
            into.put("answer", content.text());
        } else {
            into.put("type", content.type()).put("content", Base64.getEncoder().encodeToString(content.bytes()));
        }
    }
}
