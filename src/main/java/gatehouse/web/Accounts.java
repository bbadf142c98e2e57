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

import gatehouse.access.Access;
import gatehouse.access.Decision.Refused;
import gatehouse.access.LocalAccounts;
import gatehouse.access.LocalAccounts.Fault;
import gatehouse.access.Person;
import gatehouse.access.Provider;
import gatehouse.action.Right;
import gatehouse.config.ConfigurationFile;
import gatehouse.config.Grant;
import gatehouse.http.Caller;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Local accounts, for whoever has the right to manage them.
@Path("/accounts")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Accounts {

    private final Caller caller;
    private final Frames frames;
    private final LocalAccounts accounts;
    private final Provider provider;
    private final Access access;
    private final Sentences sentences;
    private final ConfigurationFile file;

    Accounts(Caller caller, Frames frames, LocalAccounts accounts, Provider provider, Access access, Sentences sentences,
            ConfigurationFile file) {
        this.caller = caller;
        this.frames = frames;
        this.accounts = accounts;
        this.provider = provider;
        this.access = access;
        this.sentences = sentences;
        this.file = file;
    }

    /// @param known the roles that grants give something to
    /// @param fault why it was not done: a name of [Fault], or empty
    /// @param secret a new password, shown this once, and whose it is
    @CheckedTemplate
    record page(Frame frame, List<Line> lines, List<String> known, String fault, Secret secret) implements TemplateInstance {
    }

    public record Line(String name, String displayName, String roles, boolean disabled, boolean mustChange, boolean self) {

        public Avatar avatar() {
            return new Avatar(Person.LOCAL + ":" + name, displayName);
        }
    }

    public record Secret(String name, String password) {

        public boolean none() {
            return password.isEmpty();
        }
    }

    private static final Secret NO_SECRET = new Secret("", "");

    @GET
    public TemplateInstance show() {
        manages();
        return page("", NO_SECRET);
    }

    @POST
    public Response add() {
        manages();
        var form = caller.form().only("csrf", "name", "display", "roles");
        var password = accounts.generate();
        return told(accounts.add(form.text("name").strip(), form.text("display"), roles(form.text("roles")), password, true),
                new Secret(form.text("name").strip(), password));
    }

    @POST
    @Path("/{name}/reset")
    public Response reset(@RestPath String name) {
        manages();
        caller.form().only("csrf");
        var password = accounts.generate();
        return told(accounts.reset(name, password, true), new Secret(name, password));
    }

    @POST
    @Path("/{name}/disable")
    public Response disable(@RestPath String name) {
        return switched(name, true);
    }

    @POST
    @Path("/{name}/enable")
    public Response enable(@RestPath String name) {
        return switched(name, false);
    }

    private Response switched(String name, boolean disabled) {
        manages();
        caller.form().only("csrf");
        if (name.equals(caller.person().subject())) {
            throw Problem.badRequest("Nobody can switch off their own account: there might be nobody left to switch it on.");
        }
        return told(accounts.disable(name, disabled), NO_SECRET);
    }

    private void manages() {
        if (access.policy().decide(caller.person(), Right.ACCOUNTS_MANAGE) instanceof Refused refused) {
            throw Problem.forbidden(sentences.refused(refused));
        }
        if (provider.configured()) {
            throw Problem.notFound();
        }
    }

    /// A new password is shown in the answer itself and kept nowhere; everything else leads back to the list.
    private Response told(Optional<Fault> fault, Secret secret) {
        if (fault.isPresent()) {
            return Response.status(fault.get() == Fault.NO_SUCH_ACCOUNT ? 404 : 400).entity(page(fault.get().name(), NO_SECRET))
                    .build();
        }
        return secret.none() ? Response.seeOther(URI.create(caller.base() + "/accounts")).build()
                : Response.ok(page("", secret)).build();
    }

    private page page(String fault, Secret secret) {
        var lines = accounts.all().stream().filter(account -> !account.service())
                .map(account -> new Line(account.name(), account.displayName(),
                        String.join(", ", account.roles().stream().sorted().toList()), account.disabled(), account.mustChange(),
                        account.name().equals(caller.person().subject())))
                .toList();
        return new page(frames.frame(), lines, known(), fault, secret);
    }

    private List<String> known() {
        return file.current().grants().stream().map(Grant::who).filter(Grant.Who.RoleOf.class::isInstance)
                .map(who -> ((Grant.Who.RoleOf) who).role()).distinct().sorted().toList();
    }

    private static Set<String> roles(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(role -> !role.isEmpty()).collect(Collectors.toSet());
    }
}
