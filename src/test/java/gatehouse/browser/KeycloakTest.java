package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.microsoft.playwright.Page;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Keycloak;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/// Single sign-on with a real Keycloak: one person of each role, log-out both ways, and a provider that is not there.
@QuarkusTest
@TestProfile(KeycloakTest.WithProvider.class)
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {

    private static final int PORT = Qbittorrent.freePort();
    private static final int PROVIDER_PORT = Qbittorrent.freePort();
    private static final String URL = "http://localhost:" + PORT;
    static final String PASSWORD = "realm-password-of-";
    private static final String SINTEL = "attic/" + House.FILMS.getFirst().hash();

    private static Keycloak keycloak;
    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    /// Gatehouse is started while the provider is still down.
    public static class WithProvider implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-port", String.valueOf(PORT), "gatehouse.provider.url",
                    "http://127.0.0.1:" + PROVIDER_PORT + "/realms/home", "gatehouse.provider.client-secret", "only-for-tests",
                    "gatehouse.provider.name", "Keycloak");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ExternalUrl.class));
        }
    }

    /// The address that Keycloak sends browsers back to.
    public static class ExternalUrl implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            return Map.of("gatehouse.external-url", URL);
        }

        @Override
        public void stop() {
            if (keycloak != null) {
                keycloak.close();
            }
        }
    }

    /// Starts it with the first question.
    static Keycloak provider() {
        if (keycloak == null) {
            var values = new HashMap<String, String>(Map.of("URL", URL, "SECRET", "only-for-tests"));
            List.of("ola", "ann", "vic", "eve")
                    .forEach(name -> values.put(name.toUpperCase(java.util.Locale.ROOT), PASSWORD + name));
            try {
                var realm = Files.readString(Path.of("src/test/resources/keycloak/home.json"));
                keycloak = Keycloak.start(Path.of(System.getenv("GATEHOUSE_TEST_KEYCLOAK")), Path.of(".demo/keycloak"), realm,
                        values, PROVIDER_PORT);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return keycloak;
    }

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
    }

    @AfterAll
    static void closeBrowser() {
        browser.forget("status of 403");
        browser.forget("status of 401");
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private Page signedIn(String name) {
        provider();
        var page = browser.open();
        page.navigate("/torrents");
        page.click("text=Continue with Keycloak");
        page.fill("#username", name);
        page.fill("#password", PASSWORD + name);
        page.click("#kc-login");
        page.waitForURL(url -> url.startsWith(URL) && !url.contains("/sign-in"));
        return page;
    }

    @Test
    @Order(1)
    void whileTheProviderIsDownTheSignInPageSaysSo() {
        given().header("Accept", "text/html").get("/sign-in").then().statusCode(200)
                .body(containsString("Keycloak does not answer"));
        given().header("Accept", "text/html").redirects().follow(false).get("/sign-in/provider").then().statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/sign-in"));
        given().get("/torrents").then().statusCode(401);
    }

    @Test
    @Order(2)
    void anAdministratorSeesEverythingAndStaysInASmallCookie() {
        provider();
        Qbittorrent.await("the sign-in page offers the provider",
                () -> given().header("Accept", "text/html").get("/sign-in").asString().contains("Continue with Keycloak"));
        var ola = signedIn("ola");
        assertThat(ola.locator("[data-instance=vault]")).isVisible();
        ola.navigate("/account");
        assertThat(ola.locator("main")).containsText("Signed in by " + provider().url());
        for (var cookie : ola.context().cookies(URL)) {
            assertTrue(cookie.value.length() < 200, cookie.name + " holds " + cookie.value.length() + " characters");
            assertTrue(cookie.httpOnly, cookie.name);
        }
    }

    @Test
    @Order(3)
    void aMemberOfTheProviderStopsATorrentAndAViewerMayNot() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        var ann = signedIn("ann");
        var vic = signedIn("vic");
        ann.locator("[id='" + SINTEL + "'] .c-size").click();
        ann.locator("[data-word=stop]").click();
        assertThat(vic.locator("[id='" + SINTEL + "']")).containsText("Completed");
        assertEquals("pausedUP", House.attic().state(House.FILMS.getFirst().hash()));
        assertThat(vic.locator("#selbar")).hasCount(0);

        House.atticDoor().clear();
        var refused = (String) vic.evaluate(
                """
                        async () => {
                          const body = new URLSearchParams({ csrf: document.getElementById('list').dataset.csrf, torrent: '%s' });
                          const answer = await fetch('/torrents/actions/start', { method: 'POST', body, headers: { Accept: 'text/html' } });
                          return answer.status + ' ' + await answer.text();
                        }"""
                        .formatted(SINTEL));
        assertTrue(refused.startsWith("403") && refused.contains("Start and stop torrents"), refused);
        assertEquals(List.of(), House.atticDoor().writes());
        House.attic().post("torrents/resume", Map.of("hashes", "all"));
    }

    @Test
    @Order(4)
    void whoHasNoRoleOfOursLearnsWhatWasReceived() {
        var eve = signedIn("eve");
        assertThat(eve.locator("h1")).containsText("You are signed in, but have no access yet");
        assertThat(eve.locator(".small-print")).containsText("/family");
    }

    @Test
    @Order(5)
    void signingOutEndsTheProvidersSessionToo() {
        var vic = signedIn("vic");
        var before = provider().sessions("vic");
        vic.navigate("/account");
        vic.click("text=Sign out");
        vic.waitForURL("**/sign-in");
        assertThat(vic.locator("h1")).hasText("You are signed out");
        assertThat(vic.locator(".lead")).hasText("Here and at Keycloak.");
        assertEquals(before - 1, provider().sessions("vic"));
        vic.click("text=Continue with Keycloak");
        assertThat(vic.locator("#username")).isVisible();
    }

    @Test
    @Order(6)
    void aLogOutAtTheProviderEndsTheSessionHere() {
        var ann = signedIn("ann");
        provider().logOut("ann");
        Qbittorrent.await("the back channel", () -> {
            ann.navigate("/torrents");
            return ann.url().contains("/sign-in");
        });
    }

    @Test
    @Order(7)
    void aForgedLogOutEndsNothing() {
        var ann = signedIn("ann");
        given().formParam("logout_token", "e30.e30.e30").post("/sign-out/back-channel").then().statusCode(400);
        given().formParam("logout_token", "").post("/sign-out/back-channel").then().statusCode(400);
        ann.navigate("/torrents");
        assertTrue(ann.url().endsWith("/torrents"));
    }

    /// Whoever is signed in goes on; nobody is sent to a page that does not come.
    @Test
    @Order(8)
    void aProviderThatGoesAwayIsNoticedAtTheNextSignIn() {
        var ann = signedIn("ann");
        var eve = browser.open();
        eve.navigate("/torrents");
        provider().freeze();
        try {
            Qbittorrent.await("nobody is sent there", () -> given().header("Accept", "text/html").redirects().follow(false)
                    .get("/sign-in/provider").header("Location").equals("/sign-in"));
            eve.navigate("/sign-in/provider");
            assertThat(eve.locator("h1")).hasText("Keycloak does not answer");
            ann.navigate("/torrents");
            assertThat(ann.locator("#rows tr").first()).isVisible();
        } finally {
            provider().thaw();
        }
        Qbittorrent.await("it is back", () -> {
            eve.navigate("/sign-in");
            return eve.locator("text=Continue with Keycloak").isVisible();
        });
    }
}
