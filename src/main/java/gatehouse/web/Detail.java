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
import gatehouse.torrent.Query;
import gatehouse.web.AuditScreen.Day;
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
    private final Screens screens;
    private final Details details;
    private final Deletes deletes;

    Detail(Caller caller, Frames frames, Screens screens, Details details, Deletes deletes) {
        this.caller = caller;
        this.frames = frames;
        this.screens = screens;
        this.details = details;
        this.deletes = deletes;
    }

    // The templates `templates/Detail/…`: the panel, and the content of each tab.

    @CheckedTemplate
    record panel(Frame frame, Panel panel, String body) implements TemplateInstance {
    }

    @CheckedTemplate
    record overview(Frame frame, Panel panel, Overview overview) implements TemplateInstance {
    }

    @CheckedTemplate
    record files(Frame frame, Panel panel, FileTree tree, Optional<Offer> priority, Optional<Offer> rename, Set<String> open)
            implements
                TemplateInstance {
    }

    @CheckedTemplate
    record trackers(Frame frame, Panel panel, Swarm.Trackers trackers, Optional<Offer> edit) implements TemplateInstance {
    }

    @CheckedTemplate
    record peers(Frame frame, Panel panel, Swarm.Peers peers, Optional<Offer> ban) implements TemplateInstance {
    }

    @CheckedTemplate
    record webSeeds(Frame frame, Panel panel, Swarm.WebSeeds seeds, Optional<Offer> edit) implements TemplateInstance {
    }

    @CheckedTemplate
    record limits(Frame frame, Panel panel, Sharing sharing, Optional<Offer> offer) implements TemplateInstance {
    }

    @CheckedTemplate
    record activity(Frame frame, Panel panel, List<Day> days) implements TemplateInstance {
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
        var panel = details.panel(caller.person(), instance, hash, which, query);
        var drawn = new panel(frames.frame(), panel, body(instance, hash, panel, Set.copyOf(open)).render());
        return "cors".equals(mode) || "same-origin".equals(mode) ? drawn : beside(query, panel, drawn);
    }

    private TemplateInstance beside(Query query, Panel panel, TemplateInstance drawn) {
        return new Torrents.page(frames.frame(), screens.screen(caller.person(), query), List.of(),
                deletes.undos(caller.person()), drawn.render(), panel.bottom());
    }

    private TemplateInstance body(String instance, String hash, Panel panel, Set<String> open) {
        var frame = frames.frame();
        var chosen = details.chosen(caller.person(), instance, hash);
        var origin = caller.origin();
        return switch (panel.tab()) {
            case OVERVIEW -> new overview(frame, panel, details.overview(chosen, origin));
            case FILES -> new files(frame, panel, details.files(chosen, origin, open), details.offer(chosen, Verb.PRIORITY),
                    details.offer(chosen, Verb.RENAME_FILE), open);
            case TRACKERS -> new trackers(frame, panel, details.trackers(chosen, origin),
                    details.offer(chosen, Verb.EDIT_TRACKER));
            case PEERS -> new peers(frame, panel, details.peers(chosen, origin), details.offer(chosen, Verb.BAN));
            case WEB_SEEDS -> new webSeeds(frame, panel, details.webSeeds(chosen, origin),
                    details.offer(chosen, Verb.EDIT_WEB_SEED));
            case LIMITS -> new limits(frame, panel, details.sharing(chosen), details.offer(chosen, Verb.LIMITS));
            case ACTIVITY -> new activity(frame, panel, details.activity(chosen));
        };
    }
}
