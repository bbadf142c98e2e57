package gatehouse.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

import org.jboss.logging.MDC;

import gatehouse.access.Person;
import gatehouse.gate.Command.Origin;
import gatehouse.http.Visitor.Proof.Browser;
import gatehouse.store.Preferences;
import gatehouse.store.StoreUnavailable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/// Who is asking, from where and with which form, for the length of one request. Filled by [Doorkeeper] before a resource
/// method runs; a method that is not [Open] is never reached by an anonymous caller.
@RequestScoped
public class Caller {

    /// Below these no page is served.
    private static final List<String> PROGRAMS = List.of("/api/", "/qbittorrent/");

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final Proxies proxies;
    private final Csrf csrf;
    private final Preferences preferences;
    private Optional<Visitor> visitor = Optional.empty();
    private final String id = UUID.randomUUID().toString();
    private FormBody form = new FormBody(Map.of());
    private byte[] json = new byte[0];
    private Map<String, String> chosen;
    private Display display;

    Caller(RoutingContext routing, Proxies proxies, Csrf csrf, Preferences preferences) {
        this.routing = routing;
        this.request = routing.request();
        this.proxies = proxies;
        this.csrf = csrf;
        this.preferences = preferences;
    }

    public Optional<Visitor> find() {
        return visitor;
    }

    /// The visitor, where the method is not [Open].
    public Visitor visitor() {
        return visitor.orElseThrow();
    }

    public Person person() {
        return visitor().person();
    }

    /// The form that was sent, already checked to come from a page of ours.
    public FormBody form() {
        return form;
    }

    /// The JSON that was sent, already checked to come from a script of ours.
    public byte[] json() {
        return json;
    }

    /// Where they sit, for the audit.
    public Origin origin() {
        return new Origin(visitor.flatMap(Visitor::browser).map(Browser::session), id, address());
    }

    /// The value that forms carry as `csrf`; empty for somebody not signed in.
    public String csrf() {
        return visitor.flatMap(Visitor::browser).map(Browser::key).map(csrf::token).orElse("");
    }

    /// The address they ask from, behind trusted proxies.
    public String address() {
        return proxies.client(request);
    }

    /// What the browser calls itself.
    public String browser() {
        return Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    }

    /// What stands before our own paths in links: empty, or `/gatehouse`.
    public String base() {
        return proxies.prefix(request);
    }

    /// The root of an instance's face for apps, as this app sees it: `/qbittorrent/attic` with the base path before it, or
    /// `/` at a host name of its own.
    public String appRoot(String instance) {
        return routing.get(AppHosts.HERE) == null ? base() + "/qbittorrent/" + instance : "/";
    }

    /// Does something once this request is over: answered, or left by whoever asked.
    public void whenOver(Runnable what) {
        routing.addEndHandler(over -> what.run());
    }

    /// Lets this answer be compressed, though the framework sends what it streams as it is.
    void compress() {
        routing.response().headers().remove("Content-Encoding");
    }

    /// What the person has chosen for themselves, by name; nothing for somebody not signed in.
    public Map<String, String> chosen() {
        if (chosen == null) {
            chosen = visitor.map(known -> preferences.all(known.person().id())).orElse(Map.of());
        }
        return chosen;
    }

    /// How they are shown things.
    Display display() {
        if (display == null) {
            display = program() ? Display.PLAIN
                    : Display.of(known(), Optional.ofNullable(request.getHeader("Accept-Language")).orElse(""));
        }
        return display;
    }

    /// Whoever is told that the database is away is told in the words of their browser.
    private Map<String, String> known() {
        try {
            return chosen();
        } catch (StoreUnavailable away) {
            return Map.of();
        }
    }

    private boolean program() {
        return PROGRAMS.stream().anyMatch(routing.normalizedPath()::startsWith);
    }

    /// From here on each line of the log says of which request it is, as the audit does.
    void enter(Optional<Visitor> found) {
        visitor = found;
        chosen = null;
        display = null;
        MDC.put("request", id);
    }

    void submit(FormBody submitted) {
        form = submitted;
    }

    void submit(byte[] submitted) {
        json = submitted;
    }
}
