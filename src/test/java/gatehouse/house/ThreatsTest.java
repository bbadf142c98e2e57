package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Threats A1 to A13: what an action of the table could do to a server, tried on a real one. A22, a release with actions
/// that the table does not know, is watched by `ActionsTest`.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ThreatsTest {

    private static final String KIMS = Loft.KIMS.hash();

    @BeforeEach
    void fill() {
        Loft.fill();
    }

    @AfterEach
    void empty() {
        Loft.empty();
    }

    private static void untouched() {
        assertEquals(List.of(), Loft.reached());
        assertEquals(List.of(), House.atticDoor().writes());
        assertEquals(List.of(), House.loftDoor().faults());
    }

    @ParameterizedTest
    @CsvSource({ "vic, attic, settings.safe, NO_GRANT", "ann, attic, settings.safe, NO_GRANT",
            "opal, loft, settings.safe, NO_GRANT",
            "ola, attic, settings.exec, NOT_OPTED_IN" })
    void a1NobodyWithoutTheRightSetsAProgram(String name, String instance, String right, String reason) {
        People.signIn(name).ask(instance, "app/setPreferences", """
                {"json": {"autorun_program": "/bin/sh -c id", "autorun_enabled": true}}""").then().statusCode(403)
                .body("right", equalTo(right)).body("reason", equalTo(reason));
        untouched();
    }

    @Test
    void a1AnAdministratorSetsItWhereTheInstanceOptsIn() {
        var ola = People.signIn("ola");
        ola.ask("loft", "app/setPreferences", "{\"json\": {\"autorun_program\": \"/bin/true\"}}").then().statusCode(200);
        assertTrue(House.loft().get("app/preferences").contains("\"autorun_program\":\"/bin/true\""));
        ola.ask("loft", "app/setPreferences", "{\"json\": {\"autorun_program\": \"\"}}").then().statusCode(200);
        ola.ask("loft", "app/setPreferences", "{\"json\": {\"autorun_everything\": \"/bin/true\"}}").then().statusCode(400);
        assertEquals(2, Loft.reached().size());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"json\": \"{\\\"dht\\\":true,\\\"dht\\\":false}\"}", "{\"json\": {\"dht\":true,\"dht\":false}}",
            "{\"json\": \"{\\\"dht\\\":true,\\\"d\\\\u0068t\\\":false}\"}", "{\"json\": \"\\uFEFF{\\\"dht\\\":true}\"}",
            "{\"json\": {\"dht\":\"true\"}}", "{\"json\": {\"dht\":true}, \"json\": {}}", "{\"json\": [{\"dht\":true}]}" })
    void a2SmuggledJsonIsRefused(String body) {
        People.signIn("ola").ask("loft", "app/setPreferences", body).then().statusCode(400);
        untouched();
    }

    @Test
    void a3PlugInsAreInstalledByNobodyUnasked() {
        var body = "{\"sources\": [\"https://example.org/plugin.py\"]}";
        People.signIn("opal").ask("loft", "search/installPlugin", body).then().statusCode(403).body("right",
                equalTo("search.plugins"));
        People.signIn("ola").ask("attic", "search/installPlugin", body).then().statusCode(403).body("reason",
                equalTo("NOT_OPTED_IN"));
        for (var source : List.of("/etc/passwd", "file:///etc/passwd", "https://example.org/a.py|/tmp/b.py", "C:\\\\x.py")) {
            People.signIn("ola").ask("loft", "search/installPlugin", "{\"sources\": \"" + source + "\"}").then()
                    .statusCode(400);
        }
        untouched();
    }

    @Test
    void a4APlugInFetchesNothingForWhoeverMayNotSearch() {
        var kim = People.signIn("kim");
        kim.ask("loft", "torrents/add", "{\"urls\": \"https://example.org/a\", \"downloader\": \"any\"}").then().statusCode(403)
                .body("right", equalTo("search"));
        kim.ask("loft", "search/downloadTorrent", "{\"torrentUrl\": \"https://example.org/a\", \"pluginName\": \"any\"}").then()
                .statusCode(403).body("right", equalTo("search"));
        untouched();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"savePath\":\"/etc\"}", "{\"torrentParams\":{\"save_path\":\"/etc\"}}",
            "{\"savePath\":\"@/kim\",\"torrentParams\":{\"save_path\":\"@/kim\",\"download_path\":\"/etc\"}}",
            "{\"savePath\":\"@/../etc\"}", "{\"save\\u0050ath\":\"/etc\"}", "{\"torrentParams\":{\"savePath\":\"/etc\"}}" })
    void a5ARuleSavesNowhereOutside(String rule) {
        var written = rule.replace("@", Loft.folder().toString());
        var status = People.signIn("ola").ask("loft", "rss/setRule", "{\"ruleName\": \"all\", \"ruleDef\": " + written + "}")
                .statusCode();
        assertTrue(status == 403 || status == 400, written + ": " + status);
        People.signIn("opal").ask("loft", "rss/setRule", "{\"ruleName\": \"all\", \"ruleDef\": {}}").then().statusCode(403)
                .body("right", equalTo("rss.rules"));
        People.signIn("opal").ask("loft", "rss/addFeed", "{\"url\": \"file:///etc/passwd\", \"path\": \"feed\"}").then()
                .statusCode(400);
        untouched();
    }

    @ParameterizedTest
    @CsvSource({ "/etc, 403", "@, 403", "@/kimono, 403", "@/kim/../kai, 400", "@/kim/.., 400", "kim, 400", "~/kim, 400",
            "@/kim\\u0000, 400", "@\\\\kim, 400", "'@/kim ', 400", "@/kim/\\uFF0E\\uFF0E/x, 400", "/@/kim, 400",
            "C:/kim, 403" })
    void a6APathOutsideIsSentNowhere(String path, int status) {
        var written = path.replace("@", Loft.folder().toString());
        var kim = People.signIn("kim");
        var link = "magnet:?xt=urn:btih:" + "1".repeat(40);
        kim.ask("loft", "torrents/add", "{\"urls\": \"" + link + "\", \"savepath\": \"" + written + "\"}").then()
                .statusCode(status);
        kim.ask("loft", "torrents/setLocation", "{\"hashes\": \"" + KIMS + "\", \"location\": \"" + written + "\"}").then()
                .statusCode(status);
        untouched();
    }

    @Test
    void a6WhatIsAddedLiesWhereItWasAllowed() {
        var kim = People.signIn("kim");
        var link = "magnet:?xt=urn:btih:" + "2".repeat(40);
        kim.ask("loft", "torrents/add", "{\"urls\": \"" + link + "\", \"savepath\": \"\", \"autoTMM\": \"\"}").then()
                .statusCode(200);
        Loft.await("the new torrent", () -> !House.loft().state("2".repeat(40)).isEmpty());
        var info = House.loft().get("torrents/info?hashes=" + "2".repeat(40));
        assertTrue(info.contains("\"save_path\":\"" + Loft.folder() + "/kim\""), info);
        assertTrue(info.contains("\"category\":\"kim\"") && info.contains("by kim"), info);
    }

    @Test
    void a6ACategoryIsAPlaceToo() {
        People.signIn("opal").ask("loft", "torrents/createCategory", "{\"category\": \"out\", \"savePath\": \"/etc\"}").then()
                .statusCode(403).body("parameter", equalTo("savePath"));
        People.signIn("kim")
                .ask("loft", "torrents/setCategory", "{\"hashes\": \"" + KIMS + "\", \"category\": \"kais-category\"}")
                .then().statusCode(403).body("parameter", equalTo("category"));
        untouched();
    }

    @ParameterizedTest
    @ValueSource(strings = { "../../../../tmp/x", "/tmp/x", "a/../../x", "./x", "a//x", "a\\\\..\\\\x", "..", "" })
    void a7ARenamedFileStaysInItsTorrent(String path) {
        for (var action : List.of("renameFile", "renameFolder")) {
            People.signIn("kim").ask("loft", "torrents/" + action,
                    "{\"hash\": \"" + KIMS + "\", \"oldPath\": \"Kims film.mkv\", \"newPath\": \"" + path + "\"}").then()
                    .statusCode(400).body("parameter", equalTo("newPath"));
        }
        untouched();
    }

    @Test
    void a7AFileIsRenamedWithinItsTorrent() {
        People.signIn("kim").ask("loft", "torrents/renameFile",
                "{\"hash\": \"" + KIMS + "\", \"oldPath\": \"Kims film.mkv\", \"newPath\": \"folder/Kims.mkv\"}").then()
                .statusCode(200);
        assertTrue(House.loft().get("torrents/files?hash=" + KIMS).contains("\"name\":\"folder/Kims.mkv\""));
    }

    @ParameterizedTest
    @CsvSource({ "opal, @, @/x.torrent, 403", "ola, /etc, @/x.torrent, 403", "ola, @, /etc/x.torrent, 403",
            "ola, @/../x, @/x.torrent, 400" })
    void a8NoFileOfTheServerIsPublished(String name, String source, String file, int status) {
        People.signIn(name)
                .ask("loft", "torrentcreator/addTask", ("{\"sourcePath\": \"" + source + "\", \"torrentFilePath\": \""
                        + file + "\"}").replace("@", Loft.folder().toString()))
                .then().statusCode(status);
        untouched();
    }

    @ParameterizedTest
    @CsvSource({ "kim, @/kim, 403", "opal, @, 403", "ola, /etc, 403", "ola, /, 403", "ola, @/.., 400" })
    void a9TheServersFoldersAreNotBrowsed(String name, String path, int status) {
        var written = path.replace("@", Loft.folder().toString());
        People.signIn(name).ask("loft", "app/getDirectoryContent", "{\"dirPath\": \"" + written + "\"}").then()
                .statusCode(status);
        People.signIn(name).ask("loft", "app/getFreeSpaceAtPath", "{\"path\": \"" + written + "\"}").then().statusCode(status);
        untouched();
    }

    @ParameterizedTest
    @ValueSource(strings = { "app/cookies", "app/setCookies", "app/rotateAPIKey", "app/deleteAPIKey",
            "torrents/SSLParameters" })
    void a11WhatHoldsTheServersSecretsIsPassedOnForNobody(String action) {
        for (var name : List.of("lin", "opal", "ola")) {
            People.signIn(name).ask("loft", action, "{}").then().statusCode(403).body("title", equalTo("Nobody may do this"))
                    .body("detail", containsString("never"));
        }
        untouched();
    }

    @ParameterizedTest
    @ValueSource(strings = { "clientdata/load", "clientdata/store", "auth/login", "auth/logout" })
    void a12OneStoreAndOneSessionOfAllAreReachedByNobody(String action) {
        for (var name : List.of("kim", "ola")) {
            People.signIn(name).ask("loft", action,
                    action.endsWith("store") ? "{\"data\": {\"key\": \"of " + name + "\"}}" : "{}");
        }
        untouched();
        assertEquals(0, House.loftDoor().count("clientdata"));
        assertEquals(0, House.loftDoor().count("auth/logout"));
    }

    @Test
    void a12WhatClientsKeepIsEachPersonsOwn() {
        var kim = People.signIn("kim");
        var ola = People.signIn("ola");
        kim.ask("loft", "clientdata/store", "{\"data\": {\"view\": \"kim's\", \"gone\": 1}}").then().statusCode(200);
        ola.ask("loft", "clientdata/store", "{\"data\": {\"view\": \"ola's\"}}").then().statusCode(200);
        kim.ask("loft", "clientdata/store", "{\"data\": {\"gone\": null}}").then().statusCode(200);
        kim.ask("loft", "clientdata/load", "{}").then().statusCode(200).body("answer", equalTo(Map.of("view", "kim's")));
        ola.ask("loft", "clientdata/load", "{\"keys\": [\"view\", \"other\"]}").then().statusCode(200).body("answer",
                equalTo(Map.of("view", "ola's")));
        kim.ask("attic", "clientdata/load", "{}").then().statusCode(404);
        ola.ask("loft", "clientdata/store", "{\"data\": []}").then().statusCode(400).body("parameter", equalTo("data"));
        untouched();
    }

    @Test
    void a13NobodyShutsAServerDownInPassing() {
        for (var name : List.of("kim", "lin", "opal")) {
            People.signIn(name).ask("loft", "app/shutdown", "{}").then().statusCode(403).body("right", equalTo("app.shutdown"));
        }
        var ola = People.signIn("ola");
        ola.browse().get("/api/v1/instances/loft/actions/app/shutdown").then().statusCode(405);
        ola.script().header("X-HTTP-Method-Override", "POST").get("/api/v1/instances/loft/actions/app/shutdown").then()
                .statusCode(405);
        new People("ola", ola.cookie(), "0".repeat(64)).ask("loft", "app/shutdown", "{}").then().statusCode(403);
        untouched();
        assertTrue(House.loft().alive());
    }

    @Test
    void a22WhatTheTableDoesNotKnowDoesNotExist() {
        for (var action : List.of("app/selfDestruct", "torrents/Stop", "torrents/pause", "command/shutdown",
                "torrents/stop%00")) {
            var status = People.signIn("ola").script().urlEncodingEnabled(false).body("{\"hashes\": \"" + KIMS + "\"}")
                    .post("/api/v1/instances/loft/actions/" + action).statusCode();
            assertTrue(status == 404 || status == 400, action + ": " + status);
        }
        People.signIn("ola").ask("loft", "torrents/stop", "{\"hashes\": \"" + KIMS + "\", \"force\": true}").then()
                .statusCode(400).body("parameter", equalTo("force"));
        untouched();
    }
}
