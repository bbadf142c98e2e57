package gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/// Makes redirects to ourselves paths again. The framework puts in front what the request says of its scheme and host, and
/// behind a reverse proxy that is `http:`, which browsers do not follow from a form on an https page.
@ApplicationScoped
class Redirects {

    void shorten(@Observes Filters filters) {
        filters.register(this::shorten, Order.REDIRECTS);
    }

    private void shorten(RoutingContext context) {
        context.addHeadersEndHandler(ended -> {
            var headers = context.response().headers();
            var location = headers.get("Location");
            if (location != null) {
                headers.set("Location", own(context.request(), location));
            }
        });
        context.next();
    }

    private static String own(HttpServerRequest request, String location) {
        var us = request.scheme() + "://" + request.authority();
        return location.startsWith(us + "/") ? location.substring(us.length()) : location;
    }
}
