package gatehouse.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Access;
import gatehouse.access.Decision;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.gate.Keys.Answer;
import gatehouse.gate.Keys.Wish;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.store.AppKey;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The keys of apps: one's own, and everybody's for who manages them.
@Path("/api/v1/keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class Keys {

    private final Caller caller;
    private final gatehouse.gate.Keys keys;
    private final Access access;
    private final Sentences sentences;
    private final ObjectMapper json;

    Keys(Caller caller, gatehouse.gate.Keys keys, Access access, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.keys = keys;
        this.access = access;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param owner a person's id
    /// @param instances names, or only `*`
    /// @param category what every torrent gets that is added with it
    /// @param lastAddress from where it was used last
    public record KeyJson(long id, String owner, String name, List<String> instances, List<String> rights,
            Optional<String> category, Instant created, Optional<Instant> expires, Optional<Instant> lastUsed,
            Optional<String> lastAddress) {

        static KeyJson of(AppKey key) {
            var instances = key.instances().isEmpty() ? List.of(gatehouse.gate.Keys.EVERYWHERE)
                    : key.instances().stream().sorted().toList();
            return new KeyJson(key.id(), new Person(key.issuer(), key.subject(), "", Set.of(), Set.of()).id(), key.name(),
                    instances, key.rights().stream().sorted().map(Right::id).toList(), key.category(), key.created(),
                    key.expires(), key.lastUsed(), Optional.of(key.lastAddress()).filter(address -> !address.isEmpty()));
        }
    }

    public record KeyList(List<KeyJson> keys) {
    }

    /// @param secret shown this once; it is what the app gets
    public record MadeKey(long id, String secret) {
    }

    public record Revoked(long id) {
    }

    @GET
    public Response list(@RestQuery String of) {
        var all = "everybody".equals(of);
        if (!all && of != null) {
            throw Problem.badRequest("of is everybody, or is left out for your own keys.");
        }
        var right = all ? Right.KEYS_MANAGE : Right.KEYS_OWN;
        if (access.policy().decide(caller.person(), right) instanceof Decision.Refused refused
                && (all || caller.person().key().isPresent())) {
            return Refusal.of(refused, sentences, json);
        }
        var found = all ? keys.all(caller.person()).orElse(List.of()) : keys.own(caller.person());
        return Response.ok(new KeyList(found.stream().map(KeyJson::of).toList())).build();
    }

    @POST
    public Response make() {
        var body = JsonBody.keyed(caller.json(), List.of("name", "account", "category", "expires"),
                List.of("instances", "rights"));
        var wish = new Wish(body.text("account"), body.text("name").orElse(""), body.list("instances"), body.list("rights"),
                body.text("category"), body.text("expires").map(Keys::moment));
        return switch (keys.make(caller.person(), wish, caller.origin())) {
            case Answer.Done(var made) -> Response.ok(new MadeKey(made.id(), made.secret())).build();
            case Answer.Not(var why) -> refused(why);
        };
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Problem.badRequest("expires is a moment, written as 2026-11-23T14:46:03Z.");
        }
    }

    @DELETE
    @Path("/{id}")
    public Response revoke(@RestPath long id) {
        var outcome = keys.revoke(caller.person(), id, caller.origin());
        return outcome instanceof Outcome.Done ? Response.ok(new Revoked(id)).build() : refused(outcome);
    }

    private Response refused(Outcome outcome) {
        return Refusal.of(outcome, sentences.outcome(outcome, "", ""), OutcomeStatus.of(outcome), json);
    }
}
