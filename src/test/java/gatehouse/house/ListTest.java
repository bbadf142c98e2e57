package gatehouse.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The list of torrents as a page and as a stream: what is in it for whom.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ListTest {

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/torrents/live")
    java.net.URL live;

    @BeforeEach
    void mirrorsAreFilled() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        Qbittorrent.await("the cellar's mirror", () -> mirrors.find("cellar").orElseThrow().snapshot().torrents().size() == 1);
    }

    @Test
    void whatOneMayNotSeeIsInNoRowCountOrName() {
        People.signIn("vic").browse().get("/torrents").then().statusCode(200).body(containsString("Sintel"),
                containsString("2 torrents"),
                not(containsString("debian")), not(containsString("Cellar")), not(containsString("Vault")));
        People.signIn("ann").browse().get("/torrents").then().body(containsString("Sintel"), containsString("debian"),
                containsString("3 torrents"),
                not(containsString("Vault")));
    }

    @Test
    void whatAServerDoesAltogetherIsForThoseWhoSeeAllOfIt() {
        People.signIn("vic").browse().get("/torrents").then().body(containsString("2 torrents"));
        People.signIn("iris").browse().get("/torrents").then().statusCode(200).body(containsString("0 torrents"),
                containsString("Attic"), not(containsString("iB/s")), not(containsString("Sintel")),
                not(containsString("films")));
    }

    @Test
    void whoCannotActAnywhereHasNoActionBar() {
        People.signIn("vic").browse().get("/torrents").then().body(not(containsString("id=\"selbar\"")));
        People.signIn("ann").browse().get("/torrents").then().body(containsString("id=\"selbar\""),
                not(containsString("This needs")));
    }

    @Test
    void whatIsSelectedBeyondThePageIsOnlyWhatOneSees() {
        House.doors().forEach(RecordingProxy::clear);
        var vic = People.signIn("vic");
        var places = vic.ask().accept("text/plain").queryParam("sort", "-size").queryParam("from", 0)
                .queryParam("count", 45_000)
                .get("/torrents/selection").then().statusCode(200).extract().asString();
        assertEquals(House.FILMS.stream().map(film -> "attic/" + film.hash() + " " + film.size()).toList(),
                places.lines().toList());
        vic.ask().accept("text/plain").queryParam("from", 0).queryParam("count", 45_001).get("/torrents/selection").then()
                .statusCode(400);
        var debian = "cellar/" + House.SYSTEMS.getFirst().hash();
        vic.send().formParam("torrent", debian).post("/torrents/selection").then().statusCode(404);
        vic.send().accept("text/plain").formParam("torrent", debian).formParam("verb", "stop").post("/torrents/selection/able")
                .then()
                .statusCode(404);
        vic.send().formParam("torrent", debian).formParam("verb", "stop").post("/dialogs/left").then().statusCode(404);
        House.doors().forEach(door -> assertEquals(List.of(), door.writes()));
    }

    @Test
    void howFarAVerbReachesIsToldWithItsReasons() {
        var ann = People.signIn("ann");
        var debian = "cellar/" + House.SYSTEMS.getFirst().hash();
        var sintel = "attic/" + House.FILMS.getFirst().hash();
        ann.send().formParam("torrent", debian, sintel).formParam("q", "sintel").post("/torrents/selection").then()
                .body(containsString("data-hidden=\"1\""), containsString("You can’t do this to 1 of these 2."),
                        containsString("This needs “Start and stop torrents” on Cellar"),
                        containsString("Select the one that you can"),
                        containsString("/access/why?right=control&amp;instance=cellar&amp;hash="));
        ann.send().formParam("matching", "#keep").post("/torrents/selection").then().body(
                containsString("Stop reaches 2 of these."), containsString("1 is on Cellar, where you may not."));
        assertEquals(sintel + " " + House.FILMS.getFirst().size() + "\n", ann.send().accept("text/plain")
                .formParam("torrent", debian, sintel).formParam("verb", "stop").post("/torrents/selection/able").asString());
        ann.send().formParam("matching", "#keep").formParam("verb", "stop").post("/dialogs/left").then()
                .body(containsString("Stop does not reach 1 torrent"), containsString("debian-13"),
                        not(containsString("Sintel")));
    }

    @Test
    void filterAndSortAreInTheAddress() {
        var ann = People.signIn("ann");
        ann.browse().queryParam("q", "status:seeding on:attic sintel").get("/torrents").then()
                .body(containsString("1 torrent<"), not(containsString("Tears")));
        ann.browse().queryParam("q", "-on:attic").get("/torrents").then().body(containsString("debian"),
                not(containsString("Sintel")));
        ann.browse().queryParam("q", "#keep category:films").get("/torrents").then().body(containsString("3 torrents"));
        var bySize = ann.browse().queryParam("sort", "-size").get("/torrents").asString();
        assertTrue(
                bySize.indexOf("debian-13") < bySize.indexOf("Sintel") && bySize.indexOf("Sintel") < bySize.indexOf("Tears"));
        assertTrue(bySize.contains("aria-sort=\"descending\""));
    }

    @Test
    void whatTheFilterDoesNotUnderstandIsSaid() {
        var ann = People.signIn("ann");
        ann.browse().queryParam("q", "on:nowhere").get("/torrents").then()
                .body(containsString("Nothing matches"), not(containsString("No torrents yet")));
        ann.browse().queryParam("q", "status:blah").get("/torrents").then().statusCode(200)
                .body(containsString("“status:blah” is not understood"), containsString("downloading"),
                        containsString("3 torrents"));
        ann.browse().queryParam("q", "nothing-like-it").get("/torrents").then().body(containsString("Nothing matches"),
                containsString("0 torrents"));
        ann.browse().queryParam("sort", "colour").get("/torrents").then().statusCode(400);
        ann.browse().queryParam("from", "x").get("/torrents").then().statusCode(400);
        ann.browse().queryParam("q", "<script>alert(1)</script>").get("/torrents").then()
                .body(not(containsString("<script>alert")));
    }

    @Test
    void aStreamSendsTheWindowAndThenOnlyWhatChanges() throws IOException {
        var vic = People.signIn("vic");
        try (var stream = open(vic)) {
            var first = stream.event();
            assertTrue(first.contains("Sintel") && first.contains("\"total\":2") && first.contains("\"instances\""), first);
            assertTrue(!first.contains("debian") && !first.contains("Cellar"));

            House.attic().post("torrents/setCategory", Map.of("hashes", House.FILMS.getLast().hash(), "category", ""));
            House.attic().post("torrents/pause", Map.of("hashes", House.FILMS.getLast().hash()));
            var change = stream.event();
            while (!change.contains("Tears")) {
                change = stream.event();
            }
            assertTrue(!change.contains("Sintel") && !change.contains("\"order\""), change);
        } finally {
            House.attic().post("torrents/setCategory", Map.of("hashes", House.FILMS.getLast().hash(), "category", "films"));
            House.attic().post("torrents/resume", Map.of("hashes", "all"));
        }
    }

    @Test
    void aStreamDoesNotSendWhatItsPageShows() {
        var vic = People.signIn("vic");
        Qbittorrent.await("an event without rows or parts, as nothing has changed since the page", () -> {
            var signs = vic.browse().get("/torrents").asString().replaceAll("(?s).* data-seen=\"([^\"]+)\".*", "$1");
            return first(vic, "seen=" + signs).equals("data:{}");
        });
        assertTrue(first(vic, "seen=0.1").contains("Sintel"));
    }

    /// It is compressed, and what is asked stands in it: its length must not tell of anything secret.
    @Test
    void aStreamCarriesNoTokenOfForms() {
        var ola = People.signIn("ola");
        var event = first(ola, "");
        assertTrue(event.contains("/limits/attic/slow"), event);
        assertFalse(event.contains("csrf"), event);
    }

    private String first(People person, String query) {
        try (var stream = LiveStream.open(URI.create(live + "?" + query).toURL(), person)) {
            var line = stream.line();
            while (!line.startsWith("data:")) {
                line = stream.line();
            }
            return line.replace(": ", ":");
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    @Test
    void aStreamIsCompressedForWhoTakesThat() throws IOException {
        var connection = (HttpURLConnection) live.openConnection();
        connection.setRequestProperty("Cookie", "gatehouse=" + People.signIn("vic").cookie());
        connection.setRequestProperty("Accept-Encoding", "gzip");
        assertEquals("gzip", connection.getContentEncoding());
        try (var stream = new GZIPInputStream(connection.getInputStream())) {
            assertTrue(until(stream, "Sintel"));
        } finally {
            connection.disconnect();
        }
    }

    /// A reader would wait until its buffer is full, and an event does not fill it.
    private static boolean until(InputStream stream, String expected) throws IOException {
        var come = new StringBuilder();
        var bytes = new byte[512];
        for (var count = stream.read(bytes); count > 0; count = stream.read(bytes)) {
            if (come.append(new String(bytes, 0, count, UTF_8)).indexOf(expected) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aStreamThatItsBrowserHasLeftMakesRoomAtOnce() throws IOException {
        var vic = People.signIn("vic");
        for (var i = 0; i < 60; i++) {
            try (var stream = open(vic)) {
                assertTrue(stream.event().contains("Sintel"));
            }
        }
    }

    @Test
    void aStreamEndsSoonAfterItsSession() throws IOException {
        var vic = People.signIn("vic");
        try (var stream = open(vic)) {
            stream.event();
            vic.send().post("/sign-out").then().statusCode(303);
            while (stream.line() != null) {
                // what was under way may still arrive; the end must come
            }
        }
    }

    @Test
    void viewersCauseNoRequests() throws IOException {
        try (var one = open(People.signIn("vic"));
                var two = open(People.signIn("ann"));
                var three = open(People.signIn("ola"))) {
            one.event();
            two.event();
            three.event();
            House.atticDoor().clear();
            Qbittorrent.await("some polls", () -> House.atticDoor().count("sync/maindata") >= 3);
            assertEquals(House.atticDoor().requests().size(), House.atticDoor().count("sync/maindata"));
        }
    }

    private LiveStream open(People person) throws IOException {
        return LiveStream.open(live, person);
    }
}
