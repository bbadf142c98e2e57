package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.access.LocalAccounts;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Entry;
import gatehouse.store.AuditLog.Result;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Keys of apps: who makes them, what they open, and what never reaches a server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class KeysTest {

    private static final String SINTEL = "{\"hashes\": [\"" + House.FILMS.getFirst().hash() + "\"]}";

    private static int number;

    @Inject
    AuditLog audit;

    @Inject
    LocalAccounts accounts;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void open() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        House.doors().forEach(RecordingProxy::clear);
    }

    private static AppKey key(String owner, String instances, String rights) {
        return AppKey.make(People.signIn(owner), name(), instances, rights, "");
    }

    /// No two keys of one person have one name.
    private static String name() {
        return "app " + ++number;
    }

    private static void untouched() {
        House.doors().forEach(door -> assertEquals(List.of(), door.writes()));
    }

    private Entry last(String action) {
        return audit.recent(20).stream().filter(entry -> entry.action().equals(action)).findFirst().orElseThrow();
    }

    @Test
    void itMayWhatItSaysAndNothingElseReachesAServer() {
        var app = key("ann", "attic", "view control");
        app.bearer().get("/api/v1/me").then().statusCode(200).body("person", equalTo("local:ann"))
                .body("rights", equalTo(List.of())).body("instances.instance", equalTo(List.of("attic")))
                .body("instances[0].rights.right", equalTo(List.of("view", "control")));
        app.ask("attic", "torrents/setCategory", "{\"hashes\": \"all\", \"category\": \"films\"}").then().statusCode(403)
                .body("reason", equalTo("NOT_BY_KEY")).body("right", equalTo("organise"))
                .body("detail", containsString("key"));
        app.ask("cellar", "torrents/stop", SINTEL).then().statusCode(404);
        untouched();
        app.ask("attic", "torrents/reannounce", SINTEL).then().statusCode(200);
        assertEquals(1, House.atticDoor().writes().size());
        var entry = last("torrents/reannounce");
        assertEquals(Optional.of("app " + number), entry.intent().actor().key());
        assertEquals("local:ann", entry.person());
        assertEquals(Result.DONE, entry.result());
    }

    @Test
    void whyExplainsThatItIsTheKey() {
        var app = key("ann", "attic", "view");
        app.bearer().get("/api/v1/access/explain?right=control&instance=attic").then().statusCode(200)
                .body("allowed", equalTo(false)).body("reason", equalTo("NOT_BY_KEY"))
                .body("steps.question", hasItem("key")).body("changes.kind", equalTo(List.of("key")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "gh_", "gh_unknown0unknown0unknown0unknown0unknown0unkn" })
    void aKeyThatFailsIsNotMadeGoodByACookie(String secret) {
        var ann = People.signIn("ann");
        given().cookie("gatehouse", ann.cookie()).header("Authorization", "Bearer " + secret).get("/api/v1/me").then()
                .statusCode(401);
    }

    @Test
    void apiAndPagesTakeItOnlyAsABearer() {
        var app = key("ann", "attic", "view");
        var basic = Base64.getEncoder().encodeToString(("ann:" + app.secret()).getBytes());
        given().header("Authorization", "Basic " + basic).get("/api/v1/me").then().statusCode(401);
        given().cookie("SID", app.secret()).get("/api/v1/me").then().statusCode(401);
        given().redirects().follow(false).header("Authorization", "Bearer " + app.secret()).header("Accept", "text/html")
                .get("/account").then().statusCode(303).header("Location", containsString("/sign-in"));
    }

    @Test
    void anAppMakesListsAndRevokesNoKeysAndReadsNoAudit() {
        var app = key("ola", "*", "view audit.view config.view");
        var less = key("ola", "*", "view");
        app.bearer().body("{\"name\": \"mine\", \"instances\": [\"*\"], \"rights\": [\"view\"]}").post("/api/v1/keys").then()
                .statusCode(403).body("reason", equalTo("NOT_BY_KEY"));
        app.bearer().get("/api/v1/keys").then().statusCode(403);
        app.bearer().get("/api/v1/keys?of=everybody").then().statusCode(403);
        app.bearer().delete("/api/v1/keys/" + app.id()).then().statusCode(403);
        app.bearer().get("/api/v1/audit").then().statusCode(200);
        less.bearer().get("/api/v1/audit").then().statusCode(403).body("reason", equalTo("NOT_BY_KEY"));
        less.bearer().get("/api/v1/me").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"instances\": [\"attic\"], \"rights\": [\"view\", \"settings.full\"]",
            "\"instances\": [\"vault\"], \"rights\": [\"view\"]", "\"instances\": [\"*\", \"attic\"], \"rights\": [\"view\"]",
            "\"instances\": [], \"rights\": [\"view\"]", "\"instances\": [\"attic\"], \"rights\": [\"fly\"]",
            "\"instances\": [\"*\"], \"rights\": [\"keys.own\"]", "\"instances\": [\"cellar\"], \"rights\": [\"control\"]",
            "\"instances\": [\"attic\"], \"rights\": [\"view\"], \"category\": \"tv\"",
            "\"instances\": [\"attic\"], \"rights\": [\"add\"], \"category\": \"a//b\"",
            "\"instances\": [\"attic\"], \"rights\": [\"view\"], \"expires\": \"2001-01-01T00:00:00Z\"",
            "\"instances\": [\"attic\"], \"rights\": [\"view\"], \"expires\": \"tomorrow\"",
            "\"instances\": \"attic\", \"rights\": [\"view\"]" })
    void nobodyMakesAKeyForMoreThanTheyHave(String rest) {
        var ann = People.signIn("ann");
        ann.tell("{\"name\": \"more\", " + rest + "}").post("/api/v1/keys").then().statusCode(400);
        ann.tell("{\"name\": \"more\", \"instances\": [\"attic\"], \"rights\": [\"view\"], \"account\": \"ola\"}")
                .post("/api/v1/keys").then().statusCode(403).body("right", equalTo("keys.manage"));
        ann.ask().get("/api/v1/keys").then().statusCode(200).body("keys.name", not(hasItem("more")));
    }

    @Test
    void oneIsSeenAndRevokedByItsOwnerAndByWhoManagesKeys() {
        var ann = People.signIn("ann");
        var app = AppKey.make(ann, name(), "attic", "view", "\"expires\": \"2031-01-01T00:00:00Z\"");
        app.bearer().get("/api/v1/me").then().statusCode(200);
        ann.ask().get("/api/v1/keys").then().statusCode(200)
                .body("keys.find { it.id == " + app.id() + " }.lastAddress", equalTo("127.0.0.1"));
        People.signIn("otto").tell("{}").delete("/api/v1/keys/" + app.id()).then().statusCode(404);
        People.signIn("otto").ask().get("/api/v1/keys").then().body("keys.id", not(hasItem((int) app.id())));
        People.signIn("ola").ask().get("/api/v1/keys?of=everybody").then().body("keys.id", hasItem((int) app.id()));
        ann.tell("{}").delete("/api/v1/keys/" + app.id()).then().statusCode(200);
        app.bearer().get("/api/v1/me").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        ann.tell("{}").delete("/api/v1/keys/" + app.id()).then().statusCode(404);
        var other = key("ann", "attic", "view");
        People.signIn("ola").tell("{}").delete("/api/v1/keys/" + other.id()).then().statusCode(200);
        other.bearer().get("/api/v1/me").then().statusCode(401);
        var entry = last("keys/revoke");
        assertEquals(List.of("local:ola", "local:ann"), List.of(entry.person(), entry.intent().arguments().get("owner")));
        assertFalse(Stream.of(app, other).anyMatch(key -> audit.recent(100).toString().contains(key.secret())));
    }

    @Test
    void itDiesWithTheAccountAndLivesWithItAgain() {
        var app = key("ann", "attic", "view");
        assertTrue(accounts.disable("ann", true).isEmpty());
        app.bearer().get("/api/v1/me").then().statusCode(401);
        accounts.disable("ann", false);
        app.bearer().get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void itsCategoryIsWhatEveryTorrentGets() {
        var ola = People.signIn("ola");
        var app = AppKey.make(ola, name(), "loft", "add organise delete", "\"category\": \"tv\"");
        var film = TorrentFile.hollow("Of an app.mkv", 200_000);
        app.ask("loft", "torrents/add",
                "{\"stopped\": true, \"category\": \"films\", \"torrents\": [{\"name\": \"a\", \"content\": \""
                        + Base64.getEncoder().encodeToString(film.bytes()) + "\"}]}")
                .then().statusCode(200);
        Loft.await("it is there", () -> Loft.shows(film));
        assertTrue(House.loft().get("torrents/info?hashes=" + film.hash()).contains("\"category\":\"tv\""));
        House.loftDoor().clear();
        app.ask("loft", "torrents/setCategory", "{\"hashes\": \"" + film.hash() + "\", \"category\": \"films\"}").then()
                .statusCode(403).body("parameter", equalTo("category")).body("allowed", equalTo(List.of("tv")));
        assertEquals(List.of(), Loft.reached());
        app.ask("loft", "torrents/delete", "{\"hashes\": \"" + film.hash() + "\", \"deleteFiles\": false}").then()
                .statusCode(200);
        House.loft().post("torrents/removeCategories", java.util.Map.of("categories", "tv"));
        Loft.await("it is gone", () -> Loft.mirror().torrents().isEmpty() && Loft.mirror().categories().isEmpty());
    }
}
