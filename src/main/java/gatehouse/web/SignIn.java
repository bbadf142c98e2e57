package gatehouse.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.access.FirstAdministrator;
import gatehouse.access.LocalAccounts;
import gatehouse.access.Person;
import gatehouse.access.Provider;
import gatehouse.http.Caller;
import gatehouse.http.Cookies;
import gatehouse.http.LocalPath;
import gatehouse.http.Open;
import gatehouse.store.BrowserSessions;
import gatehouse.store.BrowserSessions.Opening;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Signing in, by a provider or with a local account.
@Open
@Path("/sign-in")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SignIn {

    private final Caller caller;
    private final Frames frames;
    private final Provider provider;
    private final LocalAccounts accounts;
    private final FirstAdministrator first;
    private final BrowserSessions sessions;
    private final Cookies cookies;
    private final SavedViews saved;
    private final Clock clock;

    SignIn(Caller caller, Frames frames, Provider provider, LocalAccounts accounts, FirstAdministrator first,
            BrowserSessions sessions, Cookies cookies, SavedViews saved, Clock clock) {
        this.caller = caller;
        this.frames = frames;
        this.provider = provider;
        this.accounts = accounts;
        this.first = first;
        this.sessions = sessions;
        this.cookies = cookies;
        this.saved = saved;
        this.clock = clock;
    }

    /// @param provider the provider's name; empty with local accounts
    /// @param everywhere whether signing out of Gatehouse does so at the provider too
    /// @param was `out` for whoever has just signed out, `ended` for whoever was signed in until now, else empty
    /// @param fault `wrong`, `wait`, or empty
    @CheckedTemplate
    record page(String base, String ui, String provider, boolean down, boolean everywhere, boolean first, String was,
            String fault, String seconds, String name) implements TemplateInstance {
    }

    @GET
    public Response show(@RestQuery String to, @Context HttpHeaders headers) {
        var response = caller.find().isPresent() ? Response.seeOther(home()) : asked(headers);
        LocalPath.of(to).ifPresent(path -> response.cookie(cookies.returnTo(path)));
        return response.build();
    }

    /// It says once what became of their session.
    private Response.ResponseBuilder asked(HttpHeaders headers) {
        if (cookies.signedOut(headers)) {
            return Response.ok(page("out", "", "", "")).cookie(cookies.signedOut(false));
        }
        return cookies.anySession(headers)
                ? Response.ok(page("ended", "", "", "")).cookie(cookies.noTicket(), cookies.noProviderTicket())
                : Response.ok(page("", "", "", ""));
    }

    @POST
    public Response local(@Context HttpHeaders headers) {
        var form = caller.form().only("csrf", "name", "password");
        var name = form.text("name").strip().toLowerCase(java.util.Locale.ROOT);
        if (provider.configured()) {
            return Response.status(404).entity(page("", "", "", "")).build();
        }
        return switch (accounts.signIn(name, form.text("password"), caller.address())) {
            case LocalAccounts.SignIn.Welcome(var person) -> welcome(person, headers);
            case LocalAccounts.SignIn.Wrong wrong -> Response.status(403).entity(page("", "wrong", "", name)).build();
            case LocalAccounts.SignIn.TooMany(var until) -> Response.status(429)
                    .entity(page("", "wait", String.valueOf(Duration.between(clock.instant(), until).toSeconds() + 1), name))
                    .build();
        };
    }

    /// A new session for each sign-in; one that the browser brought along ends.
    private Response welcome(Person person, HttpHeaders headers) {
        cookies.ticket(headers).ifPresent(sessions::end);
        var ticket = sessions
                .open(new Opening(person.issuer(), person.subject(), person.name(), Optional.empty(), Optional.empty(),
                        caller.browser(), caller.address()));
        return back(headers, home(Optional.of(person)))
                .cookie(cookies.ticket(ticket, (int) BrowserSessions.LONGEST.toSeconds())).build();
    }

    /// The only address that leads to the provider, and the one it sends the browser back to.
    @GET
    @Path("/provider")
    @Authenticated
    @AuthorizationCodeFlow
    public Response provider(@Context HttpHeaders headers) {
        return back(headers, home()).build();
    }

    private Response.ResponseBuilder back(HttpHeaders headers, URI home) {
        var path = cookies.returnTo(headers).flatMap(LocalPath::of);
        return Response.seeOther(path.map(to -> URI.create(caller.base() + to)).orElse(home))
                .cookie(cookies.returnTo(""));
    }

    private URI home() {
        return home(caller.find().map(visitor -> visitor.person()));
    }

    /// The list, as they saw it last.
    private URI home(Optional<Person> person) {
        return URI.create(caller.base() + "/torrents" + person.map(known -> saved.last(known.id())).orElse(""));
    }

    private page page(String was, String fault, String seconds, String name) {
        var down = provider.configured() && !provider.answers();
        var everywhere = provider.description().flatMap(Provider.Description::endSession).isPresent();
        return new page(caller.base(), frames.ui(), provider.name(), down, everywhere, first.needed(), was, fault, seconds,
                name);
    }
}
