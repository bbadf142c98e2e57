package gatehouse.gate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.gate.Check.Passed;
import gatehouse.gate.Outcome.Content;

/// Searches belong to whoever started them. A server numbers the jobs of all its users (since 5.3) or of our one session in
/// one row; here everybody has numbers of their own, and others' lead to nothing.
@ApplicationScoped
class Searches {

    private static final String START = "search/start";
    private static final String STATUS = "search/status";
    private static final int MOST = 1_000;
    private static final int GONE = 404;

    private final ObjectMapper json;
    private final Map<Mine, Integer> jobs = new HashMap<>();
    private int last;

    Searches(ObjectMapper json) {
        this.json = json;
    }

    /// A job as its owner calls it; the server's number is the value.
    private record Mine(String instance, String person, int number) {
    }

    static boolean about(Passed passed) {
        var action = passed.action().id();
        return action.equals(START) || action.equals(STATUS)
                || action.startsWith("search/") && passed.action().parameter("id").isPresent();
    }

    /// Asks with the server's number in place of this person's, and answers with theirs.
    Outcome run(Passed passed, Function<Passed, Outcome> server) {
        var number = Integer.parseInt(passed.values().getOrDefault("id", "0"));
        if (passed.action().id().equals(START) || passed.action().id().equals(STATUS) && number == 0) {
            return heard(passed, number, server.apply(passed));
        }
        return find(mine(passed, number))
                .map(theirs -> heard(passed, number, server.apply(passed.with("id", theirs.toString()))))
                .orElseGet(() -> new Outcome.Missing("search " + number));
    }

    private static Mine mine(Passed passed, int number) {
        return new Mine(passed.asked().command().instance(), passed.asked().person().id(), number);
    }

    /// A job that the server has forgotten, after a restart for example, is forgotten here.
    private Outcome heard(Passed passed, int number, Outcome outcome) {
        if (outcome instanceof Outcome.Rejected(var status, var text) && status == GONE
                || outcome instanceof Outcome.Done && passed.action().id().equals("search/delete")) {
            forget(mine(passed, number));
        }
        return outcome instanceof Outcome.Done(var torrents, var content) && content.bytes().length > 0
                ? new Outcome.Done(torrents, theirs(passed, content))
                : outcome;
    }

    private Content theirs(Passed passed, Content content) {
        try {
            return switch (passed.action().id()) {
                case START -> Content.json(started(passed, json.readTree(content.bytes())).toString());
                case STATUS -> Content.json(own(passed, json.readTree(content.bytes())).toString());
                default -> content;
            };
        } catch (IOException strange) {
            return Content.NONE;
        }
    }

    private JsonNode started(Passed passed, JsonNode answer) {
        return answer instanceof ObjectNode object ? object.put("id", remember(passed, object.path("id").asInt())) : answer;
    }

    private JsonNode own(Passed passed, JsonNode answer) {
        var own = json.createArrayNode();
        answer.valueStream().forEach(job -> mine(passed, job.path("id").asInt(), job).ifPresent(own::add));
        return own;
    }

    private synchronized Optional<JsonNode> mine(Passed passed, int theirs, JsonNode job) {
        return jobs.entrySet().stream().filter(entry -> entry.getValue() == theirs)
                .filter(entry -> entry.getKey().equals(mine(passed, entry.getKey().number()))).findFirst()
                .map(entry -> ((ObjectNode) job).put("id", entry.getKey().number()));
    }

    /// A number that the server gives again, after a restart for example, means a new job.
    private synchronized int remember(Passed passed, int theirs) {
        var instance = passed.asked().command().instance();
        jobs.entrySet().removeIf(entry -> entry.getKey().instance().equals(instance) && entry.getValue() == theirs);
        if (jobs.size() >= MOST) {
            jobs.clear();
        }
        jobs.put(mine(passed, ++last), theirs);
        return last;
    }

    private synchronized void forget(Mine mine) {
        jobs.remove(mine);
    }

    private synchronized Optional<Integer> find(Mine mine) {
        return Optional.ofNullable(jobs.get(mine));
    }
}
