package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Why somebody may or may not, as JSON and as a page, and that it tells nobody more than they may know.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class WhyTest {

    private static final String EXPLAIN = "/api/v1/access/explain";
    private static final String SINTEL = House.FILMS.getFirst().hash();
    private static final String DEBIAN = House.SYSTEMS.getFirst().hash();

    @Inject
    Mirrors mirrors;

    @Inject
    Ownership ownership;

    @BeforeEach
    void mirrorsAreFilled() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        Qbittorrent.await("the cellar's mirror", () -> mirrors.find("cellar").orElseThrow().snapshot().torrents().size() == 1);
    }

    @AfterEach
    void nobodyOwnsSintel() {
        ownership.release("attic", new Hash(SINTEL));
    }

    @Test
    void oneLearnsWhyOneMay() {
        People.signIn("ann").ask().queryParam("right", "control").queryParam("instance", "attic").get(EXPLAIN).then()
                .statusCode(200).body("allowed", equalTo(true), "person", equalTo("local:ann"), "reason", nullValue(),
                        "sentence", equalTo("You may use “Start and stop torrents” on Attic."),
                        "grant.role", equalTo("member"), "grant.on", equalTo(java.util.List.of("attic")), "grant.see",
                        equalTo("any"), "grant.do", equalTo("any"), "steps.question",
                        equalTo(java.util.List.of("for_them", "here", "visible", "right")), "steps.deciding",
                        equalTo(java.util.List.of(false, false, false, true)), "changes.kind", hasItem("take_away"));
    }

    @Test
    void oneLearnsWhyOneMayNotAndWhatWouldChangeIt() {
        ownership.assign("attic", new Hash(SINTEL), "local:ola");
        People.signIn("otto").ask().queryParam("right", "control").queryParam("instance", "attic").queryParam("hash", SINTEL)
                .get(EXPLAIN).then().statusCode(200)
                .body("allowed", equalTo(false), "reason", equalTo("NOT_OWN"), "grant.role", equalTo("helper"), "owner",
                        nullValue(), "changes.kind", equalTo(java.util.List.of("do_any", "own")),
                        "steps[-1].question", equalTo("reached"), "steps[-1].yes", equalTo(false))
                .body(not(containsString("local:ola")));
    }

    @Test
    void whatOneMayNotSeeIsNoInstanceAndNoTorrent() {
        var vic = People.signIn("vic");
        var nothing = vic.ask().queryParam("right", "view").queryParam("instance", "nosuch").get(EXPLAIN).then()
                .statusCode(404).extract().asString();
        assertEquals(nothing, vic.ask().queryParam("right", "view").queryParam("instance", "cellar").get(EXPLAIN).then()
                .statusCode(404).extract().asString());
        assertEquals(nothing, vic.ask().queryParam("right", "view").queryParam("instance", "cellar").queryParam("hash", DEBIAN)
                .get(EXPLAIN).then().statusCode(404).extract().asString());
        ownership.assign("attic", new Hash(SINTEL), "local:otto");
        var una = People.signIn("una");
        assertEquals(nothing, una.ask().queryParam("right", "view").queryParam("instance", "attic").queryParam("hash", SINTEL)
                .get(EXPLAIN).then().statusCode(404).extract().asString());
        assertEquals(nothing, una.ask().queryParam("right", "view").queryParam("instance", "attic")
                .queryParam("hash", "0".repeat(40)).get(EXPLAIN).then().statusCode(404).extract().asString());
    }

    @Test
    void whichRolesThereAreIsPartOfTheConfiguration() {
        People.signIn("vic").ask().queryParam("right", "control").queryParam("instance", "attic").get(EXPLAIN).then()
                .statusCode(200).body("changes.kind", equalTo(java.util.List.of("role")), "changes[0].roles.size()",
                        equalTo(0))
                .body(not(containsString("helper")));
        People.signIn("ola").ask().queryParam("right", "control").queryParam("instance", "attic")
                .queryParam("person", "local:vic").get(EXPLAIN).then().statusCode(200)
                .body("changes[0].roles", hasItems("helper", "member"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "person=local:ola", "roles=admin", "groups=/admins", "person=local:nosuch",
            "person=https://id.example.org%23a" })
    void aboutOthersOnlyWhoMaySeeTheConfigurationMayAsk(String about) {
        People.signIn("ann").ask().get(EXPLAIN + "?right=control&instance=attic&" + about).then().statusCode(403)
                .body("right", equalTo("config.view"), "detail", containsString("See the configuration"));
        People.signIn("ann").browse().get("/access/why?right=control&instance=attic&" + about).then().statusCode(403)
                .body(containsString("See the configuration"));
    }

    @Test
    void anAdministratorAsksAboutAnybody() {
        ownership.assign("attic", new Hash(SINTEL), "local:otto");
        People.account("otto");
        People.account("vic");
        var ola = People.signIn("ola");
        ola.ask().queryParam("right", "control").queryParam("instance", "attic").queryParam("hash", SINTEL)
                .queryParam("person", "local:otto").get(EXPLAIN).then().statusCode(200)
                .body("allowed", equalTo(true), "owner", equalTo("local:otto"), "person", equalTo("local:otto"));
        ola.ask().queryParam("right", "control").queryParam("instance", "attic")
                .queryParam("person", "https://id.example.org#a").queryParam("roles", "x, member").get(EXPLAIN).then()
                .statusCode(200).body("allowed", equalTo(true), "person", equalTo("https://id.example.org#a"));
        ola.ask().queryParam("right", "control").queryParam("instance", "nosuch").queryParam("person", "local:vic")
                .get(EXPLAIN).then().statusCode(200).body("changes.kind", equalTo(java.util.List.of("instance")));
        ola.ask().queryParam("right", "audit.view").queryParam("person", "local:vic").get(EXPLAIN).then().statusCode(200)
                .body("allowed", equalTo(false), "steps[-1].question", equalTo("everywhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "right=", "right=fly&instance=attic", "right=control", "right=control&instance=attic&hash=xyz",
            "right=control&instance=attic&person=nobody", "right=control&instance=attic&person=local:ann&roles=admin" })
    void aQuestionThatMakesNoSenseIsTurnedAway(String query) {
        People.signIn("ola").ask().get(EXPLAIN + "?" + query).then().statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void whoHasNotSignedInOrHasNoGrantLearnsNothing() {
        given().get(EXPLAIN + "?right=control&instance=attic").then().statusCode(401);
        given().get("/api/v1/me").then().statusCode(401);
        People.signIn("nora").ask().get(EXPLAIN + "?right=control&instance=attic").then().statusCode(403)
                .body(not(containsString("Attic")));
    }

    @Test
    void meIsWhatOneMayDoWhere() {
        People.signIn("ann").ask().get("/api/v1/me").then().statusCode(200).body("person", equalTo("local:ann"), "roles",
                equalTo(java.util.List.of("member")), "rights", equalTo(java.util.List.of("keys.own")), "instances.instance",
                equalTo(java.util.List.of("attic", "cellar")), "instances[0].rights.right", hasItems("control", "view"),
                "instances[0].rights.scope", everyItem(equalTo("any")), "instances[1].rights.right", not(hasItem("control")))
                .body(not(containsString("vault")));
        People.signIn("una").ask().get("/api/v1/me").then().body("instances[0].rights.scope", everyItem(equalTo("own")));
        People.signIn("ola").ask().get("/api/v1/me").then().body("rights", hasItems("audit.view", "config.view"),
                "instances[0].rights.right", not(hasItem("settings.exec")));
    }

    @Test
    void thePageShowsStepsTheDecidingOneAndWhatWouldChangeIt() {
        People.signIn("vic").browse().get("/access/why?right=control&instance=attic&hash=" + SINTEL).then().statusCode(200)
                .body(containsString("You may not use “Start and stop torrents” on this torrent of Attic."),
                        containsString("<li class=\"decides\">"), containsString("decides: no"),
                        containsString("What would change the answer"), containsString("viewer for the role viewer"))
                .body(not(containsString("Cellar")), not(containsString("id=\"ask-person\"")), not(containsString("helper")));
        People.signIn("vic").browse().get("/access/why?right=control&instance=cellar").then().statusCode(404)
                .body(not(containsString("Cellar")));
        People.signIn("ola").browse().get("/access/why?right=control&instance=attic&person=local:vic").then().statusCode(200)
                .body(containsString("can local:vic control attic"), containsString("id=\"ask-person\""));
        People.signIn("ann").browse().get("/access/why?right=fly").then().statusCode(400)
                .body(containsString("There is no such right"));
    }

    @Test
    void theAccountLeadsThere() {
        People.signIn("vic").browse().get("/account").then().body(containsString("action=\"/access/why\""),
                containsString("value=\"attic\""), not(containsString("value=\"cellar\"")));
    }

    @Test
    void aFileIsCheckedForWhoMaySeeTheConfiguration() {
        var ola = People.signIn("ola");
        ola.tell("{\"file\": \"version: 2\\nrolls: {}\"}").post("/api/v1/policy/check").then().statusCode(200)
                .body("valid", equalTo(false), "mistakes.line", hasItems(1, 2), "mistakes.what",
                        hasItem("`rolls` is not a key of the file."));
        ola.tell("""
                {"file": "version: 1\\ninstances:\\n  attic: {url: 'http://a', username: u, password: long-enough}\\ngrants:\\n\
                  - {who: {role: boss}, role: admin, on: ['*'], see: any, do: own}"}""").post("/api/v1/policy/check").then()
                .statusCode(200).body("valid", equalTo(true), "instances", equalTo(List.of("attic")), "grants[0].role",
                        equalTo("admin"), "grants[0].do", equalTo("own"));
        People.signIn("ann").tell("{\"file\": \"version: 1\"}").post("/api/v1/policy/check").then().statusCode(403)
                .body("right", equalTo("config.view"));
    }
}
