package gatehouse.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Somebody signed in, with one kept connection, who asks as a browser does.
final class Visit {

    private static final Pattern LINK = Pattern
            .compile("(?:href|src)=\"(/ui/[^\"#]+)|from \"(\\./[^\"]+)\"|url\\(\"?([^\")]+)");

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final URI root;
    private final String cookie;
    private String csrf = "";

    Visit(URI root, String name, String password) {
        this.root = root;
        var form = "name=" + name + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(root.resolve("/sign-in")).header("Origin", root.toString())
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build();
        var answer = send(request, BodyHandlers.discarding());
        cookie = answer.headers().allValues("Set-Cookie").stream().map(line -> line.split(";")[0])
                .filter(pair -> pair.startsWith("gatehouse=") && !pair.endsWith("=")).findFirst().orElseThrow();
    }

    /// The body as it comes over the wire.
    byte[] wire(String address, boolean gzip) {
        var answer = send(request(address, gzip), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " for " + address);
        }
        return answer.body();
    }

    String text(String address) {
        return new String(wire(address, false), StandardCharsets.UTF_8);
    }

    /// Sends a form as the page does.
    void post(String address, String form) {
        var answer = send(
                asked(address).header("Sec-Fetch-Mode", "cors").header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form + "&csrf=" + URLEncoder.encode(csrf(), StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
    }

    /// What the API answers to JSON that a script of a page sends.
    String ask(String address, String json) {
        return send(asked(address).header("X-CSRF-Token", csrf()).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder asked(String address) {
        return HttpRequest.newBuilder(root.resolve(address)).header("Cookie", cookie).header("Origin", root.toString());
    }

    /// The value that pages have for what they send.
    private String csrf() {
        if (csrf.isEmpty()) {
            csrf = text("/torrents").replaceAll("(?s).*data-csrf=\"([^\"]+)\".*", "$1");
        }
        return csrf;
    }

    /// What never ends, as it comes.
    InputStream stream(String address) {
        return send(request(address, false), BodyHandlers.ofInputStream()).body();
    }

    private HttpRequest request(String address, boolean gzip) {
        var builder = HttpRequest.newBuilder(root.resolve(address)).header("Cookie", cookie).header("Accept",
                address.contains("/live") ? "text/event-stream" : "text/html");
        return (gzip ? builder.header("Accept-Encoding", "gzip") : builder).build();
    }

    /// A page and all that it names, each by its address, as a browser with an empty cache fetches them.
    Map<String, byte[]> firstLoad(String page) {
        var fetched = new LinkedHashMap<String, byte[]>();
        fetch(page, fetched);
        return fetched;
    }

    private void fetch(String address, Map<String, byte[]> fetched) {
        if (fetched.containsKey(address)) {
            return;
        }
        fetched.put(address, wire(address, true));
        if (address.matches(".*\\.(woff2|svg)")) {
            return;
        }
        var link = LINK.matcher(plain(fetched.get(address)));
        while (link.find()) {
            var named = link.group(1) != null ? link.group(1) : link.group(2) != null ? link.group(2) : link.group(3);
            if (!named.startsWith("data:")) {
                fetch(URI.create(address).resolve(named).toString(), fetched);
            }
        }
    }

    private static String plain(byte[] body) {
        if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
