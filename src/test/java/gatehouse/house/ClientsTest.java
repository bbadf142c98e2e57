package gatehouse.house;

import static gatehouse.house.Loft.torrent;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Right;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Hash;
import gatehouse.torrent.State;
import gatehouse.torrent.Torrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/// Clients of today in front of a real qBittorrent 4.5.2, a method for each: what it sends one after the other, as its public
/// sources have it, with what it reads of each answer and what has become of it at the server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ClientsTest {

    private static final TorrentFile EPISODE = TorrentFile.hollow("Show.S01E02.mkv", 700_000);
    private static final TorrentFile FILM = TorrentFile.of("A film (2020).mkv", 300_000);
    /// The same file of another site.
    private static final TorrentFile AGAIN = TorrentFile.hollow(FILM.name(), FILM.size());
    private static final String MAGNET = "89abcdef0123456789abcdef0123456789abcdef";
    private static final String UNKNOWN = "0123456789".repeat(4);
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

    /// The server has the episode, stopped, and the mirror knows.
    private static void episode() {
        House.loft().add(List.of(EPISODE), Map.of("savepath", Loft.folder().toString(), "paused", "true"));
        Loft.await("the episode", () -> Loft.shows(EPISODE));
    }

    /// The server has a film and all of its data.
    private static void film(String category) {
        FILM.write(Loft.folder());
        House.loft().add(List.of(FILM), Map.of("savepath", Loft.folder().toString(), "category", category));
        Qbittorrent.await("the film", () -> House.loft().state(FILM.hash()).equals("stalledUP"));
        Loft.await("the mirror has it", () -> Loft.mirror().torrents().get(new Hash(FILM.hash())) instanceof Torrent torrent
                && torrent.state() == State.SEEDING_IDLE);
    }

    private static boolean listed(Response list, String hash) {
        return list.jsonPath().getList("hash").contains(hash);
    }

    private static void gone(String hash) {
        Qbittorrent.await("it is gone", () -> torrent(hash).isEmpty());
    }

    /// `QBittorrentProxySelector` and `QBittorrentProxyV2`; Radarr has the same. C# writes truths with a capital.
    @Test
    void sonarr() {
        given().get(App.of("opal", "loft").path("app/webapiVersion")).then().statusCode(403);
        given().get("/qbittorrent/loft/version/api").then().statusCode(404);
        var sonarr = client();
        sonarr.logIn();
        sonarr.get("app/webapiVersion").then().statusCode(200).body(equalTo("2.8.19"));
        sonarr.get("app/version").then().statusCode(200).body(equalTo("v4.5.2"));
        var preferences = sonarr.get("app/preferences").then().statusCode(200);
        for (var key : List.of("save_path", "max_ratio_enabled", "max_ratio", "max_seeding_time_enabled", "max_seeding_time",
                "max_ratio_act", "queueing_enabled", "dht")) {
            preferences.body("$", hasKey(key));
        }
        sonarr.done("torrents/createCategory", "category", "tv");
        sonarr.get("torrents/categories").then().statusCode(200).body("tv.savePath", equalTo(""));
        sonarr.send("POST", "torrents/add", request -> request
                .multiPart("torrents", "Show.S01E02.torrent", EPISODE.bytes(), "application/octet-stream")
                .multiPart("category", "tv").multiPart("paused", "True").multiPart("sequentialDownload", "True")
                .multiPart("firstLastPiecePrio", "True").multiPart("contentLayout", "Original").multiPart("ratioLimit", "1.5")
                .multiPart("seedingTimeLimit", "600")).then().statusCode(200).body(equalTo("Ok."));
        Loft.await("it is stopped", () -> Loft.shows(EPISODE));
        sonarr.get("torrents/info?category=tv").then().body("state", contains("pausedDL")).body("category", contains("tv"))
                .body("save_path", contains(Loft.folder().toString())).body("[0]", hasKey("content_path"))
                .body("[0]", hasKey("eta")).body("size", contains(700_000)).body("ratio_limit", contains(1.5f));
        sonarr.get("torrents/info?category=none").then().body("", empty());
        sonarr.get("torrents/properties?hash=" + EPISODE.hash()).then().statusCode(200).body("$", hasKey("seeding_time"))
                .body("save_path", equalTo(Loft.folder().toString()));
        sonarr.get("torrents/files?hash=" + EPISODE.hash()).then().statusCode(200).body("name", contains(EPISODE.name()));
        sonarr.get("torrents/properties?hash=" + UNKNOWN).then().statusCode(404);
        var server = torrent(EPISODE.hash());
        assertEquals(List.of("tv", true, true, 1.5f, 600), List.of(server.get("category"), server.get("seq_dl"),
                server.get("f_l_piece_prio"), server.get("ratio_limit"), server.get("seeding_time_limit")));
        sonarrManages(sonarr);
        assertEquals(1, sonarr.logIns());
    }

    private static void sonarrManages(Client sonarr) {
        var hash = EPISODE.hash();
        sonarr.done("torrents/setShareLimits", "hashes", hash, "ratioLimit", "2", "seedingTimeLimit", "60");
        assertEquals(60, torrent(hash).get("seeding_time_limit"));
        sonarr.post("torrents/topPrio", "hashes", hash).then().statusCode(409);
        sonarr.post("torrents/setCategory", "hashes", hash, "category", "tv-imported").then().statusCode(409);
        sonarr.done("torrents/createCategory", "category", "tv-imported");
        sonarr.done("torrents/setCategory", "hashes", hash, "category", "tv-imported");
        assertEquals("tv-imported", torrent(hash).get("category"));
        sonarr.done("torrents/setForceStart", "hashes", hash, "value", "true");
        Qbittorrent.await("it is forced", () -> Boolean.TRUE.equals(torrent(hash).get("force_start")));
        sonarr.done("torrents/addTags", "hashes", hash, "tags", "drama,2020");
        assertEquals("2020, drama", torrent(hash).get("tags"));
        sonarr.post("torrents/add", "urls", "magnet:?xt=urn:btih:" + MAGNET, "category", "tv", "paused", "False").then()
                .statusCode(200).body(equalTo("Ok."));
        Loft.await("the magnet is listed", () -> listed(sonarr.get("torrents/info?category=tv"), MAGNET));
        sonarr.post("torrents/add", "urls", "not an address", "category", "tv").then().statusCode(200).body(equalTo("Fails."));
        sonarr.post("torrents/delete", "hashes", MAGNET).then().statusCode(400);
        assertFalse(torrent(MAGNET).isEmpty());
        sonarr.done("torrents/delete", "hashes", MAGNET, "deleteFiles", "true");
        sonarr.done("torrents/delete", "hashes", hash, "deleteFiles", "true");
        gone(MAGNET);
        gone(hash);
    }

    /// With a user name and a password it sends them as HTTP Basic too, and with an API key as a Bearer only: a 403 is final
    /// then.
    @Test
    void radarrWithBasicOrAKey() {
        var app = App.of("opal", "loft");
        var basic = given().auth().preemptive().basic("radarr", app.secret());
        basic.cookie("SID", "ended").get(app.path("torrents/info")).then().statusCode(200);
        app.get("app/webapiVersion").then().statusCode(200).body(equalTo("2.8.19"));
        app.get("torrents/info").then().statusCode(200);
        given().header("Authorization", "Bearer gh_wrong").get(app.path("app/version")).then().statusCode(403)
                .header("WWW-Authenticate", equalTo(null));
    }

    /// Sonarr of both times, the Python library, cross-seed and the phones all do this.
    @Test
    void aSessionThatHasEndedCostsOneLogIn() {
        var app = App.of("opal", "loft");
        for (var client : Map.of(Client.modern(app), "torrents/info", Client.legacy(app), "query/torrents").entrySet()) {
            client.getKey().logIn();
            for (var logIns : List.of(1, 2, 3)) {
                client.getKey().get(client.getValue()).then().statusCode(200);
                client.getKey().get(client.getValue()).then().statusCode(200);
                assertEquals(logIns, client.getKey().logIns());
                client.getKey().loseSession();
            }
        }
        var refused = Client.modern(App.of("opal", "loft", Set.of(Right.VIEW)));
        refused.logIn();
        refused.post("torrents/createTags", "tags", "x").then().statusCode(403);
        assertEquals(2, refused.logIns(), "a right that is missing is no reason to try for ever");
    }

    /// `qbittorrentapi`: a HEAD to learn about TLS, a POST for most that it asks, lists joined by `|`, truths with a capital,
    /// fields of several versions at once, files under names of their own.
    @Test
    void thePythonLibrary() {
        var head = given().redirects().follow(false).head("/qbittorrent/loft");
        assertEquals(404, head.statusCode());
        var python = client();
        python.post("app/version").then().statusCode(200).body(equalTo("v4.5.2"));
        assertEquals(1, python.logIns(), "it asks first, is told 403, and logs in");
        python.get("app/webapiVersion").then().body(equalTo("2.8.19"));
        python.get("app/buildInfo").then().statusCode(200).body("$", hasKey("libtorrent"));
        python.send("POST", "torrents/add", request -> request.multiPart("torrent__0", "torrent__0", EPISODE.bytes())
                .multiPart("savepath", Loft.folder().toString()).multiPart("paused", "True").multiPart("stopped", "True")
                .multiPart("tags", "one,two").multiPart("contentLayout", "Original").multiPart("root_folder", "True")).then()
                .statusCode(200).body(equalTo("Ok."));
        Loft.await("it is stopped", () -> Loft.shows(EPISODE));
        python.post("torrents/info", "filter", "paused", "sort", "name", "reverse", "True", "limit", "10", "hashes",
                EPISODE.hash() + "|" + UNKNOWN).then().body("hash", contains(EPISODE.hash())).body("tags", contains("one, two"))
                .body("state", contains("pausedDL"));
        var first = python.post("sync/maindata", "rid", "0").then().statusCode(200).body("full_update", equalTo(true)).extract()
                .jsonPath();
        python.post("torrents/properties", "hash", UNKNOWN).then().statusCode(404).body(equalTo("Not Found"));
        python.post("torrents/rename", "hash", EPISODE.hash(), "name", "Renamed").then().statusCode(200);
        Loft.await("it is renamed", () -> "Renamed".equals(python.post("sync/maindata", "rid", first.getString("rid"))
                .jsonPath().getString("torrents." + EPISODE.hash() + ".name")));
        assertEquals("Renamed", torrent(EPISODE.hash()).get("name"));
        python.post("torrents/renameFile", "hash", EPISODE.hash(), "oldPath", "none", "newPath", "x").then().statusCode(409);
        python.post("auth/logout").then().statusCode(200);
        python.post("torrents/delete", "hashes", EPISODE.hash(), "deleteFiles", "True").then().statusCode(200);
        assertEquals(2, python.logIns());
        gone(EPISODE.hash());
    }

    /// POST for all, an empty body that calls itself text, addresses that are not escaped in forms, and a last field that means
    /// nothing.
    @Test
    void crossSeed() {
        film("films");
        var seed = client();
        seed.logIn();
        seed.done("torrents/createTags", "tags", "cross-seed");
        var unknown = seed.post("torrents/properties", "hash", AGAIN.hash());
        assertFalse(unknown.asString().startsWith("{"), "it reads any JSON as: it is there");
        var there = seed.post("torrents/info", "hashes", FILM.hash()).then().body("size()", equalTo(1)).extract().jsonPath();
        assertEquals(List.of(1, "films", false), List.of(there.getInt("[0].progress"), there.getString("[0].category"),
                there.getBoolean("[0].auto_tmm")));
        seed.post("torrents/files", "hash", FILM.hash()).then().body("name", contains(FILM.name()));
        seed.send("POST", "torrents/categories", request -> request.contentType("text/plain;charset=UTF-8").body("")).then()
                .statusCode(200).body("films.savePath", equalTo(""));
        seed.send("POST", "torrents/createCategory", request -> request.contentType("application/x-www-form-urlencoded")
                .body("category=films.cross-seed&savePath=" + Loft.folder())).then().statusCode(200);
        seed.send("POST", "torrents/add", request -> request
                .multiPart("torrents", FILM.name() + ".cross-seed.torrent", AGAIN.bytes(), "application/x-bittorrent")
                .multiPart("tags", "cross-seed").multiPart("category", "films.cross-seed").multiPart("autoTMM", "false")
                .multiPart("savepath", there.getString("[0].save_path")).multiPart("skip_checking", "true")
                .multiPart("paused", "false").multiPart("foo", "bar")).then().statusCode(200);
        Qbittorrent.await("it seeds", () -> "stalledUP".equals(torrent(AGAIN.hash()).get("state")));
        assertEquals(List.of("films.cross-seed", "cross-seed", Loft.folder().toString()), List.of(
                torrent(AGAIN.hash()).get("category"), torrent(AGAIN.hash()).get("tags"),
                torrent(AGAIN.hash()).get("save_path")));
        seed.done("torrents/recheck", "hashes", AGAIN.hash());
        seed.done("torrents/resume", "hashes", AGAIN.hash());
        Loft.await("it is known now", () -> seed.post("torrents/properties", "hash", AGAIN.hash()).asString().startsWith("{"));
    }

    /// Go's own multipart, a file without an ending, `paused` and `stopped` together; then it announces until a tracker works.
    @Test
    void autobrr() {
        var autobrr = client();
        autobrr.logIn();
        autobrr.get("torrents/info?filter=downloading").then().statusCode(200).body(equalTo("[]"));
        autobrr.send("POST", "torrents/add", request -> request
                .multiPart("torrents", "QwErTyUiOpAsDf_1", EPISODE.bytes(), "application/octet-stream")
                .multiPart("paused", "true").multiPart("stopped", "true").multiPart("savepath", Loft.folder().toString())
                .multiPart("autoTMM", "false").multiPart("category", "race").multiPart("tags", "autobrr")
                .multiPart("upLimit", "100000").multiPart("ratioLimit", "1.50").multiPart("seedingTimeLimit", "90")).then()
                .statusCode(200);
        Loft.await("it is stopped", () -> Loft.shows(EPISODE));
        autobrr.get("torrents/trackers?hash=" + EPISODE.hash()).then().statusCode(200);
        var server = torrent(EPISODE.hash());
        assertEquals(List.of("race", "autobrr", 100_000, 1.5f, 90, "pausedDL"), List.of(server.get("category"),
                server.get("tags"), server.get("up_limit"), server.get("ratio_limit"), server.get("seeding_time_limit"),
                server.get("state")));
        autobrr.done("torrents/addTrackers", "hash", EPISODE.hash(), "urls", "http://127.0.0.1:9/announce");
        autobrr.get("torrents/trackers?hash=" + EPISODE.hash()).then().body("url", hasItem("http://127.0.0.1:9/announce"))
                .body("[0]", hasKey("status")).body("[0]", hasKey("msg"));
        House.loftDoor().clear();
        autobrr.done("torrents/reannounce", "hashes", EPISODE.hash());
        assertEquals(1, House.loftDoor().count("torrents/reannounce"));
        autobrr.get("torrents/trackers?hash=" + UNKNOWN).then().statusCode(404);
        autobrr.post("torrents/add", "urls", "magnet:?xt=urn:btih:" + MAGNET, "paused", "true").then().statusCode(200)
                .body(equalTo("Ok."));
        Qbittorrent.await("the magnet is there", () -> !torrent(MAGNET).isEmpty());
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
        gone(hash);
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
        gone(hash);
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
        Loft.await("it is listed", () -> listed(phone.post("query/torrents"), EPISODE.hash()));
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
        gone(hash);
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
