package gatehouse.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.Problem;
import gatehouse.http.ViewQuery;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The details of one torrent, beside the list: each tab has an address. A script asks for the open tab again and again and
/// gets only the panel; a browser gets the page with the list in it.
@Path("/torrents")
@RunOnVirtualThread
public class Detail {

    private final Caller caller;
    private final Frames frames;
    private final Torrents torrents;
    private final Details details;
    private final Deletes deletes;

    Detail(Caller caller, Frames frames, Torrents torrents, Details details, Deletes deletes) {
        this.caller = caller;
        this.frames = frames;
        this.torrents = torrents;
        this.details = details;
        this.deletes = deletes;
    }

    // The templates `templates/Detail/…`: the panel, and the content of each tab.

    @CheckedTemplate
    record panel(Frame frame, Panel panel, Content content) implements TemplateInstance {
    }

    @CheckedTemplate
    record overview(Frame frame, Panel panel, Overview content) implements TemplateInstance {
    }

    @CheckedTemplate
    record files(Frame frame, Panel panel, Content.Files content) implements TemplateInstance {
    }

    @CheckedTemplate
    record trackers(Frame frame, Panel panel, Content.Trackers content) implements TemplateInstance {
    }

    @CheckedTemplate
    record peers(Frame frame, Panel panel, Content.Peers content) implements TemplateInstance {
    }

    @CheckedTemplate
    record webSeeds(Frame frame, Panel panel, Content.WebSeeds content) implements TemplateInstance {
    }

    @CheckedTemplate
    record limits(Frame frame, Panel panel, Content.Limits content) implements TemplateInstance {
    }

    @CheckedTemplate
    record activity(Frame frame, Panel panel, Content.Activity content) implements TemplateInstance {
    }

    @GET
    @Path("/{instance}/{hash}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance overview(@RestPath String instance, @RestPath String hash, @RestQuery String q,
            @RestQuery String sort, @RestQuery String from, @RestQuery String count,
            @RestHeader("Sec-Fetch-Mode") String mode) {
        return tab(instance, hash, Tab.OVERVIEW.word(), List.of(), q, sort, from, count, mode);
    }

    /// @param open for the files: the paths of the open folders
    @GET
    @Path("/{instance}/{hash}/{tab}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance tab(@RestPath String instance, @RestPath String hash, @RestPath String tab,
            @RestQuery List<String> open, @RestQuery String q, @RestQuery String sort, @RestQuery String from,
            @RestQuery String count, @RestHeader("Sec-Fetch-Mode") String mode) {
        var query = ViewQuery.of(q, sort, from, count);
        var which = Tab.of(tab).orElseThrow(Problem::notFound);
        var chosen = details.chosen(caller.person(), instance, hash);
        var panel = details.panel(chosen, which, query);
        var content = details.content(chosen, which, caller.origin(), Set.copyOf(open));
        return "cors".equals(mode) || "same-origin".equals(mode) ? new panel(frames.frame(), panel, content)
                : torrents.page(query, Told.nothing(deletes.undos(caller.person())), Optional.of(new Beside(panel, content)));
    }
}
