package gatehouse.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.gate.Command;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Every action of the table, asked of one instance with a JSON object of its parameters: what goes in and comes out is
/// the same for reads and commands.
///
/// An answer is `{"done": true, "torrents": 2, "sentence": "…", "answer": …}`; anything else problem details with the
/// missing right, the scope, the reason and the grant where it was refused.
@Path("/api/v1/instances")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InstanceActions {

    private final Caller caller;
    private final Actions actions;
    private final Gate gate;
    private final Sentences sentences;
    private final ObjectMapper json;

    InstanceActions(Caller caller, Actions actions, Gate gate, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.actions = actions;
        this.gate = gate;
        this.sentences = sentences;
        this.json = json;
    }

    @POST
    @Path("/{instance}/actions/{scope}/{name}")
    public Response ask(@RestPath String instance, @RestPath String scope, @RestPath String name) {
        var action = actions.find(scope + "/" + name).orElseThrow(Problem::notFound);
        var body = JsonBody.read(caller.json(), action);
        var outcome = gate.run(caller.person(),
                new Command(instance, action.id(), body.values(), body.files(), caller.origin()));
        return outcome instanceof Outcome.Done done ? done(done, action, instance)
                : Refusal.of(outcome, sentence(outcome,
                        action, instance), OutcomeStatus.of(outcome), json);
    }

    private String sentence(Outcome outcome, Action action, String instance) {
        return sentences.outcome(outcome, action.summary(), instance);
    }

    private Response done(Outcome.Done done, Action action, String instance) {
        var answer = json.createObjectNode().put("done", true).put("torrents", done.torrents())
                .put("sentence", sentence(done, action, instance));
        JsonBody.answer(done.content(), answer, json);
        return Response.ok(answer.toString()).type(MediaType.APPLICATION_JSON).build();
    }
}
