package gatehouse.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

import gatehouse.access.Access;
import io.vertx.ext.web.RoutingContext;

/// Stands in front of every resource: finds out who asks, turns away whoever may not come in, and reads forms only from
/// our own pages. Deny by default: what is not marked [Open] needs a sign-in and a grant.
@Provider
@Priority(Priorities.AUTHENTICATION)
class Doorkeeper implements ContainerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> BEFORE_PASSWORD = Set.of("/account", "/account/password", "/sign-out");
    private static final Set<String> WITHOUT_GRANT = Set.of("/account", "/sign-out", "/no-access");

    private final Visitors visitors;
    private final Caller caller;
    private final Csrf csrf;
    private final Access access;
    private final AppDoor door;
    private final Refusals refusals;
    private final ResourceInfo resource;
    private final RoutingContext routing;

    Doorkeeper(Visitors visitors, Caller caller, Csrf csrf, Access access, AppDoor door, Refusals refusals,
            ResourceInfo resource,
            RoutingContext routing) {
        this.visitors = visitors;
        this.caller = caller;
        this.csrf = csrf;
        this.access = access;
        this.door = door;
        this.refusals = refusals;
        this.resource = resource;
        this.routing = routing;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(FromMachines.class)) {
            return;
        }
        if (resource.getResourceClass().isAnnotationPresent(FromApps.class)) {
            app(request);
            return;
        }
        var bearer = Bearer.of(routing.request(), request.getUriInfo().getPath());
        caller.enter(bearer.map(visitors::find).orElseGet(visitors::find));
        if (bearer.isPresent() && caller.find().isEmpty()) {
            request.abortWith(bearer.get().key() ? refusals.keyRefused() : refusals.tokenRefused());
            return;
        }
        if (!open() && !welcome(request)) {
            return;
        }
        if (!SAFE.contains(request.getMethod())) {
            submit(request);
        }
    }

    /// Their forms and files are read by the resource, since each of them has its own ways.
    private void app(ContainerRequestContext request) {
        caller.enter(door.visitor(routing.request()));
        if (open()) {
            return;
        }
        if (caller.find().isEmpty()) {
            request.abortWith(refusals.keyFirst());
        } else if (!access.policy().knows(caller.person())) {
            request.abortWith(refusals.keyWithoutGrant());
        }
    }

    private boolean open() {
        return resource.getResourceMethod().isAnnotationPresent(Open.class)
                || resource.getResourceClass().isAnnotationPresent(Open.class);
    }

    private boolean welcome(ContainerRequestContext request) {
        var visitor = caller.find();
        if (visitor.isEmpty()) {
            request.abortWith(signIn(request));
            return false;
        }
        var path = request.getUriInfo().getPath();
        if (visitor.get().mustChange() && !BEFORE_PASSWORD.contains(path)) {
            request.abortWith(redirect("/account"));
            return false;
        }
        if (!access.policy().knows(visitor.get().person()) && WITHOUT_GRANT.stream().noneMatch(free -> within(path, free))) {
            request.abortWith(navigation(request) ? redirect("/no-access") : refusals.noGrant());
            return false;
        }
        return true;
    }

    private static boolean within(String path, String page) {
        return path.equals(page) || path.startsWith(page + "/");
    }

    /// A person who opened a page is led to the sign-in and back; a program, a script or a stream is told so by status.
    private Response signIn(ContainerRequestContext request) {
        if (!navigation(request)) {
            return refusals.signInFirst();
        }
        var uri = request.getUriInfo().getRequestUri();
        var wanted = request.getMethod().equals("GET")
                ? LocalPath.of(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                : Optional.<String> empty();
        return redirect("/sign-in" + wanted.filter(path -> !path.equals("/")).map(path -> "?to=" + encoded(path)).orElse(""));
    }

    private static String encoded(String path) {
        return java.net.URLEncoder.encode(path, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Response redirect(String path) {
        return Response.seeOther(URI.create(caller.base() + path)).build();
    }

    static boolean navigation(ContainerRequestContext request) {
        var mode = request.getHeaderString("Sec-Fetch-Mode");
        var accept = Optional.ofNullable(request.getHeaderString("Accept")).orElse("");
        return accept.contains("text/html") && (mode == null || mode.equals("navigate"));
    }

    /// Reads the body once, for everybody. Forms of signed-in people carry their token in a field, JSON in a header; those
    /// of the sign-in must at least come from our own site.
    private void submit(ContainerRequestContext request) {
        var body = body(request);
        var json = takesJson();
        demand(json ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_FORM_URLENCODED, request, body);
        var form = json ? new FormBody(Map.of()) : FormBody.parse(body);
        if (!token()) {
            demandOurs(request, form);
        }
        caller.submit(form);
        caller.submit(json ? body : new byte[0]);
    }

    /// No other site can make a browser send a token or key that it does not have, so nobody needs to show where they come
    /// from.
    private boolean token() {
        return caller.find().filter(visitor -> !(visitor.proof() instanceof Visitor.Proof.Browser)).isPresent();
    }

    private void demandOurs(ContainerRequestContext request, FormBody form) {
        var token = form.single("csrf").or(() -> Optional.ofNullable(request.getHeaderString("X-CSRF-Token"))).orElse("");
        var trusted = open() ? csrf.saysWhere(routing.request())
                : caller.find().flatMap(Visitor::browser).filter(browser -> csrf.matches(token, browser.key())).isPresent();
        if (!trusted || !csrf.sameSite(routing.request())) {
            throw Problem.forbidden(
                    "This form did not come from a page that Gatehouse showed you in this session. Open the page again and repeat it.");
        }
    }

    private boolean takesJson() {
        return Optional.ofNullable(resource.getResourceClass().getAnnotation(Consumes.class))
                .filter(consumes -> List.of(consumes.value()).contains(MediaType.APPLICATION_JSON)).isPresent();
    }

    private static void demand(String wanted, ContainerRequestContext request, byte[] body) {
        var type = Optional.ofNullable(request.getHeaderString("Content-Type")).orElse("");
        if (body.length > 0 && !type.toLowerCase(java.util.Locale.ROOT).startsWith(wanted)) {
            throw Problem.wrongType(wanted.equals(MediaType.APPLICATION_JSON) ? "JSON (application/json)"
                    : "a form (application/x-www-form-urlencoded)");
        }
    }

    /// A body without a stated length is only found too large while it is read.
    private static byte[] body(ContainerRequestContext request) {
        try {
            return request.getEntityStream().readAllBytes();
        } catch (IOException cut) {
            throw Problem.tooLarge();
        }
    }
}
