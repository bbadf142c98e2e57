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
            var own = own(context.request());
            if (headers.contains("Location") && headers.get("Location").startsWith(own + "/")) {
                headers.set("Location", headers.get("Location").substring(own.length()));
            }
        });
        context.next();
    }

    private static String own(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority();
    }
}
