package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import gatehouse.action.Right;
import gatehouse.config.ConfigurationFile;
import gatehouse.config.Settings;
import gatehouse.legacy.LegacyServer;
import gatehouse.legacy.LegacyServer.Asked;
import gatehouse.legacy.Release;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/// Apps of both times in front of legacy servers, which answer from recordings of real ones: 3.2.0 and 4.0.4.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
@TestInstance(Lifecycle.PER_CLASS)
class OldServersTest {

    private static final String COMPLETE = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final String MULTI = "ffd8444ef7321bcbcb04696c10951ea9bdbf1f68";
    private static final Map<Release, String> NAMES = Map.of(Release.V3_2_0, "crypt", Release.V4_0_4, "shed");

    @Inject
    ConfigurationFile file;

    @Inject
    Settings settings;

    @Inject
    Mirrors mirrors;

    private final Map<Release, LegacyServer> servers = new EnumMap<>(Release.class);
    private String written;

    @BeforeAll
    void build() throws IOException {
        written = Files.readString(settings.file());
        NAMES.forEach((release, name) -> servers.put(release, LegacyServer.of(release)));
        var more = NAMES.entrySet().stream()
                .map(named -> "  " + named.getValue() + ": { title: Old, url: \"" + servers.get(named.getKey()).url()
                        + "\", username: admin, password: " + LegacyServer.PASSWORD + ", roots: [/downloads] }\n")
                .collect(Collectors.joining());
        Files.writeString(settings.file(), written.replaceFirst("(?m)^roles:", more + "roles:"));
    }

    @BeforeEach
    void begin() {
        NAMES.keySet().forEach(release -> at(release, "pause"));
    }

    @AfterEach
    void allWasUnderstood() {
        servers.forEach((release, server) -> assertEquals(List.of(), server.faults(), release.toString()));
    }

    @AfterAll
    void tearDown() throws IOException {
        Files.writeString(settings.file(), written);
        Qbittorrent.await("they are gone", () -> mirrors.find("crypt").isEmpty() && mirrors.find("shed").isEmpty());
        servers.values().forEach(LegacyServer::close);
    }

    /// Goes to a moment of the recording, and waits until the mirror is there.
    private void at(Release release, String moment) {
        var server = servers.get(release);
        Qbittorrent.await(release + " is there", () -> mirrors.find(NAMES.get(release))
                .filter(mirror -> mirror.health().connected()).isPresent());
        server.at(moment);
        server.takeAll("");
        var mirror = mirrors.find(NAMES.get(release)).orElseThrow();
        Qbittorrent.await("the mirror has its torrents", () -> {
            mirror.nudge();
            return mirror.snapshot().torrents().keySet().stream().map(hash -> hash.value()).collect(Collectors.toSet())
                    .equals(server.contents().torrents().keySet());
        });
    }

    private List<String> commands(Release release) {
        return servers.get(release).commands().stream().map(Asked::path).toList();
    }

    private static String legacy(Release release, String path) {
        return "/qbittorrent/" + NAMES.get(release) + "/legacy/" + path;
    }

    @Test
    void aLegacyAppSeesTheServerItself() {
        for (var release : NAMES.keySet()) {
            var app = App.of("ola", NAMES.get(release));
            app.bearer().get(legacy(release, "version/api")).then().statusCode(200)
                    .body(equalTo(String.valueOf(release.api())));
            app.bearer().get(legacy(release, "version/qbittorrent")).then().body(equalTo("v" + release.version()));
            var told = app.bearer().get(legacy(release, "query/torrents")).jsonPath().<Map<String, Object>> getList("");
            var there = servers.get(release).contents().torrents();
            assertEquals(there.size(), told.size());
            for (var torrent : told) {
                var fields = there.get(torrent.get("hash"));
                assertEquals(fields.keySet().size() + 1, torrent.size(), torrent.toString());
                assertEquals(fields.get("name"), torrent.get("name"));
                assertEquals(fields.get("state"), torrent.get("state"));
            }
            app.bearer().get(legacy(release, "query/propertiesGeneral/" + COMPLETE)).then().statusCode(200)
                    .body("size()", equalTo(release == Release.V3_2_0 ? 16 : 33));
        }
    }

