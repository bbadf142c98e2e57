package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.action.Right;
import gatehouse.action.Sample;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// An app at the modern face, in front of a real qBittorrent 4.5.2.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class DropInTest {

    private static final TorrentFile FILE = TorrentFile.hollow("An app's own.mkv", 700_000);

    @Inject
    Actions actions;

    @Inject
    Mirrors mirrors;

    /// Every action that needs more than to see, in the spelling of 4.5.2, with values that would do.
    @Test
    void aKeyThatMayOnlySeeIsRefusedTheRestAndNoServerIsAsked() {
        var app = App.of("opal", "loft", Set.of(Right.VIEW));
        var version = ApiVersion.parse("2.8.19").orElseThrow();
        Qbittorrent.await("the loft", () -> mirrors.find("loft").orElseThrow().health().connected());
        House.loftDoor().clear();
        var refused = new ArrayList<String>();
        for (var action : actions.all().stream().filter(action -> action.right() != Right.VIEW).toList()) {
            var spelling = action.spelling(version);
            if (spelling.isPresent()) {
                var answer = app.bearer().formParams(spelt(action, version)).post(app.path(spelling.get().path()));
                answer.then().statusCode(403).contentType("text/plain");
                assertEquals(1, answer.asString().lines().count(), action.id() + ": " + answer.asString());
                refused.add(action.id());
            }
        }
        assertTrue(refused.size() > 60, refused.toString());
        assertEquals(List.of(), Loft.reached());
    }

    private static Map<String, String> spelt(Action action, ApiVersion version) {
        var spelt = new HashMap<String, String>();
        var sample = Sample.values(action, FILE.hash(), Loft.folder().toString());
        action.parameters(version).forEach(parameter -> Optional.ofNullable(sample.get(parameter.name()))
                .ifPresent(value -> spelt.put(parameter.at(version).orElseThrow().name(), value)));
        return spelt;
    }

    /// Bodies as various clients write them: no content type at a file, a name in UTF-8, fields of other names, quotes.
    @Test
    void anAddIsReadHoweverItIsWritten() {
        var app = App.of("opal", "loft");
        var bodies = List.of("""
                --b\r
                Content-Disposition: form-data; name="fileselect[]"; filename="a.torrent"\r
                \r
                """, """
                --b\r
                Content-Disposition: form-data; name=torrents; filename="x.torrent"; filename*=UTF-8''%%C3%%84.torrent\r
                Content-Type: application/octet-stream\r
                Content-Length: %d\r
                \r
                """.formatted(FILE.bytes().length), """
                preamble\r
                --b\r
                content-disposition: form-data; name="torrents"; filename="Ä \\"x\\".torrent"\r
                content-type: application/x-bittorrent\r
                \r
                """);
        try {
            for (var start : bodies) {
                var body = new ByteArrayOutputStream();
                body.writeBytes(start.replace("\n", "").replace("\r", "\r\n").getBytes(StandardCharsets.UTF_8));
                body.writeBytes(FILE.bytes());
                body.writeBytes(("\r\n--b\r\nContent-Disposition: form-data; name=\"paused\"\r\n\r\ntrue\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"savepath\"\r\n\r\n" + Loft.folder() + "\r\n--b--\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                app.bearer().contentType("multipart/form-data; boundary=b").body(body.toByteArray())
                        .post(app.path("torrents/add")).then().statusCode(200).body(equalTo("Ok."));
                Qbittorrent.await("it is there", () -> !House.loft().state(FILE.hash()).isEmpty());
                House.loft().post("torrents/delete", Map.of("hashes", FILE.hash(), "deleteFiles", "true"));
                Qbittorrent.await("it is gone", () -> House.loft().state(FILE.hash()).isEmpty());
            }
            app.post("torrents/add", Map.of()).then().statusCode(200).body(equalTo("Fails."));
            app.post("torrents/add", Map.of("urls", "/etc/passwd")).then().statusCode(200).body(equalTo("Fails."));
            app.bearer().multiPart("torrents", "x.torrent", new byte[] { 1, 2 }).post(app.path("torrents/add")).then()
                    .statusCode(415);
            app.bearer().contentType("application/x-www-form-urlencoded").body("category=a&category=b&urls=x")
                    .post(app.path("torrents/add")).then().statusCode(400);
        } finally {
            Loft.empty();
        }
    }

    /// What somebody owns with limits and a place of their own: the key adds as them, and no more than they may.
    @Test
    void whatAKeyAddsIsItsOwners() {
        var app = App.of("kim", "loft");
        try {
            app.post("torrents/add", Map.of("urls", "magnet:?xt=urn:btih:" + "d".repeat(40), "paused", "true")).then()
                    .statusCode(200).body(equalTo("Ok."));
            Qbittorrent.await("it is listed", () -> app.get("torrents/info").jsonPath().getList("hash").size() == 1);
            app.get("torrents/info").then().body("category", contains("kim")).body("tags", contains("by kim"));
            App.of("kai", "loft").get("torrents/info").then().body(equalTo("[]"));
            App.of("kai", "loft").post("torrents/delete", Map.of("hashes", "d".repeat(40), "deleteFiles", "true")).then()
                    .statusCode(200);
            app.post("torrents/add", Map.of("urls", IntStream.range(1, 5).mapToObj(i -> "magnet:?xt=urn:btih:" + ("" + i)
                    .repeat(40)).collect(java.util.stream.Collectors.joining("\n")))).then().statusCode(200)
                    .body(equalTo("Fails."));
            app.post("torrents/add", Map.of("urls", "magnet:?xt=urn:btih:" + "e".repeat(40), "category", "other")).then()
                    .statusCode(200);
            assertEquals(2, House.loft().torrents());
        } finally {
            Loft.empty();
        }
    }

    /// Sonarr's ten keys are for whoever may see.
    @Test
    void preferencesAreThoseThatAppsLookUp() {
        App.of("vic", "attic").get("app/preferences").then().statusCode(200).body("$", hasKey("save_path"))
                .body("$", hasKey("max_ratio_enabled")).body("$", hasKey("max_ratio")).body("$", hasKey("max_seeding_time"))
                .body("$", hasKey("max_seeding_time_enabled")).body("$", hasKey("max_ratio_act"))
                .body("$", hasKey("queueing_enabled")).body("$", hasKey("dht")).body("$", hasKey("start_paused_enabled"))
                .body("$", not(hasKey("web_ui_username"))).body("$", not(hasKey("mail_notification_password")));
        App.of("ola", "attic").get("app/preferences").then().body("mail_notification_password", equalTo("********"));
    }

    @Test
    void aPageOfAnotherSiteCannotUseACookieOrAPassword() {
        var app = App.of("opal", "loft");
        var ticket = app.logIn();
        House.loftDoor().clear();
        for (var header : List.of("Origin=https://elsewhere.example", "Sec-Fetch-Site=cross-site")) {
            var pair = header.split("=");
            given().cookie("SID", ticket).header(pair[0], pair[1]).formParam("tags", "x").post(app.path("torrents/createTags"))
                    .then().statusCode(403);
            given().auth().preemptive().basic("x", app.secret()).header(pair[0], pair[1]).formParam("tags", "x")
                    .post(app.path("torrents/createTags")).then().statusCode(403);
        }
        assertEquals(List.of(), Loft.reached());
        given().cookie("SID", ticket).header("Origin", "http://localhost").formParam("hashes", "all")
                .post(app.path("torrents/resume")).then().statusCode(200);
    }

    /// Torrents that are not there are passed over, in a way that does not tell them from those of others.
    @Test
    void unknownTorrentsAreIgnoredAsTheServerDoes() {
        var app = App.of("opal", "loft");
        var unknown = "0123456789".repeat(4);
        House.loftDoor().clear();
        for (var action : List.of("pause", "resume", "recheck", "topPrio", "toggleSequentialDownload")) {
            app.post("torrents/" + action, Map.of("hashes", unknown + "|zz")).then().statusCode(200).body(equalTo(""));
        }
        app.get("torrents/downloadLimit", "hashes", unknown).then().statusCode(200).body(unknown, equalTo(-1));
        app.post("torrents/addTrackers", Map.of("hash", unknown, "urls", "http://127.0.0.1:9/")).then().statusCode(404);
        app.post("torrents/delete", Map.of()).then().statusCode(400).body(equalTo("Bad Request"));
        app.get("nope/x").then().statusCode(404).body(equalTo("Not Found"));
        app.get("torrents/start").then().statusCode(404);
        assertEquals(List.of(), House.loftDoor().writes());
        app.get("sync/torrentPeers", "hash", unknown).then().statusCode(404);
    }

    @Test
    void anAppLogsInListsAddsAndDeletes() {
        var app = App.of("opal", "loft");
        given().get(app.path("app/webapiVersion")).then().statusCode(403);
        var ticket = app.logIn();
        var session = Map.of("SID", ticket);
        given().cookies(session).get(app.path("app/version")).then().statusCode(200).body(equalTo("v4.5.2"));
        given().cookies(session).get(app.path("app/webapiVersion")).then().statusCode(200).body(equalTo("2.8.19"));
        try {
            given().cookies(session).multiPart("torrents", "a.torrent", FILE.bytes(), "application/x-bittorrent")
                    .multiPart("category", "kim").multiPart("savepath", Loft.folder().toString()).multiPart("paused", "true")
                    .post(app.path("torrents/add")).then().statusCode(200).body(equalTo("Ok."));
            Qbittorrent.await("the torrent is listed",
                    () -> given().cookies(session).get(app.path("torrents/info?category=kim&filter=paused")).jsonPath()
                            .getList("state").contains("pausedDL"));
            given().cookies(session).get(app.path("torrents/info?hashes=" + FILE.hash())).then().body("name",
                    contains(FILE.name())).body("state", contains("pausedDL"));
            given().cookies(session).get(app.path("sync/maindata")).then().body("full_update", equalTo(true))
                    .body("torrents." + FILE.hash() + ".category", equalTo("kim"))
                    .body("torrents." + FILE.hash(), not(hasKey("hash")));
            given().cookies(session).formParam("hashes", FILE.hash()).formParam("deleteFiles", "True")
                    .post(app.path("torrents/delete")).then().statusCode(200).body(equalTo(""));
            Qbittorrent.await("it is gone", () -> House.loft().state(FILE.hash()).isEmpty());
        } finally {
            Loft.empty();
        }
        given().cookies(session).post(app.path("auth/logout")).then().statusCode(200);
        given().cookies(session).get(app.path("app/version")).then().statusCode(403);
        assertEquals(0, House.loftDoor().count("auth/logout"));
    }
}
