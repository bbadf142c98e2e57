package gatehouse.web;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.access.Access;
import gatehouse.access.Decision.Refused;
import gatehouse.access.LocalAccounts;
import gatehouse.action.Right;
import gatehouse.gate.Keys;
import gatehouse.gate.Outcome;
import gatehouse.gate.ServiceAccounts;
import gatehouse.http.Caller;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.web.KeyScreen.Line;
import gatehouse.web.KeyScreens.Whose;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Everybody's keys and the accounts of programs, for whoever manages keys.
@Path("/keys")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AllKeys {

    private final Caller caller;
    private final Frames frames;
    private final KeyScreens screens;
    private final Connect connect;
    private final Keys keys;
    private final ServiceAccounts services;
    private final LocalAccounts accounts;
    private final Access access;
    private final Sentences sentences;

    AllKeys(Caller caller, Frames frames, KeyScreens screens, Connect connect, Keys keys, ServiceAccounts services,
            LocalAccounts accounts, Access access, Sentences sentences) {
        this.caller = caller;
        this.frames = frames;
        this.screens = screens;
        this.connect = connect;
        this.keys = keys;
        this.services = services;
        this.accounts = accounts;
        this.access = access;
        this.sentences = sentences;
    }

    /// @param makes whether they may make and switch service accounts
    /// @param fault why it was not done, or empty
    @CheckedTemplate
    record page(Frame frame, List<Line> keys, List<Program> services, boolean makes, String fault)
            implements
                TemplateInstance {
    }

    public record Program(String name, String displayName, String roles, boolean disabled) {
    }

    @GET
    public TemplateInstance show() {
        manages();
        return page("");
    }

    @POST
    @Path("/{id}/revoke")
    public Response revoke(@RestPath long id) {
        manages();
        caller.form().only("csrf");
        return connect.revoked(id, "/keys");
    }

    @POST
    @Path("/accounts")
    public Response add() {
        var form = caller.form().only("csrf", "name", "display", "roles");
        return told(services.add(caller.person(), form.text("name").strip(), form.text("display"), roles(form.text("roles")),
                caller.origin()));
    }

    /// The form for a key of a service account.
    @GET
    @Path("/accounts/{name}")
    public TemplateInstance form(@RestPath String name, @RestQuery String app) {
        manages();
        return new Connect.page(frames.frame(), screens.fresh(whose(name), ConnectApp.of(app)));
    }

    @POST
    @Path("/accounts/{name}")
    public Response make(@RestPath String name) {
        manages();
        return connect.make(whose(name));
    }

    /// A key of a service account again, without its secret.
    @GET
    @Path("/accounts/{name}/{id}")
    public TemplateInstance key(@RestPath String name, @RestPath long id, @RestQuery String app) {
        manages();
        var whose = whose(name);
        var key = keys.own(whose.owner()).stream().filter(one -> one.id() == id).findFirst().orElseThrow(Problem::notFound);
        return new Connect.page(frames.frame(), screens.shown(whose, ConnectApp.of(app), key, ""));
    }

    @POST
    @Path("/accounts/{name}/disable")
    public Response disable(@RestPath String name) {
        caller.form().only("csrf");
        return told(services.disable(caller.person(), name, true, caller.origin()));
    }

    @POST
    @Path("/accounts/{name}/enable")
    public Response enable(@RestPath String name) {
        caller.form().only("csrf");
        return told(services.disable(caller.person(), name, false, caller.origin()));
    }

    private Whose whose(String name) {
        return new Whose(accounts.service(name).orElseThrow(Problem::notFound), Optional.of(name));
    }

    private void manages() {
        if (access.policy().decide(caller.person(), Right.KEYS_MANAGE) instanceof Refused refused) {
            throw Problem.forbidden(sentences.refused(refused));
        }
    }

    private Response told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> Response.seeOther(URI.create(caller.base() + "/keys")).build();
            case Outcome.Refused refused -> throw Problem.forbidden(sentences.refused(refused.decision()));
            case Outcome.Missing missing -> throw Problem.notFound();
            default -> Response.status(OutcomeStatus.of(outcome)).entity(page(sentences.outcome(outcome, "", ""))).build();
        };
    }

    private page page(String fault) {
        var shown = keys.all(caller.person()).orElse(List.of()).stream().map(screens::line).toList();
        var programs = services.all().stream().map(account -> new Program(account.name(), account.displayName(),
                String.join(", ", account.roles().stream().sorted().toList()), account.disabled())).toList();
        return new page(frames.frame(), shown, programs, services.mayChange(caller.person()), fault);
    }

    private static Set<String> roles(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(role -> !role.isEmpty()).collect(Collectors.toSet());
    }
}
