package gatehouse.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Person;
import gatehouse.http.Caller;
import gatehouse.http.Streams;
import gatehouse.http.ViewQuery;
import gatehouse.live.Views;
import gatehouse.live.Views.View;
import gatehouse.torrent.Filter;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The torrents of all instances, as far as somebody may see them: a window of a filtered and sorted list, once or as a
/// stream of what changes in it. The same view as the page's, by the same address.
@Path("/api/v1/torrents")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class Torrents {

    private final Caller caller;
    private final Views views;
    private final Streams streams;
    private final ObjectMapper json;

    Torrents(Caller caller, Views views, Streams streams, ObjectMapper json) {
        this.caller = caller;
        this.views = views;
        this.streams = streams;
        this.json = json;
    }

    /// @param from the window's first row, from 0
    /// @param total how many match
    /// @param everything how many there are without the filter
    /// @param statuses how many there would be of each status, with the rest of the filter as it is
    /// @param instances the same by instance
    /// @param freshness by instance, as [gatehouse.live.Freshness]
    /// @param mistakes what of the filter was not understood and filters nothing
    public record TorrentList(List<TorrentJson> torrents, int from, int total, int everything, Map<String, Integer> statuses,
            Map<String, Integer> instances, Map<String, String> freshness, List<MistakeJson> mistakes) {

        static TorrentList of(View view, Person asker) {
            var page = view.page();
            var statuses = new TreeMap<String, Integer>();
            page.statuses().forEach((status, count) -> statuses.put(status.id(), count));
            var freshness = new TreeMap<String, String>();
            view.standings().forEach((name, standing) -> freshness.put(name, standing.freshness().id()));
            return new TorrentList(page.rows().stream().map(row -> TorrentJson.of(row, asker)).toList(), page.from(),
                    page.total(), page.everything(), statuses, new TreeMap<>(page.instances()), freshness,
                    view.query().filter().mistakes().stream().map(MistakeJson::of).toList());
        }
    }

    /// @param written a word of the filter
    /// @param allowed what may have been meant
    public record MistakeJson(String written, List<String> allowed) {

        static MistakeJson of(Filter.Mistake mistake) {
            return new MistakeJson(mistake.written(), mistake.allowed());
        }
    }

    @GET
    public TorrentList list(@RestQuery String q, @RestQuery String sort, @RestQuery String from, @RestQuery String count) {
        return TorrentList.of(views.view(caller.person(), ViewQuery.of(q, sort, from, count)), caller.person());
    }

    /// First the event `full` with what a GET of the list gives, then `delta` with what has changed: see [ListChanges].
    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@RestQuery String q, @RestQuery String sort, @RestQuery String from, @RestQuery String count,
            @Context SseEventSink sink, @Context Sse sse) {
        var person = caller.person();
        var query = ViewQuery.of(q, sort, from, count);
        var changes = new ListChanges(json);
        streams.serve(caller.visitor(), () -> changes.next(TorrentList.of(views.view(person, query), person)), sink, sse);
    }
}
