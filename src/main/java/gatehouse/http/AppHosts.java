package gatehouse.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/// Host names that belong to instances, for apps that take no path in an address, or remember a version by host. A request
/// for one of them is for its face alone: whatever it names is looked for below `/qbittorrent/{instance}`, never among our
/// pages. A host of that kind which names no instance leads to nothing.
@ApplicationScoped
class AppHosts {

    /// What [Caller] finds in a request that came to such a host.
    static final String HERE = "gatehouse.app-host";
    private static final String INSTANCE = "{instance}";
    private static final String NOBODY = "/qbittorrent";

    private final List<Host> hosts;

    AppHosts(Settings settings) {
        hosts = Stream.of(settings.qbittorrent().legacyHosts().map(pattern -> Host.parse("LEGACY_HOSTS", pattern, "/legacy")),
                settings.qbittorrent().hosts().map(pattern -> Host.parse("HOSTS", pattern, ""))).flatMap(Optional::stream)
                .toList();
    }

    /// @param names a host of this kind, with the instance as its group
    /// @param face what follows the instance in the path
    private record Host(Pattern names, String face) {

        static Host parse(String setting, String pattern, String face) {
            var at = pattern.indexOf(INSTANCE);
            if (at < 0) {
                throw new IllegalStateException("GATEHOUSE_QBITTORRENT_" + setting + ": " + pattern
                        + " has no {instance} in it, as {instance}.qbittorrent.example.org has");
            }
            return new Host(Pattern.compile(Pattern.quote(pattern.substring(0, at)) + "([^.]+)"
                    + Pattern.quote(pattern.substring(at + INSTANCE.length())), Pattern.CASE_INSENSITIVE), face);
        }

        Optional<String> root(String host) {
            var match = names.matcher(host);
            return match.matches() ? Optional.of(NOBODY + "/" + match.group(1).toLowerCase(java.util.Locale.ROOT) + face)
                    : Optional.empty();
        }
    }

    void guard(@Observes Filters filters) {
        if (!hosts.isEmpty()) {
            filters.register(this::lead, Order.APP_HOSTS);
        }
    }

    /// The path that comes of it passes the guard of raw paths once more, with the rule for machines.
    private void lead(RoutingContext context) {
        var root = context.get(HERE) == null ? root(context) : Optional.<String> empty();
        root.ifPresentOrElse(path -> {
            context.put(HERE, true);
            context.reroute(path + context.request().uri());
        }, context::next);
    }

    private Optional<String> root(RoutingContext context) {
        var authority = context.request().authority();
        return authority == null ? Optional.empty()
                : hosts.stream().flatMap(host -> host.root(authority.host()).stream()).findFirst();
    }
}
