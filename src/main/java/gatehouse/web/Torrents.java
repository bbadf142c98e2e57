package gatehouse.web;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.Streams;
import gatehouse.http.ViewQuery;
import gatehouse.torrent.Query;
import gatehouse.web.Suggestions.Suggestion;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The torrents screen: the page and its live stream; what its buttons do is in [Acts]. All of a view is in its address.
@Path("/torrents")
@RunOnVirtualThread
public class Torrents {

    private final Caller caller;
    private final Frames frames;
    private final Screens screens;
    private final Streams streams;
    private final RowHtml rowHtml;
    private final Deletes deletes;
    private final Suggestions suggestions;

    Torrents(Caller caller, Frames frames, Screens screens, Streams streams, RowHtml rowHtml, Deletes deletes,
            Suggestions suggestions) {
        this.caller = caller;
        this.frames = frames;
        this.screens = screens;
        this.streams = streams;
        this.rowHtml = rowHtml;
        this.deletes = deletes;
        this.suggestions = suggestions;
    }

    // The templates `templates/Torrents/…`: the page, and the parts of it that change by themselves.

    @CheckedTemplate
    record page(Frame frame, Screen screen, String signs, Told told, Optional<Beside> beside)
            implements
                TemplateInstance {
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
    record rates(Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record strip(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record banners(Frame frame, Screen screen) implements TemplateInstance {
    }

    @CheckedTemplate
    record results(Frame frame, Told told) implements TemplateInstance {
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page(@RestQuery String q, @RestQuery String sort, @RestQuery String from, @RestQuery String count) {
        var query = ViewQuery.of(q, sort, from, count);
        return page(query, Told.nothing(deletes.undos(caller.person())), Optional.empty());
    }

    /// The page with what it tells above the list and shows beside it.
    page page(Query query, Told told, Optional<Beside> beside) {
        var frame = frames.frame();
        var screen = screens.screen(caller.person(), query);
        return new page(frame, screen, Drawn.of(frame, screen, rowHtml).signs(), told, beside);
    }

    /// What the filter field offers to go on with, as a part of the page.
    @GET
    @Path("/suggest")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance suggest(@RestQuery String q) {
        return new suggest(frames.frame(), suggestions.of(caller.person(), Optional.ofNullable(q).orElse("")));
    }

    /// The same view as a stream of what changes in it: see [Streams].
    ///
    /// @param seen what the page shows already, as it says itself
    @GET
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void live(@RestQuery String q, @RestQuery String sort, @RestQuery String from, @RestQuery String count,
            @RestQuery String seen, @Context SseEventSink sink, @Context Sse sse) {
        var person = caller.person();
        var query = ViewQuery.of(q, sort, from, count);
        var frame = frames.frame();
        var window = new LiveWindow(Optional.ofNullable(seen).orElse(""));
        var look = screens.look(person);
        streams.serve(caller.visitor(), () -> {
            var screen = screens.screen(person, query, look);
            return window.change(screen, Drawn.of(frame, screen, rowHtml));
        }, sink, sse);
    }
}
