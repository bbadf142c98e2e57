package gatehouse.dropin;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.gate.Outcome;
import gatehouse.gate.Outcome.Content;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Sentences;

/// An outcome as a qBittorrent of the presented version would answer: status, type and body. What only Gatehouse refuses is
/// told in one line.
@ApplicationScoped
class Answer {

    private static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=UTF-8";
    private static final String ADD = "torrents/add";
    private static final String PREFERENCES = "app/preferences";
    /// Since 5.2 what sets no result answers 204, but not everywhere (seen on 5.3.0).
    private static final Set<String> NO_CONTENT = Set.of("clientdata/store", "rss/setFeedRefreshInterval", "rss/importRules",
            "torrents/addTrackers", "torrents/editTracker", "torrents/removeTrackers", "torrents/setComment",
            "torrents/setTags", "transfer/setSpeedLimits", "transfer/pauseSession", "transfer/resumeSession");

    private final Sentences sentences;

    Answer(Sentences sentences) {
        this.sentences = sentences;
    }

    /// @param sent the parameters as they came
    record Question(Action action, String instance, Presented presented, Map<String, String> sent) {

        /// What the version asks for and is not there.
        List<String> missing() {
            return Spellings.missing(action, presented.api(), sent);
        }
    }

    Response of(Outcome outcome, Question question) {
        var presented = question.presented();
        var add = question.action().id().equals(ADD);
        return switch (outcome) {
            case Outcome.Done(var torrents, var content) -> done(content, question);
            case Outcome.Missing missing -> question.missing().isEmpty() ? missing(question) : invalid(outcome, question);
            case Outcome.Invalid invalid -> add ? addInvalid(invalid, presented) : invalid(outcome, question);
            case Outcome.Exceeded exceeded when add -> addFailed(presented, sentence(outcome, question));
            case Outcome.Rejected rejected -> add && !presented.since52() && rejected.status() != 415 ? text(200, "Fails.")
                    : rejected(rejected);
            case Outcome.Unsupported unsupported when unsupported.what().equals(question.action().id()) -> notFound(presented);
            case Outcome.Partly(var done, var of, var then) -> of(then, question);
            default -> text(OutcomeStatus.of(outcome), sentence(outcome, question));
        };
    }

    private Response done(Content content, Question question) {
        var presented = question.presented();
        if (question.action().id().equals(ADD) && !presented.since52()) {
            return text(200, "Ok.");
        }
        if (question.action().id().equals(PREFERENCES)) {
            return json(Spellings.preferences(content.text(), presented.api()));
        }
        if (content.bytes().length > 0 || Bodies.always(question.sent(), question.action().id())) {
            var response = Response.status(presented.since52() ? content.status() : 200)
                    .type(content.type().isEmpty() ? JSON : content.type()).entity(Bodies.of(content.bytes(), question));
            return (content.fileName().isEmpty() ? response
                    : response.header("Content-Disposition", "attachment; filename=\"" + content.fileName() + "\"")).build();
        }
        return presented.since52() && NO_CONTENT.contains(question.action().id()) ? Response.noContent().build()
                : text(200, "");
    }

    private static Response missing(Question question) {
        return question.action().id().equals("torrents/downloadFile") ? text(404, "Torrent not found")
                : notFound(question.presented());
    }

    /// The server's own words: what it says may hold what only it knows.
    private static Response rejected(Outcome.Rejected rejected) {
        return text(rejected.status(), rejected.text());
    }

    private Response invalid(Outcome outcome, Question question) {
        var presented = question.presented();
        if (question.missing().isEmpty()) {
            return text(400, sentence(outcome, question));
        }
        return text(400, presented.since52() ? "Missing required parameters: " + String.join(", ", question.missing())
                : presented.plain("Bad Request"));
    }

    private static Response addInvalid(Outcome.Invalid invalid, Presented presented) {
        return invalid.parameter().equals("torrents") ? text(415, "Error: the torrent file " + invalid.why())
                : addFailed(presented, "Conflict");
    }

    /// Clients of servers before 5.2 look at the word alone.
    private static Response addFailed(Presented presented, String reason) {
        return presented.since52() ? text(409, reason) : text(200, "Fails.");
    }

    private String sentence(Outcome outcome, Question question) {
        return sentences.outcome(outcome, question.action().summary(), question.instance());
    }

    /// While nothing is known of the server.
    Response offline(String instance) {
        return text(503, sentences.offline(instance));
    }

    static Response notFound(Presented presented) {
        return text(404, presented.plain("Not Found"));
    }

    /// A path that this version does not have: since 5.2 it says whether only the action is unknown.
    static Response unknown(String path, Presented presented, Actions actions) {
        var scope = path.substring(0, path.indexOf('/') + 1);
        return presented.since52() && actions.all().stream().anyMatch(action -> action.id().startsWith(scope))
                ? text(404, "Endpoint does not exist")
                : notFound(presented);
    }

    static Response text(int status, String text) {
        return Response.status(status).type(TEXT).entity(text).build();
    }

    static Response json(byte[] json) {
        return Response.ok(json).type(JSON).build();
    }

    static Response json(Kept.Body json) {
        return json.compressed() ? Response.ok(json.bytes()).type(JSON).header("Content-Encoding", "gzip").build()
                : json(json.bytes());
    }
}
