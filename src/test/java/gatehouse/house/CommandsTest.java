package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.access.Person;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditQuery;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// What the buttons do at real servers, and that a refusal never reaches one.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class CommandsTest {

    private static final String SINTEL = House.FILMS.getFirst().hash();
    private static final String TEARS = House.FILMS.getLast().hash();
    private static final String DEBIAN = House.SYSTEMS.getFirst().hash();

    @Inject
    Mirrors mirrors;

    @Inject
    AuditLog audit;

    @Inject
    Ownership ownership;

    @BeforeEach
    void mirrorsAreFilled() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        Qbittorrent.await("the cellar's mirror", () -> mirrors.find("cellar").orElseThrow().snapshot().torrents().size() == 1);
        House.attic().post("torrents/resume", java.util.Map.of("hashes", "all"));
        Qbittorrent.await("Sintel runs", () -> House.attic().state(SINTEL).equals("stalledUP"));
        House.doors().forEach(RecordingProxy::clear);
    }

    @Test
    void aMemberStopsAndStartsATorrentOfTheirInstance() {
        var ann = People.signIn("ann");
        ann.send().formParam("torrent", "attic/" + SINTEL).post("/torrents/actions/stop").then().statusCode(200)
                .body(containsString("Stop: 1 torrent on Attic."));
        Qbittorrent.await("Sintel is stopped at the server", () -> House.attic().state(SINTEL).equals("pausedUP"));
        assertEquals("stalledUP", House.attic().state(TEARS));

        ann.send().formParam("torrent", "attic/" + SINTEL).post("/torrents/actions/start").then().statusCode(200);
        Qbittorrent.await("Sintel runs again", () -> House.attic().state(SINTEL).equals("stalledUP"));

        var entry = audit.recent(1).getFirst();
        assertEquals("local:ann", entry.person());
        assertEquals("torrents/start", entry.action());
        assertEquals(Result.DONE, entry.result());
        assertEquals(java.util.List.of(new AuditLog.Subject(new Hash(SINTEL), "Sintel (2010) [4K].mkv")), entry.torrents());
    }

    @Test
    void forceStartAndRecheckReachTheServer() {
        var ann = People.signIn("ann");
        ann.send().formParam("torrent", "attic/" + TEARS).post("/torrents/actions/force-start").then().statusCode(200);
        Qbittorrent.await("Tears of Steel is forced", () -> House.attic().state(TEARS).equals("forcedUP"));
        House.attic().post("torrents/setForceStart", java.util.Map.of("hashes", TEARS, "value", "false"));

        House.atticDoor().clear();
        ann.send().formParam("torrent", "attic/" + TEARS).post("/torrents/actions/recheck").then().statusCode(200);
        assertEquals(1, House.atticDoor().count("torrents/recheck"));
        Qbittorrent.await("it seeds again", () -> House.attic().state(TEARS).endsWith("stalledUP"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "start", "stop", "force-start", "recheck" })
    void aViewersHandMadeRequestIsRefusedAndTheServerIsNotAsked(String word) {
        var vic = People.signIn("vic");
        vic.send().formParam("torrent", "attic/" + SINTEL).post("/torrents/actions/" + word).then().statusCode(403)
                .body(containsString("Start and stop torrents")).body(containsString("Attic"))
                .body(containsString("Ola can give it to you"));
        assertEquals(java.util.List.of(), House.atticDoor().writes());
        var entry = audit.find(AuditQuery.of("local:vic", 1)).getFirst();
        assertEquals(Result.REFUSED, entry.result());
        assertTrue(entry.detail().contains("control"));
    }

    @Test
    void aMemberOfOneInstanceIsNoneOfAnother() {
        var ann = People.signIn("ann");
        ann.send().formParam("torrent", "cellar/" + DEBIAN).post("/torrents/actions/stop").then().statusCode(403)
                .body(containsString("Cellar"));
        assertEquals(java.util.List.of(), House.cellarDoor().writes());
    }

    @Test
    void theRightForOnesOwnReachesOnlyOnesOwn() {
        ownership.assign("attic", new Hash(TEARS), Person.LOCAL + ":otto");
        var otto = People.signIn("otto");
        otto.send().formParam("torrent", "attic/" + SINTEL).formParam("torrent", "attic/" + TEARS)
                .post("/torrents/actions/stop").then()
                .statusCode(403).body(containsString("only for your own"));
        assertEquals(java.util.List.of(), House.atticDoor().writes());
        otto.send().formParam("torrent", "attic/" + TEARS).post("/torrents/actions/stop").then().statusCode(200);
        Qbittorrent.await("Tears of Steel is stopped", () -> House.attic().state(TEARS).equals("pausedUP"));
        assertEquals("stalledUP", House.attic().state(SINTEL));
    }

    @ParameterizedTest
    @CsvSource({
            "cellar/@DEBIAN@, 404",
            "attic/@DEBIAN@, 404",
            "nosuch/@SINTEL@, 404",
            "attic/0000000000000000000000000000000000000000, 404",
            "attic/xyz, 400",
            "attic/@SINTEL@|@TEARS@, 400",
            "attic/ all, 400",
            "attic, 400",
            "../@SINTEL@, 400",
            "'', 400" })
    void whatIsNotThereOrNotAHashGetsAClearAnswer(String torrent, int status) {
        var written = torrent.replace("@SINTEL@", SINTEL).replace("@TEARS@", TEARS).replace("@DEBIAN@", DEBIAN);
        var person = torrent.startsWith("cellar") ? People.signIn("vic") : People.signIn("ann");
        person.send().formParam("torrent", written).post("/torrents/actions/stop").then().statusCode(status)
                .body(not(containsString("xception"))).body(not(containsString("at gatehouse")));
        House.doors().forEach(door -> assertEquals(java.util.List.of(), door.writes()));
    }

    @Test
    void upperCaseAndRepeatedHashesMeanTheSameTorrent() {
        People.signIn("ann").send().formParam("torrent", "attic/" + SINTEL.toUpperCase(java.util.Locale.ROOT))
                .formParam("torrent", "attic/" + SINTEL)
                .post("/torrents/actions/stop").then().statusCode(200).body(containsString("1 torrent"));
        assertEquals("hashes=" + SINTEL, House.atticDoor().writes().getLast().body());
    }

    @Test
    void allMeansAllThatOneMayTouch() {
        ownership.assign("attic", new Hash(TEARS), Person.LOCAL + ":otto");
        People.signIn("otto").send().formParam("torrent", "attic/all").post("/torrents/actions/stop").then().statusCode(200);
        assertEquals("hashes=" + TEARS, House.atticDoor().writes().getLast().body());
    }

    @Test
    void anUnknownButtonOrFieldIsNotTaken() {
        var ann = People.signIn("ann");
        ann.send().formParam("torrent", "attic/" + SINTEL).post("/torrents/actions/explode").then().statusCode(404);
        ann.send().formParam("torrent", "attic/" + SINTEL).formParam("url", "http://elsewhere").post("/torrents/actions/stop")
                .then()
                .statusCode(400).body(containsString("url"));
        ann.send().post("/torrents/actions/stop").then().statusCode(400).body(containsString("No torrent was chosen"));
        assertEquals(java.util.List.of(), House.atticDoor().writes());
    }

    @Test
    void aFormOfAnotherSiteOrWithoutItsTokenIsNotTaken() {
        var ann = People.signIn("ann");
        var form = given().cookie("gatehouse", ann.cookie()).formParam("torrent", "attic/" + SINTEL);
        form.header("Origin", "http://localhost").post("/torrents/actions/stop").then().statusCode(403);
        given().cookie("gatehouse", ann.cookie()).formParam("torrent", "attic/" + SINTEL)
                .formParam("csrf", People.signIn("vic").csrf())
                .header("Origin", "http://localhost").post("/torrents/actions/stop").then().statusCode(403);
        given().cookie("gatehouse", ann.cookie()).formParam("torrent", "attic/" + SINTEL).formParam("csrf", ann.csrf())
                .header("Origin", "http://evil.example").post("/torrents/actions/stop").then().statusCode(403);
        given().cookie("gatehouse", ann.cookie()).formParam("torrent", "attic/" + SINTEL).formParam("csrf", ann.csrf())
                .header("Origin", "http://localhost").header("Sec-Fetch-Site", "cross-site").post("/torrents/actions/stop")
                .then().statusCode(403);
        given().cookie("gatehouse", ann.cookie()).formParam("torrent", "attic/" + SINTEL).formParam("csrf", ann.csrf())
                .header("Origin", "null").post("/torrents/actions/stop").then().statusCode(403);
        assertEquals(java.util.List.of(), House.atticDoor().writes());
    }

    @Test
    void garbageIsTurnedAway() {
        var ann = People.signIn("ann");
        given().cookie("gatehouse", ann.cookie()).header("X-CSRF-Token", ann.csrf()).header("Origin", "http://localhost")
                .contentType("application/json").body("{}").post("/torrents/actions/stop").then().statusCode(415);
        given().cookie("gatehouse", ann.cookie()).header("X-CSRF-Token", ann.csrf()).header("Origin", "http://localhost")
                .contentType("application/x-www-form-urlencoded").body("torrent=%ZZ").post("/torrents/actions/stop").then()
                .statusCode(400);
        assertEquals(java.util.List.of(), House.atticDoor().writes());
    }

    @Test
    void withoutAScriptAFormLeadsBackToItsPage() {
        var ann = People.signIn("ann");
        ann.browse().header("Origin", "http://localhost").formParam("csrf", ann.csrf()).formParam("torrent", "attic/" + SINTEL)
                .formParam("back", "/torrents?q=sintel").post("/torrents/actions/stop").then().statusCode(303)
                .header("Location", containsString("/torrents?q=sintel"));
        Qbittorrent.await("Sintel is stopped", () -> House.attic().state(SINTEL).equals("pausedUP"));
    }

    @Test
    void everyRequestToAServerIsAsStrictAsItShouldBe() {
        People.signIn("ann").send().formParam("torrent", "attic/" + SINTEL).post("/torrents/actions/stop").then()
                .statusCode(200);
        House.doors().forEach(door -> assertEquals(java.util.List.of(), door.faults()));
    }
}
