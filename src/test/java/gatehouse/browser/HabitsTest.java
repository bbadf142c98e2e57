package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What people's hands do without thinking, on a desk: selecting, the menu, keys and double clicks, on a real server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class HabitsTest {

    static final List<TorrentFile> SHELF = IntStream.range(0, 12)
            .mapToObj(number -> TorrentFile.hollow("Volume %02d of the shelf".formatted(number), 400_000)).toList();
    /// A window of eight rows, so that most of the list is beyond it.
    private static final String NARROW = "/torrents?q=on:loft&count=8";

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @Inject
    Ownership ownership;

    @BeforeAll
    static void fillTheLoft() {
        House.loft().add(SHELF, Map.of("savepath", House.loft().downloads().toString(), "paused", "true"));
    }

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
        await(mirrors, "the shelf", () -> mirrors.find("loft").orElseThrow().snapshot().torrents().size() == SHELF.size());
    }

    @AfterEach
    void leave() {
        browser.leave();
    }

    @AfterAll
    static void emptyTheLoft() {
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        House.loft().post("torrents/deleteTags", Map.of("tags", "read,some"));
        House.loft().post("torrents/removeCategories", Map.of("categories", "shelf"));
        Qbittorrent.await("the loft is empty", () -> House.loft().torrents() == 0);
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    static void await(Mirrors mirrors, String what, java.util.function.BooleanSupplier condition) {
        Qbittorrent.await(what, () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return condition.getAsBoolean();
        });
    }

    static Locator row(Page page, int number) {
        return page.locator("[id='loft/" + SHELF.get(number).hash() + "']");
    }

    private static Locator cell(Page page, int number) {
        return row(page, number).locator(".c-size");
    }

    private static Page opal(String address) {
        var opal = browser.signedIn("opal", true);
        opal.navigate(address);
        assertThat(row(opal, 0)).isVisible();
        return opal;
    }

    private static Locator.ClickOptions with(KeyboardModifier modifier) {
        return new Locator.ClickOptions().setModifiers(List.of(modifier));
    }

    private static int tagged(String tag) {
        return House.loft().get("torrents/info?tag=" + tag).split("\"hash\"", -1).length - 1;
    }

    private static String state(int number) {
        return House.loft().state(SHELF.get(number).hash());
    }

    @Test
    void rangesAndInversionReachTheWholeListAndNotOnlyTheWindow() {
        var opal = opal(NARROW);
        assertThat(opal.locator("#rows tr")).hasCount(8);
        cell(opal, 1).click();
        opal.keyboard().press("Control+i");
        assertThat(opal.locator("#sum")).hasText("11 selected");
        assertThat(row(opal, 1)).not().hasAttribute("aria-selected", "true");
        opal.keyboard().press("Control+i");
        assertThat(opal.locator("#sum")).hasText("1 selected");
        opal.keyboard().press("Control+a");
        assertThat(opal.locator("#sum")).hasText("All 12 matching");
        row(opal, 2).locator(".box").uncheck();
        assertThat(opal.locator("#sum")).hasText("11 selected");
        assertThat(opal.locator("#sum-size")).hasText("4.2 MiB");
        opal.keyboard().press("t");
        opal.locator("dialog[open] #new-tags").fill("read");
        opal.locator("dialog[open] .dlg-foot button[type=submit]").click();
        assertThat(opal.locator("dialog[open]")).hasCount(0);
        assertEquals(SHELF.size() - 1, tagged("read"));
        opal.keyboard().press("Escape");
        opal.setViewportSize(1440, 380);
        cell(opal, 0).click();
        opal.locator("#rows tr").first().focus();
        opal.keyboard().press("Shift+End");
        assertThat(row(opal, 11)).isFocused();
        assertThat(opal.locator("#sum")).hasText("12 selected");
        opal.keyboard().press("Shift+Home");
        assertThat(opal.locator("#sum")).hasText("1 selected");
    }

    @Test
    void aClickOnNothingClearsAndARightClickKeepsOrMovesTheSelection() {
        var opal = opal("/torrents?q=on:loft");
        cell(opal, 0).click();
        cell(opal, 2).click(with(KeyboardModifier.SHIFT));
        cell(opal, 4).click(with(KeyboardModifier.CONTROL));
        assertThat(opal.locator("#sum")).hasText("4 selected");
        cell(opal, 6).click(with(KeyboardModifier.SHIFT));
        assertThat(opal.locator("#sum")).hasText("3 selected");
        var right = new Locator.ClickOptions().setButton(com.microsoft.playwright.options.MouseButton.RIGHT);
        cell(opal, 5).click(right);
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        assertThat(opal.locator("#sum")).hasText("3 selected");
        opal.keyboard().press("Escape");
        cell(opal, 9).click(right);
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        assertThat(opal.locator("#sum")).hasText("1 selected");
        opal.keyboard().press("Escape");
        opal.mouse().click(900, 780);
        assertThat(opal.locator("#selbar")).isHidden();
    }

    @Test
    void theMenuHasTheOfficialOrderAndMarksWhatIs() {
        House.loft().post("torrents/addTags", Map.of("hashes", SHELF.get(3).hash(), "tags", "some"));
        House.loft().post("torrents/createCategory", Map.of("category", "shelf"));
        await(mirrors, "the tag", () -> mirrors.find("loft").orElseThrow().snapshot().torrents()
                .get(new Hash(SHELF.get(3).hash())).tags().contains("some"));
        var opal = opal("/torrents?q=on:loft");
        opal.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        cell(opal, 3).click();
        cell(opal, 4).click(with(KeyboardModifier.SHIFT));
        opal.keyboard().press("Shift+F10");
        var lines = opal.locator(".menu-groups > .menu-item");
        assertThat(lines.first()).isFocused();
        var words = lines.evaluateAll("all => all.map(it => it.dataset.verb ?? it.dataset.menu)");
        assertEquals(List.of("start", "force-start", "delete", "move", "download-path", "rename", "comment", "category", "tags",
                "auto-management", "limits", "sequential", "first-last", "recheck", "reannounce", "add-trackers", "add-peers",
                "add-web-seeds", "top", "copy"),
                ((List<?>) words).stream().filter(word -> !word.equals("owner")
                        && !word.equals("export")).toList());
        opal.locator(".menu [data-menu=tags]").click();
        var some = opal.locator(".submenu [value=some]");
        assertThat(some).hasAttribute("aria-checked", "mixed");
        some.click();
        await(mirrors, "both have it", () -> tagged("some") == 2);
        opal.locator("#selbar [data-menu]").click();
        opal.locator(".menu [data-menu=tags]").click();
        assertThat(some).hasAttribute("aria-checked", "true");
        some.click();
        await(mirrors, "neither has it", () -> tagged("some") == 0);
        opal.locator("#selbar [data-menu]").click();
        opal.locator(".menu [data-menu=category]").click();
        opal.locator(".submenu [value=shelf]").click();
        assertThat(row(opal, 4).locator(".meta")).containsText("shelf");
        opal.locator("#selbar [data-menu]").click();
        opal.locator(".menu [data-menu=category]").click();
        assertThat(opal.locator(".submenu [value=shelf]")).hasAttribute("aria-checked", "true");
        opal.locator(".submenu [name=category][value='']").click();
        assertThat(row(opal, 4).locator(".meta")).not().containsText("shelf");
        opal.locator("#selbar [data-menu]").click();
        opal.locator(".menu [data-menu=copy]").click();
        opal.locator(".submenu [value=name]").click();
        opal.waitForFunction("text => navigator.clipboard.readText().then(it => it === text)",
                SHELF.get(3).name() + "\n" + SHELF.get(4).name());
    }

    @Test
    void ofASelectionOneMayOnlyPartlyChangeOneCanSelectTheRestAndSeeWhyNot() {
        ownership.assign("attic", new Hash(House.FILMS.getFirst().hash()), "local:otto");
        try {
            var otto = browser.signedIn("otto", true);
            otto.locator("#all").check();
            assertThat(otto.locator("#scope")).isHidden();
            otto.locator("[data-word=stop]").hover();
            assertThat(otto.locator("#scope")).containsText("Stop reaches 1 of these. 1 is not yours.");
            otto.locator("#scope [data-left]").click();
            assertThat(otto.locator("dialog[open]")).containsText(House.FILMS.getLast().name());
            assertThat(otto.locator("dialog[open]")).not().containsText(House.FILMS.getFirst().name());
            otto.keyboard().press("Escape");
            otto.keyboard().press("Escape");
            House.FILMS.forEach(film -> otto.locator("[id='attic/" + film.hash() + "'] .c-size")
                    .click(with(KeyboardModifier.CONTROL)));
            assertThat(otto.locator("[data-word=stop]")).hasAttribute("aria-disabled", "true");
            House.atticDoor().clear();
            otto.locator("[data-word=stop]").click(new Locator.ClickOptions().setForce(true));
            assertThat(otto.locator("#why")).containsText("You can’t do this to 1 of these 2.");
            otto.locator("#why a").click();
            assertThat(otto).hasURL(Pattern.compile(".*/access/why\\?right=control&instance=attic&hash="
                    + House.FILMS.getLast().hash()));
            assertThat(otto.locator("main")).containsText("Start and stop torrents");
            otto.goBack();
            House.FILMS.forEach(film -> otto.locator("[id='attic/" + film.hash() + "'] .c-size")
                    .click(with(KeyboardModifier.CONTROL)));
            otto.locator("[data-word=stop]").hover();
            otto.locator("#why button", new Page.LocatorOptions().setHasText("Select only mine")).click();
            assertThat(otto.locator("#sum")).hasText("1 selected");
            assertThat(otto.locator("[data-word=stop]")).hasAttribute("aria-disabled", "false");
            assertEquals(List.of(), House.atticDoor().writes());
        } finally {
            ownership.release("attic", new Hash(House.FILMS.getFirst().hash()));
        }
    }

    @Test
    void aDoubleClickDoesWhatItsPersonHasChosen() {
        var opal = opal("/torrents?q=on:loft");
        cell(opal, 0).dblclick();
        assertThat(opal.locator("#panel-name")).hasText(SHELF.getFirst().name());
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
        assertThat(opal.locator("#panel-name")).hasText(SHELF.get(2).name());
        cell(opal, 2).click();
        opal.keyboard().press("F2");
        assertThat(opal.locator("dialog[open] #text")).hasValue(SHELF.get(2).name());
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
        assertThat(grid).hasAttribute("aria-rowcount", String.valueOf(SHELF.size() + 1));
        assertThat(grid).hasAttribute("aria-multiselectable", "true");
        assertEquals(1, opal.locator("#rows [tabindex='0'], #rows a:not([tabindex]), #rows input:not([tabindex])").count());
        opal.locator("#rows tr").first().focus();
        opal.keyboard().press("ArrowDown");
        assertThat(row(opal, 1)).isFocused();
        assertEquals(1, opal.locator("#rows [tabindex='0']").count());
        opal.keyboard().press("End");
        assertThat(row(opal, 11)).hasAttribute("aria-rowindex", String.valueOf(SHELF.size() + 1));
        assertThat(row(opal, 11)).isFocused();
        opal.keyboard().press("Space");
        assertThat(row(opal, 11)).hasAttribute("aria-selected", "true");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("#panel-name")).hasText(SHELF.get(11).name());
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
        opal.waitForResponse("**/torrents/columns", () -> opal.locator("#chooser input[type=checkbox][value=tracker]").check());
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
        assertThat(opal.locator("#rows tr")).hasCount(SHELF.size() - 5);
        assertThat(opal.locator(".pager a[aria-current]")).hasText("50");
    }

    @Test
    void onAPhoneEightTorrentsAreSeenAndEveryActionIsTwoTapsAway() {
        var opal = browser.onAPhone("opal");
        assertThat(row(opal, 7)).isVisible();
        assertEquals(true,
                opal.evaluate(
                        """
                                id => document.getElementById(id).getBoundingClientRect().bottom <= document.querySelector(".mainnav").getBoundingClientRect().top
                                """,
                        "loft/" + SHELF.get(7).hash()));
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
        assertThat(opal.locator("dialog[open] #text")).hasValue(SHELF.getFirst().name());
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
        opal.evaluate("id => finger('pointerdown', id, 0)", "loft/" + SHELF.get(3).hash());
        opal.evaluate("id => finger('pointermove', id, 4)", "loft/" + SHELF.get(3).hash());
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        opal.evaluate("id => { finger('pointerup', id, 4); finger('click', id, 4); }", "loft/" + SHELF.get(3).hash());
        assertThat(opal.locator("#sum")).hasText("1 selected");
        assertThat(opal.locator(".menu[role=menu]")).isVisible();
        opal.keyboard().press("Escape");
        assertThat(opal.locator(".menu[role=menu]")).hasCount(0);
        opal.clock().install();
        opal.evaluate("id => { finger('pointerdown', id, 0); finger('pointermove', id, 30); }", "loft/" + SHELF.get(5).hash());
        opal.clock().runFor(2_000);
        assertThat(opal.locator(".menu[role=menu]")).hasCount(0);
        assertThat(row(opal, 5)).not().hasAttribute("aria-selected", "true");
        opal.evaluate("id => finger('pointerdown', id, 0)", "loft/" + SHELF.get(5).hash());
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
