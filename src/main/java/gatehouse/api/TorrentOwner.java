package gatehouse.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.gate.Outcome;
import gatehouse.gate.Owners;
import gatehouse.gate.Owners.Change;
import gatehouse.gate.Owners.Known;
import gatehouse.gate.Owners.Which;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.store.Ownership.May;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Whose a torrent is, and who shares it. A person's id has characters that no path of the API takes, so it stands in the
/// query or the body.
@Path("/api/v1/instances")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TorrentOwner {

    private final Caller caller;
    private final Owners owners;
    private final Sentences sentences;
    private final ObjectMapper json;

    TorrentOwner(Caller caller, Owners owners, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.owners = owners;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param owned whether it is anybody's
    /// @param owner their id, where the asker may know it
    /// @param shared `see` or `do` by person's id, or `*` for everybody; without what the asker may not know
    /// @param mayChange whether the asker may give it away and share it
    public record Owner(boolean owned, Optional<String> owner, Map<String, String> shared, boolean mayChange) {

        static Owner of(Known known) {
            var shared = new TreeMap<String, String>();
            known.shared().forEach((person, may) -> shared.put(person, may.name().toLowerCase(Locale.ROOT)));
            return new Owner(known.owned(), known.owner(), shared, known.change());
        }
    }

    @GET
    @Path("/{instance}/torrents/{hash}/owner")
    public Owner owner(@RestPath String instance, @RestPath String hash) {
        return owners.known(caller.person(), new Which(instance, hash)).map(Owner::of).orElseThrow(Problem::notFound);
    }

    @PUT
    @Path("/{instance}/torrents/{hash}/owner")
    public Response assign(@RestPath String instance, @RestPath String hash) {
        var body = JsonBody.texts(caller.json(), "person");
        return change(new Which(instance, hash), new Change.Assign(body.get("person")));
    }

    @DELETE
    @Path("/{instance}/torrents/{hash}/owner")
    public Response release(@RestPath String instance, @RestPath String hash) {
        return change(new Which(instance, hash), new Change.Release());
    }

    @PUT
    @Path("/{instance}/torrents/{hash}/shared")
    public Response share(@RestPath String instance, @RestPath String hash) {
        var body = JsonBody.texts(caller.json(), "person", "may");
        return change(new Which(instance, hash), new Change.Share(body.get("person"), may(body.get("may"))));
    }

    @DELETE
    @Path("/{instance}/torrents/{hash}/shared")
    public Response unshare(@RestPath String instance, @RestPath String hash, @RestQuery String person) {
        return change(new Which(instance, hash), new Change.Unshare(Optional.ofNullable(person).orElse("")));
    }

    private static May may(String written) {
        return Arrays.stream(May.values()).filter(may -> may.name().toLowerCase(Locale.ROOT).equals(written)).findFirst()
                .orElseThrow(() -> Problem.badRequest("may is see or do."));
    }

    private Response change(Which which, Change change) {
        var outcome = owners.change(caller.person(), which, change, caller.origin());
        return outcome instanceof Outcome.Done ? Response.ok(owner(which.instance(), which.hash())).build()
                : Refusal.of(outcome, sentences.outcome(outcome, change.action(), which.instance()),
                        OutcomeStatus.of(outcome), json);
    }
}