    @Test
    void aLegacyAppCommandsTheServerInItsOwnWords() {
        var app = App.of("ola", "crypt");
        app.bearer().formParam("hash", COMPLETE).post(legacy(Release.V3_2_0, "command/pause")).then().statusCode(200);
        app.bearer().formParam("hashes", COMPLETE).formParam("category", "Movies")
                .post(legacy(Release.V3_2_0, "command/setCategory")).then().statusCode(404);
        app.bearer().formParam("hashes", COMPLETE).formParam("label", "Movies")
                .post(legacy(Release.V3_2_0, "command/setLabel")).then().statusCode(404);
        assertEquals(List.of("/command/pause"), commands(Release.V3_2_0));
        var newer = App.of("ola", "shed");
        at(Release.V4_0_4, "setCategory");
        newer.bearer().formParam("hashes", COMPLETE + "|" + MULTI).formParam("category", "Movies")
                .post(legacy(Release.V4_0_4, "command/setCategory")).then().statusCode(200);
        assertEquals(List.of("/command/setCategory"), commands(Release.V4_0_4));
    }

    /// The order and the fields of `QBittorrentProxyV1`.
    @Test
    void sonarrAsItTalksToOldServers() {
        for (var release : NAMES.keySet()) {
            at(release, "pause");
            var app = App.of("ola", NAMES.get(release));
            given().get(legacy(release, "api/v2/app/webapiVersion")).then().statusCode(404);
            var session = Map.of("SID", given().formParam("username", "sonarr").formParam("password", app.secret())
                    .post(legacy(release, "login")).then().statusCode(200).body(equalTo("Ok.")).extract().cookie("SID"));
            given().cookies(session).get(legacy(release, "version/api")).then()
                    .body(equalTo(String.valueOf(release.api())));
            given().cookies(session).get(legacy(release, "query/preferences")).then().statusCode(200)
                    .body("$", hasKey("save_path")).body("$", hasKey("queueing_enabled"));
            given().cookies(session).get(legacy(release, "query/torrents?label=&category=")).then().statusCode(200)
                    .body("hash", hasItem(COMPLETE));
            given().cookies(session).get(legacy(release, "query/torrents?label=tv&category=tv")).then()
                    .body("size()", equalTo(0));
            given().cookies(session).get(legacy(release, "query/propertiesFiles/" + MULTI)).then().statusCode(200)
                    .body("size()", equalTo(4)).body("[0]", not(hasKey("index")));
            servers.get(release).takeAll("/command/setForceStart");
            given().cookies(session).formParam("hashes", COMPLETE).formParam("value", "true")
                    .post(legacy(release, "command/setForceStart")).then().statusCode(200).body(equalTo(""));
            at(release, "deletePerm");
            var gone = servers.get(release).recording().exchange("deletePerm").form().get("hashes");
            given().cookies(session).formParam("hashes", gone).post(legacy(release, "command/deletePerm")).then()
                    .statusCode(200).body(equalTo(""));
            assertEquals(List.of("/command/deletePerm"), commands(release));
        }
    }

