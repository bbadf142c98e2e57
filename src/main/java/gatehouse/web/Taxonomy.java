package gatehouse.web;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.action.Right;
import gatehouse.gate.Command;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.Views;
import gatehouse.torrent.Query;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// New categories and tags of an instance, made before any torrent has them: `category` or `tag` in the address.
@Path("/new/{kind: category|tag}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Taxonomy {

    private final SelectionWords words = Translation.of(SelectionWords.class);
    private final Caller caller;
    private final Frames frames;
    private final Views views;
    private final Gate gate;
    private final Sentences sentences;

    Taxonomy(Caller caller, Frames frames, Views views, Gate gate, Sentences sentences) {
        this.caller = caller;
        this.frames = frames;
        this.views = views;
        this.gate = gate;
        this.sentences = sentences;
    }

    /// An instance where one may make them.
    public record Place(String name, String title, boolean chosen) {
    }

    /// @param path whether somewhere one may also say where a category's torrents are written
    public record Making(String kind, List<Place> places, boolean path) {
    }

    @CheckedTemplate
    record page(Frame frame, Making making) implements TemplateInstance {
    }

    @CheckedTemplate
    record form(Frame frame, Making making) implements TemplateInstance {
    }

    @CheckedTemplate
    record told(Frame frame, boolean done, String sentence) implements TemplateInstance {
    }

    /// @param instance which one to start with
    /// @throws Problem 404 for whoever may make none anywhere
    @GET
    public TemplateInstance show(@RestPath String kind, @RestQuery String instance,
            @RestHeader("Sec-Fetch-Mode") String mode) {
        var standings = views.view(caller.person(), Query.START).standings();
        var places = standings.entrySet().stream().filter(entry -> entry.getValue().rights().decide(Right.TAXONOMY).allowed())
                .map(entry -> new Place(entry.getKey(), sentences.title(entry.getKey()), entry.getKey().equals(instance)))
                .toList();
        if (places.isEmpty()) {
            throw Problem.notFound();
        }
        var path = kind.equals("category") && places.stream()
                .anyMatch(place -> standings.get(place.name()).rights().decide(Right.LOCATION).allowed());
        var making = new Making(kind, places, path);
        return script(mode) ? new form(frames.frame(), making) : new page(frames.frame(), making);
    }

    @POST
    public Response make(@RestPath String kind, @RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only("csrf", "instance", "name", "path");
        var instance = form.text("instance");
        var values = new HashMap<>(Map.of(kind.equals("tag") ? "tags" : "category", form.text("name").strip()));
        if (!form.text("path").isBlank()) {
            values.put("savePath", form.text("path").strip());
        }
        var outcome = gate.run(caller.person(), new Command(instance,
                kind.equals("tag") ? "torrents/createTags" : "torrents/createCategory", values, List.of(), caller.origin()));
        return answer(kind, outcome, instance, mode);
    }

    private Response answer(String kind, Outcome outcome, String instance, String mode) {
        var done = outcome instanceof Outcome.Done;
        if (done && !script(mode)) {
            return Response.seeOther(URI.create(caller.base() + "/torrents")).build();
        }
        var sentence = sentences.outcome(outcome, words.new_of(kind), instance);
        if (!script(mode)) {
            throw new Problem(OutcomeStatus.of(outcome), words.new_of(kind), sentence);
        }
        return Response.status(OutcomeStatus.of(outcome))
                .entity(new told(frames.frame(), done, done ? words.new_made(kind, sentences.title(instance)) : sentence))
                .build();
    }

    private static boolean script(String mode) {
        return "cors".equals(mode) || "same-origin".equals(mode);
    }
}
