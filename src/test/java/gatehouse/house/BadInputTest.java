package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What nobody should send gets a clear answer that names the parameter, and no part of it reaches a server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class BadInputTest {

    private static final String KIMS = Loft.KIMS.hash();
    private static final String LIMIT = "/api/v1/instances/loft/actions/torrents/setDownloadLimit";

    @TestHTTPResource
    URL root;

    private People opal;

    @BeforeEach
    void fill() {
        Loft.fill();
        opal = People.signIn("opal");
        House.loftDoor().clear();
    }

    @AfterEach
    void nothingWasSent() {
        assertEquals(List.of(), Loft.reached());
        Loft.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"\"", "\"ten\"", "1.5", "-2", "true", "null", "{}", "[1, 2]", "\"1e3\"", "99999999999999999999",
            "\" 1\"", "\"0x10\"" })
    void aNumberThatIsNoneIsToldByName(String value) {
        opal.ask("loft", "torrents/setDownloadLimit", "{\"hashes\": \"" + KIMS + "\", \"limit\": " + value + "}").then()
                .statusCode(400).body("detail", containsString("limit")).body(not(containsString("xception")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "torrents/setForceStart; {\"hashes\": \"@\", \"value\": \"yes\"}; value",
            "torrents/setForceStart; {\"hashes\": \"@\", \"value\": 1}; value",
            "torrents/setForceStart; {\"hashes\": \"@\"}; value",
            "torrents/filePrio; {\"hash\": \"@\", \"id\": \"0\", \"priority\": 3}; priority",
            "torrents/filePrio; {\"hash\": \"@\", \"id\": [0, \"x\"], \"priority\": 1}; id",
            "torrents/rename; {\"hash\": \"@\", \"name\": \"two\\nlines\"}; name",
            "torrents/rename; {\"hash\": \"@\", \"name\": {\"a\": 1}}; name",
            "torrents/rename; {\"hash\": \"@\", \"name\": null}; name",
            "torrents/rename; {\"hash\": \"@\", \"name\": [\"a\"]}; name",
            "torrents/rename; {\"hash\": \"@\", \"name\": \"\"}; name",
            "torrents/rename; {\"hash\": [\"@\"], \"name\": \"a\"}; hash",
            "torrents/rename; {\"hash\": \"@\", \"name\": \"a\", \"also\": \"b\"}; also",
            "torrents/addTags; {\"hashes\": [\"@\", [\"@\"]], \"tags\": \"a\"}; hashes",
            "torrents/addTags; {\"hashes\": \"@\", \"tags\": \",\"}; tags",
            "torrents/addTrackers; {\"hash\": \"@\", \"urls\": \"file:///etc/passwd\"}; urls",
            "torrents/addPeers; {\"hashes\": \"@\", \"peers\": \"192.0.2.1\"}; peers",
            "torrents/add; {\"urls\": \"/etc/passwd\"}; urls",
            "torrents/add; {\"urls\": [\"https://example.org/a\", \"file:///etc/passwd\"]}; urls",
            "torrents/add; {}; urls",
            "torrents/add; {\"urls\": \"https://example.org/a\", \"torrents\": \"d4:infod\"}; torrents",
            "torrents/add; {\"urls\": \"https://example.org/a\", \"torrents\": [{\"name\": \"a\"}]}; torrents",
            "torrents/add; {\"urls\": \"https://example.org/a\", \"torrents\": [\"a\"]}; torrents",
            "torrents/add; {\"torrents\": [{\"name\": \"a\", \"content\": \"***\"}]}; torrents",
            "torrents/add; {\"torrents\": [{\"name\": \"a\", \"content\": \"ZDQ6aW5mbw==\"}]}; torrents" })
    void aWrongValueIsToldByName(String action, String body, String parameter) {
        opal.ask("loft", action, body.replace("@", KIMS)).then().statusCode(400).body("detail", containsString(parameter))
                .body(not(containsString("xception")));
    }

    @Test
    void oneBrokenFileOfTwoAndNeitherIsSent() {
        var good = Base64.getEncoder().encodeToString(TorrentFile.hollow("good", 300_000).bytes());
        opal.ask("loft", "torrents/add", "{\"torrents\": [{\"name\": \"a\", \"content\": \"" + good
                + "\"}, {\"name\": \"b\", \"content\": \"" + good.substring(0, 40) + "\"}]}").then().statusCode(400)
                .body("parameter", equalTo("torrents"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"hashes\": \"@\", \"limit\": 1, \"limit\": 2}", "{\"hashes\": \"@\", \"limit\": 1} {}",
            "[{\"hashes\": \"@\", \"limit\": 1}]", "{\"hashes\": \"@\", \"limit\": 1", "hashes=@&limit=1", "null", "\"all\"",
            "{\"hashes\": \"@\", \"h\\u0061shes\": \"all\", \"limit\": 1}" })
    void aBodyThatIsNotOneObjectIsRefused(String body) {
        opal.script().body(body.replace("@", KIMS)).post(LIMIT).then().statusCode(400).body("status", equalTo(400))
                .body("detail", containsString("each name once"));
    }

    @Test
    void anotherKindOfBodyIsRefused() {
        opal.send().contentType("application/x-www-form-urlencoded").header("X-CSRF-Token", opal.csrf())
                .header("Accept", "application/json").formParam("hashes", KIMS).formParam("limit", "1").post(LIMIT).then()
                .statusCode(415);
        opal.script().contentType("text/plain").body("{\"hashes\": \"" + KIMS + "\", \"limit\": 1}").post(LIMIT).then()
                .statusCode(415);
    }

    @Test
    void aBodyThatIsTooLargeIsTurnedAwayBeforeItIsRead() throws IOException {
        try (var socket = new Socket("localhost", root.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST " + LIMIT + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
                    + "Cookie: gatehouse=" + opal.cookie() + "\r\nX-CSRF-Token: " + opal.csrf() + "\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 17000000\r\n\r\n{\"hashes\":")
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        }
    }

    @Test
    void whatDoesNotExistIsNotThere() {
        opal.ask("loft", "torrents/explode", "{}").then().statusCode(404);
        opal.ask("loft", "nothing/at-all", "{}").then().statusCode(404);
        opal.ask("nowhere", "torrents/stop", "{\"hashes\": \"" + KIMS + "\"}").then().statusCode(404);
        opal.ask("attic", "torrents/stop", "{\"hashes\": \"" + KIMS + "\"}").then().statusCode(404);
    }
}
