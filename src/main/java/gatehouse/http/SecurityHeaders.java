package gatehouse.http;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/// What every answer carries, whoever makes it: pages, fragments, streams, assets and errors.
@ApplicationScoped
class SecurityHeaders {

    private final String policy;
    private final boolean https;

    SecurityHeaders(Settings settings) {
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
                + "manifest-src 'self'; form-action 'self'" + settings.provider().url().map(SecurityHeaders::origin).orElse("")
                + "; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
        https = settings.externalUrl().getScheme().equals("https");
    }

    /// A form that ends in a redirect to the provider, as log-out does, is blocked unless its origin is named.
    private static String origin(URI url) {
        return " " + url.getScheme() + "://" + url.getRawAuthority();
    }

    void add(@Observes Filters filters) {
        filters.register(this::add, Order.HEADERS);
    }

    private void add(RoutingContext context) {
        var headers = context.response().headers();
        headers(headers);
        context.addHeadersEndHandler(ended -> {
            if (!headers.contains("Cache-Control")) {
                headers.set("Cache-Control", "no-store");
            }
        });
        context.next();
    }

    private void headers(MultiMap headers) {
        headers.set("Content-Security-Policy", policy)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Cross-Origin-Embedder-Policy", "require-corp");
        if (https) {
            headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
    }
}
