package gatehouse.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.config.Settings;
import io.vertx.core.http.HttpServerRequest;

/// The reverse proxies whose X-Forwarded headers are believed. From anybody else those headers mean nothing.
@ApplicationScoped
class Proxies {

    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_.-]+){1,8}");

    private final List<Range> trusted;
    private final String basePath;

    Proxies(Settings settings) {
        trusted = settings.trustedProxies().orElse(List.of()).stream().map(Range::parse).toList();
        basePath = Optional.ofNullable(settings.externalUrl().getPath()).orElse("").replaceAll("/+$", "");
    }

    /// The base path of the installation, from its external address: `/gatehouse`, or empty.
    String basePath() {
        return basePath;
    }

    /// What stands before our own paths in this request's links: the base path, or what a trusted proxy has taken away.
    String prefix(HttpServerRequest request) {
        return forwarded(request, "X-Forwarded-Prefix").map(prefix -> prefix.replaceAll("/+$", ""))
                .filter(prefix -> prefix.isEmpty() || PREFIX.matcher(prefix).matches() && !prefix.contains(".."))
                .orElse(basePath);
    }

    /// The address of whoever asks: the last one in X-Forwarded-For that is not a trusted proxy's.
    String client(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        var hops = forwarded(request, "X-Forwarded-For").map(header -> Arrays.asList(header.split("\\s*,\\s*")))
                .orElse(List.of());
        return hops.reversed().stream().filter(hop -> !trusts(hop)).findFirst()
                .filter(hop -> hop.matches("[0-9A-Fa-f.:]{2,45}")).orElse(peer);
    }

    /// A header in several lines is one list: some proxies add a line of their own below the caller's.
    private Optional<String> forwarded(HttpServerRequest request, String header) {
        return Optional.of(String.join(",", request.headers().getAll(header)))
                .filter(value -> !value.isEmpty() && trusts(request.remoteAddress().hostAddress()));
    }

    private boolean trusts(String address) {
        return trusted.stream().anyMatch(range -> range.holds(address));
    }

    /// Addresses that share their first bits: `10.0.0.0/8`.
    record Range(byte[] network, int bits) {

        static Range parse(String text) {
            var parts = text.strip().split("/", 2);
            var network = bytes(parts[0]).orElseThrow(
                    () -> new IllegalArgumentException(
                            "GATEHOUSE_TRUSTED_PROXIES: " + text + " is not an address or a range like 10.0.0.0/8"));
            return new Range(network, parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]));
        }

        boolean holds(String address) {
            return bytes(address).filter(bytes -> bytes.length == network.length && prefix(bytes).equals(prefix(network)))
                    .isPresent();
        }

        private java.math.BigInteger prefix(byte[] address) {
            return new java.math.BigInteger(1, address).shiftRight(address.length * 8 - bits);
        }

        /// Only literal addresses: a name would be looked up.
        private static Optional<byte[]> bytes(String address) {
            try {
                return address.matches("[0-9A-Fa-f.:]+") ? Optional.of(InetAddress.getByName(address).getAddress())
                        : Optional.empty();
            } catch (UnknownHostException malformed) {
                return Optional.empty();
            }
        }
    }
}
