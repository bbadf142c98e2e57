package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/// The pages on which apps are connected, without a script, and that of whoever manages everybody's keys.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class KeyPagesTest {

    private static final Pattern SECRET = Pattern.compile("<span>(gh_[A-Za-z0-9_-]{43})</span>");
    private static final Pattern ID = Pattern.compile("/account/keys/(\\d+)/events");

    private static Response make(People person, String at, String name) {
        return given().cookie("gatehouse", person.cookie()).header("Origin", "http://localhost").redirects().follow(false)
                .header("Accept", "text/html").formParam("csrf", person.csrf()).formParam("app", "sonarr")
                .formParam("name", name).formParam("instance", "attic").formParam("category", "").formParam("expires", "365")
                .post(at);
    }

    private static AppKey made(People person, String at, String name) {
        var page = make(person, at, name).then().statusCode(200).extract().asString();
        var secret = SECRET.matcher(page);
        var id = ID.matcher(page);
        assertTrue(secret.find() && id.find(), page);
        Overheard.key(secret.group(1));
        assertTrue(page.contains("/qbittorrent/attic") && page.contains("Waiting for Sonarr to call"), page);
        return new AppKey(person.name(), Long.parseLong(id.group(1)), secret.group(1));
    }

    @Test
    void oneMakesAKeySeesItOnceAndThatTheAppHasCalled() {
        var ann = People.signIn("ann");
        ann.browse().get("/account/keys").then().statusCode(200).body(containsString("Add torrents"),
                not(containsString("Change all settings")));
        var app = made(ann, "/account/keys", "pages");
        make(ann, "/account/keys", "pages").then().statusCode(400).body(containsString("is that of another key"));
        var page = "/account/keys/" + app.id() + "?app=sonarr";
        ann.browse().get(page).then().statusCode(200).body(containsString("Waiting for Sonarr"));
        app.bearer().get("/api/v1/me").then().statusCode(200);
        ann.browse().get(page).then().statusCode(200).body(containsString("It works: last call"), containsString("127.0.0.1"));
        ann.browse().get("/account/keys/" + app.id() + "?app=prometheus").then().statusCode(200)
                .body(containsString("<span>qbittorrent/attic</span>"));
        People.signIn("otto").browse().get(page).then().statusCode(404);
        People.signIn("otto").send().post("/account/keys/" + app.id() + "/revoke").then().statusCode(404);
        ann.send().post("/account/keys/" + app.id() + "/revoke").then().statusCode(303);
        app.bearer().get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void theNextKeyForAnAppHasAFreeName() {
        var ann = People.signIn("ann");
        ann.browse().get("/account/keys?app=radarr").then().body(containsString("value=\"radarr\""));
        var app = made(ann, "/account/keys", "radarr");
        ann.browse().get("/account/keys?app=radarr").then().body(containsString("value=\"radarr-2\""));
        ann.send().post("/account/keys/" + app.id() + "/revoke").then().statusCode(303);
    }

    @Test
    void whoMayNotMakeKeysReadsWhy() {
        var vic = People.signIn("vic");
        vic.browse().get("/account/keys").then().statusCode(200).body(containsString("Make own keys"));
        make(vic, "/account/keys", "mine").then().statusCode(403);
        vic.browse().get("/keys").then().statusCode(403);
        vic.send().formParam("name", "robot").formParam("roles", "admin").post("/keys/accounts").then().statusCode(403);
    }

    @Test
    void aServiceAccountHasKeysAndNoSignIn() {
        var ola = People.signIn("ola");
        ola.send().formParam("name", "robot").formParam("display", "Robot").formParam("roles", "viewer").post("/keys/accounts")
                .then().statusCode(303);
        ola.browse().get("/keys").then().statusCode(200).body(containsString("local:robot"));
        ola.browse().get("/accounts").then().statusCode(200).body(not(containsString("robot")));
        var app = made(ola, "/keys/accounts/robot", "probe");
        app.bearer().get("/api/v1/me").then().statusCode(200).body("person", org.hamcrest.Matchers.equalTo("local:robot"));
        given().header("Origin", "http://localhost").redirects().follow(false).formParam("name", "robot")
                .formParam("password", "").post("/sign-in").then().statusCode(403);
        ola.send().post("/accounts/robot/reset").then().statusCode(404);
        ola.send().post("/keys/accounts/robot/disable").then().statusCode(303);
        app.bearer().get("/api/v1/me").then().statusCode(401);
        assertFalse(ola.browse().get("/audit").asString().contains(app.secret()));
        ola.send().post("/keys/" + app.id() + "/revoke").then().statusCode(303);
    }
}
