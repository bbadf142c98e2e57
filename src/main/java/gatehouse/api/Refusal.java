package gatehouse.api;

import java.util.List;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.access.Decision;
import gatehouse.config.Grant;
import gatehouse.gate.Outcome;
import gatehouse.http.Sentences;
import gatehouse.torrent.Hash;

/// Problem details (RFC 9457) of a command that was not done, with what a program needs to tell its user why.
final class Refusal {

    private static final int FORBIDDEN = 403;

    private Refusal() {
    }

    /// A right is missing; the sentence says it and whom to ask.
    static Response of(Decision.Refused refused, Sentences sentences, ObjectMapper json) {
        return of(new Outcome.Refused(refused, List.of()), sentences.refused(refused), FORBIDDEN, json);
    }

    static Response of(Outcome outcome, String sentence, int status, ObjectMapper json) {
        return Response.status(status).type("application/problem+json")
                .entity(details(outcome, sentence, status, json).toString()).build();
    }

    /// The same as a part of an answer.
    static ObjectNode details(Outcome outcome, String sentence, int status, ObjectMapper json) {
        var details = json.createObjectNode().put("type", "about:blank").put("status", status).put("title", title(outcome))
                .put("detail", sentence);
        extend(outcome, details);
        return details;
    }

    private static String title(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> "Done";
            case Outcome.Refused refused -> "You may not do this";
            case Outcome.Never never -> "Nobody may do this";
            case Outcome.Outside outside -> "Outside of what you may use";
            case Outcome.Exceeded exceeded -> "More than you may";
            case Outcome.Missing missing -> "There is nothing here";
            case Outcome.Invalid invalid -> "That cannot be read";
            case Outcome.Unsupported unsupported -> "This instance cannot do it";
            case Outcome.Unreachable unreachable -> "The instance is offline";
            case Outcome.Rejected rejected -> "The instance refused it";
            case Outcome.Partly partly -> "Only partly done";
            case Outcome.Unknown unknown -> "Nobody knows whether it was done";
            case Outcome.Unaudited unaudited -> "The audit cannot be written";
        };
    }

    private static void extend(Outcome outcome, ObjectNode details) {
        switch (outcome) {
            case Outcome.Refused(var decision, var torrents) -> {
                details.put("right", decision.right().id()).put("reason", decision.reason().name());
                decision.instance().ifPresent(instance -> details.put("instance", instance));
                decision.nearest().ifPresent(grant -> grant(grant, details));
                torrents(torrents, details);
            }
            case Outcome.Outside(var parameter, var allowed, var grant) -> {
                grant(grant, details.put("parameter", parameter));
                allowed.forEach(details.putArray("allowed")::add);
            }
            case Outcome.Exceeded(var limit, var used, var allowed, var grant) ->
                grant(grant, details.put("limit", limit.name()).put("used", used).put("allowed", allowed));
            case Outcome.Invalid(var parameter, var why) -> details.put("parameter", parameter).put("why", why);
            case Outcome.Unsupported(var version, var what) -> details.put("version", version).put("what", what);
            case Outcome.Rejected(var status, var text) -> details.put("answered", status).put("answer", text);
            case Outcome.Partly(var done, var of, var then) -> extend(then, details.put("done", done).put("of", of));
            default -> {
            }
        }
    }

    private static void torrents(List<Hash> torrents, ObjectNode details) {
        var list = details.putArray("torrents");
        torrents.forEach(hash -> list.add(hash.value()));
    }

    /// Which grant decided, by its line in the file and its role.
    private static void grant(Grant grant, ObjectNode details) {
        details.put("grant", grant.line()).put("role", grant.role().name()).put("scope", grant.act().name());
    }
}
