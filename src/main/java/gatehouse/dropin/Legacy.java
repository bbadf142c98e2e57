package gatehouse.dropin;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.dropin.LegacyOutcome.Question;
import gatehouse.dropin.LegacyWords.Meant;
import gatehouse.dropin.LegacyWords.Meant.Asked;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Upload;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.FromApps;
import gatehouse.http.Open;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;

/// One instance as a qBittorrent with the legacy Web API (3.2.0 to 4.0.4: `/query/torrents`, `/command/pause`), for apps that
/// know no other. Whatever the server behind it is, it is put into the table's words and back.
///
/// Two things differ from a real one on purpose: a command is a POST and nothing else, because a page could make a browser
/// send a GET; and whoever shows no key is told the same version for any name, because a real one tells its own to anybody.
@Path("/qbittorrent/{instance}/legacy")
@FromApps
@RunOnVirtualThread
public class Legacy {

    private static final String UPLOAD = "command/upload";

    private final Caller caller;
    private final Origins origins;
    private final HttpServerRequest request;
    private final Actions actions;
    private final Views views;
    private final LegacyVersions versions;
    private final LogIns logIns;
    private final Lists lists;
    private final Gate gate;
    private final Answer answer;
    private final LegacyOutcome outcomes;

    Legacy(Caller caller, Origins origins, HttpServerRequest request, Actions actions, Views views, LegacyVersions versions,
            LogIns logIns, Lists lists, Gate gate, Answer answer, LegacyOutcome outcomes) {
        this.caller = caller;
        this.origins = origins;
        this.request = request;
        this.actions = actions;
        this.views = views;
        this.versions = versions;
        this.logIns = logIns;
        this.lists = lists;
        this.gate = gate;
        this.answer = answer;
        this.outcomes = outcomes;
    }

    /// `api`, `api_min` or `qbittorrent`. Apps ask before they log in, and older ones give up when they are refused.
    @GET
    @Open
    @Path("/version/{what}")
    public Response version(@RestPath String instance, @RestPath String what) {
        var visitor = caller.find();
        if (visitor.isEmpty()) {
            return version(what, versions.shown());
        }
        return views.standing(visitor.get().person(), instance).map(standing -> versions.of(instance, standing.now().health())
                .map(version -> version(what, version)).orElseGet(() -> answer.offline(instance)))
                .orElseGet(() -> Answer.text(404, ""));
    }

    /// Transdroid posts whatever it asks.
    @POST
    @Open
    @Path("/version/{what}")
    public Response versionPosted(@RestPath String instance, @RestPath String what) {
        return version(instance, what);
    }

    private static Response version(String what, LegacyVersion version) {
        return switch (what) {
            case "api" -> Answer.text(200, String.valueOf(version.api()));
            case "api_min" -> Answer.text(200, String.valueOf(version.oldest()));
            case "qbittorrent" -> Answer.text(200, version.app());
            default -> Answer.text(404, "");
        };
    }

    @POST
    @Open
    @Path("/login")
    public Response logIn(@RestPath String instance, InputStream body) {
        return logIns.logIn(instance, body);
    }

    @POST
    @Open
    @Path("/logout")
    public Response logOut(@RestPath String instance) {
        return logIns.logOut(instance);
    }

    @GET
    @Path("/{kind:query|sync|command}/{rest:.+}")
    public Response get(@RestPath String instance, @RestPath String kind, @RestPath String rest) {
        return ask(instance, kind + "/" + rest, false, AppRequest.query(request.query()));
    }

    /// The body is for commands alone: what a question takes stands in its address.
    @POST
    @Path("/{kind:query|sync|command}/{rest:.+}")
    public Response post(@RestPath String instance, @RestPath String kind, @RestPath String rest, InputStream body) {
        return ask(instance, kind + "/" + rest, true, kind.equals("command")
                ? AppRequest.body(request.getHeader("Content-Type"), body)
                : AppRequest.query(request.query()));
    }

    private Response ask(String instance, String path, boolean post, AppRequest sent) {
        var standing = views.standing(caller.person(), instance);
        if (standing.isEmpty()) {
            return Answer.text(404, "");
        }
        var version = versions.of(instance, standing.get().now().health());
        if (version.isEmpty()) {
            return answer.offline(instance);
        }
        return switch (new LegacyWords(version.get(), actions).read(path, sent.values())) {
            case Meant.Unknown unknown -> Answer.text(404, "");
            case Meant.Malformed malformed -> Answer.text(400, "");
            case Asked asked when asked.action().writes() && !post -> Answer.text(405, "Method Not Allowed");
            case Asked asked when asked.action().writes() && !origins.ours() -> Answer.text(403, "Forbidden");
            case Asked asked -> answer(new Question(asked, version.get(), instance, path.equals(UPLOAD)), standing.get(), sent);
        };
    }

    private Response answer(Question question, Standing standing, AppRequest sent) {
        var asked = question.asked();
        return switch (asked.action().id()) {
            case "torrents/info" -> lists.torrents(standing, question.version().presented(), asked.values(),
                    rows -> Optional.empty());
            case "sync/maindata" -> lists.maindata(standing, question.version().presented(), asked.values());
            default -> run(question, sent);
        };
    }

    private Response run(Question question, AppRequest sent) {
        var asked = question.asked();
        var outcome = run(question.instance(), asked.action(), asked.values(), uploads(question, sent.files()));
        return outcomes.of(withCategory(outcome, asked, question.instance()), question);
    }

    private Outcome run(String instance, Action action, Map<String, String> values, List<Upload> files) {
        return gate.run(caller.person(), new Command(instance, action.id(), values, files, caller.origin(), true));
    }

    /// Whatever the field is called.
    private static List<Upload> uploads(Question question, List<AppRequest.File> files) {
        return question.files() ? files.stream().map(file -> new Upload("torrents", file.name(), file.content())).toList()
                : List.of();
    }

    /// To give a category that there is not yet makes it; newer servers answer 409.
    private Outcome withCategory(Outcome outcome, Asked asked, String instance) {
        if (!asked.action().id().equals("torrents/setCategory") || !(outcome instanceof Outcome.Rejected(var status, var text))
                || status != 409) {
            return outcome;
        }
        var made = run(instance, actions.find("torrents/createCategory").orElseThrow(),
                Map.of("category", asked.values().get("category")), List.of());
        return made instanceof Outcome.Done ? run(instance, asked.action(), asked.values(), List.of()) : made;
    }
}
