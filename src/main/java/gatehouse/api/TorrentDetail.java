package gatehouse.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.gate.Command;
import gatehouse.gate.Fields;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// One torrent: what the mirror knows of it, and on demand its parts, for which the server is asked.
@Path("/api/v1/instances")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class TorrentDetail {

    /// The parts by their words in `with`, and the reads of the action table behind them, each with a right of its own.
    static final Map<String, String> PARTS = new TreeMap<>(Map.of("files", "torrents/files", "trackers", "torrents/trackers",
            "peers", "sync/torrentPeers", "webseeds", "torrents/webseeds", "pieces", "torrents/pieceStates", "properties",
            "torrents/properties"));

    private final Caller caller;
    private final Views views;
    private final Gate gate;
    private final Actions actions;
    private final Sentences sentences;
    private final ObjectMapper json;

    TorrentDetail(Caller caller, Views views, Gate gate, Actions actions, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.views = views;
        this.gate = gate;
        this.actions = actions;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param freshness of its instance, as [gatehouse.live.Freshness]
    /// @param seen when its instance last answered
    /// @param rights what the asker may do to it
    /// @param fields all that the server says of it, in the server's names
    /// @param parts what was asked for with `with`, as the server says it
    /// @param absent problem details of what was asked for and is not there
    public record Detail(TorrentJson torrent, String freshness, Optional<Instant> seen, List<String> rights,
            Map<String, Object> fields, Map<String, JsonNode> parts, Map<String, JsonNode> absent) {
    }

    @GET
    @Path("/{instance}/torrents/{hash}")
    public Detail detail(@RestPath String instance, @RestPath String hash, @RestQuery String with) {
        var standing = views.standing(caller.person(), instance).orElseThrow(Problem::notFound);
        var torrent = Hash.parse(hash).map(standing.now().snapshot().torrents()::get)
                .filter(found -> standing.rights().sees(standing.owned(found))).orElseThrow(Problem::notFound);
        var parts = new LinkedHashMap<String, JsonNode>();
        var absent = new LinkedHashMap<String, JsonNode>();
        wanted(with).forEach(part -> read(instance, torrent, part, parts, absent));
        return new Detail(row(instance, standing, torrent), standing.freshness().id(), standing.now().lastGood(),
                rights(standing, torrent), fields(standing, torrent), parts, absent);
    }

    private static Set<String> wanted(String with) {
        var wanted = with == null || with.isEmpty() ? Set.<String> of() : new LinkedHashSet<>(Arrays.asList(with.split(",")));
        if (!PARTS.keySet().containsAll(wanted)) {
            throw Problem.badRequest("with takes, separated by commas: " + String.join(", ", PARTS.keySet()) + ".");
        }
        return wanted;
    }

    private TorrentJson row(String instance, Standing standing, Torrent torrent) {
        return TorrentJson.of(new Listed(instance, torrent, standing.owned(torrent).map(Owned::owner)), caller.person());
    }

    private static List<String> rights(Standing standing, Torrent torrent) {
        return Arrays.stream(Right.values()).filter(right -> !right.ofTheHouse())
                .filter(right -> standing.rights().decide(right, standing.owned(torrent)).allowed()).map(Right::id).toList();
    }

    private static Map<String, Object> fields(Standing standing, Torrent torrent) {
        return Fields.shown(torrent, standing.rights().decide(Right.TRACKERS_VIEW, standing.owned(torrent)).allowed());
    }

    private void read(String instance, Torrent torrent, String part, Map<String, JsonNode> parts,
            Map<String, JsonNode> absent) {
        var action = actions.find(PARTS.get(part)).orElseThrow();
        var outcome = gate.run(caller.person(), new Command(instance, action.id(), Map.of("hash", torrent.hash().value()),
                List.of(), caller.origin()));
        if (outcome instanceof Outcome.Done(var count, var content)) {
            var answer = json.createObjectNode();
            JsonBody.answer(content, answer, json);
            parts.put(part, answer.path("answer"));
        } else {
            absent.put(part, Refusal.details(outcome, sentences.outcome(outcome, action.summary(), instance),
                    OutcomeStatus.of(outcome), json));
        }
    }
}
