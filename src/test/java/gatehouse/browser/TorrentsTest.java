package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The torrents screen in real browsers, before real servers.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class TorrentsTest {

    private static final String SINTEL = "attic/" + House.FILMS.getFirst().hash();
    private static final String DEBIAN = "cellar/" + House.SYSTEMS.getFirst().hash();

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        House.attic().post("torrents/resume", Map.of("hashes", "all"));
        Qbittorrent.await("Sintel runs", () -> House.attic().state(House.FILMS.getFirst().hash()).equals("stalledUP"));
    }

    @AfterAll
    static void closeBrowser() {
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private static com.microsoft.playwright.Locator row(Page page, String id) {
        return page.locator("[id='" + id + "']");
    }

    @Test
    void aMembersStopIsSeenByTheServerAndInAnotherBrowser() {
        var ann = browser.signedIn("ann", true);
        var vic = browser.signedIn("vic", true);
        assertThat(row(vic, SINTEL)).containsText("Seeding, idle");
        assertThat(ann.locator("#selbar")).isHidden();
        row(ann, SINTEL).locator(".c-size").click();
        assertThat(ann.locator("#selbar")).isVisible();
        ann.locator("[data-word=stop]").click();
        assertThat(row(vic, SINTEL)).containsText("Completed");
        assertThat(row(ann, SINTEL)).containsText("Completed");
        assertThat(ann.locator(".toast")).containsText("Stop: 1 torrent on Attic.");
        assertEquals("pausedUP", House.attic().state(House.FILMS.getFirst().hash()));
        ann.locator("[data-word=start]").click();
        assertThat(row(vic, SINTEL)).containsText("Seeding, idle");
    }

    @Test
    void whereOneMayNotTheButtonsAreLockedAndSayWhy() {
        var ann = browser.signedIn("ann", true);
        House.cellarDoor().clear();
        row(ann, DEBIAN).locator(".c-size").click();
        assertThat(ann.locator("[data-word=stop]")).hasAttribute("aria-disabled", "true");
        ann.locator("[data-word=stop]").hover();
        assertThat(ann.locator("#why")).containsText("This needs “Start and stop torrents” on Cellar");
        ann.locator("[data-word=stop]").click(new com.microsoft.playwright.Locator.ClickOptions().setForce(true));
        assertEquals(List.of(), House.cellarDoor().writes());
        var vic = browser.signedIn("vic", true);
        row(vic, SINTEL).locator(".c-size").click();
        assertThat(vic.locator("#selbar")).hasCount(0);
    }

    @Test
    void theFilterFieldFiltersWhileTypingAndLeavesTheAddressRight() {
        var ola = browser.signedIn("ola", true);
        assertThat(row(ola, DEBIAN)).isVisible();
        ola.keyboard().press("/");
        ola.keyboard().type("on:attic sin");
        assertThat(ola.locator("#rows tr")).hasCount(1);
        assertThat(row(ola, SINTEL)).isVisible();
        assertTrue(ola.url().contains("q=on%3Aattic+sin"), ola.url());
        ola.reload();
        assertThat(ola.locator("#rows tr")).hasCount(1);
    }

    @Test
    void withoutAScriptListFilterSortStartAndStopWork() {
        var ann = browser.signedIn("ann", false);
        ann.locator("th.c-size a").click();
        assertThat(ann.locator("th.c-size")).hasAttribute("aria-sort", "descending");
        ann.fill("#q", "sintel");
        ann.keyboard().press("Enter");
        assertThat(ann.locator("#rows tr")).hasCount(1);
        row(ann, SINTEL).locator("input").check();
        ann.locator("[data-word=stop]").click();
        assertTrue(ann.url().contains("q=sintel"), ann.url());
        Qbittorrent.await("Sintel is stopped", () -> House.attic().state(House.FILMS.getFirst().hash()).equals("pausedUP"));
        row(ann, SINTEL).locator("input").check();
        ann.locator("[data-word=start]").click();
        Qbittorrent.await("Sintel runs", () -> House.attic().state(House.FILMS.getFirst().hash()).equals("stalledUP"));
        ann.navigate("/torrents?q=debian");
        row(ann, DEBIAN).locator("input").check();
        ann.locator("[data-word=stop]").click();
        assertThat(ann.locator("#results")).containsText("This needs “Start and stop torrents” on Cellar");
        browser.forget("status of 403");
    }

    @Test
    void onAPhoneTheListIsReadableAndThePageDoesNotScrollSideways() {
        var ann = browser.signedIn("ann", true);
        ann.setViewportSize(390, 844);
        assertThat(row(ann, SINTEL).locator(".brief")).containsText("2.86 MiB");
        assertThat(row(ann, SINTEL).locator(".c-size")).isHidden();
        assertEquals(true, ann.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        ann.locator(".phone-title").click();
        assertThat(ann.locator("#rail")).isVisible();
    }

    @Test
    void theOrderWaitsWhileSomebodyPointsAtTheList() {
        var ola = browser.signedIn("ola", true);
        ola.navigate("/torrents?q=on:attic&sort=status");
        House.FILMS.forEach(film -> assertThat(row(ola, "attic/" + film.hash())).containsText("Seeding, idle"));
        var first = ola.locator("#rows tr").first().getAttribute("id");
        ola.locator("#rows tr").first().locator(".c-ratio").hover();
        House.attic().post("torrents/pause", Map.of("hashes", first.substring("attic/".length())));
        assertThat(row(ola, first)).containsText("Completed");
        assertThat(ola.locator("#held")).isVisible();
        ola.locator("#held button").hover();
        assertThat(ola.locator("#held")).isVisible();
        assertEquals(first, ola.locator("#rows tr").first().getAttribute("id"));
        ola.mouse().move(5, 5);
        assertThat(ola.locator("#held")).isHidden();
        assertEquals(first, ola.locator("#rows tr").last().getAttribute("id"));
    }

    @Test
    void aLostConnectionIsSaidAndComesBack() {
        var ola = browser.signedIn("ola", true);
        assertThat(row(ola, SINTEL)).isVisible();
        ola.context().setOffline(true);
        ola.evaluate(
                "dispatchEvent(new PageTransitionEvent('pagehide')); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        assertThat(ola.locator(".banner.warn", new Page.LocatorOptions().setHasText("No live updates"))).isVisible();
        ola.context().setOffline(false);
        ola.locator("text=Connect now").click();
        assertThat(ola.locator(".banner.warn", new Page.LocatorOptions().setHasText("No live updates"))).hasCount(0);
        browser.forget("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void aHiddenPageLetsGoOfItsStreamAndIsFreshWhenItIsSeenAgain() {
        var ola = browser.signedIn("ola", true);
        ola.clock().install();
        var streams = new ArrayList<String>();
        ola.onRequest(request -> streams.add(request.url().contains("/torrents/live") ? "open" : ""));
        ola.onRequestFailed(request -> streams.add(request.url().contains("/torrents/live") ? "closed" : ""));
        ola.navigate("/torrents?q=on:attic");
        assertThat(row(ola, SINTEL)).containsText("Seeding, idle");
        ola.waitForCondition(() -> streams.contains("open"));
        streams.clear();
        hidden(ola, true);
        ola.clock().fastForward(29_000);
        assertFalse(streams.contains("closed"), "a short look elsewhere costs nothing");
        ola.clock().fastForward(2_000);
        ola.waitForCondition(() -> streams.contains("closed"));
        House.attic().post("torrents/pause", Map.of("hashes", House.FILMS.getFirst().hash()));
        streams.clear();
        hidden(ola, false);
        ola.waitForCondition(() -> streams.contains("open"));
        assertThat(row(ola, SINTEL)).containsText("Completed");
    }

    private static void hidden(Page page, boolean hidden) {
        page.evaluate("hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                + " document.dispatchEvent(new Event('visibilitychange')); }", hidden);
    }
}
