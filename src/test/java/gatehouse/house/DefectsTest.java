package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Health;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;

/// What goes wrong at gateways of this kind, by the numbers of a list of such defects (P1 to P27), tried at the modern face
/// in front of real servers. Those about lists are in [ListDefectsTest], those about the way to a server in
/// `gatehouse.qbittorrent.UpstreamDefectsTest` and `ApiKeyTest`, the one about our base path in `gatehouse.http.AppHostsTest`.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class DefectsTest {

    private static final String SINTEL = House.FILMS.getFirst().hash();
    private static final String UNKNOWN = "0123456789012345678901234567890123456789";
    private static final Set<String> MOVING = Set.of("time_active", "last_activity", "seeding_time", "availability");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Mirrors mirrors;

    private App ola;

    @BeforeEach
    void theAtticIsThere() {
        Qbittorrent.await("the attic", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        ola = App.of("ola", "attic");
        House.doors().forEach(RecordingProxy::clear);
    }

    private static long maindata(App app, long rid) {
        var answer = app.get("sync/maindata", "rid", String.valueOf(rid)).then().statusCode(200);
        if (rid > 0) {
            answer.body("$", not(hasKey("full_update"))).body("$", not(hasKey("torrents")));
        }
        return answer.extract().jsonPath().getLong("rid");
    }

    @Test
    void p01TwoPollersOfOneKeyDoNotForceFullUpdatesOnEachOther() {
        var one = maindata(ola, 0);
        var other = maindata(ola, 0);
        for (var i = 0; i < 5; i++) {
            one = maindata(ola, one);
            other = maindata(ola, other);
        }
    }

    @Test
    void p02NobodyButThePollerAsksAServerForItsDifferences() {
        IntStream.range(0, 20).forEach(i -> ola.get("sync/maindata").then().statusCode(200));
        ola.get("torrents/properties", "hash", SINTEL).then().statusCode(200);
        mirrors.find("attic").orElseThrow().nudge();
        Qbittorrent.await("a poll", () -> House.atticDoor().count("sync/maindata") > 0);
        var pollers = new HashSet<String>();
        var others = new HashSet<String>();
        House.atticDoor().requests().forEach(request -> (request.is("sync/maindata") ? pollers : others)
                .add(request.headers().getOrDefault("cookie", "")));
        assertEquals(1, pollers.size());
        assertFalse(others.isEmpty() || others.stream().anyMatch(pollers::contains));
    }

    @Test
    void p03ALogOutEndsOneSessionOfOursAndNoneAtTheServer() {
        var one = Map.of("SID", ola.logIn());
        var other = Map.of("SID", ola.logIn());
        given().cookies(one).post(ola.path("auth/logout")).then().statusCode(200);
        given().cookies(one).get(ola.path("app/version")).then().statusCode(403);
        given().cookies(other).get(ola.path("app/version")).then().statusCode(200);
        assertEquals(0, House.atticDoor().count("auth/"));
    }

    @Test
    void p04SearchesAreTheirsWhoStartedThem() {
        var opal = App.of("opal", "loft");
        var other = App.of("ola", "loft");
        var id = opal.post("search/start", Map.of("pattern", "x", "category", "all", "plugins", "all")).then().statusCode(200)
                .extract().jsonPath().getString("id");
        opal.get("search/status").then().statusCode(200).body("id", contains(Integer.parseInt(id)));
        opal.get("search/status", "id", id).then().statusCode(200).body("id", contains(Integer.parseInt(id)));
        House.loftDoor().clear();
        other.get("search/status", "id", id).then().statusCode(404);
        other.get("search/results", "id", id).then().statusCode(404);
        other.post("search/stop", Map.of("id", id)).then().statusCode(404);
        other.post("search/delete", Map.of("id", id)).then().statusCode(404);
        assertEquals(0, House.loftDoor().count("search/"));
        other.get("search/status").then().statusCode(200).body(equalTo("[]"));
        opal.post("search/delete", Map.of("id", id)).then().statusCode(200);
        opal.get("search/results", "id", id).then().statusCode(404);
    }

    @Test
    void p05WhatABrowserSaysOfItselfReachesNoServer() {
        ola.bearer().header("Origin", "https://elsewhere.example").header("Referer", "https://elsewhere.example/")
                .header("Sec-Fetch-Site", "cross-site").header("X-Forwarded-Host", "elsewhere.example")
                .formParam("hashes", SINTEL).post(ola.path("torrents/reannounce")).then().statusCode(200);
        assertEquals(1, House.atticDoor().count("torrents/reannounce"));
        assertEquals(List.of(), House.atticDoor().faults());
    }

    @ParameterizedTest
    @ValueSource(strings = { "torrents/properties", "torrents/trackers", "torrents/files", "torrents/webseeds",
            "torrents/pieceStates" })
    void p06AnUnknownTorrentIs404(String action) {
        ola.get(action, "hash", UNKNOWN).then().statusCode(404).body(equalTo("Not Found"));
        ola.get(action, "hash", "none").then().statusCode(404).body(equalTo("Not Found"));
        assertEquals(0, House.atticDoor().count(action));
    }

    @Test
    void p12NothingIsLostOnTheWay() throws IOException {
        for (var path : List.of("torrents/properties?hash=", "torrents/trackers?hash=", "torrents/files?hash=")) {
            var theirs = still(JSON.readTree(House.attic().get(path + SINTEL)));
            assertEquals(theirs, still(JSON.readTree(ola.bearer().get(ola.path(path + SINTEL)).asString())));
        }
        assertEquals(rows(House.attic().get("torrents/info")), rows(ola.get("torrents/info").asString()));
        assertEquals(JSON.readTree(House.attic().get("torrents/categories")),
                JSON.readTree(ola.get("torrents/categories").asString()));
        assertEquals(JSON.readTree(House.attic().get("torrents/tags")), JSON.readTree(ola.get("torrents/tags").asString()));
        ola.get("transfer/info").then().body("size()", equalTo(8)).body("$", not(hasKey("free_space_on_disk")));
    }

    static List<JsonNode> rows(String list) {
        try {
            return JSON.readTree(list).valueStream().map(DefectsTest::still)
                    .sorted(java.util.Comparator.comparing(row -> row.path("hash").asText())).toList();
        } catch (IOException garbage) {
            throw new AssertionError(list, garbage);
        }
    }

    /// Without what moves by itself.
    private static JsonNode still(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(MOVING);
            object.remove(List.of("time_elapsed", "reannounce", "last_seen", "msg"));
        }
        return node;
    }

    @Test
    void p14AWrongPasswordOrNoneAtAllIsNoLogIn() {
        given().formParam("username", "ola").formParam("password", People.password("ola")).post(ola.path("auth/login")).then()
                .statusCode(200).body(equalTo("Fails.")).header("Set-Cookie", equalTo(null));
        given().post(ola.path("auth/login")).then().statusCode(200).body(equalTo("Fails."));
        given().header("Authorization", "Bearer gh_" + "A".repeat(43)).get(ola.path("app/version")).then().statusCode(403)
                .header("WWW-Authenticate", equalTo(null));
        given().auth().preemptive().basic("x", "gh_" + "A".repeat(43)).get(ola.path("app/version")).then().statusCode(403);
        given().auth().preemptive().basic("x", ola.secret()).get(ola.path("app/version")).then().statusCode(200);
    }

    @Test
    void p15WhileAServerIsAwayReadsAreAnsweredAndCommandsSayWhy() {
        var app = App.of("ola", "barn");
        Qbittorrent.await("the barn", () -> mirrors.find("barn").orElseThrow().health().connected());
        app.get("app/version").then().statusCode(200);
        House.barn().kill();
        try {
            mirrors.find("barn").orElseThrow().nudge();
            Qbittorrent.await("it is noticed", () -> mirrors.find("barn").orElseThrow().health() instanceof Health.Unreachable);
            var session = Map.of("SID", app.logIn());
            given().cookies(session).get(app.path("app/webapiVersion")).then().statusCode(200).body(equalTo("2.8.19"));
            given().cookies(session).get(app.path("torrents/info")).then().statusCode(200).body(equalTo("[]"));
            given().cookies(session).get(app.path("sync/maindata")).then().statusCode(200).body("full_update", equalTo(true));
            given().cookies(session).formParam("tags", "x").post(app.path("torrents/createTags")).then().statusCode(503)
                    .contentType("text/plain").body(startsWith("Barn is offline"));
        } finally {
            House.barn().launch();
            Qbittorrent.await("it is back", () -> {
                mirrors.find("barn").orElseThrow().nudge();
                return mirrors.find("barn").orElseThrow().health().connected();
            });
        }
    }

    /// Our sessions end at the server, as after an hour or a restart.
    private static void endSessionsOfOurs() {
        House.barnDoor().sessions().forEach(session -> given().header("Cookie", "SID=" + session)
                .post(House.barn().url() + "/api/v2/auth/logout"));
        House.barnDoor().clear();
    }

    @Test
    void p16ASessionThatHasEndedCostsOneLogInHoweverManyAskAndAStalePasswordNone()
            throws InterruptedException, ExecutionException {
        var app = App.of("ola", "barn");
        Qbittorrent.await("the barn", () -> app.get("app/buildInfo").statusCode() == 200);
        endSessionsOfOurs();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(10, () -> app.get("app/buildInfo").statusCode()))) {
                assertEquals(200, answer.get());
            }
            assertTrue(House.barnDoor().count("auth/login") <= 2, "one for each of our two sessions");
            var vault = App.of("ola", "vault");
            Qbittorrent.await("the vault has refused us",
                    () -> mirrors.find("vault").orElseThrow().health() instanceof Health.CredentialsRejected);
            var before = House.vaultDoor().logIns();
            for (var answer : threads.invokeAll(Collections.nCopies(10, () -> vault.get("app/buildInfo").statusCode()))) {
                assertEquals(503, answer.get());
            }
            assertEquals(before, House.vaultDoor().logIns());
        }
    }

    @Test
    void p22WhatIsPassedOnAfterASessionHasEndedIsPassedOnOnce() {
        var app = App.of("ola", "barn");
        Qbittorrent.await("the barn", () -> app.get("app/buildInfo").statusCode() == 200);
        endSessionsOfOurs();
        app.post("torrents/createTags", Map.of("tags", "p22")).then().statusCode(200);
        assertTrue(House.barn().get("torrents/tags").contains("p22"));
        app.post("torrents/deleteTags", Map.of("tags", "p22")).then().statusCode(200);
        assertEquals(1, House.barnDoor().count("torrents/deleteTags"));
    }

    @Test
    void aHostOfAnInstanceIsItsFaceAndNothingElse() {
        given().header("Host", "attic.qbittorrent.test").get("/api/v2/app/version").then().statusCode(403)
                .contentType("text/plain");
        var answer = given().header("Host", "ATTIC.qbittorrent.test").formParam("username", "x")
                .formParam("password", ola.secret()).post("/api/v2/auth/login");
        answer.then().statusCode(200).body(equalTo("Ok.")).header("Set-Cookie", org.hamcrest.Matchers.containsString("path=/"));
        given().header("Host", "attic.qbittorrent.test:8080").cookie("SID", answer.cookie("SID")).get("/api/v2/torrents/info")
                .then().statusCode(200).body("size()", equalTo(2));
        ola.bearer().header("Host", "attic.legacy.test").get("/query/torrents").then().statusCode(200);
        ola.bearer().header("Host", "attic.legacy.test").get("/api/v2/app/version").then().statusCode(404);
        ola.bearer().header("Host", "nothing.qbittorrent.test").get("/api/v2/app/version").then().statusCode(404);
        for (var path : List.of("/torrents", "/sign-in", "/api/v1/me", "/", "/qbittorrent/attic/api/v2/app/version",
                "/ui/app.css")) {
            ola.bearer().header("Host", "attic.qbittorrent.test").header("Accept", "text/html").get(path).then().statusCode(
                    path.equals("/") ? 400 : 404).contentType("text/plain");
        }
        ola.bearer().header("Host", "attic.qbittorrent.test").urlEncodingEnabled(false).get("/api/v2/app/%76ersion").then()
                .statusCode(400);
    }

    @Test
    void p23ALogInGivesExactlyOneCookie() {
        var cookies = given().formParam("username", "x").formParam("password", ola.secret()).post(ola.path("auth/login"))
                .headers().getList("Set-Cookie");
        assertEquals(1, cookies.size());
        assertTrue(cookies.getFirst().getValue().matches("SID=[^;]+; HttpOnly; SameSite=Lax; path=/qbittorrent/attic"),
                cookies.getFirst().getValue());
        var ticket = cookies.getFirst().getValue().replaceAll("SID=|;.*", "");
        given().cookie("QBT_SID_8080", ticket).get(ola.path("app/version")).then().statusCode(200);
    }

    @Test
    void p24NothingOfOursStandsBeforeTheFace() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/ui"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
                assertFalse(Files.readString(file).contains("serviceWorker"), file.toString());
            }
        }
        ola.bearer().header("Accept", "text/html").header("Sec-Fetch-Mode", "navigate").get("/qbittorrent/attic").then()
                .statusCode(404).contentType("text/plain");
        given().header("Accept", "text/html").get(ola.path("app/version")).then().statusCode(403).contentType("text/plain");
    }

    @Test
    void p25ListsCostTheServerNothing() {
        ola.get("torrents/info").then().statusCode(200);
        ola.get("torrents/info", "includeTrackers", "true").then().statusCode(200).body("[0]", not(hasKey("trackers")));
        ola.get("torrents/categories").then().statusCode(200);
        assertEquals(House.atticDoor().requests().size(), House.atticDoor().count("sync/maindata"));
    }

    /// Compressed as a whole, so its length is known beforehand, and the same within.
    @Test
    void aListIsCompressedForThoseWhoTakeThat() throws IOException {
        var raw = RestAssuredConfig.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
        var plain = ola.bearer().config(raw).get(ola.path("torrents/info"));
        plain.then().header("Content-Encoding", nullValue());
        for (var time = 0; time < 2; time++) {
            var packed = ola.bearer().config(raw).header("Accept-Encoding", "deflate, gzip").get(ola.path("torrents/info"));
            packed.then().header("Content-Encoding", "gzip")
                    .header("Content-Length", String.valueOf(packed.asByteArray().length));
            try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.asByteArray()))) {
                var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(plain.jsonPath().getList("name"), JsonPath.from(text).getList("name"));
            }
        }
    }

    @Test
    void p26ReadsTakePostAndCommandsNothingElse() {
        assertEquals(ola.get("torrents/info", "sort", "name", "limit", "1").asString(),
                ola.post("torrents/info", Map.of("sort", "name", "limit", "1")).asString());
        ola.bearer().queryParam("limit", "1").formParam("limit", "2").post(ola.path("torrents/info")).then().body("size()",
                equalTo(2));
        ola.get("torrents/delete", "hashes", "all", "deleteFiles", "true").then().statusCode(405)
                .body(equalTo("Method Not Allowed"));
        ola.bearer().put(ola.path("torrents/info")).then().statusCode(405).contentType("text/plain");
        ola.bearer().head(ola.path("app/version")).then().statusCode(200);
        ola.bearer().contentType("application/json").body("{}").post(ola.path("torrents/info")).then().statusCode(400);
        assertEquals(List.of(), House.atticDoor().writes());
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        ola.bearer().multiPart("torrents", "a.torrent", new byte[17 * 1024 * 1024]).post(ola.path("torrents/add")).then()
                .statusCode(413);
    }
}
