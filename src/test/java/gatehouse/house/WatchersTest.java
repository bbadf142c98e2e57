package gatehouse.house;

import static gatehouse.house.Loft.EPISODE;
import static gatehouse.house.Loft.FILM;
import static gatehouse.house.Loft.episode;
import static gatehouse.house.Loft.film;
import static gatehouse.house.Loft.torrent;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Right;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/// As [ClientsTest]: what keeps house, what watches, and what is in a pocket.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class WatchersTest {

    /// What the Python library knows; it fails at any other.
    private static final Set<String> STATES = Set.of("error", "missingFiles", "uploading", "pausedUP", "queuedUP", "stalledUP",
            "checkingUP", "forcedUP", "allocating", "downloading", "metaDL", "forcedMetaDL", "pausedDL", "queuedDL",
            "stalledDL",
            "checkingDL", "forcedDL", "checkingResumeData", "moving", "unknown");

    @AfterEach
    void leaveNothingBehind() {
        Loft.emptyAfterApps();
    }

    private static Client client() {
        return Client.modern(App.of("opal", "loft"));
    }

    /// By way of the Python library: all torrents by their age, then categories, tags and limits of each.
    @Test
    void qbitManage() {
        film("");
        episode();
        var manager = client();
        manager.logIn();
        manager.post("app/version").then().body(equalTo("v4.5.2"));
        var torrents = manager.post("torrents/info", "sort", "added_on").then().statusCode(200).body("state",
                org.hamcrest.Matchers.everyItem(in(STATES))).extract().jsonPath();
        assertEquals(2, torrents.getList("hash").size());
        for (var key : List.of("max_ratio_enabled", "max_ratio", "max_seeding_time_enabled", "max_seeding_time")) {
            manager.post("app/preferences").then().statusCode(200).body("$", hasKey(key));
        }
        for (var hash : torrents.<String> getList("hash")) {
            manager.post("torrents/trackers", "hash", hash).then().statusCode(200).body("[0].url", equalTo("** [DHT] **"));
            manager.post("torrents/files", "hash", hash).then().statusCode(200).body("size()", equalTo(1));
        }
        var hash = FILM.hash();
        manager.post("torrents/setCategory", "hashes", hash, "category", "movies").then().statusCode(409);
        manager.post("torrents/createCategory", "category", "movies", "savePath", Loft.folder().toString()).then()
                .statusCode(200);
        manager.done("torrents/setCategory", "hashes", hash, "category", "movies");
        manager.done("torrents/addTags", "hashes", hash, "tags", "noHL,keep");
        manager.done("torrents/removeTags", "hashes", hash, "tags", "keep");
        manager.done("torrents/setShareLimits", "hashes", hash, "ratioLimit", "5", "seedingTimeLimit", "-1");
        manager.done("torrents/setUploadLimit", "hashes", hash, "limit", "51200");
        manager.done("torrents/setAutoManagement", "hashes", hash, "enable", "False");
        manager.done("torrents/pause", "hashes", hash);
        Qbittorrent.await("it is stopped", () -> "pausedUP".equals(torrent(hash).get("state")));
        assertEquals(List.of("movies", "noHL", 51_200, false), List.of(torrent(hash).get("category"), torrent(hash).get("tags"),
                torrent(hash).get("up_limit"), torrent(hash).get("auto_tmm")));
        assertEquals(5f, ((Number) torrent(hash).get("ratio_limit")).floatValue());
        manager.done("torrents/delete", "hashes", hash, "deleteFiles", "True");
        Loft.gone(hash);
    }

    /// All of it every time, and the switch of the alternative limits.
    @Test
    void homeAssistant() {
        episode();
        var home = client();
        home.logIn();
        for (var i = 0; i < 3; i++) {
            home.post("sync/maindata", "rid", "0").then().statusCode(200).body("full_update", equalTo(true))
                    .body("torrents." + EPISODE.hash() + ".state", equalTo("pausedDL"))
                    .body("server_state", hasKey("connection_status")).body("server_state", hasKey("dl_info_speed"))
                    .body("server_state", hasKey("up_info_speed")).body("server_state", hasKey("alltime_dl"));
        }
        home.post("torrents/info", "filter", "paused").then().body("hash", contains(EPISODE.hash()));
        var before = House.loft().get("transfer/speedLimitsMode");
        home.get("transfer/speedLimitsMode").then().statusCode(200).body(equalTo(before));
        home.done("transfer/toggleSpeedLimitsMode");
        Qbittorrent.await("it is switched", () -> !House.loft().get("transfer/speedLimitsMode").equals(before));
        home.done("transfer/toggleSpeedLimitsMode");
        Qbittorrent.await("and back", () -> House.loft().get("transfer/speedLimitsMode").equals(before));
    }

    /// It needs no more than to see, and counts by category and state.
    @Test
    void thePrometheusExporter() {
        episode();
        var exporter = Client.modern(App.of("opal", "loft", Set.of(Right.VIEW)));
        exporter.logIn();
        var figures = JsonPath.from(House.loft().get("transfer/info"));
        exporter.post("transfer/info").then().statusCode(200)
                .body("connection_status", equalTo(figures.getString("connection_status")))
                .body("dht_nodes", equalTo(figures.getInt("dht_nodes")))
                .body("dl_info_data", equalTo(figures.getInt("dl_info_data"))).body("$", hasKey("up_info_data"));
        exporter.post("app/version").then().body(equalTo("v4.5.2"));
        exporter.post("torrents/info").then().body("state", contains("pausedDL")).body("category", contains(""));
        exporter.post("torrents/categories").then().statusCode(200).body(equalTo("{}"));
        assertEquals(1, exporter.logIns());
    }

    /// It knows a lost session by the word in the status line, and takes nothing but 200 for a success.
    @Test
    void aPhone() {
        episode();
        var hash = EPISODE.hash();
        assertTrue(given().get(App.of("opal", "loft").path("torrents/info")).statusLine().endsWith("403 Forbidden"));
        var phone = client();
        phone.get("torrents/info?sort=name").then().statusCode(200).body("hash", contains(hash));
        phone.done("torrents/resume", "hashes", hash);
        Qbittorrent.await("it is started", () -> !String.valueOf(torrent(hash).get("state")).startsWith("paused"));
        phone.done("torrents/pause", "hashes", hash);
        Qbittorrent.await("it is stopped", () -> "pausedDL".equals(torrent(hash).get("state")));
        phone.get("torrents/pieceStates?hash=" + hash).then().statusCode(200).body("size()", equalTo(3));
        phone.get("torrents/files?hash=" + hash).then().statusCode(200).body("[0].priority", equalTo(1));
        phone.done("torrents/addTrackers", "hash", hash, "urls", "http://127.0.0.1:9/a");
        phone.done("torrents/removeTrackers", "hash", hash, "urls", "http://127.0.0.1:9/a");
        phone.done("torrents/createCategory", "category", "phone", "savePath", "");
        phone.done("torrents/createTags", "tags", "a,b");
        phone.get("torrents/categories").then().body("phone.name", equalTo("phone"));
        phone.get("torrents/tags").then().body("$", containsInAnyOrder("a", "b"));
        phone.done("torrents/deleteTags", "tags", "a,b");
        phone.done("torrents/removeCategories", "categories", "phone");
        assertEquals("[]", House.loft().get("torrents/tags"));
        phone.done("torrents/delete", "hashes", hash, "deleteFiles", "false");
        Loft.gone(hash);
        assertEquals(1, phone.logIns());
    }

    /// Transdroid posts whatever it asks, and knows two eras: here the elder one.
    @Test
    void transdroid() {
        var root = "/qbittorrent/loft/legacy/";
        given().post(root + "version/api").then().statusCode(200).body(equalTo("17"));
        given().post(root + "version/qbittorrent").then().statusCode(200).body(equalTo("v4.0.4"));
        var phone = Client.legacy(App.of("ola", "loft"));
        phone.logIn();
        phone.send("POST", "command/upload", request -> request
                .multiPart("torrentfile", "a.torrent", EPISODE.bytes(), "application/octet-stream")).then().statusCode(200);
        Loft.await("it is listed", () -> Loft.listed(phone.post("query/torrents"), EPISODE.hash()));
        Qbittorrent.await("it runs", () -> House.loft().state(EPISODE.hash()).equals("stalledDL"));
        var hash = EPISODE.hash();
        phone.post("query/propertiesTrackers/" + hash).then().statusCode(200);
        phone.post("query/getPieceStates/" + hash).then().statusCode(200).body("size()", equalTo(3));
        phone.post("query/propertiesFiles/" + hash).then().statusCode(200).body("name", contains(EPISODE.name()));
        phone.done("command/pause", "hash", hash);
        Qbittorrent.await("it is stopped", () -> "pausedDL".equals(torrent(hash).get("state")));
        phone.done("command/setCategory", "hashes", hash, "category", "phone");
        assertEquals("phone", torrent(hash).get("category"));
        phone.done("command/setGlobalDlLimit", "limit", "NaN");
        assertEquals("0", House.loft().get("transfer/downloadLimit"));
        phone.post("sync/maindata?rid=0").then().statusCode(200).body("server_state", hasKey("use_alt_speed_limits"));
        phone.done("command/recheck", "hash", hash);
        phone.done("command/deletePerm", "hashes", hash);
        Loft.gone(hash);
        given().post("/qbittorrent/loft/login").then().statusCode(404);
    }

    /// It follows `sync/maindata`: the differences, put onto what it had, are what the server has.
    @Test
    void qui() {
        episode();
        var qui = Client.modern(App.of("ola", "loft"));
        qui.logIn();
        qui.get("app/webapiVersion").then().statusCode(200);
        qui.get("app/buildInfo").then().statusCode(200).body("$", hasKey("qt"));
        qui.get("app/defaultSavePath").then().statusCode(200).body(equalTo(Loft.folder().toString()));
        var all = qui.get("sync/maindata?rid=0").then().body("full_update", equalTo(true)).extract().jsonPath();
        var rid = all.getString("rid");
        var held = new HashMap<String, Object>(all.getMap("torrents." + EPISODE.hash()));
        qui.done("torrents/addTags", "hashes", EPISODE.hash(), "tags", "qui");
        qui.done("torrents/setUploadLimit", "hashes", EPISODE.hash(), "limit", "2048");
        qui.post("torrents/setTags", "hashes", EPISODE.hash(), "tags", "x").then().statusCode(404);
        Loft.await("the mirror has the limit", () -> Loft.mirror().torrents().values().iterator().next().fields()
                .get("up_limit") instanceof Number limit && limit.intValue() == 2048);
        var delta = qui.get("sync/maindata?rid=" + rid).then().body("$", not(hasKey("full_update"))).extract().jsonPath();
        held.putAll(delta.getMap("torrents." + EPISODE.hash()));
        var server = new HashMap<>(torrent(EPISODE.hash()));
        server.keySet().removeAll(Set.of("hash", "time_active", "last_activity", "availability"));
        held.keySet().retainAll(server.keySet());
        assertEquals(server, held);
        qui.get("torrents/export?hash=" + EPISODE.hash()).then().statusCode(200);
    }
}
