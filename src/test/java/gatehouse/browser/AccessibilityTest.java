package gatehouse.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What axe-core finds wrong with the pages (WCAG 2.2, levels A and AA), and what a phone and a browser without scripts
/// make of those that explain.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class AccessibilityTest {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final String WHY = "/access/why?instance=attic&hash=" + House.FILMS.getFirst().hash() + "&right=";
    private static final List<String> PAGES = List.of("/torrents", "/account", "/account/keys", "/keys", "/accounts", "/audit",
            "/audit/verify",
            WHY + "control", WHY + "create", "/access/why?right=fly");

    private static final String TORRENT = "attic/" + House.FILMS.getFirst().hash();
    private static final List<String> DETAILS = Stream.of("", "/files", "/trackers", "/peers", "/web-seeds", "/limits",
            "/activity").map(tab -> "/torrents/" + TORRENT + tab).toList();
    private static final List<String> DIALOGS = List.of("menu", "category", "tags", "limits", "rename", "owner",
            "copy", "delete");

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @Inject
    AuditLog audit;

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        var films = House.FILMS.stream().map(film -> new Subject(new Hash(film.hash()), film.name())).toList();
        audit.finish(audit.begin(new Intent(Instant.now(), Actor.of("local:vic", "vic", "192.0.2.7"), "attic",
                "torrents/setCategory", films, Map.of("category", "films"), 1, "member, line 3")), Result.DONE, "");
        var vic = People.signIn("vic");
        vic.tell("{\"hashes\": [\"" + House.FILMS.getFirst().hash() + "\"]}")
                .post("/api/v1/instances/attic/actions/torrents/stop").then().statusCode(403);
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        browser = null;
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void nothingIsOutOfReach(ColorScheme theme) {
        var faults = new ArrayList<String>();
        var ola = browser.signedIn("ola", true);
        ola.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        for (var address : PAGES) {
            ola.navigate(address);
            ola.locator("details.log").all().stream().limit(3).forEach(entry -> entry.locator("summary").click());
            faults.addAll(faults(ola, address));
        }
        var anonymous = browser.open();
        anonymous.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        anonymous.navigate("/sign-in");
        faults.addAll(faults(anonymous, "/sign-in"));
        signIn(anonymous, "nora");
        faults.addAll(faults(anonymous, "/no-access"));
        assertEquals(List.of(), faults);
    }

    /// The same for a torrent's details, on a desk and on a phone, and for the dialogs as pages.
    @Test
    void nothingOfATorrentIsOutOfReach() {
        var faults = new ArrayList<String>();
        var ola = browser.signedIn("ola", true);
        ola.mouse().move(5, 5);
        for (var address : DETAILS) {
            ola.navigate(address);
            faults.addAll(inBothThemes(ola, address));
        }
        ola.setViewportSize(390, 844);
        faults.addAll(inBothThemes(ola, "on a phone"));
        assertEquals(true, ola.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        for (var word : DIALOGS) {
            ola.navigate("/dialogs/" + word + "?torrent=" + TORRENT);
            faults.addAll(inBothThemes(ola, word));
        }
        assertEquals(List.of(), faults);
    }

    private static List<String> inBothThemes(Page page, String address) {
        return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).flatMap(theme -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            return faults(page, address + " " + theme).stream();
        }).toList();
    }

    @Test
    void aDialogAndTheMenuOverTheListAreInReach() {
        var ola = browser.signedIn("ola", true);
        ola.locator("[id='" + TORRENT + "'] .c-size").click();
        ola.keyboard().press("Delete");
        ola.locator("dialog[open]").waitFor();
        assertEquals(List.of(), faults(ola, "the delete dialog"));
        ola.keyboard().press("Escape");
        ola.keyboard().press("Shift+F10");
        ola.locator(".menu.at-pointer").waitFor();
        assertEquals(List.of(), faults(ola, "the menu"));
    }

    private static void signIn(Page page, String name) {
        People.account(name);
        page.fill("#name", name);
        page.fill("#password", People.password(name));
        page.click("button[type=submit]");
        page.waitForURL("**/no-access");
    }

    /// Colours on their way from one theme to the other are nobody's.
    private static List<String> faults(Page page, String address) {
        Qbittorrent.await("the end of all changes of colour", () -> page.evaluate("""
                document.getAnimations().every(it => it.playState !== 'running'
                    || it.effect.getComputedTiming().endTime === Infinity)""").equals(true));
        var results = new AxeBuilder(page).withTags(RULES).analyze();
        assertTrue(results.getPasses().size() > 5, "axe has looked at " + address);
        return results.getViolations().stream().flatMap(rule -> rule.getNodes().stream()
                .map(node -> address + " " + rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
                .toList();
    }

    @Test
    void onAPhoneTheExplainingPagesDoNotScrollSideways() {
        var ola = browser.signedIn("ola", true);
        ola.setViewportSize(390, 844);
        for (var address : List.of("/audit", "/account", "/account/keys", "/keys", WHY + "control")) {
            ola.navigate(address);
            ola.locator("details.log").all().stream().limit(3).forEach(entry -> entry.locator("summary").click());
            assertEquals(List.of(), ola.evaluate("""
                    [...document.querySelectorAll('main *')].filter(it => it.getBoundingClientRect().right > innerWidth + 1
                        && !it.closest('.card:has(> table)')).map(it => it.outerHTML)"""), address);
        }
    }

    @Test
    void withoutAScriptOneAsksFiltersAndOpens() {
        var ola = browser.signedIn("ola", false);
        ola.navigate("/account");
        ola.selectOption("#ask-right", "control");
        ola.selectOption("#ask-instance", "attic");
        ola.fill("#ask-person", "local:vic");
        ola.click(".ask-form button");
        assertTrue(ola.locator("#verdict").textContent().contains("vic may not use “Start and stop torrents” on Attic."));
        assertTrue(ola.locator(".chain .decides").textContent().contains("decides: no"));
        ola.navigate("/audit");
        ola.fill("#person", "local:vic");
        ola.selectOption("#result", "refused");
        ola.click(".sieve button");
        assertTrue(ola.url().contains("person=local%3Avic") && ola.url().contains("result=refused"), ola.url());
        var entry = ola.locator("details.log").first();
        entry.locator("summary").click();
        assertTrue(entry.locator("dl").isVisible());
        assertTrue(entry.textContent().contains("local:vic"));
    }
}
