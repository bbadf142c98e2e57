package gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.access.Provider;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/// Stands before the way to the provider: while it is down, nobody is sent there, but back to the sign-in page, which says
/// so.
@ApplicationScoped
class ProviderDoor {

    private static final String PATH = "/sign-in/provider";

    private final Provider provider;
    private final Proxies proxies;

    ProviderDoor(Provider provider, Proxies proxies) {
        this.provider = provider;
        this.proxies = proxies;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, Order.PROVIDER);
    }

    private void check(RoutingContext context) {
        if (!context.request().path().equals(PATH)) {
            context.next();
            return;
        }
        context.vertx().executeBlocking(provider::answers, false).onComplete(asked -> {
            if (asked.succeeded() && asked.result()) {
                context.next();
            } else {
                context.response().setStatusCode(303).putHeader("Location", proxies.prefix(context.request()) + "/sign-in")
                        .end();
            }
        });
    }
}
