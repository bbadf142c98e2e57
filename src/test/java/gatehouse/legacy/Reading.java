package gatehouse.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import gatehouse.legacy.LegacyServer.Asked;

/// Reads a request as a legacy server does, and notes what such a server does not understand.
final class Reading {

    private static final Set<String> ALLOWED = Set.of("host", "user-agent", "accept", "accept-encoding", "cookie",
            "content-type", "content-length", "connection", "referer");
    private static final Pattern NAME = Pattern.compile(" name=\"([^\"]*)\"");

    private Reading() {
    }

    static Asked asked(List<String> lines, InputStream in, List<String> faults) throws IOException {
        var start = lines.getFirst().split(" ");
        var headers = LegacyServer.headers(lines.subList(1, lines.size()));
        headers.keySet().stream().filter(name -> !ALLOWED.contains(name)).forEach(name -> faults.add("header: " + name));
        if (start[0].equals("POST") != headers.containsKey("content-length")) {
            faults.add(start[0] + " with Content-Length " + headers.get("content-length"));
        }
        var body = new String(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))),
                StandardCharsets.ISO_8859_1);
        var type = headers.getOrDefault("content-type", "");
        if (start[1].contains("+") || type.startsWith("application/") && body.contains("+")) {
            faults.add("a plus sign, which is no space: " + start[1] + " " + body);
        }
        if (start[0].equals("POST") && !type.startsWith("application/x-www-form-urlencoded")
                && !type.startsWith("multipart/form-data")) {
            faults.add("a body of the type " + type);
        }
        var form = type.startsWith("multipart/") ? multipart(type, body) : urlEncoded(body);
        return new Asked(start[0], start[1], headers, form, files(type, body));
    }

    private static Map<String, String> urlEncoded(String body) {
        var form = new TreeMap<String, String>();
        for (var pair : body.split("&")) {
            if (pair.contains("=")) {
                form.put(decoded(pair.split("=", 2)[0]), decoded(pair.split("=", 2)[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> multipart(String type, String body) {
        var form = new TreeMap<String, String>();
        for (var part : parts(type, body)) {
            var name = NAME.matcher(part);
            if (!part.contains("filename=") && name.find()) {
                var value = part.split("\r\n\r\n", 2)[1].replaceAll("\r\n$", "");
                form.put(name.group(1), new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static int files(String type, String body) {
        return type.startsWith("multipart/")
                ? (int) parts(type, body).stream().filter(part -> part.contains("filename=")).count()
                : 0;
    }

    private static List<String> parts(String type, String body) {
        return List.of(body.split(Pattern.quote("--" + type.split("boundary=")[1])));
    }
}
