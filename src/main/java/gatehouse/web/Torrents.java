package gatehouse.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.LocalPath;
import gatehouse.http.Streams;
import gatehouse.http.ViewQuery;
import gatehouse.torrent.Query;
import gatehouse.web.Commands.Result;
import gatehouse.web.Suggestions.Suggestion;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The torrents screen: the page, its live stream, and what its buttons do. All of a view is in its address.
@Path("/torrents")
@RunOnVirtualThread
public class Torrents {

    private final Caller caller;
    private final Frames frames;
    private final Screens screens;
    private final Streams streams;
    private final RowHtml rowHtml;
    private final Commands commands;
    private final Suggestions suggestions;

    Torrents(Caller caller, Frames frames, Screens screens, Streams streams, RowHtml rowHtml, Commands commands,
            Suggestions suggestions) {
        this.caller = caller;
        this.frames = frames;
        this.screens = screens;
        this.streams = streams;
        this.rowHtml = rowHtml;
        this.commands = commands;
        this.suggestions = suggestions;
    }

    // The templates `templates/Torrents/…`: the page, and the parts of it that change by themselves.

    @CheckedTemplate
    record page(Frame frame, Screen screen, List<Result> results) implements TemplateInstance {
    }

    @CheckedTemplate
    record row(Frame frame, Row row) implements TemplateInstance {
    }

    @CheckedTemplate
    record instances(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record facets(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record typed(Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record chips(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record count(Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record suggest(Frame frame, List<Suggestion> suggestions) implements TemplateInstance {
    }

    @CheckedTemplate
    record quick(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record head(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record strip(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record banners(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record whys(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record results(Frame frame, List<Result> results) implements TemplateInstance {
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page(@RestQuery String q, @RestQuery String sort, @RestQuery String from, @RestQuery String count) {
        var query = ViewQuery.of(q, sort, from, count);
        return new page(frames.frame(), screens.screen(caller.person(), query, screens.look(caller.person())), List.of());
    }

    /// What the filter field offers to go on with, as a part of the page.
    @GET
    @Path("/suggest")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance suggest(@RestQuery String q) {
        return new suggest(frames.frame(), suggestions.of(caller.person(), Optional.ofNullable(q).orElse("")));
    }

    /// The same view as a stream of what changes in it: see [Streams].
    @GET
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void live(@RestQuery String q, @RestQuery String sort, @RestQuery String from, @RestQuery String count,
            @Context SseEventSink sink, @Context Sse sse) {
        var person = caller.person();
        var query = ViewQuery.of(q, sort, from, count);
        var window = new LiveWindow(frames.frame(), rowHtml);
        var look = screens.look(person);
        streams.serve(caller.visitor(), () -> window.change(screens.screen(person, query, look)), sink, sse);
    }

    /// A command for the chosen torrents. A script gets what happened as a fragment, a form leads back to its page, which
    /// says it.
    @POST
    @Path("/actions/{word}")
    @Produces(MediaType.TEXT_HTML)
    public Response act(@RestPath String word, @RestHeader("Sec-Fetch-Mode") String mode) {
        var form = caller.form().only("csrf", "torrent", "back");
        var script = "cors".equals(mode) || "same-origin".equals(mode);
        var results = script ? commands.run(caller.person(), word, form.all("torrent"), caller.origin())
                : commands.runAndSettle(caller.person(), word, form.all("torrent"), caller.origin());
        var status = results.stream().mapToInt(Result::status).max().orElse(400);
        if (script || status >= 400) {
            return Response.status(status)
                    .entity(script ? new results(frames.frame(), results) : told(results)).build();
        }
        var back = LocalPath.of(form.text("back")).filter(path -> path.startsWith("/torrents")).orElse("/torrents");
        return Response.seeOther(URI.create(caller.base() + back)).build();
    }

    /// Without a script a refusal is shown above the list it was asked from.
    private TemplateInstance told(List<Result> results) {
        return new page(frames.frame(), screens.screen(caller.person(), Query.START, screens.look(caller.person())), results);
    }
}
