package gatehouse.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.Problem;
import gatehouse.http.Reasons;
import gatehouse.http.Sentences;
import gatehouse.http.Why;
import gatehouse.http.Why.Answer;
import gatehouse.http.Why.Question;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Why one may or may not, step by step. The question is in the address.
@Path("/access/why")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AccessWhy {

    private final Caller caller;
    private final Frames frames;
    private final AskForms forms;
    private final Why why;
    private final Reasons reasons;
    private final Sentences sentences;

    AccessWhy(Caller caller, Frames frames, AskForms forms, Why why, Reasons reasons, Sentences sentences) {
        this.caller = caller;
        this.frames = frames;
        this.forms = forms;
        this.why = why;
        this.reasons = reasons;
        this.sentences = sentences;
    }

    /// @param fault why there is no answer, or empty
    /// @param told one answer, or none
    @CheckedTemplate
    record page(Frame frame, AskForm ask, String fault, List<Told> told) implements TemplateInstance {
    }

    /// An answer in words.
    ///
    /// @param owner whose the torrent is, or empty
    /// @param command the same question for the command line; empty for whoever has no business there
    public record Told(boolean yes, String verdict, String owner, List<Step> steps, List<Change> changes, String command) {
    }

    public record Step(String sentence, List<String> grants, boolean yes, boolean deciding) {
    }

    public record Change(String sentence, List<String> grants) {
    }

    @GET
    public Response show(@RestQuery String right, @RestQuery String instance, @RestQuery String hash,
            @RestQuery String person, @RestQuery String roles, @RestQuery String groups) {
        var question = new Question(right, instance, hash, person, roles, groups);
        if (question.right().isEmpty()) {
            return page(200, question, "", List.of());
        }
        why.refused(caller.person(), question).ifPresent(refused -> {
            throw Problem.forbidden(sentences.refused(refused));
        });
        try {
            return page(200, question, "", List.of(told(why.answer(caller.person(), question), question)));
        } catch (Problem problem) {
            return page(problem.status(), question, problem.detail(), List.of());
        }
    }

    private Response page(int status, Question question, String fault, List<Told> told) {
        return Response.status(status)
                .entity(new page(frames.frame(), forms.form(caller.person(), question), fault, told)).build();
    }

    private Told told(Answer answer, Question question) {
        var explanation = answer.explanation();
        var steps = explanation.steps().stream().map(step -> new Step(reasons.step(answer, step),
                reasons.grants(step.grants()), step.yes(), step.deciding())).toList();
        var changes = explanation.changes().stream()
                .map(change -> new Change(reasons.change(answer, change), reasons.grants(change.grants()))).toList();
        return new Told(explanation.decision().allowed(), reasons.verdict(answer), reasons.owner(answer), steps, changes,
                forms.form(caller.person(), question).others() ? command(answer, question) : "");
    }

    private static String command(Answer answer, Question question) {
        var words = Stream.of("can", answer.explanation().person().id(), question.right(), question.instance(),
                question.hash());
        return words.filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
