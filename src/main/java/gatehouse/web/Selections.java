package gatehouse.web;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.FormBody;
import gatehouse.http.Problem;
import gatehouse.http.ViewQuery;
import gatehouse.live.Views;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Query;
import gatehouse.torrent.Sort;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// What is selected beyond the rows that a page holds: any places of the whole list, and what may be done with a selection.
/// Answers from the mirrors alone; no server is asked.
@Path("/torrents/selection")
@RunOnVirtualThread
public class Selections {

    /// More than a form can name.
    private static final int MOST = 45_000;
    private static final List<Verb> BAR = List.of(Verb.START, Verb.STOP, Verb.CATEGORY, Verb.LIMITS, Verb.MOVE, Verb.DELETE);

    private final Caller caller;
    private final Frames frames;
    private final Views views;
    private final Choices choices;
    private final Offers offers;

    Selections(Caller caller, Frames frames, Views views, Choices choices, Offers offers) {
        this.caller = caller;
        this.frames = frames;
        this.views = views;
        this.choices = choices;
        this.offers = offers;
    }

    /// @param hidden how many of the chosen the filter does not let through
    /// @param gone the chosen that are not there any more, as one text
    @CheckedTemplate
    record bar(Frame frame, Chosen chosen, List<Reach> reaches, int hidden, String gone) implements TemplateInstance {
    }

    /// Places of the list, whether a page has them or not: a line each, `attic/HASH SIZE` with the size in bytes.
    ///
    /// @throws Problem 400 for a view that is none, or more than can be selected one by one
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String places(@RestQuery String q, @RestQuery String sort, @RestQuery int from, @RestQuery int count) {
        if (from < 0 || count < 1 || count > MOST) {
            throw Problem
                    .badRequest("At most " + MOST + " torrents can be selected one by one. Select all that match instead.");
        }
        return lines(
                views.ordered(caller.person(), ViewQuery.of(q, sort, null, null)).stream().skip(from).limit(count).toList());
    }

    private static String lines(Collection<Listed> rows) {
        return rows.stream().map(listed -> listed.id() + " " + Math.max(0, listed.torrent().size()) + "\n")
                .collect(Collectors.joining());
    }

    /// What the buttons of the selection bar can do with what is chosen, `q` being the filter of the list.
    ///
    /// @throws Problem 404 when nothing of it is there any more
    @POST
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance reach() {
        var form = caller.form().only("csrf", "torrent", "matching", "back", "q");
        var chosen = chosen(form);
        var there = chosen.torrents().stream().map(Listed::id).collect(Collectors.toSet());
        var gone = form.all("torrent").stream().filter(id -> !there.contains(id)).collect(Collectors.joining(" "));
        return new bar(frames.frame(), chosen, Stream.of(Verb.values()).filter(BAR::contains)
                .flatMap(verb -> offers.offer(chosen, verb).stream()).map(offer -> offers.reach(chosen, offer)).toList(),
                hidden(chosen, form.text("q")), gone);
    }

    private int hidden(Chosen chosen, String q) {
        if (chosen.matching().isPresent() || q.isEmpty()) {
            return 0;
        }
        var shown = views.ordered(caller.person(), new Query(Filter.parse(q), Sort.DEFAULT, 0, 1)).stream().map(Listed::id)
                .collect(Collectors.toSet());
        return (int) chosen.torrents().stream().filter(listed -> !shown.contains(listed.id())).count();
    }

    private Chosen chosen(FormBody form) {
        if (form.all("torrent").isEmpty() && form.single("matching").isEmpty()) {
            throw Problem.badRequest("No torrent was chosen.");
        }
        return choices.of(caller.person(), form.all("torrent"), form.single("matching"));
    }

    /// Those of the chosen that `verb` can be done to, as [#places] writes them.
    @POST
    @Path("/able")
    @Produces(MediaType.TEXT_PLAIN)
    public String able() {
        var form = caller.form().only("csrf", "torrent", "matching", "back", "verb");
        var verb = Optional.of(form.text("verb")).flatMap(Verb::of).orElseThrow(Problem::notFound);
        return lines(offers.able(chosen(form), verb).torrents());
    }
}
