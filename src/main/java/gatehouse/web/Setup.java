package gatehouse.web;

import java.net.URI;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.access.FirstAdministrator;
import gatehouse.access.LocalAccounts;
import gatehouse.http.Caller;
import gatehouse.http.Open;
import gatehouse.http.Problem;
import gatehouse.store.SetupLinks;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The first administrator makes their account, by the one-time link that the start printed.
@Open
@Path("/setup")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Setup {

    private static final String ROLE = "admin";

    private final Caller caller;
    private final Frames frames;
    private final FirstAdministrator first;
    private final SetupLinks links;
    private final LocalAccounts accounts;

    Setup(Caller caller, Frames frames, FirstAdministrator first, SetupLinks links, LocalAccounts accounts) {
        this.caller = caller;
        this.frames = frames;
        this.first = first;
        this.links = links;
        this.accounts = accounts;
    }

    /// @param fault why it was not taken: a name of [LocalAccounts.Fault], or empty
    @CheckedTemplate
    record page(String base, String ui, String code, String name, String fault) implements TemplateInstance {
    }

    @GET
    public TemplateInstance show(@RestQuery String code) {
        if (!first.needed() || code == null || !links.valid(code)) {
            throw Problem.notFound();
        }
        return new page(caller.base(), frames.ui(), code, "", "");
    }

    @POST
    public Response make() {
        var form = caller.form().only("csrf", "code", "name", "password");
        if (!first.needed() || !links.valid(form.text("code"))) {
            throw Problem.notFound();
        }
        var name = form.text("name").strip();
        var fault = accounts.add(name, name, Set.of(ROLE), form.text("password"), false);
        if (fault.isPresent()) {
            return Response.status(400)
                    .entity(new page(caller.base(), frames.ui(), form.text("code"), name, fault.get().name())).build();
        }
        links.redeem(form.text("code"));
        return Response.seeOther(URI.create(caller.base() + "/sign-in")).build();
    }
}
