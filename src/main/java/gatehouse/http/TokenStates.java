package gatehouse.http;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Claims;
import gatehouse.config.ConfigurationFile;
import gatehouse.store.BrowserSession;
import gatehouse.store.BrowserSessions;
import gatehouse.store.BrowserSessions.Opening;
import gatehouse.store.KnownPeople;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/// Keeps a provider's tokens in the browser session's row instead of in cookies: a few groups make a cookie too large for
/// the proxies on the way, and a row can be ended from here.
@Alternative
@Priority(1)
@ApplicationScoped
class TokenStates implements TokenStateManager {

    /// Where a request carries its [BrowserSession].
    static final String SESSION = "gatehouse.browser-session";

    private static final String TICKET = "gatehouse.ticket";

    private final BrowserSessions sessions;
    private final KnownPeople people;
    private final ConfigurationFile file;
    private final Proxies proxies;
    private final ObjectMapper json;

    TokenStates(BrowserSessions sessions, KnownPeople people, ConfigurationFile file, Proxies proxies, ObjectMapper json) {
        this.sessions = sessions;
        this.people = people;
        this.file = file;
        this.proxies = proxies;
        this.json = json;
    }

    private record Tokens(String id, String access, String refresh, Long expiresIn, String scope) {
    }

    /// After a sign-in it opens a session; after a refresh it keeps the session and its ticket, because other requests of
    /// the same page are on their way with it.
    @Override
    public Uni<String> createTokenState(RoutingContext context, OidcTenantConfig tenant, AuthorizationCodeTokens tokens,
            OidcRequestContext<String> requestContext) {
        return requestContext.runBlocking(() -> {
            var text = write(tokens);
            remember(tokens);
            BrowserSession session = context.get(SESSION);
            String ticket = context.get(TICKET);
            if (session != null && sessions.renew(session.id(), ticket, text)) {
                return ticket;
            }
            return open(context, tokens, text);
        });
    }

    /// Keys of apps act by it while the person is away.
    private void remember(AuthorizationCodeTokens tokens) {
        Claims.content(tokens.getIdToken()).map(id -> Claims.person(id, Claims.content(tokens.getAccessToken()),
                file.current().signIn())).ifPresent(person -> people.signedIn(
                        new KnownPeople.Known(person.issuer(),
                                person.subject(), person.name(), person.roles(), person.groups())));
    }

    private String open(RoutingContext context, AuthorizationCodeTokens tokens, String text) {
        var claims = Claims.content(tokens.getIdToken()).orElseThrow(AuthenticationFailedException::new);
        var browser = Optional.ofNullable(context.request().getHeader("User-Agent")).orElse("");
        var ticket = sessions.open(new Opening(claims.path("iss").asText(), claims.path("sub").asText(), Claims.name(claims),
                Optional.ofNullable(claims.path("sid").asText(null)), Optional.of(text), browser,
                proxies.client(context.request())));
        sessions.find(ticket).ifPresent(session -> context.put(SESSION, session).put(TICKET, ticket));
        return ticket;
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(RoutingContext context, OidcTenantConfig tenant, String ticket,
            OidcRequestContext<AuthorizationCodeTokens> requestContext) {
        return requestContext.runBlocking(() -> {
            var session = sessions.find(ticket).orElseThrow(() -> new AuthenticationFailedException("the session is over"));
            context.put(SESSION, session).put(TICKET, ticket);
            return read(session.tokens().orElseThrow(AuthenticationFailedException::new));
        });
    }

    @Override
    public Uni<Void> deleteTokens(RoutingContext context, OidcTenantConfig tenant, String ticket,
            OidcRequestContext<Void> requestContext) {
        return requestContext.runBlocking(() -> {
            sessions.suspend(ticket);
            return null;
        });
    }

    private String write(AuthorizationCodeTokens tokens) {
        try {
            return json.writeValueAsString(new Tokens(tokens.getIdToken(), tokens.getAccessToken(), tokens.getRefreshToken(),
                    tokens.getAccessTokenExpiresIn(), tokens.getAccessTokenScope()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private AuthorizationCodeTokens read(String text) {
        try {
            var tokens = json.readValue(text, Tokens.class);
            return new AuthorizationCodeTokens(tokens.id(), tokens.access(), tokens.refresh(), tokens.expiresIn(),
                    tokens.scope());
        } catch (JsonProcessingException altered) {
            throw new AuthenticationFailedException(altered);
        }
    }
}
