package gatehouse.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An app that talks to a qBittorrent, or to what stands in its place. It sends what it is told, keeps no cookies and
/// follows nothing. Like [Qbittorrent] it needs nothing but the JDK.
///
/// @param root what its paths are below, without a slash at the end
/// @param headers what it sends with every call
public record App(HttpClient client, String root, Map<String, String> headers) {

    private static final String BOUNDARY = "an-app-s-own-boundary-5c2e";

    public static App at(String root) {
        return new App(HttpClient.newBuilder().version(Version.HTTP_1_1).build(), root, Map.of());
    }

    /// The same with another header, or with another value of one that it has.
    public App with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new App(client, root, all);
    }

    /// A file of a form.
    public record Part(String field, String name, byte[] content) {
    }

    /// One call: its fields stand in the query of a GET, in the form of anything else, which is a multipart one with files.
    public record Call(String method, String path, Map<String, String> fields, List<Part> files) {

        /// @param fields names and values in turn
        public static Call get(String path, String... fields) {
            return new Call("GET", path, map(fields), List.of());
        }

        public static Call post(String path, String... fields) {
            return new Call("POST", path, map(fields), List.of());
        }

        private static Map<String, String> map(String... fields) {
            var map = new LinkedHashMap<String, String>();
            for (var i = 0; i < fields.length; i += 2) {
                map.put(fields[i], fields[i + 1]);
            }
            return map;
        }

        public Call as(String other) {
            return new Call(other, path, fields, files);
        }

        public Call file(String field, String name, byte[] content) {
            return new Call(method, path, fields, List.of(new Part(field, name, content)));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + fields + (files.isEmpty() ? "" : " with " + files.size() + " files");
        }
    }

    public record Answer(int status, HttpHeaders headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status + " " + header("Content-Type") + " " + text();
        }
    }

    public Answer send(Call call) {
        try {
            var answer = client.send(request(call), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private HttpRequest request(Call call) {
        var bodiless = call.method().equals("GET");
        var query = bodiless && !call.fields().isEmpty() ? "?" + encoded(call.fields()) : "";
        var request = HttpRequest.newBuilder(URI.create(root + "/" + call.path() + query));
        headers.forEach(request::header);
        if (bodiless) {
            return request.build();
        }
        var multipart = !call.files().isEmpty();
        return request
                .header("Content-Type",
                        multipart ? "multipart/form-data; boundary=" + BOUNDARY : "application/x-www-form-urlencoded")
                .method(call.method(), multipart ? BodyPublishers.ofByteArray(multipart(call))
                        : BodyPublishers.ofString(encoded(call.fields())))
                .build();
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream().map(
                field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    private static byte[] multipart(Call call) {
        var body = new ByteArrayOutputStream();
        call.fields().forEach((name, value) -> write(body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        call.files().forEach(file -> {
            write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                    + file.name() + "\"\r\nContent-Type: application/x-bittorrent\r\n\r\n");
            body.writeBytes(file.content());
            write(body, "\r\n");
        });
        write(body, "--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
