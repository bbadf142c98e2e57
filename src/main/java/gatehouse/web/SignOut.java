package gatehouse.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import gatehouse.access.Claims;
import gatehouse.access.Person;
import gatehouse.access.Provider;
import gatehouse.config.Settings;
import gatehouse.http.BackChannel;
import gatehouse.http.Caller;
import gatehouse.http.Cookies;
import gatehouse.http.FormBody;
import gatehouse.http.FromMachines;
import gatehouse.http.Problem;
import gatehouse.store.BrowserSessions;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Signing out, here and at the provider.
@Path("/sign-out")
@RunOnVirtualThread
public class SignOut {

    private final Caller caller;
    private final BrowserSessions sessions;
    private final Provider provider;
    private final Cookies cookies;
    private final Settings settings;
    private final BackChannel backChannel;

    SignOut(Caller caller, BrowserSessions sessions, Provider provider, Cookies cookies, Settings settings,
            BackChannel backChannel) {
        this.caller = caller;
        this.sessions = sessions;
        this.provider = provider;
        this.cookies = cookies;
        this.settings = settings;
        this.backChannel = backChannel;
    }

    /// Ends this browser's session. With a provider the way goes on to its own log-out, or somebody else at this browser
    /// would be signed in again by one click.
    @POST
    public Response signOut() {
        var visitor = caller.visitor();
        var person = visitor.person();
        var idToken = sessions.of(person.issuer(), person.subject()).stream()
                .filter(session -> session.id() == visitor.session())
                .findFirst().flatMap(session -> session.tokens()).flatMap(Claims::idToken);
        sessions.end(visitor.session(), person.issuer(), person.subject());
        var next = person.issuer().equals(Person.LOCAL) ? Optional.<URI> empty() : endSession(idToken);
        return Response.seeOther(next.orElseGet(() -> URI.create(caller.base() + "/sign-in")))
                .cookie(cookies.noTicket(), cookies.noProviderTicket(), cookies.signedOut(true))
                .header("Clear-Site-Data", "\"storage\"").build();
    }

    private Optional<URI> endSession(Optional<String> idToken) {
        var after = settings.externalUrl().toString().replaceAll("/+$", "") + "/sign-in";
        return provider.description().flatMap(Provider.Description::endSession)
                .map(end -> URI.create(
                        end + "?client_id=" + encoded(provider.clientId()) + "&post_logout_redirect_uri=" + encoded(after)
                                + idToken.map(token -> "&id_token_hint=" + encoded(token)).orElse("")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The provider says that a session has ended there (OpenID Connect Back-Channel Logout). What it says is signed.
    @POST
    @Path("/back-channel")
    @FromMachines
    public Response backChannel(byte[] body) {
        var token = FormBody.parse(body).single("logout_token")
                .orElseThrow(() -> Problem.badRequest("There is no logout_token."));
        var ended = backChannel.verify(token).orElseThrow(() -> Problem.badRequest("The logout_token is not valid."));
        sessions.endByProvider(ended.issuer(), ended.session(), ended.subject());
        return Response.ok().build();
    }
}
