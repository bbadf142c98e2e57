package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.access.LocalAccounts;
import gatehouse.http.Open;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Signing in with a local account, sessions, and who is turned away where.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class SignInTest {

    @Inject
    LocalAccounts accounts;

    @Test
    void aBrowserIsLedToTheSignInAndBack() {
        People.account("ann");
        given().header("Accept", "text/html").redirects().follow(false).get("/torrents?q=sintel").then().statusCode(303)
                .header("Location", equalTo("/sign-in?to=%2Ftorrents%3Fq%3Dsintel"));
        var wanted = given().urlEncodingEnabled(false).redirects().follow(false).get("/sign-in?to=%2Ftorrents%3Fq%3Dsintel")
                .then().statusCode(200)
                .extract()
                .cookie("gatehouse-return");
        given().header("Origin", "http://localhost").cookie("gatehouse-return", wanted).redirects().follow(false)
                .formParam("name", "ann")
                .formParam("password", People.password("ann")).post("/sign-in").then().statusCode(303)
                .header("Location", equalTo("/torrents?q=sintel"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "//evil.example", "/\\evil.example", "https://evil.example", "/%09/evil.example",
            "javascript:alert(1)", "/a//b",
            "/../evil", "/torrents\r\nSet-Cookie: a=b", "evil.example" })
    void nobodyIsLedElsewhereAfterTheSignIn(String to) {
        People.account("ann");
        given().header("Origin", "http://localhost")
                .cookie("gatehouse-return",
                        java.util.Base64.getUrlEncoder().withoutPadding()
                                .encodeToString(to.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .redirects().follow(false).formParam("name", "ann").formParam("password", People.password("ann"))
                .post("/sign-in").then()
                .statusCode(303).header("Location", matchesPattern("/torrents(\\?.*)?"));
        given().redirects().follow(false).queryParam("to", to).get("/sign-in").then().header("Set-Cookie",
                org.hamcrest.Matchers.nullValue());
    }

    @Test
    void programsAndStreamsAreToldByStatus() {
        given().header("Accept", "text/event-stream").redirects().follow(false).get("/torrents/live").then().statusCode(401)
                .contentType("application/problem+json");
        given().header("Accept", "*/*").redirects().follow(false).get("/torrents").then().statusCode(401);
        given().header("Accept", "text/html").header("Sec-Fetch-Mode", "cors").redirects().follow(false).get("/torrents").then()
                .statusCode(401);
    }

    @Test
    void theCookieIsHttpOnlyAndLaxAndNewForEachSignIn() {
        var first = People.signIn("ann");
        given().header("Origin", "http://localhost").cookie("gatehouse", first.cookie()).redirects().follow(false)
                .formParam("name", "ann")
                .formParam("password", People.password("ann")).post("/sign-in").then()
                .header("Set-Cookie",
                        allOf(containsString("HttpOnly"), containsString("SameSite=Lax"), containsString("Path=/")));
        first.browse().get("/account").then().statusCode(303);
        assertNotEquals(People.signIn("ann").cookie(), People.signIn("ann").cookie());
    }

    @Test
    void aWrongPasswordIsToldWithoutTellingWhichNamesExist() {
        People.account("ann");
        var wrong = given().header("Origin", "http://localhost").formParam("name", "ann")
                .formParam("password", "not the password at all")
                .post("/sign-in").then().statusCode(403).extract().asString();
        var unknown = given().header("Origin", "http://localhost").formParam("name", "bea")
                .formParam("password", "not the password at all")
                .post("/sign-in").then().statusCode(403).extract().asString();
        assertTrue(wrong.contains("User name or password is not right."));
        org.junit.jupiter.api.Assertions.assertEquals(wrong.replace("ann", "bea"), unknown);
        accounts.signIn("ann", People.password("ann"), "127.0.0.1");
    }

    @Test
    void guessingIsSlowedDownForTheGuesserAlone() {
        People.account("ann");
        for (var i = 0; i < 6; i++) {
            accounts.signIn("ann", "guess number " + i, "192.0.2.1");
        }
        assertTrue(accounts.signIn("ann", People.password("ann"), "192.0.2.1") instanceof LocalAccounts.SignIn.TooMany);
        assertTrue(accounts.signIn("ann", People.password("ann"), "192.0.2.2") instanceof LocalAccounts.SignIn.Welcome);
    }

    @Test
    void signingOutEndsTheSessionHere() {
        var ann = People.signIn("ann");
        ann.send().post("/sign-out").then().statusCode(303);
        ann.browse().get("/torrents").then().statusCode(303).header("Location", containsString("/sign-in"));
    }

    @Test
    void thePageSaysOnceWhatBecameOfASession() {
        var ann = People.signIn("ann");
        var out = ann.send().post("/sign-out").then().statusCode(303).extract().detailedCookie("gatehouse-out");
        var told = given().cookie(out.getName(), out.getValue()).get("/sign-in").then().statusCode(200)
                .body(containsString("You are signed out")).extract().detailedCookie("gatehouse-out");
        assertEquals(0, told.getMaxAge());
        var ended = ann.browse().get("/sign-in?to=/audit").then().statusCode(200)
                .body(containsString("Your session ended"), containsString("name=\"password\"")).extract()
                .detailedCookie("gatehouse");
        assertEquals(0, ended.getMaxAge());
        given().get("/sign-in").then().statusCode(200).body(containsString("Sign in to Gatehouse"));
    }

    @Test
    void peopleSeeAndEndTheirOtherSessions() {
        var here = People.signIn("ann");
        var there = People.signIn("ann");
        here.browse().get("/account").then().statusCode(200).body(containsString("this one"), containsString("End all others"));
        here.send().post("/account/sessions/end-others").then().statusCode(303);
        there.browse().get("/torrents").then().statusCode(303);
        here.browse().get("/torrents").then().statusCode(200);
    }

    @Test
    void nobodyEndsSomebodyElsesSession() {
        var vic = People.signIn("vic");
        var page = vic.browse().get("/account").asString();
        People.signIn("vic");
        var id = vic.browse().get("/account").asString().replaceAll("(?s).*/account/sessions/(\\d+)/end\".*", "$1");
        assertTrue(id.matches("\\d+"), page);
        People.signIn("ann").send().post("/account/sessions/" + id + "/end").then().statusCode(404);
    }

    @Test
    void whoHasNoGrantLearnsSoAndWhomToAsk() {
        var nora = People.signIn("nora");
        nora.browse().get("/torrents").then().statusCode(303).header("Location", endsWith("/no-access"));
        nora.browse().get("/no-access").then().statusCode(403).body(containsString("Ask Ola to let you in"),
                containsString("nora"));
        nora.send().formParam("torrent", "attic/" + House.FILMS.getFirst().hash()).post("/torrents/actions/stop").then()
                .statusCode(403);
    }

    @Test
    void whoeverGotANewPasswordMustChooseTheirOwnFirst() {
        People.account("vic");
        accounts.reset("vic", "given by somebody else", true);
        var cookie = given().header("Origin", "http://localhost").redirects().follow(false).formParam("name", "vic")
                .formParam("password", "given by somebody else").post("/sign-in").then().statusCode(303).extract()
                .cookie("gatehouse");
        given().cookie("gatehouse", cookie).header("Accept", "text/html").redirects().follow(false).get("/torrents").then()
                .statusCode(303)
                .header("Location", endsWith("/account"));
        var page = given().cookie("gatehouse", cookie).get("/account").asString();
        var csrf = page.replaceAll("(?s).*name=\"csrf\" value=\"([0-9a-f]+)\".*", "$1");
        given().cookie("gatehouse", cookie).header("Origin", "http://localhost").formParam("csrf", csrf)
                .formParam("old", "given by somebody else")
                .formParam("new", "short").formParam("again", "short").post("/account/password").then().statusCode(400)
                .body(containsString("too short"));
        given().cookie("gatehouse", cookie).header("Origin", "http://localhost").redirects().follow(false)
                .formParam("csrf", csrf)
                .formParam("old", "given by somebody else").formParam("new", "my very own words")
                .formParam("again", "my very own words")
                .post("/account/password").then().statusCode(303);
        given().cookie("gatehouse", cookie).header("Accept", "text/html").get("/torrents").then().statusCode(200);
    }

    @Test
    void anAdministratorWithAGivenPasswordManagesNobodyBeforeTheyChoseTheirOwn() {
        accounts.add("mia", "Mia", java.util.Set.of("admin"), "given by somebody else", true);
        accounts.reset("mia", "given by somebody else", true);
        var cookie = given().header("Origin", "http://localhost").redirects().follow(false).formParam("name", "mia")
                .formParam("password", "given by somebody else").post("/sign-in").then().statusCode(303).extract()
                .cookie("gatehouse");
        for (var path : java.util.List.of("/accounts", "/accounts/", "/accounts/ola/reset")) {
            given().cookie("gatehouse", cookie).header("Accept", "text/html").redirects().follow(false).get(path).then()
                    .body(not(containsString("/accounts/ola/reset")));
        }
        given().cookie("gatehouse", cookie).header("Accept", "text/html").redirects().follow(false).get("/accounts").then()
                .statusCode(303).header("Location", endsWith("/account"));
    }

    @Test
    void aReturnAddressThatIsNoneDoesNotStandInTheWay() {
        People.account("ann");
        var cookies = given().redirects().follow(false).queryParam("to", "/torrents?q=%zz").get("/sign-in").cookies();
        given().cookies(cookies).header("Origin", "http://localhost").redirects().follow(false).formParam("name", "ann")
                .formParam("password", People.password("ann")).post("/sign-in").then().statusCode(303)
                .header("Location", matchesPattern("/torrents(\\?.*)?"));
    }

    @Test
    void anAdministratorAddsDisablesAndResetsAccounts() {
        var ola = People.signIn("ola");
        var page = ola.send().formParam("name", "wally").formParam("display", "Wally").formParam("roles", "viewer")
                .post("/accounts").then()
                .statusCode(200).extract().asString();
        var password = page.replaceAll("(?s).*<code id=\"new-password\">(\\w+)</code>.*", "$1");
        assertTrue(accounts.signIn("wally", password, "192.0.2.9") instanceof LocalAccounts.SignIn.Welcome);
        ola.send().formParam("name", "wally").formParam("display", "").formParam("roles", "viewer").post("/accounts").then()
                .statusCode(400)
                .body(containsString("already an account"));
        ola.send().post("/accounts/wally/disable").then().statusCode(303);
        assertTrue(accounts.signIn("wally", password, "192.0.2.9") instanceof LocalAccounts.SignIn.Wrong);
        ola.send().post("/accounts/wally/enable").then().statusCode(303);
        ola.send().post("/accounts/wally/reset").then().statusCode(200).body(containsString("new-password"));
        assertTrue(accounts.signIn("wally", password, "192.0.2.9") instanceof LocalAccounts.SignIn.Wrong);
        ola.send().post("/accounts/ola/disable").then().statusCode(400);
    }

    @Test
    void aDisabledAccountIsOutAtOnce() {
        var vic = People.signIn("vic");
        accounts.disable("vic", true);
        vic.browse().get("/torrents").then().statusCode(303);
        accounts.disable("vic", false);
    }

    @Test
    void onlyWhoMayManagesAccounts() {
        var ann = People.signIn("ann");
        ann.browse().get("/accounts").then().statusCode(403).body(containsString("Manage accounts"));
        ann.send().formParam("name", "mallory").formParam("roles", "admin").post("/accounts").then().statusCode(403);
        assertTrue(accounts.find("mallory").isEmpty());
        ann.browse().get("/torrents").then().statusCode(200).body(not(containsString("/accounts")));
    }

    @Test
    void theSetUpPageIsGoneOnceThereIsAnAccount() {
        People.account("ola");
        given().get("/setup?code=anything").then().statusCode(404);
        given().header("Origin", "http://localhost").formParam("code", "anything").formParam("name", "mallory")
                .formParam("password", "long enough to be taken").post("/setup").then().statusCode(404);
    }

    @Test
    void aThemeIsKeptForItsPerson() {
        var ann = People.signIn("ann");
        for (var theme : java.util.List.of("dark", "light")) {
            ann.send().formParam("theme", theme).post("/account/preferences").then().statusCode(303);
            for (var page : java.util.List.of("/torrents", "/account", "/nowhere")) {
                ann.browse().get(page).then().body(containsString("<html lang=\"en\" data-theme=\"" + theme + "\""));
            }
        }
        ann.send().formParam("theme", "pink").post("/account/preferences").then().statusCode(400);
        ann.send().formParam("theme", "").post("/account/preferences").then().statusCode(303);
        ann.browse().get("/torrents").then().body(not(containsString("data-theme")));
    }

    @Test
    void onlyTheseResourcesAreOpen() {
        var open = io.quarkus.arc.Arc.container().beanManager()
                .getBeans(Object.class, jakarta.enterprise.inject.Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass()).filter(type -> type.isAnnotationPresent(Open.class)).map(Class::getSimpleName)
                .distinct().sorted().toList();
        org.junit.jupiter.api.Assertions.assertEquals(java.util.List.of("Nowhere", "Setup", "SignIn", "Ui"), open);
    }
}
