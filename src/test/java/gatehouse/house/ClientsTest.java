package gatehouse.house;

import static gatehouse.house.Loft.EPISODE;
import static gatehouse.house.Loft.FILM;
import static gatehouse.house.Loft.film;
import static gatehouse.house.Loft.torrent;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Right;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Clients of today in front of a real qBittorrent 4.5.2, a method for each: what it sends one after the other, as its public
/// sources have it, with what it reads of each answer and what has become of it at the server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ClientsTest {

    /// The same file of another site.
    private static final TorrentFile AGAIN = TorrentFile.hollow(FILM.name(), FILM.size());
    private static final String MAGNET = "89abcdef0123456789abcdef0123456789abcdef";
    private static final String UNKNOWN = "0123456789".repeat(4);

    @AfterEach
    void leaveNothingBehind() {
        Loft.emptyAfterApps();
    }

    private static Client client() {
        return Client.modern(App.of("opal", "loft"));
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
        Loft.await("the magnet is listed", () -> Loft.listed(sonarr.get("torrents/info?category=tv"), MAGNET));
        sonarr.post("torrents/add", "urls", "not an address", "category", "tv").then().statusCode(200).body(equalTo("Fails."));
        sonarr.post("torrents/delete", "hashes", MAGNET).then().statusCode(400);
        assertFalse(torrent(MAGNET).isEmpty());
        sonarr.done("torrents/delete", "hashes", MAGNET, "deleteFiles", "true");
        sonarr.done("torrents/delete", "hashes", hash, "deleteFiles", "true");
        Loft.gone(MAGNET);
        Loft.gone(hash);
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
        Loft.gone(EPISODE.hash());
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
}
