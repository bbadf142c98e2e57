package gatehouse.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;

import gatehouse.config.Settings;

/// The cookies we set ourselves: the ticket of a browser session, and for some minutes the page to return to after a
/// sign-in and that somebody has just signed out. With an https address they are Secure and bound to this host; a household's
/// plain http cannot have that.
@ApplicationScoped
public class Cookies {

    private static final String TICKET = "gatehouse";
    private static final String RETURN = "gatehouse-return";
    private static final String OUT = "gatehouse-out";
    private static final String PROVIDER_TICKET = "q_session";
    private static final int MINUTES = 600;

    private final boolean https;
    private final Proxies proxies;

    Cookies(Settings settings, Proxies proxies) {
        this.https = settings.externalUrl().getScheme().equals("https");
        this.proxies = proxies;
    }

    public Optional<String> ticket(HttpHeaders headers) {
        return value(headers, TICKET);
    }

    public NewCookie ticket(String ticket, int seconds) {
        return cookie(TICKET, ticket, seconds);
    }

    /// Takes the ticket away.
    public NewCookie noTicket() {
        return cookie(TICKET, "", 0);
    }

    public Optional<String> returnTo(HttpHeaders headers) {
        return value(headers, RETURN).flatMap(Cookies::decoded);
    }

    public NewCookie returnTo(String path) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.UTF_8));
        return cookie(RETURN, encoded, path.isEmpty() ? 0 : MINUTES);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    /// Whether they have just signed out, by our own word.
    public boolean signedOut(HttpHeaders headers) {
        return value(headers, OUT).isPresent();
    }

    /// Remembers on the way over the provider's page that they have signed out, or forgets it.
    public NewCookie signedOut(boolean so) {
        return cookie(OUT, so ? "1" : "", so ? MINUTES : 0);
    }

    /// Whether the browser brings a session along, be it over or not.
    public boolean anySession(HttpHeaders headers) {
        return ticket(headers).isPresent() || headers.getCookies().containsKey(PROVIDER_TICKET);
    }

    /// Takes the framework's cookie for a provider's sign-in away.
    public NewCookie noProviderTicket() {
        return new NewCookie.Builder(PROVIDER_TICKET).value("").maxAge(0).path("/").httpOnly(true).secure(https).build();
    }

    private Optional<String> value(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getCookies().get(prefix() + name)).map(Cookie::getValue)
                .filter(text -> !text.isEmpty());
    }

    private NewCookie cookie(String name, String value, int seconds) {
        return new NewCookie.Builder(prefix() + name).value(value).maxAge(seconds).httpOnly(true).secure(https)
                .sameSite(SameSite.LAX).path(https || proxies.basePath().isEmpty() ? "/" : proxies.basePath()).build();
    }

    private String prefix() {
        return https ? "__Host-" : "";
    }
}