    /// The order and the fields of `QBittorrentProxySelector` and `QBittorrentProxyV2`.
    @Test
    void sonarrOfToday() {
        for (var release : NAMES.keySet()) {
            var app = App.of("ola", NAMES.get(release));
            at(release, "resume");
            given().get(app.path("app/webapiVersion")).then().statusCode(403);
            given().get("/qbittorrent/" + NAMES.get(release) + "/version/api").then().statusCode(404);
            var session = Map.of("SID", app.logIn());
            given().cookies(session).get(app.path("app/webapiVersion")).then().statusCode(200).body(equalTo("2.5.1"));
            given().cookies(session).get(app.path("app/version")).then().statusCode(200).body(equalTo("v4.2.5"));
            given().cookies(session).get(app.path("app/preferences")).then().statusCode(200).body("$", hasKey("save_path"))
                    .body("$", hasKey("queueing_enabled")).body("$", hasKey("dht")).body("$", hasKey("export_dir"))
                    .body("proxy_type", equalTo(0));
            given().cookies(session).get(app.path("torrents/info")).then().statusCode(200).body("hash", hasItem(COMPLETE))
                    .body("state", everyItem(not(startsWith("stopped")))).body("state", hasItem(startsWith("paused")))
                    .body("[0]", hasKey("category")).body("[0]", not(hasKey("label"))).body("[0]",
                            not(hasKey("legacy_state")));
            given().cookies(session).get(app.path("torrents/info?category=none")).then().body("size()", equalTo(0));
            given().cookies(session).get(app.path("torrents/categories")).then().statusCode(200).contentType(startsWith(
                    "application/json"));
            given().cookies(session).get(app.path("torrents/tags")).then().statusCode(200).body(equalTo("[]"));
            given().cookies(session).get(app.path("torrents/info")).then().body("tags", everyItem(equalTo("")));
            given().cookies(session).get(app.path("torrents/properties?hash=" + COMPLETE)).then().statusCode(200)
                    .body("save_path", startsWith("/downloads"));
            given().cookies(session).get(app.path("torrents/files?hash=" + MULTI)).then().statusCode(200)
                    .body("index", contains(0, 1, 2, 3)).body("priority", everyItem(oneOf(0, 1, 6, 7)));
            sonarrOfTodayChangesIt(app, release);
        }
    }

    /// What a legacy server has no word for at all is 404, as for a modern one that is too old.
    private void sonarrOfTodayChangesIt(App app, Release release) {
        at(release, "download.magnet_urlencoded");
        var magnet = servers.get(release).recording().exchange("download.magnet_urlencoded").form().get("urls");
        app.post("torrents/add", Map.of("urls", magnet)).then().statusCode(200).body(equalTo("Ok."));
        app.post("torrents/setShareLimits", Map.of("hashes", COMPLETE, "ratioLimit", "1", "seedingTimeLimit", "1")).then()
                .statusCode(404);
        if (release == Release.V4_0_4) {
            at(release, "topPrio.queueing_off");
            var hash = servers.get(release).recording().exchange("topPrio.queueing_off").form().get("hashes");
            app.post("torrents/topPrio", Map.of("hashes", hash)).then().statusCode(409);
        }
        at(release, "setForceStart");
        servers.get(release).takeAll("/command/setForceStart");
        app.post("torrents/setForceStart", Map.of("hashes", COMPLETE, "value", "true")).then().statusCode(200);
        at(release, "deletePerm");
        var gone = servers.get(release).recording().exchange("deletePerm").form().get("hashes");
        app.post("torrents/delete", Map.of("hashes", gone, "deleteFiles", "true")).then().statusCode(200);
        assertEquals(List.of("/command/deletePerm"), commands(release));
    }

    /// `qbittorrentapi` asks before it logs in, and posts what it asks.
    @Test
    void thePythonLibrary() {
        for (var release : NAMES.keySet()) {
            at(release, "pause");
            var hash = servers.get(release).recording().exchange("pause").form().get("hash");
            var python = Client.modern(App.of("ola", NAMES.get(release)));
            python.post("app/version").then().statusCode(200).body(equalTo("v4.2.5"));
            assertEquals(1, python.logIns());
            python.get("app/webapiVersion").then().body(equalTo("2.5.1"));
            python.post("torrents/info", "filter", "all", "sort", "name", "reverse", "False", "hashes", hash + "|" + MULTI)
                    .then().statusCode(200).body("size()", equalTo(2)).body("hash", hasItem(hash));
            python.post("torrents/properties", "hash", "0".repeat(40)).then().statusCode(404);
            python.post("torrents/trackers", "hash", MULTI).then().statusCode(200).body("[0]", hasKey("url"));
            python.post("transfer/info").then().statusCode(200).body("$", hasKey("connection_status"));
            python.post("sync/maindata", "rid", "0").then().body("full_update", equalTo(true))
                    .body("torrents", hasKey(hash)).body("server_state", hasKey("dl_info_speed"));
            python.post("torrents/setShareLimits", "hashes", hash, "ratioLimit", "1", "seedingTimeLimit", "1").then()
                    .statusCode(404);
            python.post("torrents/pause", "hashes", hash).then().statusCode(200).body(equalTo(""));
            assertEquals(List.of("/command/pause"), commands(release));
        }
    }

