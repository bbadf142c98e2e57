package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationFile;
import gatehouse.config.Settings;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// `gatehouse.yaml` changes while people look at pages. Each test puts the file back.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ReloadTest {

    private static final String VIC = "{ who: { role: viewer }, role: viewer, on: [attic], see: any, do: any }";

    @Inject
    ConfigurationFile file;

    @Inject
    Settings settings;

    @Inject
    Mirrors mirrors;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @TestHTTPResource("/torrents/live")
    URL live;

    private String written;
    private Configuration before;

    @BeforeEach
    void remember() throws IOException {
        written = Files.readString(settings.file());
        before = file.current();
        assertTrue(written.contains(VIC));
        Qbittorrent.await("the attic is there", () -> !mirrors.find("attic").orElseThrow().snapshot().torrents().isEmpty());
    }

    @AfterEach
    void putBack() throws IOException {
        Files.writeString(settings.file(), written);
        Qbittorrent.await("all is as before",
                () -> file.lastMistakes().isEmpty() && file.current().grants().equals(before.grants()));
    }

    private void change(String from, String to) throws IOException {
        Files.writeString(settings.file(), written.replace(from, to));
    }

    @Test
    void anOpenPageLosesWhatIsTakenAwayWithoutBeingLoadedAgain() throws IOException {
        var vic = People.signIn("vic");
        var connection = (HttpURLConnection) live.openConnection();
        connection.setRequestProperty("Cookie", "gatehouse=" + vic.cookie());
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setReadTimeout(30_000);
        try (var stream = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(event(stream).contains("Sintel"));
            change(VIC, VIC.replace("see: any", "see: own"));
            var event = event(stream);
            while (!event.contains("\"total\":0")) {
                event = event(stream);
            }
            assertTrue(event.contains("\"order\":[]"), event);
        } finally {
            connection.disconnect();
        }
        vic.browse().get("/torrents").then().statusCode(200).body(not(containsString("Sintel")));
    }

    private static String event(BufferedReader stream) throws IOException {
        for (var line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("data:{\"") || line.startsWith("data: {\"")) {
                return line;
            }
        }
        throw new AssertionError("the stream has ended");
    }

    @Test
    void aNewGrantWorksWithoutSigningInAgainAndACommandObeysTheNewOne() throws IOException {
        var vic = People.signIn("vic");
        var sintel = "attic/" + House.FILMS.getFirst().hash();
        People.signIn("ann").send().formParam("torrent", sintel).post("/torrents/actions/recheck").then().statusCode(200);
        var logIns = House.atticDoor().logIns();
        House.atticDoor().clear();
        vic.send().formParam("torrent", sintel).post("/torrents/actions/recheck").then().statusCode(403);
        assertEquals(0, House.atticDoor().writes().size());
        change(VIC, VIC.replace("role: viewer, on", "role: helper, on"));
        Qbittorrent.await("it is allowed", () -> vic.send().formParam("torrent", sintel).post("/torrents/actions/recheck")
                .statusCode() == 200);
        assertEquals(1, House.atticDoor().count("torrents/recheck"));
        assertEquals(logIns, House.atticDoor().logIns(), "the sessions at the server stay");
        Qbittorrent.await("it is checked", () -> House.attic().state(House.FILMS.getFirst().hash()).equals("stalledUP"));
    }

    @Test
    void aWrongFileIsToldByTheHealthCheckAndChangesNothing() throws IOException {
        var vic = People.signIn("vic");
        change("see: any, do: any", "see: all, do: any");
        Qbittorrent.await("the mistakes are seen", () -> !file.lastMistakes().isEmpty());
        vic.browse().get("/torrents").then().statusCode(200).body(containsString("Sintel"));
        given().get(URI.create(management.toString()).resolve("/q/health/ready")).then().statusCode(200)
                .body("checks.find { it.name == 'gatehouse' }.data.mistakes", equalTo(file.lastMistakes().size()))
                .body("checks.find { it.name == 'gatehouse' }.data.generation", equalTo((int) before.generation()));
    }
}
