package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static gatehouse.browser.Shelf.cell;
import static gatehouse.browser.Shelf.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

/// What people's hands do without thinking: double clicks, keys, two browsers, and fingers on a phone.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class HabitsTest {

    /// A window of eight rows, so that most of the list is beyond it.
    private static final String NARROW = "/torrents?q=on:loft&count=8";

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeAll
    static void fillTheLoft() {
        Shelf.fill();
    }

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
        Shelf.await(mirrors);
    }

    @AfterEach
    void leave() {
        browser.leave();
    }

    @AfterAll
    static void emptyTheLoft() {
        Shelf.empty();
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private static Page opal(String address) {
        var opal = browser.signedIn("opal", true);
        opal.navigate(address);
        assertThat(row(opal, 0)).isVisible();
        return opal;
    }

    private static String state(int number) {
        return House.loft().state(Shelf.FILES.get(number).hash());
    }

    @Test
    void aDoubleClickDoesWhatItsPersonHasChosen() {
        var opal = opal("/torrents?q=on:loft");
        cell(opal, 0).dblclick();
        assertThat(opal.locator("#panel-name")).hasText(Shelf.FILES.getFirst().name());
        opal.navigate("/account");
        opal.selectOption("#double-click", "start-stop");
        opal.selectOption("#double-click-whole", "nothing");
        opal.locator("form:has(#double-click) button.primary").click();
        assertThat(opal.locator("#double-click")).hasValue("start-stop");
        opal.navigate("/torrents?q=on:loft");
        cell(opal, 0).dblclick();
        Qbittorrent.await("it runs", () -> !state(0).startsWith("paused"));
        assertThat(row(opal, 0)).not().containsText("Stopped");
        cell(opal, 0).dblclick();
        Qbittorrent.await("it is stopped", () -> state(0).startsWith("paused"));
        assertThat(opal.locator("#panel")).isHidden();
        opal.navigate("/account");
        opal.selectOption("#double-click", "limits");
        opal.locator("form:has(#double-click) button.primary").click();
        assertThat(opal.locator("#double-click")).hasValue("limits");
        opal.navigate("/torrents?q=on:loft");
        cell(opal, 0).dblclick();
        assertThat(opal.locator("dialog[open] #down")).isVisible();
        opal.navigate("/account");
        opal.selectOption("#double-click", "");
        opal.locator("form:has(#double-click) button.primary").click();
        assertThat(opal.locator("#double-click")).hasValue("");
    }

    @Test
    void escapeClosesOneThingAtATimeAndKeysInFieldsAreOnlyTyped() {
        var opal = opal("/torrents?q=on:loft");
        opal.keyboard().press("Control+f");
        assertThat(opal.locator("#q")).isFocused();
        House.loftDoor().clear();
        opal.locator("#q").pressSequentially(" s x");
        opal.keyboard().press("Delete");
        assertThat(opal.locator("#q")).hasValue(" s x");
        assertThat(opal.locator("dialog[open]")).hasCount(0);
        assertEquals(List.of(), House.loftDoor().writes());
        opal.locator("#q").fill("on:loft volume");
        assertThat(opal.locator("#count")).hasText("12 torrents");
        row(opal, 2).locator("a.name").click();
        assertThat(opal.locator("#panel-name")).hasText(Shelf.FILES.get(2).name());
        cell(opal, 2).click();
        opal.keyboard().press("F2");
        assertThat(opal.locator("dialog[open] #text")).hasValue(Shelf.FILES.get(2).name());
        opal.keyboard().press("Escape");
        assertThat(opal.locator("dialog[open]")).hasCount(0);
        assertThat(opal.locator("#selbar")).isVisible();
        opal.keyboard().press("Escape");
        assertThat(opal.locator("#selbar")).isHidden();
        assertThat(opal.locator("#panel")).isVisible();
        opal.keyboard().press("Escape");
        assertThat(opal.locator("#panel")).isHidden();
        opal.keyboard().press("/");
        assertThat(opal.locator("#q")).isFocused();
        opal.keyboard().press("Escape");
        assertThat(opal.locator("#q")).not().isFocused();
        assertThat(opal.locator("#q")).hasValue("on:loft volume");
        opal.keyboard().press("Escape");
        assertThat(opal.locator("#q")).hasValue("");
    }

    @Test
    void theListIsAGridWithOneTabStop() {
        var opal = opal(NARROW);
        opal.setViewportSize(1440, 380);
        var grid = opal.locator("#scroll [role=grid]");
        assertThat(grid).hasAttribute("aria-rowcount", String.valueOf(Shelf.FILES.size() + 1));
        assertThat(grid).hasAttribute("aria-multiselectable", "true");
        assertEquals(1, opal.locator("#rows [tabindex='0'], #rows a:not([tabindex]), #rows input:not([tabindex])").count());
        opal.locator("#rows tr").first().focus();
        opal.keyboard().press("ArrowDown");
        assertThat(row(opal, 1)).isFocused();
        assertEquals(1, opal.locator("#rows [tabindex='0']").count());
        opal.keyboard().press("End");
        assertThat(row(opal, 11)).hasAttribute("aria-rowindex", String.valueOf(Shelf.FILES.size() + 1));
        assertThat(row(opal, 11)).isFocused();
        opal.keyboard().press("Space");
        assertThat(row(opal, 11)).hasAttribute("aria-selected", "true");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("#panel-name")).hasText(Shelf.FILES.get(11).name());
    }

    @Test
    void aRowIsPendingAtOnceAndComesBackWithAWordWhenNothingCameOfIt() {
        var opal = opal("/torrents?q=on:loft");
        cell(opal, 6).click();
        House.loftDoor().hold();
        opal.locator("[data-word=start]").click();
        assertThat(row(opal, 6)).hasClass(Pattern.compile(".*pending.*"));
        House.loftDoor().release();
        assertThat(row(opal, 6)).not().hasClass(Pattern.compile(".*pending.*"));
        assertThat(row(opal, 6)).not().containsText("Stopped");
        opal.route("**/actions/stop", route -> route.abort());
        opal.locator("[data-word=stop]").click();
        assertThat(opal.locator(".toast[role=alert]")).containsText("No live updates");
        assertThat(row(opal, 6)).not().hasClass(Pattern.compile(".*pending.*"));
        opal.unroute("**/actions/stop");
        opal.locator("[data-word=stop]").click();
        Qbittorrent.await("it is stopped", () -> state(6).startsWith("paused"));
        browser.forget("ERR_FAILED");
        assertTrue(opal.locator(".toast[role=alert]").isVisible(), "what failed stays until it is closed");
    }

    @Test
    void theSamePersonFindsTheirListAgainInAnotherBrowser() {
        var opal = opal("/torrents");
        opal.locator("#q").fill("on:loft shelf");
        assertThat(opal).hasURL(Pattern.compile(".*q=on%3Aloft\\+shelf"));
        opal.waitForResponse("**/torrents/last", () -> opal.locator("th[data-column=size] a").click());
        opal.locator("#columns").click();
        Browser.keepingColumns(opal, () -> opal.locator("#chooser input[type=checkbox][value=tracker]").check());
        opal.navigate("/account");
        opal.selectOption("#theme", "dark");
        opal.locator("form:has(#theme) button.primary").click();
        assertThat(opal.locator("html")).hasAttribute("data-theme", "dark");
        var other = browser.open();
        other.navigate("/sign-in");
        other.fill("#name", "opal");
        other.fill("#password", gatehouse.house.People.password("opal"));
        other.click("button[type=submit]");
        assertThat(other).hasURL(Pattern.compile(".*q=on%3Aloft\\+shelf&sort=-size"));
        assertThat(other.locator("#q")).hasValue("on:loft shelf");
        assertThat(other.locator("th[data-column=tracker]")).isVisible();
        assertThat(other.locator("html")).hasAttribute("data-theme", "dark");
        other.navigate("/account");
        other.selectOption("#theme", "");
        other.locator("form:has(#theme) button.primary").click();
        other.navigate("/torrents/columns");
        other.locator("button[name=normal]").click();
        other.navigate("/torrents");
        assertThat(other.locator("th[data-column=tracker]")).hasCount(0);
    }

    @Test
    void withoutAScriptOneChoosesHowManyRowsAPageHas() {
        var opal = browser.signedIn("opal", false);
        opal.navigate("/torrents?q=on:loft&count=5");
        assertThat(opal.locator("#rows tr")).hasCount(5);
        opal.locator(".pager a", new Page.LocatorOptions().setHasText("Next")).click();
        assertThat(row(opal, 5)).isVisible();
        assertThat(opal.locator("#rows tr")).hasCount(5);
        opal.locator(".pager a", new Page.LocatorOptions().setHasText("50")).click();
        assertThat(opal.locator("#rows tr")).hasCount(Shelf.FILES.size() - 5);
        assertThat(opal.locator(".pager a[aria-current]")).hasText("50");
    }

    @Test
    void onAPhoneEightTorrentsAreSeenAndEveryActionIsTwoTapsAway() {
        var opal = browser.onAPhone("opal");
        assertThat(row(opal, 7)).isVisible();
        assertTrue(Shelf.isAbove(opal, 7, ".mainnav"));
        assertEquals(true, opal.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        row(opal, 0).locator("button.more").tap();
        var menu = opal.locator(".menu[role=menu]");
        assertThat(menu).isVisible();
        for (var verb : List.of("start", "force-start", "delete", "move", "rename", "auto-management", "limits", "recheck",
                "reannounce",
                "top", "up", "down", "bottom")) {
            assertThat(menu.locator("[data-verb=" + verb + "]")).isVisible();
        }
        for (var what : List.of("name", "magnet_uri", "hash", "content_path")) {
            assertThat(menu.locator("[name=copy][value=" + what + "]")).isVisible();
        }
        for (var folded : List.of("category", "tags")) {
            assertThat(menu.locator("[data-menu=" + folded + "]")).isVisible();
        }
        assertEquals(true, opal.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        menu.locator("[data-verb=rename]").tap();
        assertThat(opal.locator("dialog[open] #text")).hasValue(Shelf.FILES.getFirst().name());
    }

    @Test
    void aLongPressOpensTheMenuUnlessTheFingerMovesAndATapSelects() {
        var opal = browser.onAPhone("opal");
        opal.navigate("/torrents?q=on:loft");
        row(opal, 3).locator(".c-sel").tap();
        assertThat(opal.locator("#sum")).hasText("1 selected");
        row(opal, 3).locator(".c-sel").tap();
        assertThat(opal.locator("#selbar")).isHidden();
        opal.evaluate(FINGER);
        opal.evaluate("id => finger('pointerdown', id, 0)", Shelf.id(3));
        opal.evaluate("id => finger('pointermove', id, 4)", Shelf.id(3));
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        opal.evaluate("id => { finger('pointerup', id, 4); finger('click', id, 4); }", Shelf.id(3));
        assertThat(opal.locator("#sum")).hasText("1 selected");
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        opal.keyboard().press("Escape");
        assertThat(opal.locator(".menu[role=menu]")).hasCount(0);
        opal.clock().install();
        opal.evaluate("id => { finger('pointerdown', id, 0); finger('pointermove', id, 30); }", Shelf.id(5));
        opal.clock().runFor(2_000);
        assertThat(opal.locator(".menu[role=menu]")).hasCount(0);
        assertThat(row(opal, 5)).not().hasAttribute("aria-selected", "true");
        opal.evaluate("id => finger('pointerdown', id, 0)", Shelf.id(5));
        opal.clock().runFor(400);
        assertThat(opal.locator(".menu[role=menu]")).hasCount(0);
        opal.clock().runFor(200);
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        assertThat(row(opal, 5)).hasAttribute("aria-selected", "true");
    }

    /// What a browser says of a finger on a row.
    private static final String FINGER = """
            () => { window.finger = (name, id, moved) => {
              const cell = document.getElementById(id).querySelector(".brief"), box = cell.getBoundingClientRect();
              cell.dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true, pointerType: "touch",
                clientX: box.left + 5, clientY: box.top + 5 + moved }));
            }; }""";
}
