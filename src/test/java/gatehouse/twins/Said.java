package gatehouse.twins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.action.PreferenceKeys;
import gatehouse.real.App.Answer;

/// An answer without what differs between any two servers: their folders and ports, and of what depends on the moment or is
/// drawn by lot only that it is there and of which kind. Members of an object have no order.
///
/// @param body JSON, or a text node for anything else
record Said(int status, String type, String disposition, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /// Texts and lists of several words that stand in no certain order, and what is between these in a text.
    private static final Map<String, String> SETS = Map.of("tags", ", ", "tags_removed", ", ", "magnet_uri", "&");

    /// @param placeless takes out of a text what only one of two servers has
    static Said of(Answer answer, UnaryOperator<String> placeless) {
        var text = placeless.apply(answer.text());
        return new Said(answer.status(), answer.header("Content-Type"), placeless.apply(answer.header("Content-Disposition")),
                still(read(text)));
    }

    static Said of(JsonNode body, UnaryOperator<String> placeless) {
        return new Said(200, "", "", still(read(placeless.apply(body.toString()))));
    }

    private static JsonNode read(String text) {
        try {
            var first = text.isEmpty() ? ' ' : text.charAt(0);
            return first == '{' || first == '[' ? JSON.readTree(text) : TextNode.valueOf(text);
        } catch (JsonProcessingException plain) {
            return TextNode.valueOf(text);
        }
    }

    private static JsonNode still(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(still(member.getKey(), member.getValue())));
        } else if (node instanceof ArrayNode) {
            node.forEach(Said::still);
        }
        return node;
    }

    private static JsonNode still(String name, JsonNode value) {
        if (Deviations.MOMENTARY.contains(name) && value.isValueNode()) {
            return TextNode.valueOf("a " + value.getNodeType());
        }
        return SETS.containsKey(name) ? unordered(value, SETS.get(name))
                : name.equals("trackers") ? byTracker(value) : still(value);
    }

    /// What `sync/maindata` tells of trackers: the hashes of each are a set.
    private static JsonNode byTracker(JsonNode trackers) {
        if (trackers instanceof ObjectNode object) {
            object.properties().forEach(tracker -> tracker.setValue(unordered(tracker.getValue(), "")));
        }
        return trackers.isArray() ? still(trackers) : trackers;
    }

    private static JsonNode unordered(JsonNode words, String between) {
        if (words.isTextual()) {
            return TextNode.valueOf(Stream.of(words.asText().split(between)).sorted().collect(Collectors.joining(between)));
        }
        var sorted = new ArrayList<JsonNode>();
        words.forEach(sorted::add);
        return array(sorted.stream().sorted(Comparator.comparing(JsonNode::asText)).toList());
    }

    Said with(JsonNode other) {
        return new Said(status, type, disposition, other);
    }

    /// A list whose order says nothing.
    Said inNoOrder() {
        return body.isArray() ? with(array(body.valueStream().sorted(Comparator.comparing(Said::name)).toList())) : this;
    }

    private static String name(JsonNode row) {
        return row.isTextual() ? row.asText() : row.path("hash").asText() + row.path("url").asText();
    }

    Said typed(String other) {
        return new Said(status, other, disposition, body);
    }

    String text() {
        return body.asText();
    }

    /// A list of what happened, of which only the form can be compared.
    Said formOnly() {
        var names = new TreeSet<String>();
        body.path(0).fieldNames().forEachRemaining(names::add);
        return with(TextNode.valueOf(names.toString()));
    }

    /// The same where some are equal in what they are sorted by: those may change places. To a
    /// server nothing and `false` are equal.
    Said sortedBy(String field) {
        var keys = new ArrayList<JsonNode>();
        body.forEach(row -> keys.add(row.path(field).isNull() ? BooleanNode.FALSE : row.path(field)));
        return body.isArray() ? with(JsonNodeFactory.instance.objectNode().<ObjectNode> set("keys", array(keys))
                .set("rows", inNoOrder().body)) : this;
    }

    private static ArrayNode array(List<JsonNode> rows) {
        return JsonNodeFactory.instance.arrayNode().addAll(rows);
    }

    /// Where two bodies differ, for a message that can be read.
    static List<String> differences(String at, JsonNode theirs, JsonNode ours) {
        if (theirs.equals(ours)) {
            return List.of();
        }
        var all = new ArrayList<String>();
        if (theirs.isObject() && ours.isObject()) {
            theirs.properties().forEach(member -> all
                    .addAll(differences(at + "/" + member.getKey(), member.getValue(), ours.path(member.getKey()))));
            ours.properties().stream().filter(member -> !theirs.has(member.getKey()))
                    .forEach(member -> all.add(at + "/" + member.getKey() + " is ours alone: " + member.getValue()));
        } else if (theirs.isArray() && ours.isArray() && theirs.size() == ours.size()) {
            for (var i = 0; i < theirs.size(); i++) {
                all.addAll(differences(at + "/" + i, theirs.get(i), ours.get(i)));
            }
        } else {
            all.add(at + ": " + (theirs.isMissingNode() ? "nothing" : cut(theirs)) + " but we "
                    + (ours.isMissingNode() ? "nothing" : cut(ours)));
        }
        return all;
    }

    private static String cut(JsonNode node) {
        return node.toString().substring(0, Math.min(300, node.toString().length()));
    }

    /// The same, with what the other says where this is the mask of a secret.
    Said unmasked(Said other) {
        var all = body.<JsonNode> deepCopy();
        all.properties().stream().filter(member -> member.getValue().asText().equals(PreferenceKeys.MASK))
                .forEach(member -> member.setValue(other.body.path(member.getKey())));
        return with(all);
    }

    /// What is different, empty when nothing is.
    List<String> unlike(Said ours) {
        var all = new ArrayList<String>();
        if (status != ours.status) {
            all.add("status " + status + " but we " + ours.status);
        }
        if (!type.equals(ours.type)) {
            all.add("type " + type + " but we " + ours.type);
        }
        if (!disposition.equals(ours.disposition)) {
            all.add("disposition " + disposition + " but we " + ours.disposition);
        }
        all.addAll(differences("", body, ours.body));
        return all.stream().limit(8).toList();
    }
}
