package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Health;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.torrent.State;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/// Instances and torrents as programs read them: what is in the answers for whom.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class FacadeTest {

    private static final String SINTEL = House.FILMS.getFirst().hash();
    private static final String DEBIAN = House.SYSTEMS.getFirst().hash();
    private static final String EVERYTHING = "files,trackers,peers,webseeds,pieces,properties";

    private static final Map<String, People> PEOPLE = new HashMap<>();

    @Inject
    Mirrors mirrors;

    /// Whatever other tests did to it before.
    @BeforeEach
    void everythingIsAsItWasBuilt() {
        House.attic().post("torrents/resume", Map.of("hashes", "all"));
        Qbittorrent.await("the attic seeds", () -> {
            var attic = mirrors.find("attic").orElseThrow();
            attic.nudge();
            return attic.snapshot().torrents().values().stream()
                    .filter(torrent -> torrent.state() == State.SEEDING_IDLE && torrent.category().equals("films"))
                    .count() == 2;
        });
        Qbittorrent.await("the cellar's mirror", () -> mirrors.find("cellar").orElseThrow().snapshot().torrents().size() == 1);
        Qbittorrent.await("the vault's refusal",
                () -> mirrors.find("vault").orElseThrow().health() instanceof Health.CredentialsRejected);
    }

    private static ValidatableResponse get(String person, String path) {
        return PEOPLE.computeIfAbsent(person, People::signIn).ask().get("/api/v1" + path).then();
    }

    @Test
    void onlyVisibleInstancesAreThere() {
        get("vic", "/instances").statusCode(200).body("instances.instance", equalTo(List.of("attic")));
        get("ann", "/instances").body("instances.instance", equalTo(List.of("attic", "cellar")));
        get("vic", "/instances/cellar").statusCode(404);
        get("ola", "/instances/no-such").statusCode(404);
    }

    @Test
    void anInstanceSaysHowItStandsAndWhatOneMayAndItCannot() {
        get("ann", "/instances/attic").statusCode(200).body("title", equalTo("Attic")).body("health", equalTo("connected"))
                .body("freshness", equalTo("fresh")).body("version", equalTo("v4.5.2")).body("api", equalTo("2.8.19"))
                .body("seen", notNullValue()).body("age", notNullValue()).body("free", notNullValue())
                .body("downSpeed", equalTo(0)).body("torrents", equalTo(2))
                .body("rights.right", hasItems("view", "control", "add")).body("rights.right", not(hasItem("settings.full")))
                .body("cannot.actions", hasItem("torrents/setTags")).body("cannot.actions", not(hasItem("torrents/stop")))
                .body("cannot.parameters.'torrents/add'", hasItem("forced"))
                .body("cannot.parameters.'torrents/add'", not(hasItem("category")));
        get("ola", "/instances/vault").body("health", equalTo("credentials-rejected")).body("freshness", equalTo("attention"))
                .body("version", nullValue()).body("advice", notNullValue());
        get("iris", "/instances/attic").body("torrents", equalTo(0)).body("advice", nullValue());
    }

    @Test
    void aListIsThePagesViewOfWhatOneMaySee() {
        get("vic", "/torrents").statusCode(200).body("total", equalTo(2)).body("everything", equalTo(2))
                .body("instances", equalTo(Map.of("attic", 2))).body("statuses.seeding", equalTo(2))
                .body("freshness.attic", equalTo("fresh")).body("freshness", not(hasKey("cellar")))
                .body("torrents.hash", hasItem(SINTEL)).body("torrents.hash", not(hasItem(DEBIAN)))
                .body("torrents[0].state", equalTo("seeding-idle")).body("torrents[0].progress", equalTo(1.0f))
                .body("torrents[0].eta", nullValue()).body("torrents[0].category", equalTo("films"))
                .body("torrents[0].tags", equalTo(List.of("keep"))).body("torrents[0].own", equalTo(false));
        get("iris", "/torrents").body("total", equalTo(0)).body("everything", equalTo(0)).body("statuses.running", equalTo(0));
        get("ann", "/torrents?q=-on:attic").body("torrents.hash", equalTo(List.of(DEBIAN)));
        get("ann", "/torrents?sort=-size&from=1&count=1").body("total", equalTo(3)).body("from", equalTo(1))
                .body("torrents.hash", equalTo(List.of(SINTEL)));
        get("ann", "/torrents?q=status:blah").body("mistakes[0].written", equalTo("status:blah")).body("total", equalTo(3));
        get("ann", "/torrents?sort=colour").statusCode(400);
        get("ann", "/torrents?count=x").statusCode(400);
    }

    @Test
    void partsOfATorrentAreReadEachByItsOwnRight() {
        House.doors().forEach(RecordingProxy::clear);
        var path = "/instances/attic/torrents/" + SINTEL;
        get("vic", path).statusCode(200).body("torrent.name", equalTo("Sintel (2010) [4K].mkv")).body("rights", hasItem("view"))
                .body("rights", not(hasItem("control"))).body("fields.save_path", notNullValue())
                .body("parts", equalTo(Map.of())).body("absent", equalTo(Map.of()));
        assertEquals(House.atticDoor().requests().size(), House.atticDoor().count("sync/maindata"), "no part, no question");

        get("vic", path + "?with=" + EVERYTHING).statusCode(200).body("parts.files[0].name", notNullValue())
                .body("parts.pieces", notNullValue()).body("parts.properties.save_path", notNullValue())
                .body("parts", not(hasKey("trackers"))).body("absent.trackers.status", equalTo(403))
                .body("absent.trackers.right", equalTo("trackers.view")).body("absent.webseeds.right", equalTo("trackers.view"))
                .body("absent.peers.right", equalTo("peers.view"));
        assertEquals(0, House.atticDoor().count("torrents/trackers"));
        get("ola", path + "?with=" + EVERYTHING).body("absent", equalTo(Map.of()))
                .body("parts.trackers.url", hasItem("** [DHT] **")).body("parts.peers.full_update", equalTo(true));
        get("ann", path + "?with=files,secrets").statusCode(400);
    }

    @Test
    void whatOneMayNotSeeIsNoTorrent() {
        get("iris", "/instances/attic/torrents/" + SINTEL).statusCode(404);
        get("vic", "/instances/cellar/torrents/" + DEBIAN).statusCode(404);
        get("ola", "/instances/attic/torrents/" + DEBIAN).statusCode(404);
        get("ola", "/instances/attic/torrents/none").statusCode(404);
    }

    @Test
    void passKeysAreOnlyForWhoMaySeeTrackers() {
        try {
            Loft.fill();
            var path = "/instances/loft/torrents/" + Loft.KAIS.hash() + "?with=" + EVERYTHING;
            var lin = get("lin", path).statusCode(200).extract().asString();
            assertFalse(lin.contains(Loft.PASSKEY), lin);
            assertTrue(get("opal", path).extract().asString().contains(Loft.PASSKEY), "an operator sees trackers");
            get("kim", path).statusCode(404);
            get("kim", "/torrents").body("torrents.hash", equalTo(List.of(Loft.KIMS.hash())))
                    .body("torrents[0].own", equalTo(true)).body("everything", equalTo(1));
            get("lin", "/torrents?q=on:loft").body("total", equalTo(3)).body("torrents.own", not(hasItem(true)));
        } finally {
            Loft.empty();
        }
    }

    @Test
    void aTokenWithoutAProviderIsRefusedAndTheCookieNotLookedAt() {
        var vic = People.signIn("vic");
        vic.ask().header("Authorization", "Bearer e30.e30.e30").get("/api/v1/me").then().statusCode(401);
        vic.ask().header("Authorization", "Basic eDp5").get("/api/v1/me").then().statusCode(200);
        vic.browse().header("Authorization", "Bearer e30.e30.e30").get("/account").then().statusCode(200);
    }

    @Test
    void theDescriptionIsServedAsItIs() throws IOException {
        var vic = PEOPLE.computeIfAbsent("vic", People::signIn);
        var answer = given().cookie("gatehouse", vic.cookie()).get("/api/v1/openapi.yaml").then().statusCode(200)
                .header("Content-Type", startsWith("application/yaml"));
        assertEquals(Files.readString(Path.of("src/main/resources/openapi.yaml")), answer.extract().asString());
    }
}
