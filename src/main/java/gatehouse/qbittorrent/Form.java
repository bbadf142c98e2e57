package gatehouse.qbittorrent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.vertx.core.buffer.Buffer;

/// The body of a request to a server, encoded by us: nothing of a caller's own framing is left in it.
record Form(String contentType, Buffer body) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Form of(Map<String, String> values, List<Part> files) {
        return files.isEmpty() ? new Form("application/x-www-form-urlencoded", Buffer.buffer(encoded(values)))
                : multipart(values, files);
    }

    /// Servers up to 4.0.4 put the names of a url-encoded form into lower case, and then know no `upLimit`; those of a
    /// multipart form they leave as they are.
    static Form keepingCase(Map<String, String> values, List<Part> files) {
        var capitals = values.keySet().stream().anyMatch(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
        return capitals ? multipart(values, files) : of(values, files);
    }

    /// `%20` and never `+`: servers before 4.1.6 do not read `+` as a space.
    static String encoded(Map<String, String> values) {
        return values.entrySet().stream().map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A boundary that no caller can guess cannot be in what a caller sends.
    private static Form multipart(Map<String, String> values, List<Part> files) {
        var random = new byte[24];
        RANDOM.nextBytes(random);
        var boundary = "gatehouse" + HexFormat.of().formatHex(random);
        var body = Buffer.buffer();
        values.forEach((name, value) -> body.appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\n\r\n" + value + "\r\n"));
        for (var file : files) {
            body.appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                    + file.name() + "\"\r\nContent-Type: " + file.type() + "\r\n\r\n").appendBytes(file.content())
                    .appendString("\r\n");
        }
        return new Form("multipart/form-data; boundary=" + boundary, body.appendString("--" + boundary + "--\r\n"));
    }
}
