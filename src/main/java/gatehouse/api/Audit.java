package gatehouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.http.AuditFilter;
import gatehouse.http.AuditReader;
import gatehouse.http.Caller;
import gatehouse.http.Sentences;
import gatehouse.store.AuditChain;
import gatehouse.store.AuditChain.Broken;
import gatehouse.store.AuditChain.Intact;
import gatehouse.store.AuditLog.Entry;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The audit, the newest first, and whether it is as it was written.
@Path("/api/v1/audit")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class Audit {

    private static final int USUAL = 100;

    private final Caller caller;
    private final AuditReader reader;
    private final AuditChain chain;
    private final Sentences sentences;
    private final ObjectMapper json;

    Audit(Caller caller, AuditReader reader, AuditChain chain, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.reader = reader;
        this.chain = chain;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param before what to ask next with as `before`; empty after the last
    public record Entries(List<EntryJson> entries, Optional<Long> before) {
    }

    /// @param session the number of the browser session
    /// @param request the request's id
    /// @param grant the one that decided, in words
    /// @param detail why it ended so
    /// @param times how often it was asked: more than once only for refusals
    public record EntryJson(long id, Instant at, String person, String name, Optional<String> key, Optional<Long> session,
            String request, String address, String instance, String action, List<Named> torrents,
            Map<String, String> arguments, long generation, String grant, String result, String detail,
            Optional<Instant> ended, long times, Instant last) {

        static EntryJson of(Entry entry) {
            var intent = entry.intent();
            var actor = intent.actor();
            return new EntryJson(entry.id(), intent.at(), actor.person(), actor.name(), actor.key(), actor.session(),
                    actor.request(), actor.address(), intent.instance(), intent.action(),
                    intent.torrents().stream().map(one -> new Named(one.hash().value(), one.name())).toList(),
                    intent.arguments(), intent.generation(), intent.grant(),
                    entry.result().name().toLowerCase(Locale.ROOT), entry.detail(), entry.ended(), entry.times(),
                    entry.last());
        }
    }

    /// A torrent, by the name it had then.
    public record Named(String hash, String name) {
    }

    /// @param rows how many there are, when they are intact
    /// @param row the first that is not what it should be
    /// @param fault what is wrong with it, as [gatehouse.store.AuditChain.Fault]
    public record Verified(boolean intact, Optional<Long> rows, Optional<Long> row, Optional<String> fault) {
    }

    @GET
    public Response entries(@Context UriInfo uri) {
        var filter = AuditFilter.of(uri.getQueryParameters());
        return reader.refused(caller.person(), filter).map(refused -> Refusal.of(refused, sentences, json))
                .orElseGet(() -> {
                    var found = reader.read(caller.person(), filter, USUAL);
                    return Response.ok(new Entries(found.entries().stream().map(EntryJson::of).toList(),
                            found.older().map(older -> Long.valueOf(older.text("before"))))).build();
                });
    }

    /// The cost is one walk over all rows.
    @GET
    @Path("/verify")
    public Response verify() {
        return reader.refused(caller.person()).map(refused -> Refusal.of(refused, sentences, json))
                .orElseGet(() -> Response.ok(switch (chain.verify()) {
                    case Intact(var count) -> new Verified(true, Optional.of(count), Optional.empty(), Optional.empty());
                    case Broken(var id, var what) -> new Verified(false, Optional.empty(), Optional.of(id),
                            Optional.of(what.name().toLowerCase(Locale.ROOT)));
                }).build());
    }
}