    /// Transdroid posts its questions too.
    @Test
    void aPhoneThatKnowsOnlyTheirApi() {
        for (var release : NAMES.keySet()) {
            at(release, "pause");
            var hash = servers.get(release).recording().exchange("pause").form().get("hash");
            given().post(legacy(release, "version/api")).then().statusCode(200).body(equalTo("17"));
            var phone = Client.legacy(App.of("ola", NAMES.get(release)));
            phone.logIn();
            phone.post("version/api").then().body(equalTo(String.valueOf(release.api())));
            phone.post("version/qbittorrent").then().body(equalTo("v" + release.version()));
            phone.post("query/torrents").then().statusCode(200).body("hash", hasItem(hash));
            phone.post("query/propertiesFiles/" + MULTI).then().statusCode(200).body("size()", equalTo(4));
            phone.post("sync/maindata?rid=0").then().body("full_update", equalTo(true));
            phone.done("command/pause", "hash", hash);
            assertEquals(List.of("/command/pause"), commands(release));
        }
    }

    /// What the older side has no word for is said in one line, and not done by halves.
    @Test
    void whatAnOldServerCannotDoIsNotSent() {
        var app = App.of("ola", "crypt");
        var urls = "magnet:?xt=urn:btih:" + "a".repeat(40);
        var answer = app.post("torrents/add", Map.of("urls", urls, "category", "tv"));
        assertEquals(409, answer.statusCode());
        assertTrue(answer.asString().contains("category"), answer.asString());
        app.post("torrents/setCategory", Map.of("hashes", COMPLETE, "category", "tv")).then().statusCode(404);
        app.post("torrents/rename", Map.of("hash", COMPLETE, "name", "x")).then().statusCode(404);
        assertEquals(List.of(), commands(Release.V3_2_0));
    }

    @Test
    void aModernAppFollowsALegacyServer() {
        var app = App.of("ola", "shed");
        var all = app.get("sync/maindata").then().statusCode(200).body("full_update", equalTo(true))
                .body("torrents." + COMPLETE, hasKey("state")).extract().jsonPath();
        var before = all.getString("torrents." + COMPLETE + ".state");
        at(Release.V4_0_4, "resume");
        Qbittorrent.await("it is paused", () -> "pausedUP".equals(next(app, all).getString("torrents." + COMPLETE + ".state")));
        assertTrue(!before.equals("pausedUP"), before);
        app.get("sync/maindata", "rid", all.getString("rid")).then().body("torrents." + COMPLETE, not(hasKey("name")));
    }

    private static JsonPath next(App app, JsonPath before) {
        return app.get("sync/maindata", "rid", before.getString("rid")).jsonPath();
    }

    @Test
    void aKeyThatOnlySeesReachesNoOldServer() {
        for (var release : NAMES.keySet()) {
            var app = App.of("ola", NAMES.get(release), EnumSet.of(Right.VIEW));
            app.bearer().formParam("hash", COMPLETE).post(legacy(release, "command/pause")).then().statusCode(403);
            app.bearer().formParam("hashes", COMPLETE).post(legacy(release, "command/deletePerm")).then().statusCode(403);
            app.post("torrents/pause", Map.of("hashes", COMPLETE)).then().statusCode(403);
            app.bearer().post(legacy(release, "command/shutdown")).then().statusCode(403);
            assertEquals(List.of(), commands(release));
        }
    }
}
