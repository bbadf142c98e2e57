package gatehouse.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Decision.Refused;
import gatehouse.http.Caller;
import gatehouse.http.Reasons;
import gatehouse.http.Sentences;
import gatehouse.http.Why;
import gatehouse.http.Why.Answer;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Why somebody may or may not.
@Path("/api/v1/access/explain")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AccessExplain {

    private final Caller caller;
    private final Why why;
    private final Reasons reasons;
    private final Sentences sentences;
    private final ObjectMapper json;

    AccessExplain(Caller caller, Why why, Reasons reasons, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.why = why;
        this.reasons = reasons;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param torrent its hash
    /// @param owner of the torrent, where the asker may know it
    /// @param reason why not, as [gatehouse.access.Decision.Reason]
    /// @param grant the one that allowed it, or came closest
    public record Explained(String person, String right, Optional<String> instance, Optional<String> torrent,
            Optional<String> owner, boolean allowed, Optional<String> reason, String sentence, Optional<GrantJson> grant,
            List<StepJson> steps, List<ChangeJson> changes) {
    }

    public record StepJson(int number, String question, boolean yes, boolean deciding, String sentence,
            List<GrantJson> grants) {
    }

    public record ChangeJson(String kind, String sentence, List<GrantJson> grants, List<String> roles) {
    }

    @GET
    public Response explain(@RestQuery String right, @RestQuery String instance, @RestQuery String hash,
            @RestQuery String person, @RestQuery String roles, @RestQuery String groups) {
        var question = new Why.Question(right, instance, hash, person, roles, groups);
        return why.refused(caller.person(), question).map(refused -> Refusal.of(refused, sentences, json))
                .orElseGet(() -> Response.ok(explained(why.answer(caller.person(), question))).build());
    }

    private Explained explained(Answer answer) {
        var explanation = answer.explanation();
        return new Explained(explanation.person().id(), explanation.right().id(), explanation.instance(),
                explanation.torrent().map(torrent -> torrent.hash().value()), answer.owner(), explanation.decision().allowed(),
                explanation.decision() instanceof Refused refused ? Optional.of(refused.reason().name()) : Optional.empty(),
                reasons.verdict(answer), answer.deciding().map(GrantJson::of), steps(answer), changes(answer));
    }

    private List<StepJson> steps(Answer answer) {
        return answer.explanation().steps().stream().map(step -> new StepJson(step.number(), lower(step.question()), step.yes(),
                step.deciding(), reasons.step(answer, step), step.grants().stream().map(GrantJson::of).toList())).toList();
    }

    private List<ChangeJson> changes(Answer answer) {
        return answer.explanation().changes().stream().map(change -> new ChangeJson(lower(change.kind()),
                reasons.change(answer, change), change.grants().stream().map(GrantJson::of).toList(), change.roles()))
                .toList();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
