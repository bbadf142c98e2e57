package gatehouse.http;

import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import gatehouse.config.Secrets;
import gatehouse.config.Settings;
import io.vertx.core.http.HttpServerRequest;

/// Whether a form was sent from one of our own pages. Two locks: the browser says where the request comes from, and a
/// signed-in person's forms carry a token bound to the browser session, which another site cannot read.
@ApplicationScoped
public class Csrf {

    /// Of what is signed, in bytes.
    private static final int LENGTH = 32;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;
    private final URI external;

    @Inject
    Csrf(Secrets secrets, Settings settings) {
        this(secrets, settings.externalUrl());
    }

    Csrf(Secrets secrets, URI external) {
        this.secrets = secrets;
        this.external = external;
    }

    /// A token of a browser session, known by something only it has. Each one is masked anew: answers are compressed, and
    /// whoever sees their lengths could otherwise learn a token piece by piece from what it has in common with an address of
    /// their choice beside it (the BREACH attack).
    public String token(String session) {
        var mask = new byte[LENGTH];
        RANDOM.nextBytes(mask);
        return HEX.formatHex(mask) + HEX.formatHex(mixed(mask, signed(session)));
    }

    public boolean matches(String token, String session) {
        return unmasked(token).filter(bytes -> MessageDigest.isEqual(bytes, signed(session))).isPresent();
    }

    private byte[] signed(String session) {
        return secrets.sign("csrf", session);
    }

    private static Optional<byte[]> unmasked(String token) {
        if (token.length() != 4 * LENGTH || !token.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(mixed(HEX.parseHex(token, 0, 2 * LENGTH), HEX.parseHex(token, 2 * LENGTH, 4 * LENGTH)));
    }

    private static byte[] mixed(byte[] one, byte[] other) {
        var mixed = new byte[LENGTH];
        for (var i = 0; i < LENGTH; i++) {
            mixed[i] = (byte) (one[i] ^ other[i]);
        }
        return mixed;
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
