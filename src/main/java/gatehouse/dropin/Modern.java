package gatehouse.dropin;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.dropin.Answer.Question;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Upload;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.FromApps;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;

/// One instance as a qBittorrent with the modern Web API (`/api/v2/{scope}/{name}`), for apps. Whatever is asked goes
/// through the gate or is a view of the mirror; here it is only put into the table's words and back.
@Path("/qbittorrent/{instance}/api/v2/{scope}/{name}")
@FromApps
@RunOnVirtualThread
public class Modern {

    private final Caller caller;
    private final Origins origins;
    private final HttpServerRequest request;
    private final Actions actions;
    private final Views views;
    private final Versions versions;
    private final Lists lists;
    private final Gate gate;
    private final Answer answer;

    Modern(Caller caller, Origins origins, HttpServerRequest request, Actions actions, Views views, Versions versions,
            Lists lists,
            Gate gate, Answer answer) {
        this.caller = caller;
        this.origins = origins;
        this.request = request;
        this.actions = actions;
        this.views = views;
        this.versions = versions;
        this.lists = lists;
        this.gate = gate;
        this.answer = answer;
    }

    @GET
    public Response get(@RestPath String instance, @RestPath String scope, @RestPath String name) {
        return answer(instance, scope + "/" + name, false, AppRequest.query(request.query()));
    }

    @POST
    public Response post(@RestPath String instance, @RestPath String scope, @RestPath String name, InputStream body) {
        return answer(instance, scope + "/" + name, true, AppRequest.body(request.getHeader("Content-Type"), body));
    }

    /// Looked at in the order of a real one: the instance, the action, the method, the parameters.
    private Response answer(String instance, String path, boolean post, AppRequest sent) {
        var standing = views.standing(caller.person(), instance);
        if (standing.isEmpty()) {
            return Answer.text(404, "Not Found");
        }
        var presented = versions.of(instance, standing.get().now().health());
        if (presented.isEmpty()) {
            return answer.offline(instance);
        }
        var action = actions.spelt(path, presented.get().api());
        if (action.isEmpty()) {
            return Answer.unknown(path, presented.get(), actions);
        }
        if (action.get().writes() && !post) {
            return Answer.text(405, "Method Not Allowed");
        }
        return action.get().writes() && !origins.ours() ? Answer.text(403, "Forbidden")
                : answer(action.get(), presented.get(), standing.get(), sent);
    }

    private Response answer(Action action, Presented presented, Standing standing, AppRequest sent) {
        return switch (action.id()) {
            case "app/version" -> Answer.text(200, presented.app());
            case "app/webapiVersion" -> Answer.text(200, presented.api().toString());
            case "torrents/info" -> lists.torrents(standing, presented, sent.values(),
                    particulars(action, standing, presented, sent));
            case "sync/maindata" -> lists.maindata(standing, presented, sent.values());
            case "torrents/categories", "torrents/tags", "torrents/count", "transfer/info" ->
                lists.part(action.id(), standing, presented);
            default -> run(action, presented, standing.rights().instance(), sent);
        };
    }

    private Response run(Action action, Presented presented, String instance, AppRequest sent) {
        var values = Spellings.canonical(action, presented.api(), sent.values());
        if (action.id().equals("sync/torrentPeers")) {
            values.remove("rid");
        }
        var command = new Command(instance, action.id(), values, uploads(action, sent), caller.origin(),
                Spellings.forgiving(action, presented.api()));
        return answer.of(gate.run(caller.person(), command), new Question(action, instance, presented, sent.values()));
    }

    /// What only the server knows of rows, as JSON objects; nothing for a version that has no parameter for it.
    private Function<List<Row>, Optional<String>> particulars(Action action, Standing standing, Presented presented,
            AppRequest sent) {
        var values = Spellings.canonical(action, presented.api(), sent.values());
        values.keySet().retainAll(Set.of("includeTrackers", "includeFiles"));
        return rows -> {
            if (!values.containsValue("true") || rows.isEmpty()) {
                return Optional.empty();
            }
            values.put("hashes", rows.stream().map(row -> row.torrent().hash().value()).collect(Collectors.joining("|")));
            var outcome = gate.run(caller.person(),
                    new Command(standing.rights().instance(), action.id(), values, List.of(), caller.origin()));
            return outcome instanceof Outcome.Done(var torrents, var content) ? Optional.of(content.text()) : Optional.empty();
        };
    }

    private static List<Upload> uploads(Action action, AppRequest sent) {
        var uploads = new ArrayList<Upload>();
        action.parameters().stream().filter(parameter -> parameter.type().uploaded()).findFirst().ifPresent(parameter -> sent
                .files().forEach(file -> uploads.add(new Upload(parameter.name(), file.name(), file.content()))));
        return uploads;
    }
}
