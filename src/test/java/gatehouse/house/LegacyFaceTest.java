package gatehouse.house;

import static gatehouse.house.Loft.torrent;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.LegacySpelling;
import gatehouse.action.Right;
import gatehouse.action.Sample;
import gatehouse.action.Way;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/// Apps that know only the legacy API, in front of a real qBittorrent 4.5.2: what they ask one after the other, as their
/// public sources have it, and what has become of it at the server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class LegacyFaceTest {

    private static final String ROOT = LegacyClient.ROOT;
    private static final TorrentFile EPISODE = TorrentFile.hollow("Show.S01E01.mkv", 700_000);
    private static final String MAGNET = "0123456789abcdef0123456789abcdef01234567";

    @Inject
    Actions actions;

    @AfterEach
    void leaveNothingBehind() {
        House.loft().post("torrents/removeCategories", Map.of("categories", "tv\ntv-imported\nnew"));
        Loft.empty();
    }

    private static Object preference(String key) {
        return JsonPath.from(House.loft().get("app/preferences")).get(key);
    }

    private static void upload(LegacyClient client, String category) {
        client.request().multiPart("torrents", "episode.torrent", EPISODE.bytes(), "application/x-bittorrent")
                .multiPart("category", category).multiPart("savepath", Loft.folder().toString()).multiPart("paused", "True")
                .post(ROOT + "/command/upload").then().statusCode(200).body(equalTo(""));
        Qbittorrent.await("it is listed", () -> client.get("/query/torrents?filter=paused").jsonPath().getList("state")
                .contains("pausedDL"));
    }

    /// The order and the fields of `QBittorrentProxySelector` and `QBittorrentProxyV1`.
    @Test
    void sonarrAsItTalksToOldServers() {
        given().get(ROOT + "/api/v2/app/webapiVersion").then().statusCode(404);
        given().get(ROOT + "/version/api").then().statusCode(200).body(equalTo("17"));
        given().get(ROOT + "/query/torrents").then().statusCode(403);
        given().formParam("username", "sonarr").formParam("password", "gh_wrong").post(ROOT + "/login").then().statusCode(200)
                .body(equalTo("Fails."));
        var sonarr = LegacyClient.logIn(App.of("opal", "loft"));
        sonarr.get("/version/api").then().statusCode(200).body(equalTo("17"));
        sonarr.get("/query/preferences").then().statusCode(200).body("save_path", equalTo(Loft.folder() + "/"))
                .body("$", hasKey("max_ratio_enabled")).body("$", hasKey("queueing_enabled")).body("$", hasKey("dht"));
        upload(sonarr, "tv");
        assertEquals("tv", torrent(EPISODE.hash()).get("category"));
        assertEquals("pausedDL", torrent(EPISODE.hash()).get("state"));
        sonarr.get("/query/torrents?label=tv&category=tv").then().statusCode(200).body("hash", contains(EPISODE.hash()))
                .body("state", contains("pausedDL")).body("category", contains("tv"))
                .body("save_path", contains(Loft.folder() + "/")).body("[0].size()", equalTo(39));
        sonarr.get("/query/torrents?category=none").then().body("", empty());
        sonarr.get("/query/propertiesGeneral/" + EPISODE.hash()).then().statusCode(200).body("size()", equalTo(33))
                .body("save_path", equalTo(Loft.folder() + "/"));
        sonarr.get("/query/propertiesFiles/" + EPISODE.hash()).then().statusCode(200)
                .body("name", contains(EPISODE.name())).body("priority", contains(1)).body("[0]", not(hasKey("index")));
        sonarr.get("/query/propertiesGeneral/" + MAGNET).then().statusCode(200).body(equalTo(""));
        sonarrChangesIt(sonarr);
    }

    private static void sonarrChangesIt(LegacyClient sonarr) {
        sonarr.done("/command/setCategory", "hashes", EPISODE.hash(), "category", "tv-imported");
        assertEquals("tv-imported", torrent(EPISODE.hash()).get("category"));
        sonarr.done("/command/addCategory", "category", "tv");
        sonarr.post("/command/setLabel", "hashes", EPISODE.hash(), "label", "tv").then().statusCode(404);
        House.loft().post("app/setPreferences", Map.of("json", "{\"queueing_enabled\":true}"));
        sonarr.done("/command/topPrio", "hashes", EPISODE.hash());
        House.loft().post("app/setPreferences", Map.of("json", "{\"queueing_enabled\":false}"));
        sonarr.post("/command/topPrio", "hashes", EPISODE.hash()).then().statusCode(403)
                .body(equalTo("Torrent queueing must be enabled"));
        sonarr.done("/command/setForceStart", "hashes", EPISODE.hash(), "value", "true");
        Qbittorrent.await("it is forced", () -> Boolean.TRUE.equals(torrent(EPISODE.hash()).get("force_start")));
        sonarr.post("/command/download", "urls", "magnet:?xt=urn:btih:" + MAGNET, "category", "tv", "paused", "False",
                "savepath", Loft.folder().toString()).then().statusCode(200).body(equalTo("Ok."));
        Qbittorrent.await("the magnet is listed", () -> sonarr.lists(MAGNET));
        sonarr.post("/command/download", "urls", "not an address").then().statusCode(200).body(equalTo("Fails."));
        sonarr.done("/command/delete", "hashes", MAGNET);
        Qbittorrent.await("the magnet is gone", () -> torrent(MAGNET).isEmpty());
        assertTrue(Files.exists(Loft.folder()));
        sonarr.done("/command/deletePerm", "hashes", EPISODE.hash() + "|" + MAGNET);
        Qbittorrent.await("the episode is gone", () -> torrent(EPISODE.hash()).isEmpty());
        sonarr.post("/logout").then().statusCode(200);
        sonarr.get("/query/torrents").then().statusCode(403);
        assertEquals(0, House.loftDoor().count("auth/logout"));
    }

    /// As Transdroid and qBittorrent Controller did before 4.1.
    @Test
    void aPhone() {
        given().get(ROOT + "/version/api").then().statusCode(200);
        given().get(ROOT + "/version/qbittorrent").then().statusCode(200).body(equalTo("v4.0.4"));
        given().get(ROOT + "/version/api_min").then().statusCode(200).body(equalTo("15"));
        var phone = LegacyClient.logIn(App.of("ola", "loft"));
        upload(phone, "new");
        var hash = EPISODE.hash();
        phone.done("/command/resume", "hash", hash);
        Qbittorrent.await("it is started", () -> !torrent(hash).get("state").toString().startsWith("paused"));
        phone.done("/command/pause", "hash", hash);
        Qbittorrent.await("it is stopped", () -> torrent(hash).get("state").equals("pausedDL"));
        phone.done("/command/pauseAll");
        phone.done("/command/setFilePrio", "hash", hash, "id", "0", "priority", "2");
        Qbittorrent.await("the file is wanted first", () -> phone.get("/query/propertiesFiles/" + hash).jsonPath()
                .getInt("[0].priority") == 6);
        phone.done("/command/setTorrentsDlLimit", "hashes", hash, "limit", "51200");
        assertEquals(51_200, torrent(hash).get("dl_limit"));
        phone.post("/command/getTorrentsDlLimit", "hashes", hash + "|" + MAGNET).then().body(hash, equalTo(51_200))
                .body(MAGNET, equalTo(-1));
        phone.done("/command/setGlobalDlLimit", "limit", "102400");
        assertEquals(102_400, preference("dl_limit"));
        phone.done("/command/setPreferences", "json", "{\"dl_limit\":0,\"no_such_key\":1}");
        assertEquals(0, preference("dl_limit"));
        phone.done("/command/rename", "hash", hash, "name", "Another name");
        assertEquals("Another name", torrent(hash).get("name"));
        phone.done("/command/addTrackers", "hash", hash, "urls", "http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b");
        phone.get("/query/propertiesTrackers/" + hash).then().statusCode(200)
                .body("url", containsInAnyOrder("http://127.0.0.1:9/a", "http://127.0.0.1:9/b")).body("[0].size()", equalTo(4));
        phone.get("/query/transferInfo").then().statusCode(200).body("size()", equalTo(20));
        phone.get("/query/getLog?normal=true&last_known_id=-1").then().statusCode(200)
                .body("[0].timestamp", org.hamcrest.Matchers.greaterThan(1_000_000_000_000L));
        phone.get("/query/propertiesWebSeeds/" + hash).then().statusCode(200).body(equalTo("[]"));
        for (var rid : List.of(0, 1, 2)) {
            phone.get("/sync/torrent_peers?hash=" + hash + "&rid=" + rid).then().statusCode(200)
                    .body("full_update", equalTo(true));
        }
        phone.done("/command/deletePerm", "hashes", hash);
        Qbittorrent.await("it is gone", () -> torrent(hash).isEmpty());
    }

    /// What came, changed and went since the last answer, and nothing else.
    @Test
    void onlyWhatHasChangedIsToldAgain() {
        var client = LegacyClient.logIn(App.of("opal", "loft"));
        upload(client, "tv");
        var all = client.get("/sync/maindata").then().statusCode(200).body("full_update", equalTo(true))
                .body("categories", hasItem("tv")).body("torrents." + EPISODE.hash() + ".state", equalTo("pausedDL"))
                .body("torrents." + EPISODE.hash() + ".hash", equalTo(null)).body("server_state.size()", equalTo(23))
                .body("tags", equalTo(null)).extract().jsonPath();
        var rid = all.getLong("rid");
        House.loft().post("torrents/setCategory", Map.of("hashes", EPISODE.hash(), "category", ""));
        Loft.await("it has no category", () -> Loft.mirror().torrents().values().iterator().next().category().isEmpty());
        client.get("/sync/maindata?rid=" + rid).then().body("full_update", equalTo(null))
                .body("torrents." + EPISODE.hash() + ".category", equalTo(""))
                .body("torrents." + EPISODE.hash(), not(hasKey("name"))).body("categories", equalTo(null));
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        Loft.await("it is gone", () -> Loft.mirror().torrents().isEmpty());
        client.get("/sync/maindata?rid=" + rid).then().body("torrents_removed", contains(EPISODE.hash()));
    }

    /// Each command of the table in each of its legacy spellings.
    @Test
    void aKeyThatOnlySeesReachesNothing() {
        var client = LegacyClient.logIn(App.of("opal", "loft", EnumSet.of(Right.VIEW)));
        House.loftDoor().clear();
        var refused = new ArrayList<String>();
        for (var action : actions.all()) {
            for (var spelling : spellings(action)) {
                var answer = client.post("/" + spelling.path(), fields(action, spelling));
                assertEquals(403, answer.statusCode(), spelling.path() + " " + answer.asString());
                assertFalse(answer.asString().isBlank() || answer.asString().contains("\n"), answer.asString());
                refused.add(spelling.path());
            }
        }
        assertTrue(refused.size() > 30, refused.toString());
        assertEquals(List.of(), House.loftDoor().writes());
        given().post(ROOT + "/command/shutdown").then().statusCode(403);
        client.get("/query/torrents").then().statusCode(200);
    }

    private static List<LegacySpelling> spellings(Action action) {
        return action.legacy().stream().filter(spelling -> action.writes() && action.way() == Way.SENT
                && spelling.understoodBy(17)).toList();
    }

    private static String[] fields(Action action, LegacySpelling spelling) {
        var sample = Sample.values(action, EPISODE.hash(), Loft.folder().toString());
        var fields = new LinkedHashMap<String, String>();
        spelling.fields(17).forEach(field -> java.util.Optional.ofNullable(sample.get(field.parameter()))
                .ifPresent(value -> fields.put(field.name(), value)));
        return fields.entrySet().stream().flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    @Test
    void aCommandIsAPost() {
        var client = LegacyClient.logIn(App.of("opal", "loft"));
        House.loftDoor().clear();
        client.get("/command/pauseAll").then().statusCode(405);
        client.get("/command/shutdown").then().statusCode(405);
        client.get("/command/delete?hashes=" + EPISODE.hash()).then().statusCode(405);
        assertEquals(List.of(), House.loftDoor().writes());
        client.post("/command/pause").then().statusCode(400);
        client.post("/command/pause", "hash", EPISODE.hash(), "more", "1").then().statusCode(400);
        client.post("/command/nope").then().statusCode(404);
        client.get("/query/nope").then().statusCode(404);
        client.done("/command/delete", "hashes", "all");
    }

    /// The statuses that a real 4.0.4 gave.
    @Test
    void mistakesAreAnsweredAsThere() {
        var client = LegacyClient.logIn(App.of("ola", "loft"));
        upload(client, "tv");
        var hash = EPISODE.hash();
        client.request().multiPart("any", "bad.torrent", "no torrent".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(ROOT + "/command/upload").then().statusCode(415).body(startsWith("Error: "));
        client.request().multiPart("paused", "true").post(ROOT + "/command/upload").then().statusCode(200).body(equalTo(""));
        client.post("/command/download").then().statusCode(200).body(equalTo("Fails."));
        client.post("/command/setCategory", "hashes", hash, "category", "/bad/").then().statusCode(400);
        client.post("/command/rename", "hash", hash, "name", " ").then().statusCode(400);
        client.post("/command/rename", "hash", MAGNET, "name", "x").then().statusCode(400);
        client.post("/command/setForceStart", "hashes", hash).then().statusCode(400);
        House.loftDoor().clear();
        client.done("/command/addCategory", "category", "");
        client.done("/command/setPreferences", "json", "{not json");
        client.done("/command/setFilePrio", "hash", hash, "id", "0", "priority", "99");
        client.done("/command/pause", "hash", MAGNET);
        client.done("/command/topPrio", "hashes", MAGNET);
        assertEquals(List.of(), House.loftDoor().writes());
        client.done("/command/setFilePrio", "hash", hash, "id", "99", "priority", "1");
        client.done("/command/addCategory", "category", "tv");
        client.done("/command/setTorrentsUpLimit", "hashes", hash, "limit", "x");
        client.get("/query/torrents?filter=NONE&sort=none").then().body("hash", hasItem(hash));
    }

    /// Only the owner's torrents, in lists, changes and totals; others are not there.
    @Test
    void anAppOfSomebodyWithTorrentsOfTheirOwn() {
        Loft.fill();
        var kim = LegacyClient.logIn(App.of("kim", "loft"));
        kim.get("/query/torrents").then().body("hash", contains(Loft.KIMS.hash()));
        kim.get("/sync/maindata").then().body("torrents.size()", equalTo(1)).body("categories", contains("kim"));
        kim.get("/query/propertiesGeneral/" + Loft.KAIS.hash()).then().statusCode(200).body(equalTo(""));
        kim.done("/command/pause", "hash", Loft.KAIS.hash());
        kim.done("/command/delete", "hashes", Loft.KAIS.hash());
        assertEquals(List.of(), Loft.reached().stream().filter(request -> request.writes()).toList());
        kim.request().multiPart("torrents", "episode.torrent", EPISODE.bytes(), "application/x-bittorrent")
                .multiPart("paused", "true").post(ROOT + "/command/upload").then().statusCode(200).body(equalTo(""));
        Loft.await("the server lists it", () -> !torrent(EPISODE.hash()).isEmpty());
        Loft.await("it is Kim's",
                () -> Loft.ownership().owner("loft", new Hash(EPISODE.hash())).filter("local:kim"::equals).isPresent());
        assertEquals("kim", torrent(EPISODE.hash()).get("category"));
    }

    @Test
    void whatIsNoInstanceOfTheirsIsNotThere() {
        var client = App.of("opal", "loft");
        client.bearer().get("/qbittorrent/attic/legacy/query/torrents").then().statusCode(404);
        client.bearer().get("/qbittorrent/attic/legacy/version/api").then().statusCode(404);
        client.bearer().get(ROOT + "/version/api").then().statusCode(200).body(equalTo("17"));
        given().get("/qbittorrent/nowhere/legacy/version/api").then().statusCode(200).body(equalTo("17"));
        given().get("/qbittorrent/loft/version/api").then().statusCode(404);
        given().header("Authorization", "Bearer gh_wrong").get(ROOT + "/query/preferences").then().statusCode(403)
                .contentType(startsWith("text/plain"));
    }
}
