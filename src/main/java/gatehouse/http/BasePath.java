package gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/// Takes the base path off the front of a request, so that resources know nothing of it.
@ApplicationScoped
class BasePath {

    private final Proxies proxies;

    BasePath(Proxies proxies) {
        this.proxies = proxies;
    }

    void strip(@Observes Filters filters) {
        if (!proxies.basePath().isEmpty()) {
            filters.register(this::strip, Order.BASE_PATH);
        }
    }

    private void strip(RoutingContext context) {
        var base = proxies.basePath();
        var uri = context.request().uri();
        if (uri.equals(base) || uri.startsWith(base + "/") || uri.startsWith(base + "?")) {
            var rest = uri.substring(base.length());
            context.reroute(rest.startsWith("/") ? rest : "/" + rest);
        } else {
            context.next();
        }
    }
}
