package gatehouse.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.docs.Documents;

/// The answers of the API: what was asked for, or problem details.
final class Answers {

    private static final List<Problem> PROBLEMS = List.of(
            new Problem(400, "That cannot be read", "The request cannot be read, or a value is not of its parameter's type.",
                    "parameter", "limit", "why", "is less than -1"),
            new Problem(401, "Sign in first", "There is no session, token or key, or it has ended or is not good here."),
            new Problem(403, "You may not do this",
                    "A right is missing, or a place or an amount is more than the grant gives. Nothing was done.", "right",
                    "control", "reason", "NO_GRANT", "instance", "attic"),
            new Problem(404, "There is nothing here", "It does not exist, or is not this person's to see."),
            new Problem(409, "This instance cannot do it", "The server's version cannot do it. Nothing was done.", "version",
                    "v4.5.2", "what", "torrents/setTags"),
            new Problem(415, "That is not the kind of data expected", "The body is not JSON."),
            new Problem(429, "Too many open pages", "This person has too many open streams."),
            new Problem(502, "The instance refused it", "The server refused it, or only a part was done.", "answered", 409,
                    "answer", "Category name is invalid"),
            new Problem(503, "The instance is offline",
                    "The server or the provider is offline, or the audit cannot be written. "
                            + "Nothing was done."),
            new Problem(504, "Nobody knows whether it was done", "The answer was lost. It may have been done."));

    private Answers() {
    }

    /// @param more further members of its example, by name
    private record Problem(int status, String title, String when, Object... more) {

        Map<String, Object> response() {
            var example = Nodes.of("type", "about:blank", "status", status, "title", title, "detail", when);
            example.putAll(Nodes.of(more));
            return Nodes.of("description", when, "content", Nodes.of("application/problem+json",
                    Nodes.of("schema", Nodes.ref("schemas", "Problem"), "example", example)));
        }
    }

    static Map<String, Object> problems() {
        var responses = Nodes.of();
        PROBLEMS.forEach(problem -> responses.put("Problem" + problem.status(), problem.response()));
        return responses;
    }

    /// @param done what a 200 holds; empty for an operation that never succeeds
    static Map<String, Object> of(List<Integer> statuses, Map<String, Object> done) {
        var answers = Nodes.of();
        if (!done.isEmpty()) {
            answers.put("200", done);
        }
        statuses.forEach(status -> answers.put(String.valueOf(status), Nodes.ref("responses", "Problem" + status)));
        return answers;
    }

    static Map<String, Object> ok(String type, Map<String, Object> schema) {
        return Nodes.of("description", "What was asked for.", "content", Nodes.of(type, Nodes.of("schema", schema)));
    }

    /// The same with the example that the page about the API has below a heading.
    static Map<String, Object> ok(Map<String, Object> schema, String heading) {
        return Nodes.of("description", "What was asked for.", "content",
                Nodes.of("application/json", Nodes.of("schema", schema, "example", shown(heading))));
    }

    private static Object shown(String heading) {
        var page = Documents.of(Path.of("docs/reference/api.md"));
        var section = new Documents(page.file(), page.text().substring(page.text().indexOf("\n## " + heading + "\n")));
        try {
            return new ObjectMapper().readValue(section.blocks("json").getFirst(), Object.class);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
