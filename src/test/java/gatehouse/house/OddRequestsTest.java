package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What scripts and half-right clients send: each answer has the status of the real server that is asked the same, or 400; it
/// is never a redirect, nor ours to explain with a stack.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
@TestInstance(Lifecycle.PER_CLASS)
class OddRequestsTest {

    private static final TorrentFile EPISODE = TorrentFile.hollow("Show.S01E03.mkv", 300_000);
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "5".repeat(40);

    @TestHTTPResource
    URL root;

    private App app;
    private String session;

    @BeforeAll
    void enter() {
        app = App.of("opal", "loft");
        session = House.loft().logIn(House.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    /// @param path with `@` where the API is rooted
    /// @param other a status that differs from the server's on purpose, or 0
    record Odd(String method, String path, String headers, String body, int other) {

        String bytes(String api, String proof, String host) {
            return method + " " + path.replace("@", api) + " HTTP/1.1\r\nHost: " + host + "\r\n" + proof + "\r\n" + headers
                    + "Connection: close\r\n" + (method.equals("GET") || method.equals("HEAD") ? ""
                            : "Content-Length: "
                                    + body.length() + "\r\n")
                    + "\r\n" + body;
        }

        @Override
        public String toString() {
            return method + " " + path + " " + headers.strip() + (body.length() > 80 ? " and much more" : " " + body);
        }
    }

    private static Odd get(String path) {
        return new Odd("GET", path, "", "", 0);
    }

    private static Odd method(String method, String path, String headers) {
        return new Odd(method, path, headers, "", method.equals("HEAD") ? 0 : 405);
    }

    private static Odd post(String path, String type, String body) {
        return new Odd("POST", path, type.isEmpty() ? "" : "Content-Type: " + type + "\r\n", body, 0);
    }

    static Stream<Odd> odd() {
        var form = "application/x-www-form-urlencoded";
        var many = IntStream.range(0, 60_000).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));
        return Stream.of(new Odd("HEAD", "@/app/version", "", "", 200), new Odd("HEAD", "@/torrents/info", "", "", 200),
                method("HEAD", "@/torrents/delete?hashes=all&deleteFiles=true", ""),
                method("OPTIONS", "@/torrents/info",
                        "Origin: https://elsewhere.example\r\nAccess-Control-Request-Method: GET\r\n"),
                method("PUT", "@/app/version", ""), method("DELETE", "@/torrents/delete", ""),
                method("PATCH", "@/torrents/info", ""), method("TRACE", "@/app/version", ""),
                get("@/app/version/"), get("@//app/version"), get("/@/app/version"), get("@/App/Version"), get("@/app/VERSION"),
                get("@/app/%76ersion"), get("@/app/version;jsessionid=1"), get("@/app/version%00"), get("@/app/version%0d%0a"),
                get("@/torrents/../app/version"), get("@/app/version?"), get("@/app/version?x"), get("@/app/version?x=%zz"),
                get("@/app/version?=&&=x"), get("@/torrents/info?limit=x&offset=y"), get("@/torrents/info?hashes=%00"),
                get("@/torrents/info?hashes=" + "0123456789abcdef|".repeat(200)), get("@"), get("@/"), get("@/app"),
                get("@/torrents/nope"), get("@/nope/nope"), get("@/app/version/more"),
                get("@/sync/maindata?rid=99999999999999999999"), get("@/sync/maindata?rid=-1"), get("@/sync/maindata?rid=x"),
                post("@/torrents/info", "", ""), post("@/torrents/info", form, "hashes=" + "0123456789abcdef|".repeat(100_000)),
                new Odd("POST", "@/torrents/info", "Content-Type: " + form + "\r\n", many, 413),
                post("@/torrents/info", form, "hashes=%zz"), post("@/torrents/info", form, "&&&=&"),
                new Odd("POST", "@/torrents/info", "Content-Type: application/json\r\n", "{}", 400),
                post("@/torrents/add", "multipart/form-data", "--b\r\n\r\n--b--\r\n"),
                post("@/torrents/add", "multipart/form-data; boundary=b", "no part of it"),
                post("@/torrents/add", "multipart/form-data; boundary=", "x"),
                post("@/torrents/add", "multipart/form-data; boundary=b",
                        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"),
                post("@/torrents/rename", form, "hash=" + "0".repeat(40) + "&name=%ff%fe"),
                post("@/torrents/pause", form, ""), post("@/torrents/pause", "text/plain", ""));
    }

    private String answer(int port, String bytes, boolean whole) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return whole ? in.lines().collect(Collectors.joining("\n")) : String.valueOf(in.readLine());
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void theStatusIsTheServersOwnOr400(Odd odd) throws IOException {
        var theirs = status(answer(House.loft().port(), odd.bytes("/api/v2", "Cookie: " + session,
                "localhost:" + House.loft().port()), false));
        House.loftDoor().clear();
        var ours = answer(root.getPort(), odd.bytes("/qbittorrent/loft/api/v2", "Authorization: Bearer " + app.secret(),
                "localhost"), true);
        assertTrue(List.of(theirs, 400, odd.other()).contains(status(ours)), theirs + " there, here " + head(ours));
        plain(ours);
        assertEquals(List.of(), House.loftDoor().writes());
    }

    private static String head(String answer) {
        return answer.substring(0, Math.min(400, answer.length()));
    }

    private static void plain(String answer) {
        var lower = answer.toLowerCase(java.util.Locale.ROOT);
        assertTrue(status(answer) < 300 || status(answer) >= 400 && status(answer) <= 501 && status(answer) != 500,
                head(answer));
        for (var never : List.of("\nlocation:", "access-control-allow", "exception", "\tat ", "gatehouse.dropin", "<html")) {
            assertFalse(lower.contains(never), never + " in " + head(answer));
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    void theLegacyFaceIsAsPlain(Odd odd) throws IOException {
        House.loftDoor().clear();
        var legacy = new Odd(odd.method(), odd.path().replace("torrents/info", "query/torrents")
                .replace("app/version", "version/api").replace("torrents/add", "command/upload")
                .replace("torrents/pause", "command/pause").replace("torrents/delete", "command/delete")
                .replace("torrents/rename", "command/rename"), odd.headers(), odd.body(), 0);
        plain(answer(root.getPort(), legacy.bytes("/qbittorrent/loft/legacy", "Authorization: Bearer " + app.secret(),
                "localhost"), true));
        assertEquals(List.of(), House.loftDoor().writes());
    }

    /// Of several proofs one good cookie is enough, a Bearer alone counts, and a wrong one locks nobody out.
    @Test
    void manyProofsAtOnce() throws IOException {
        var good = app.logIn();
        var other = "A".repeat(43);
        var wrong = "gh_" + "B".repeat(43);
        var expected = new java.util.LinkedHashMap<String, Integer>();
        expected.put("Cookie: SID=" + other + "; SID=" + good, 200);
        expected.put("Cookie: SID=" + good + "; SID=" + other, 200);
        expected.put("Cookie: SID=; QBT_SID_8080=" + good, 200);
        expected.put("Cookie: SID=" + other + "; SID=x; QBT_SID_1=y", 403);
        expected.put("Cookie: ;;;=;SID", 403);
        expected.put("Authorization: Basic " + basic(wrong), 403);
        expected.put("Authorization: Basic " + basic(app.secret()), 200);
        expected.put("authorization: basic " + basic(app.secret()), 200);
        expected.put("Authorization: Basic !!!", 403);
        expected.put("Authorization: Basic", 403);
        expected.put("Authorization: Digest username=\"x\"", 403);
        expected.put("Authorization: Bearer " + app.secret() + "\r\nCookie: SID=" + other, 200);
        expected.put("Authorization: Bearer " + wrong + "\r\nCookie: SID=" + good, 403);
        expected.put("Authorization: Basic " + basic(app.secret()) + "\r\nCookie: SID=" + other, 200);
        expected.put("Authorization: Bearer " + app.secret() + "\r\nAuthorization: Bearer " + wrong, 403);
        for (var proof : expected.entrySet()) {
            for (var path : List.of("/qbittorrent/loft/api/v2/app/version", "/qbittorrent/loft/legacy/query/torrents")) {
                var answer = answer(root.getPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + proof.getKey()
                        + "\r\nConnection: close\r\n\r\n", true);
                assertEquals(proof.getValue(), status(answer), proof.getKey().replace(app.secret(), "…"));
                assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("www-authenticate"));
                plain(answer);
            }
        }
    }

    private static String basic(String password) {
        return java.util.Base64.getEncoder().encodeToString(("an app:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /// At 4.5.2 both fail, at 4.0.4 the link alone does, and its file is taken without a word.
    @Test
    void whatIsThereAlreadyIsNotAddedAgain() {
        var link = Map.of("urls", MAGNET, "savepath", Loft.folder().toString(), "paused", "true");
        try {
            app.post("torrents/add", link).then().statusCode(200).body(equalTo("Ok."));
            upload(app.path("torrents/add"), "Ok.");
            Qbittorrent.await("both are there", () -> House.loft().torrents() == 2);
            assertEquals("Fails.", House.loft().post("torrents/add", link));
            app.post("torrents/add", link).then().statusCode(200).body(equalTo("Fails."));
            upload(app.path("torrents/add"), "Fails.");
            var legacy = "/qbittorrent/loft/legacy/command/";
            app.bearer().formParam("urls", MAGNET).post(legacy + "download").then().statusCode(200).body(equalTo("Fails."));
            upload(legacy + "upload", "");
            assertEquals(2, House.loft().torrents());
        } finally {
            Loft.empty();
        }
    }

    private void upload(String path, String word) {
        app.bearer().multiPart("torrents", "a.torrent", EPISODE.bytes(), "application/x-bittorrent")
                .multiPart("savepath", Loft.folder().toString()).multiPart("paused", "true").post(path).then().statusCode(200)
                .body(equalTo(word));
    }

    /// Sonarr takes 403 for: there is one; 404 for: look for the other API; 401 for an error.
    @Test
    void theVersionWithoutAKey() {
        given().get("/qbittorrent/loft/api/v2/app/webapiVersion").then().statusCode(403);
        given().get("/qbittorrent/nowhere/api/v2/app/webapiVersion").then().statusCode(403);
        given().get("/qbittorrent/loft/legacy/version/api").then().statusCode(200).body(equalTo("17"));
        given().post("/qbittorrent/loft/legacy/version/api").then().statusCode(200).body(equalTo("17"));
        given().get("/qbittorrent/loft/version/api").then().statusCode(404);
        given().get("/qbittorrent/loft/legacy/api/v2/app/webapiVersion").then().statusCode(404);
        given().head("/qbittorrent/loft").then().statusCode(404);
    }
}
