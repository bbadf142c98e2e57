package gatehouse.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

import gatehouse.http.Caller;
import gatehouse.http.FormBody;
import gatehouse.http.LocalPath;
import gatehouse.http.Problem;
import gatehouse.http.Translation;
import gatehouse.store.Preferences;
import gatehouse.torrent.Query;
import gatehouse.web.Commands.Result;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// What the buttons, menus and dialogs of the torrents screen do. A script gets what happened as a fragment; a form without
/// one leads back to its page, or shows why not.
@Path("/torrents")
@RunOnVirtualThread
public class Acts {

    private static final Set<String> EVERY = Set.of("csrf", "back", "torrent", "matching");

    private final Caller caller;
    private final Frames frames;
    private final Torrents torrents;
    private final Commands commands;
    private final Deletes deletes;
    private final OwnerForms ownerForms;
    private final Exports exports;
    private final Preferences preferences;
    private final Deeds deeds = Translation.of(Deeds.class);

    Acts(Caller caller, Frames frames, Torrents torrents, Commands commands, Deletes deletes, OwnerForms ownerForms,
            Exports exports, Preferences preferences) {
        this.caller = caller;
        this.frames = frames;
        this.torrents = torrents;
        this.commands = commands;
        this.deletes = deletes;
        this.ownerForms = ownerForms;
        this.exports = exports;
        this.preferences = preferences;
    }

    /// Does what the word says for the chosen torrents.
    @POST
    @Path("/actions/{word}")
    @Produces(MediaType.TEXT_HTML)
    public Response act(@RestPath String word, @RestHeader("Sec-Fetch-Mode") String mode) {
        var verb = Verb.of(word).orElseThrow(Problem::notFound);
        var form = caller.form()
                .only(Stream.concat(EVERY.stream(), verb.fields().stream()).toArray(String[]::new));
        var script = "cors".equals(mode) || "same-origin".equals(mode);
        var results = run(verb, form, script);
        var status = results.stream().mapToInt(Result::status).max().orElse(400);
        return script ? Response.status(status)
                .entity(new Torrents.results(frames.frame(), told(verb, results))).build()
                : status >= 400 ? Response.status(status).entity(page(told(verb, results))).build() : back(form);
    }

    private List<Result> run(Verb verb, FormBody form, boolean script) {
        var person = caller.person();
        return switch (verb) {
            case DELETE -> deletes.run(person, form, caller.origin());
            case OWNER -> ownerForms.run(person, form, caller.origin());
            case COPY, EXPORT -> throw Problem.notFound();
            default -> script ? commands.run(person, verb, form, caller.origin())
                    : commands.runAndSettle(person, verb, form, caller.origin());
        };
    }

    private Told told(Verb verb, List<Result> results) {
        return new Told(deeds.verb(verb), results, verb == Verb.DELETE ? deletes.undos(caller.person()) : List.of());
    }

    /// Without a script a refusal is shown above the list it was asked from.
    private Torrents.page page(Told told) {
        return torrents.page(Query.START, told, Optional.empty());
    }

    /// To the page that the form came from.
    private Response back(FormBody form) {
        var back = LocalPath.of(form.text("back")).filter(path -> path.startsWith("/torrents")).orElse("/torrents");
        return Response.seeOther(URI.create(caller.base() + back)).build();
    }

    /// Takes a delete back within its moment.
    @POST
    @Path("/undo")
    @Produces(MediaType.TEXT_HTML)
    public Response undo(@RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only("csrf", "batch", "back");
        var stay = deletes.undo(caller.person(), form.text("batch"), caller.origin());
        if (stay == 0) {
            throw deletes.tooLate();
        }
        var script = "cors".equals(mode) || "same-origin".equals(mode);
        return script
                ? Response.ok(new Torrents.results(frames.frame(), new Told("", List.of(deletes.undone(stay)), List.of())))
                        .build()
                : back(form);
    }

    /// Where the details stand from now on: on the right, or at the bottom.
    @POST
    @Path("/panel")
    public Response place() {
        var form = caller.form().only("csrf", "place", "back");
        if (!Set.of("right", "bottom").contains(form.text("place"))) {
            throw Problem.badRequest("The details stand on the right or at the bottom.");
        }
        preferences.put(caller.person().id(), Details.PLACE, form.text("place"));
        return back(form);
    }

    /// The .torrent files of the chosen torrents: one as it is, several in a zip.
    @POST
    @Path("/export")
    public Response export() {
        var form = caller.form().only("csrf", "torrent", "matching", "back");
        var chosen = commands.chosen(caller.person(), Verb.EXPORT, form);
        return switch (exports.of(chosen, caller.origin())) {
            case Exports.File(var name, var type, var content) -> Response.ok(content).type(type)
                    .header("Content-Disposition", "attachment; filename=\"" + name + "\"").build();
            case Exports.Refused(var results) -> Response.status(results.getFirst().status()).type(MediaType.TEXT_HTML)
                    .entity(page(told(Verb.EXPORT, results))).build();
        };
    }
}
