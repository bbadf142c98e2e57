package gatehouse.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.action.Action;
import gatehouse.action.Right;
import gatehouse.action.Way;

/// What the description says of an action besides its parameters.
final class ActionWords {

    private ActionWords() {
    }

    static List<String> rights(Action action) {
        return Stream.concat(Stream.of(action.right()), action.also().stream()).map(Right::id).toList();
    }

    static String description(Action action) {
        var parts = Stream.<String> builder();
        if (!action.reason().isEmpty()) {
            parts.add(Nodes.capital(action.reason()) + ".");
        }
        if (action.way() == Way.REFUSED) {
            parts.add("Nobody may ask this.");
        } else {
            parts.add("Needs " + String.join(" and ", rights(action)) + ".");
            parts.add(action.way() == Way.ANSWERED ? "Answered by Gatehouse." : versions(action));
        }
        return parts.build().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    /// Whatever the spelling was: from the first version that has it to the last.
    private static String versions(Action action) {
        if (action.spellings().isEmpty()) {
            return "";
        }
        var first = action.spellings().getFirst().versions().since();
        var last = action.spellings().getLast().versions().until();
        return "Web API " + first + last.map(until -> " to " + until).orElse(" and later") + ".";
    }

    static Map<String, Object> answers(Action action, JsonSchemas schemas) {
        if (action.way() == Way.REFUSED) {
            return Answers.of(List.of(400, 401, 403, 404, 415), Nodes.of());
        }
        var asked = List.of(400, 401, 403, 404, 415, 503);
        var sent = List.of(400, 401, 403, 404, 409, 415, 502, 503, 504);
        return Answers.of(action.way() == Way.SENT ? sent : asked, Answers.ok(done(schemas), "Actions"));
    }

    private static Map<String, Object> done(JsonSchemas schemas) {
        return schemas.add("Done", Nodes.of("type", "object", "required", List.of("done", "torrents", "sentence"), "properties",
                Nodes.of("done", Nodes.of("type", "boolean"),
                        "torrents", Nodes.of("type", "integer", "description", "How many it reached."),
                        "sentence", Nodes.of("type", "string", "description", "The same for people."),
                        "answer", Nodes.of("description", "What the instance said, as JSON or as text."),
                        "content", Nodes.of("type", "string", "contentEncoding", "base64", "description",
                                "What the instance said, where it is neither."),
                        "type", Nodes.of("type", "string", "description", "The media type of content."))));
    }
}
