package gatehouse.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.gate.Keys;
import gatehouse.gate.Keys.Answer;
import gatehouse.gate.Keys.Wish;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.FormBody;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.http.Streams;
import gatehouse.store.AppKey;
import gatehouse.web.KeyScreens.Whose;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Connecting an app: choosing it, making its key, copying what it asks for, and waiting for its first call.
@Path("/account/keys")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Connect {

    private final Caller caller;
    private final Frames frames;
    private final KeyScreens screens;
    private final Keys keys;
    private final Streams streams;
    private final Sentences sentences;
    private final Clock clock;

    Connect(Caller caller, Frames frames, KeyScreens screens, Keys keys, Streams streams, Sentences sentences, Clock clock) {
        this.caller = caller;
        this.frames = frames;
        this.screens = screens;
        this.keys = keys;
        this.streams = streams;
        this.sentences = sentences;
        this.clock = clock;
    }

    @CheckedTemplate
    record page(Frame frame, KeyScreen screen) implements TemplateInstance {
    }

    private Whose own() {
        return new Whose(caller.person(), Optional.empty());
    }

    @GET
    public TemplateInstance form(@RestQuery String app) {
        return new page(frames.frame(), screens.fresh(own(), ConnectApp.of(app)));
    }

    @POST
    public Response make() {
        return make(own());
    }

    /// Makes a key as the form of a page says, and shows it with its secret: this answer only.
    Response make(Whose whose) {
        var form = caller.form().only("csrf", "app", "name", "instance", "right", "category", "expires");
        var app = ConnectApp.of(form.text("app"));
        return switch (keys.make(caller.person(), wish(whose, form), caller.origin())) {
            case Answer.Done(var made) -> Response.ok(new page(frames.frame(), screens.shown(whose, app,
                    keys.find(caller.person(), made.id()).orElseThrow(Problem::notFound), made.secret()))).build();
            case Answer.Not(var why) -> Response.status(OutcomeStatus.of(why)).entity(
                    new page(frames.frame(), screens.refused(whose, app, form, sentences.outcome(why, "", "")))).build();
        };
    }

    private Wish wish(Whose whose, FormBody form) {
        if (!KeyScreens.LIVES.contains(form.text("expires"))) {
            throw Problem.badRequest("A key expires in 30, 90 or 365 days, or never.");
        }
        var expires = Optional.of(form.text("expires")).filter(days -> !days.isEmpty())
                .map(days -> clock.instant().plus(Duration.ofDays(Long.parseLong(days))));
        return new Wish(whose.account(), form.text("name").strip(), Set.copyOf(form.all("instance")),
                Set.copyOf(form.all("right")), Optional.of(form.text("category").strip()).filter(text -> !text.isEmpty()),
                expires);
    }

    /// A key of one's own again, without its secret.
    @GET
    @Path("/{id}")
    public TemplateInstance show(@RestPath long id, @RestQuery String app) {
        return new page(frames.frame(), screens.shown(own(), ConnectApp.of(app), mine(id), ""));
    }

    private AppKey mine(long id) {
        return keys.own(caller.person()).stream().filter(key -> key.id() == id).findFirst().orElseThrow(Problem::notFound);
    }

    /// Tells once when the app has called: the event `called`.
    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@RestPath long id, @Context SseEventSink sink, @Context Sse sse) {
        var person = caller.person();
        if (keys.find(person, id).isEmpty()) {
            throw Problem.notFound();
        }
        var told = new boolean[1];
        streams.serve(caller.visitor(), () -> keys.find(person, id).filter(key -> !told[0] && key.lastUsed().isPresent())
                .map(key -> {
                    told[0] = true;
                    return new Streams.Event("called", Map.of("sentence", screens.state(key, "").sentence()));
                }), sink, sse);
    }

    @POST
    @Path("/{id}/revoke")
    public Response revoke(@RestPath long id) {
        caller.form().only("csrf");
        mine(id);
        return revoked(id, "/account/keys");
    }

    /// Revokes a key and leads back.
    Response revoked(long id, String back) {
        var outcome = keys.revoke(caller.person(), id, caller.origin());
        if (outcome instanceof Outcome.Done) {
            return Response.seeOther(URI.create(caller.base() + back)).build();
        }
        throw new Problem(OutcomeStatus.of(outcome), "It is not revoked", sentences.outcome(outcome, "", ""));
    }
}
