package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Requests byte by byte, as no browser would send them.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class RawTest {

    @TestHTTPResource
    java.net.URL root;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    String largest;

    /// The raw answer to these bytes.
    private String send(String request) throws IOException {
        try (var socket = new Socket("localhost", root.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String path, String accept) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/%74orrents%2flive", "//torrents", "/torrents//live", "/./torrents", "/torrents/../account",
            "/torrents/%2e%2e/account",
            "/torrents;x=y", "/torrents%00", "/torrents%0a", "/torrents\\live", "/torrents%5clive", "/api/v1/%6de", "/api//v1",
            "/api/v1/",
            "/API/v1/m%65", "/%61pi/v1", "/qbittorrent/attic/%2e/api", "/qbittorrent;a/attic", "/qbittorrent/attic/",
            "http://localhost/torrents",
            "/api/v1/me~", "/torrents%252e" })
    void aPathThatCouldBeReadTwoWaysIsTurnedAway(String path) throws IOException {
        var answer = get(path, "text/html");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer.lines().findFirst().orElse(""));
    }

    @Test
    void whyAPathIsTurnedAwayIsSaid() throws IOException {
        assertTrue(get("/torrents;x=y", "text/html")
                .contains("The address holds characters or steps that no address of Gatehouse has."));
    }

    static Stream<String> pages() {
        return Stream.of("/sign-in", "/nothing-here", "/torrents", "/api/v1/nothing", "/ui/none/app.css", "/%00", "/setup");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyAnswerHasTheSecurityHeadersOnce(String path) throws IOException {
        var answer = get(path, "text/html");
        for (var header : List.of("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'",
                "X-Content-Type-Options: nosniff",
                "X-Frame-Options: DENY", "Referrer-Policy: same-origin", "Cross-Origin-Opener-Policy: same-origin",
                "Cache-Control: ")) {
            assertEquals(2, answer.split(java.util.regex.Pattern.quote(header), -1).length,
                    header + " in " + answer.substring(0, Math.min(900, answer.length())));
        }
        assertFalse(answer.contains("unsafe"), "no exception in the policy");
        assertFalse(answer.contains("style=\"") || answer.contains("<style") || answer.contains("onclick"), "nothing inline");
    }

    @Test
    void errorsAreAPageForPeopleAndProblemDetailsForPrograms() throws IOException {
        assertTrue(get("/nothing-here", "text/html").contains("<h1>There is nothing here</h1>"));
        var details = get("/nothing-here", "application/json");
        assertTrue(details.startsWith("HTTP/1.1 404") && details.contains("application/problem+json")
                && details.contains("\"status\":404"));
    }

    @Test
    void methodsNobodyNeedsDoNothing() throws IOException {
        for (var method : List.of("TRACE", "PUT", "DELETE", "PATCH", "PROPFIND")) {
            var answer = send(method
                    + " /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertTrue(answer.matches("(?s)HTTP/1.1 (4\\d\\d|501).*"), method + ": " + answer.lines().findFirst().orElse(""));
        }
    }

    @Test
    void aBodyThatIsTooLargeIsTurnedAwayBeforeItIsRead() throws IOException {
        assertEquals("16M", largest);
        var answer = send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nAccept: text/html\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 17000000\r\n\r\nname=");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer.lines().findFirst().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "garbage", "text/plain", "multipart/form-data; boundary=x", "/", ";" })
    void aBodyThatIsNoFormIsTurnedAwayWhateverItCallsItself(String type) throws IOException {
        var answer = send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nAccept: text/html\r\n"
                + "Connection: close\r\nContent-Type: " + type + "\r\nContent-Length: 6\r\n\r\nname=a");
        assertTrue(answer.startsWith("HTTP/1.1 415"), answer.lines().findFirst().orElse(""));
    }

    @Test
    void oneAnswerForOneRequestHoweverItsLengthIsGiven() throws IOException {
        var smuggled = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /ui/x/logo.svg HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertFalse(send(smuggled).contains("<svg"), "a request hidden in another one's body was answered");
        var twice = "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
        assertTrue(send(twice).startsWith("HTTP/1.1 400"));
    }

    @Test
    void forwardedHeadersOfAStrangerMeanNothing() throws IOException {
        var answer = send(
                "GET /torrents HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nX-Forwarded-Prefix: /evil\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X-Original-URL: /sign-in\r\nX-HTTP-Method-Override: POST\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 303"));
        assertFalse(answer.contains("evil"));
    }

    @Test
    void styleSheetsAndScriptsAreKeptForGoodAndCompressed() throws IOException {
        var page = get("/sign-in", "text/html");
        var sheet = page.replaceAll("(?s).*href=\"([^\"]+/app.css)\".*", "$1");
        var answer = send(
                "GET " + sheet + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
        assertTrue(answer.contains("immutable"));
        assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("content-encoding: gzip"));
        assertFalse(answer.contains("no-store"));
    }
}
