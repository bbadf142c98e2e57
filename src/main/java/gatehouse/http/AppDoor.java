package gatehouse.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Apps;
import gatehouse.access.Apps.Shown;
import gatehouse.access.Person;
import gatehouse.config.Settings;
import gatehouse.http.Visitor.Proof;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpServerRequest;

/// How apps say who they are: with a key as a Bearer token, with the cookie of a session that a key opened, or with a key as
/// the password of HTTP Basic. What stands before it in Basic, or beside it in a log-in, need not fit and is not kept.
@ApplicationScoped
public class AppDoor {

    private static final String COOKIE = "SID";
    /// Newer servers call theirs `QBT_SID_` and a port (qBittorrent 5.2, `QBT_SID_{port}`), and some clients look for that.
    private static final String NEWER = "QBT_SID_";
    private static final int MOST_COOKIES = 8;

    private final Apps apps;
    private final Caller caller;
    private final boolean https;

    AppDoor(Apps apps, Caller caller, Settings settings) {
        this.apps = apps;
        this.caller = caller;
        https = settings.externalUrl().getScheme().equals("https");
    }

    /// How a log-in as at a qBittorrent ended.
    public sealed interface LogIn {

        /// @param ticket for the cookie
        record Opened(String ticket) implements LogIn {
        }

        record Refused() implements LogIn {
        }

        /// This key failed too often from this address.
        record TooMany() implements LogIn {
        }
    }

    /// Opens a session for a key that is shown as a password.
    ///
    /// @param username whatever the app sends
    public LogIn logIn(String username, String password, String address) {
        return switch (apps.key(password, address)) {
            case Shown.Good(var person) -> new LogIn.Opened(apps.open(person));
            case Shown.Bad bad -> new LogIn.Refused();
            case Shown.TooMany tooMany -> new LogIn.TooMany();
        };
    }

    /// Ends a session; nothing happens when there is none.
    public void logOut(String ticket) {
        apps.end(ticket);
    }

    /// The tickets that a request brings, whether they are good or not. Read from the header, since of several cookies of one
    /// name the framework keeps one: a client may have one from another face, or from before.
    public List<String> tickets(HttpServerRequest request) {
        return request.headers().getAll("Cookie").stream()
                .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream()).filter(AppDoor::ours)
                .map(Cookie::value).distinct().limit(MOST_COOKIES).toList();
    }

    /// The value of Set-Cookie that gives an app its ticket.
    ///
    /// @param path the root of the face as the app sees it: `/qbittorrent/attic`, with the base path before it
    public String cookie(String path, String ticket) {
        return COOKIE + "=" + ticket + "; HttpOnly; SameSite=Lax; path=" + path + (https ? "; Secure" : "");
    }

    /// The value of Set-Cookie that takes it away.
    public String noCookie(String path) {
        return cookie(path, "") + "; expires=Thu, 01 Jan 1970 00:00:00 GMT";
    }

    /// Whom a request is from. A Bearer that fails is not made good by a cookie; a cookie that has ended is by Basic, which
    /// some clients send with every call.
    Optional<Visitor> visitor(HttpServerRequest request) {
        var headers = request.headers().getAll("Authorization");
        var bearer = credentials(headers, "bearer ").findFirst();
        if (bearer.isPresent()) {
            return headers.size() == 1 ? key(bearer.get()) : Optional.empty();
        }
        return tickets(request).stream().flatMap(ticket -> apps.session(ticket, caller.address()).stream()).findFirst()
                .map(AppDoor::visitor).or(() -> basic(headers));
    }

    /// Whose key this is; empty when it is not good.
    Optional<Visitor> key(String secret) {
        return apps.key(secret, caller.address()) instanceof Shown.Good(var person) ? Optional.of(visitor(person))
                : Optional.empty();
    }

    private Optional<Visitor> basic(List<String> headers) {
        return headers.size() > 1 ? Optional.empty()
                : credentials(headers, "basic ").findFirst().flatMap(AppDoor::password).flatMap(this::key);
    }

    private static Stream<String> credentials(List<String> headers, String scheme) {
        return headers.stream().filter(value -> value.toLowerCase(Locale.ROOT).startsWith(scheme))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<String> password(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean ours(Cookie cookie) {
        return cookie.name().equals(COOKIE) || cookie.name().startsWith(NEWER);
    }

    private static Visitor visitor(Person person) {
        var key = person.key().orElseThrow();
        return new Visitor(person, new Proof.Key(key.id(), key.name()));
    }
}
