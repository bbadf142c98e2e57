package gatehouse.dropin;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.http.Csrf;
import io.vertx.core.http.HttpServerRequest;

/// Whether a command comes from an app or from a page of somebody else's: a browser adds a cookie, or a password that it
/// knows, to what any page makes it send; a Bearer it does not.
@ApplicationScoped
class Origins {

    private final Csrf csrf;
    private final HttpServerRequest request;

    Origins(Csrf csrf, HttpServerRequest request) {
        this.csrf = csrf;
        this.request = request;
    }

    boolean ours() {
        var authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7) || csrf.sameSite(request);
    }
}
