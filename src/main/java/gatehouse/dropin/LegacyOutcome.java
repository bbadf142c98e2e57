package gatehouse.dropin;

import java.util.Arrays;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import gatehouse.dropin.LegacyWords.Meant.Asked;
import gatehouse.gate.Outcome;
import gatehouse.gate.Outcome.Content;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Sentences;

/// An outcome as a legacy server answers: mostly 200, and nothing. What only Gatehouse refuses is told in one line.
@ApplicationScoped
class LegacyOutcome {

    private static final String ADD = "torrents/add";
    private static final String RENAME = "torrents/rename";
    private static final String CATEGORY = "torrents/setCategory";
    private static final String TRACKERS = "torrents/trackers";
    private static final String QUEUE_OFF = "Torrent queueing must be enabled";
    /// 3.3.13: nothing is said of an add before.
    private static final int FIRST_WITH_WORD = 14;

    private final Sentences sentences;

    LegacyOutcome(Sentences sentences) {
        this.sentences = sentences;
    }

    /// @param files whether torrents are added as files (`command/upload`): a legacy server says nothing then
    record Question(Asked asked, LegacyVersion version, String instance, boolean files) {

        String action() {
            return asked.action().id();
        }

        boolean adds() {
            return action().equals(ADD);
        }
    }

    Response of(Outcome outcome, Question question) {
        return switch (outcome) {
            case Outcome.Done(var torrents, var content) -> done(content, question);
            case Outcome.Missing(var what) when what.equals(question.instance()) -> Answer.text(404, "");
            case Outcome.Missing missing -> nothing(question);
            case Outcome.Invalid invalid -> invalid(invalid, question);
            case Outcome.Exceeded exceeded when question.adds() -> Answer.text(200, "Fails.");
            case Outcome.Rejected rejected -> rejected(rejected, question);
            case Outcome.Unsupported unsupported when unsupported.what().equals(question.action()) -> Answer.text(404, "");
            case Outcome.Partly(var done, var of, var then) -> of(then, question);
            default -> Answer.text(OutcomeStatus.of(outcome), sentence(outcome, question));
        };
    }

    private String sentence(Outcome outcome, Question question) {
        return sentences.outcome(outcome, question.asked().action().summary(), question.instance());
    }

    private static Response done(Content content, Question question) {
        if (question.adds()) {
            return Answer.text(200, question.files() ? "" : word("Ok.", question));
        }
        if (question.asked().action().writes()) {
            return Answer.text(200, "");
        }
        return question.action().endsWith("loadLimit") && question.action().startsWith("torrents/") ? limits(content, question)
                : read(new LegacyReply(question.version()).of(question.action(), content.text()));
    }

    private static Response read(String body) {
        return body.startsWith("{") || body.startsWith("[")
                ? Answer.json(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : Answer.text(200, body);
    }

    private static String word(String word, Question question) {
        return question.version().api() >= FIRST_WITH_WORD ? word : "";
    }

    /// Of a torrent that is not there it says -1.
    private static Response limits(Content content, Question question) {
        var limits = new TreeMap<String, Object>();
        Arrays.stream(question.asked().values().getOrDefault("hashes", "").split("\\|")).forEach(hash -> limits.put(hash, -1));
        limits.putAll(Json.object(content.text()));
        return Answer.json(Json.of(limits));
    }

    /// Nobody learns whether a torrent is not there, or not for them.
    private static Response nothing(Question question) {
        return switch (question.action()) {
            case RENAME -> Answer.text(400, "");
            case TRACKERS -> Answer.text(200, question.version().fewStates() ? "[]" : "");
            default -> Answer.text(200, "");
        };
    }

    private Response invalid(Outcome.Invalid invalid, Question question) {
        if (question.adds()) {
            return question.files() ? invalidFile(invalid, question) : Answer.text(200, word("Fails.", question));
        }
        return question.asked().idle() ? nothing(question) : Answer.text(400, sentence(invalid, question));
    }

    /// An upload without files is none, and no mistake.
    private Response invalidFile(Outcome.Invalid invalid, Question question) {
        return switch (invalid.parameter()) {
            case "torrents" -> Answer.text(415, "Error: the torrent file " + invalid.why());
            case "urls" -> Answer.text(200, "");
            default -> Answer.text(400, sentence(invalid, question));
        };
    }

    /// Newer servers say 404 and 409 where such a one passes over what it does not know, or has done already. A link to a
    /// torrent that is there fails, its file is taken without a word.
    private static Response rejected(Outcome.Rejected rejected, Question question) {
        if (question.adds() && rejected.status() != 415) {
            return Answer.text(200, question.files() ? "" : word("Fails.", question));
        }
        return switch (rejected.status()) {
            case 404 -> nothing(question);
            case 409 -> switch (question.action()) {
                case "torrents/increasePrio", "torrents/decreasePrio", "torrents/topPrio", "torrents/bottomPrio" ->
                    Answer.text(403, QUEUE_OFF);
                case "torrents/createCategory", "torrents/filePrio" -> nothing(question);
                case RENAME, CATEGORY -> Answer.text(400, rejected.text());
                default -> Answer.text(409, rejected.text());
            };
            default -> Answer.text(rejected.status(), rejected.text());
        };
    }
}
