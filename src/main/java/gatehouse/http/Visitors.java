package gatehouse.http;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.logging.Logger;

import gatehouse.access.Claims;
import gatehouse.access.LocalAccounts;
import gatehouse.access.Person;
import gatehouse.config.ConfigurationFile;
import gatehouse.http.Visitor.Proof.Browser;
import gatehouse.store.BrowserSession;
import gatehouse.store.BrowserSessions;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;

/// Finds out who a request is from: by our own ticket for local accounts, by the framework's for a provider's sign-in.
/// Both lead to a row in the store, so ending the row ends the session. A program may bring an access token or a
/// key instead.
@ApplicationScoped
class Visitors {

    private static final Logger LOG = Logger.getLogger(Visitors.class);

    private final BrowserSessions sessions;
    private final LocalAccounts accounts;
    private final ConfigurationFile file;
    private final CurrentIdentityAssociation identity;
    private final Cookies cookies;
    private final HttpHeaders headers;
    private final RoutingContext routing;
    private final AccessTokens tokens;
    private final AppDoor door;

    Visitors(BrowserSessions sessions, LocalAccounts accounts, ConfigurationFile file, CurrentIdentityAssociation identity,
            Cookies cookies, HttpHeaders headers, RoutingContext routing, AccessTokens tokens, AppDoor door) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.file = file;
        this.identity = identity;
        this.cookies = cookies;
        this.headers = headers;
        this.routing = routing;
        this.tokens = tokens;
        this.door = door;
    }

    /// Whose access token or key came with the request; cookies are not looked at then.
    Optional<Visitor> find(Bearer bearer) {
        return bearer.key() ? door.key(bearer.token()) : tokens.visitor(bearer.token());
    }

    Optional<Visitor> find() {
        return cookies.ticket(headers).flatMap(this::local).or(this::provider);
    }

    private Optional<Visitor> local(String ticket) {
        return sessions.find(ticket).filter(session -> session.issuer().equals(Person.LOCAL))
                .flatMap(session -> accounts.find(session.subject())
                        .map(person -> new Visitor(person, new Browser(session.id(), BrowserSessions.hash(ticket),
                                accounts.mustChange(session.subject())))));
    }

    private Optional<Visitor> provider() {
        if (headers.getCookies().keySet().stream().noneMatch(name -> name.startsWith("q_session"))) {
            return Optional.empty();
        }
        try {
            return visitor(identity.getDeferredIdentity().await().indefinitely());
        } catch (SecurityException ended) {
            LOG.debug("A provider's session is over", ended);
            return Optional.empty();
        }
    }

    private Optional<Visitor> visitor(SecurityIdentity identity) {
        BrowserSession session = routing.get(TokenStates.SESSION);
        if (identity.isAnonymous() || session == null) {
            return Optional.empty();
        }
        var idToken = Claims.content(identity.getCredential(IdTokenCredential.class).getToken()).orElseThrow();
        var accessToken = Optional.ofNullable(identity.getCredential(AccessTokenCredential.class))
                .flatMap(credential -> Claims.content(credential.getToken()));
        var person = Claims.person(idToken, accessToken, file.current().signIn());
        var key = "session " + session.id() + " " + session.opened();
        return Optional.of(new Visitor(person, new Browser(session.id(), key, false)));
    }
}
