package gatehouse.http;

import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.store.StoreUnavailable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// Makes an answer of everything that goes wrong: a page for a person, problem details for a program. Never a stack trace,
/// a server's address or an exception's text; what nobody foresaw gets a reference that is in the log.
@ApplicationScoped
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String PLAIN = "text/plain; charset=UTF-8";
    private static final String SHOWN = Problem.class.getName();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, Problem> KNOWN = Map.of(
            400, Problem.badRequest("The address or the form holds something that does not belong there."),
            404, Problem.notFound(),
            405, new Problem(405, "That cannot be done here", "This address does not take this kind of request."),
            406, new Problem(406, "Not in that format", "This address has no answer in the format you ask for."),
            413, Problem.tooLarge(),
            414, new Problem(414, "The address is too long", "Ask for less at once."),
            415, Problem.wrongType("a form (application/x-www-form-urlencoded)"),
            431, new Problem(431, "The headers are too large", "Delete this site's cookies and sign in again."),
            501, new Problem(501, "That method is not known here", "Use GET or POST."));

    private final Explain explain = Translation.of(Explain.class);
    private final Assets assets;
    private final Proxies proxies;
    private final long largest;

    Problems(Assets assets, Proxies proxies,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.assets = assets;
        this.proxies = proxies;
        this.largest = largest.asLongValue();
    }

    /// The page of a problem: `templates/Problems/page.html`.
    @CheckedTemplate
    record page(Problem problem, String base, String ui) implements TemplateInstance {
    }

    @ServerExceptionMapper
    Response problem(Problem problem, RoutingContext context) {
        return respond(problem, context);
    }

    @ServerExceptionMapper
    Response foreseen(WebApplicationException exception, RoutingContext context) {
        var status = exception.getResponse().getStatus();
        return status < 400 ? exception.getResponse() : respond(known(status).orElseGet(() -> unforeseen(exception)), context);
    }

    @ServerExceptionMapper
    Response store(StoreUnavailable exception, RoutingContext context) {
        LOG.error("The database does not answer", exception);
        return respond(told(() -> new Problem(503, explain.store_title(), explain.store())), context);
    }

    /// The browser has left in the middle of its answer: nobody hears this, and it is no mistake of ours.
    @ServerExceptionMapper
    Response left(ClosedChannelException gone) {
        return Response.status(400).build();
    }

    @ServerExceptionMapper
    Response any(Throwable exception, RoutingContext context) {
        return respond(unforeseen(exception), context);
    }

    /// The problem of which somebody is to be shown a page who goes from page to page, as a script does not.
    public static Optional<Problem> shown(RoutingContext context) {
        return Optional.ofNullable(context.get(SHOWN));
    }

    /// Problem details (RFC 9457) whatever the caller accepts.
    static Response details(int status, String title, String detail) {
        return Response.status(status).type("application/problem+json").entity(json(new Problem(status, title, detail)))
                .build();
    }

    private Response respond(Problem problem, RoutingContext context) {
        if (goes(context.request())) {
            context.put(SHOWN, problem);
        }
        return fromApp(context) ? Response.status(problem.status()).type(PLAIN).entity(problem.detail()).build()
                : wantsPage(context.request())
                        ? Response.status(problem.status()).type("text/html;charset=UTF-8").entity(html(problem, context))
                                .build()
                        : details(problem.status(), problem.title(), problem.detail());
    }

    private String html(Problem problem, RoutingContext context) {
        var base = proxies.prefix(context.request());
        return told(() -> new page(problem, base, assets.folder(base)).render());
    }

    /// In the words of whoever asked; if these cannot be found out because of what went wrong, in plain ones.
    private static <T> T told(Supplier<T> words) {
        try {
            return words.get();
        } catch (RuntimeException again) {
            LOG.debug("A problem is told in plain words", again);
            return Display.PLAIN.during(words);
        }
    }

    private Problem unforeseen(Throwable exception) {
        var reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(exception, "Reference %s", reference);
        return told(() -> new Problem(500, explain.internal_title(), explain.internal(reference)));
    }

    private static Optional<Problem> known(int status) {
        return Optional.ofNullable(KNOWN.get(status));
    }

    /// Apps that speak qBittorrent's own API are told in a line of text, as it does.
    private static boolean fromApp(RoutingContext context) {
        return context.request().uri().startsWith("/qbittorrent/");
    }

    /// Browsers that do not say how they ask are taken to show what they get.
    private static boolean goes(HttpServerRequest request) {
        return wantsPage(request)
                && Optional.ofNullable(request.getHeader("Sec-Fetch-Mode")).filter(mode -> !mode.equals("navigate")).isEmpty();
    }

    static boolean wantsPage(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html");
    }

    /// Failures ahead of any resource: the guard's, a body that is too large, an address that nobody serves, and another
    /// site's page that asks whether it may talk to an app's face, which the framework would answer.
    void outside(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(context -> context.fail(404));
        router.route().order(-1_000_000).failureHandler(this::fail);
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::measure);
        router.route(HttpMethod.OPTIONS, "/qbittorrent/*").order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1)
                .handler(context -> context.fail(405));
    }

    /// The framework would answer without a word. What states no length is counted while it is read.
    private void measure(RoutingContext context) {
        var stated = Optional.ofNullable(context.request().getHeader("Content-Length"))
                .filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
        if (stated.filter(length -> length > largest).isPresent()) {
            context.response().putHeader("Connection", "close")
                    .endHandler(told -> context.request().connection().close());
            context.fail(413);
        } else {
            context.next();
        }
    }

    private void fail(RoutingContext context) {
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        var problem = context.failure() instanceof Problem found ? found
                : known(context.statusCode()).orElseGet(() -> unforeseen(context.failure()));
        var app = fromApp(context);
        var page = !app && wantsPage(context.request());
        context.response().setStatusCode(problem.status())
                .putHeader("Content-Type", app ? PLAIN : page ? "text/html;charset=UTF-8" : "application/problem+json")
                .end(app ? problem.detail() : page ? html(problem, context) : json(problem));
    }

    private static String json(Problem problem) {
        try {
            return JSON.writeValueAsString(Map.of("type", "about:blank", "status", problem.status(), "title", problem.title(),
                    "detail", problem.detail()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
