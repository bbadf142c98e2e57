package gatehouse.gate;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes out of addresses what makes them personal. A tracker's address holds its user's pass key in the path or the
/// query; whoever has it downloads in that user's name (threat A10).
public final class Passkeys {

    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?|udp|wss?)://[^\\s\"'<>\\\\]+");
    private static final Pattern KEPT = Pattern.compile("(?i)(xt|dn|xl)(\\.\\d+)?=.*");

    private Passkeys() {
    }

    /// A tracker's, feed's or web seed's address down to its host and port: `https://tracker.example.org/…`. What is not an
    /// address (`** [DHT] **`) stays.
    public static String address(String address) {
        try {
            var uri = new URI(address.strip());
            if (uri.getScheme() == null || uri.getHost() == null) {
                return address.contains("://") ? "…" : address;
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme() + "://" + uri.getHost() + port + "/…";
        } catch (URISyntaxException strange) {
            return address.contains("://") ? "…" : address;
        }
    }

    /// A magnet link with nothing but what names the torrent.
    public static String magnet(String link) {
        if (!link.startsWith("magnet:?")) {
            return link.isEmpty() ? "" : address(link);
        }
        return "magnet:?" + Arrays.stream(link.substring(8).split("&")).filter(pair -> KEPT.matcher(pair).matches())
                .collect(Collectors.joining("&"));
    }

    /// A text with every address in it masked.
    public static String text(String text) {
        return ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(address(found.group())));
    }
}
