package gatehouse.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.Secrets;
import gatehouse.config.Settings;
import io.vertx.core.http.HttpServerRequest;

/// Whether a form was sent from one of our own pages. Two locks: the browser says where the request comes from, and a
/// signed-in person's forms carry a token bound to the browser session, which another site cannot read.
@ApplicationScoped
public class Csrf {

    private final Secrets secrets;
    private final URI external;

    Csrf(Secrets secrets, Settings settings) {
        this.secrets = secrets;
        this.external = settings.externalUrl();
    }

    /// The token of a browser session, known by something only it has.
    public String token(String session) {
        return HexFormat.of().formatHex(secrets.sign("csrf", session));
    }

    public boolean matches(String token, String session) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), token(session).getBytes(StandardCharsets.UTF_8));
    }

    /// Browsers send `Sec-Fetch-Site` or at least `Origin` with every form; a request without both is not a browser's and
    /// can pass only with a token.
    public boolean sameSite(HttpServerRequest request) {
        var site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        var origin = Optional.ofNullable(request.getHeader("Origin"));
        return site.map(value -> value.equals("same-origin") || value.equals("none")).orElse(true)
                && origin.map(value -> ours(value, request)).orElse(true);
    }

    /// `true` when the request says where it comes from at all.
    public boolean saysWhere(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
    }

    /// Our external address, or the host that this very request was sent to: a browser sets both, a page neither.
    private boolean ours(String origin, HttpServerRequest request) {
        var host = request.authority() == null ? "" : request.authority().toString();
        return origin.equals(external.getScheme() + "://" + external.getRawAuthority())
                || origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
