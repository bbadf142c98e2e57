package gatehouse.http;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/// Looks at the path as it came over the wire, before anything decodes it. The router takes `%61`, `//`, `;x`, `%00` and
/// `/./` for other spellings of a path; whoever decides by path and whoever acts on it must not differ.
@ApplicationScoped
class RawPathGuard {

    private static final Pattern END = Pattern.compile("[?#]");
    private static final Pattern PLAIN = Pattern.compile("/|(/[A-Za-z0-9_.-]+)+");
    private static final Pattern PAGES = Pattern.compile("/|(/([A-Za-z0-9_.~!$'()*+,=:@-]|%[0-9A-Fa-f]{2})+)+/?");
    private static final Pattern HIDDEN = Pattern.compile("%(00|0[0-9a-f]|1[0-9a-f]|7f|2f|5c|2e|25|3b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");
    private static final Pattern MACHINES = Pattern.compile("/+(qbittorrent|api)(/.*|$)");

    void guard(@Observes Filters filters) {
        filters.register(this::check, Order.GUARD);
    }

    private void check(RoutingContext context) {
        var uri = context.request().uri();
        if (uri.startsWith("/") && allowed(END.split(uri, 2)[0])) {
            context.next();
        } else {
            context.fail(400, Problem.badPath());
        }
    }

    static boolean allowed(String path) {
        if (DOTS.matcher(path).find()) {
            return false;
        }
        return MACHINES.matcher(normal(path)).matches() ? PLAIN.matcher(path).matches()
                : PAGES.matcher(path).matches() && !HIDDEN.matcher(path).find();
    }

    /// However it was spelled, a path that means a machine's face gets the machine's strict rule.
    private static String normal(String path) {
        try {
            return java.net.URLDecoder.decode(path.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8)
                    .replace('\\', '/').toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "/api";
        }
    }
}
