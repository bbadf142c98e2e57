package gatehouse.http;

import java.util.Optional;

import gatehouse.access.Apps;
import io.vertx.core.http.HttpServerRequest;

/// The token or key that a request to the API brings (RFC 6750, section 2.1). A token in the address or in a form is none: it would
/// end up in logs.
///
/// @param token as it came; empty when there is more than one, which nobody can be believed with
record Bearer(String token) {

    private static final String SCHEME = "bearer ";

    /// Is it a key of an app, and not a token of the provider?
    boolean key() {
        return Apps.looksLikeKey(token);
    }

    /// Empty when none is there. Pages take no tokens: what a browser is led to open must not come with one.
    static Optional<Bearer> of(HttpServerRequest request, String path) {
        var all = request.headers().getAll("Authorization");
        var tokens = all.stream().map(value -> value + " ")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())).toList();
        if (tokens.isEmpty() || !path.startsWith("/api/")) {
            return Optional.empty();
        }
        return Optional.of(new Bearer(all.size() == 1 ? tokens.getFirst().substring(SCHEME.length()).strip() : ""));
    }
}
