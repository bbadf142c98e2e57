package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static gatehouse.browser.Shelf.cell;
import static gatehouse.browser.Shelf.row;
import static gatehouse.browser.Shelf.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Selecting as in a file manager, the menu of what is selected, and how far a command reaches.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class SelectingTest {

    /// A window of eight rows, so that most of the list is beyond it.
    private static final String NARROW = "/torrents?q=on:loft&count=8";

    /// What of the selection bar is cut off, or stands outside of the list or over its neighbour.
    private static final String OUTSIDE = """
            () => {
              const list = document.getElementById("list").getBoundingClientRect(), bar = document.getElementById("selbar");
              const parts = [bar, ...bar.querySelectorAll(".does > .btn")].map(it => [it, it.getBoundingClientRect()]);
              return parts.filter(([it, box], at) => box.width === 0 || box.left < list.left || box.right > list.right
                  || it.scrollWidth > it.clientWidth || at > 1 && box.left < parts[at - 1][1].right).map(([it]) => it.outerHTML);
            }""";

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @Inject
    Ownership ownership;

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

    private static int tagged(String tag) {
        return House.loft().get("torrents/info?tag=" + tag).split("\"hash\"", -1).length - 1;
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
        assertEquals(Shelf.FILES.size() - 1, tagged("read"));
        opal.keyboard().press("Escape");
        opal.setViewportSize(1440, 380);
        cell(opal, 0).click();
        opal.locator("#rows tr").first().focus();
        opal.keyboard().press("Shift+End");
        assertThat(row(opal, 11)).isFocused();
        assertTrue(Shelf.isAbove(opal, 11, "#selbar"), "no row is under the bar");
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
        House.loft().post("torrents/addTags", Map.of("hashes", Shelf.FILES.get(3).hash(), "tags", "some"));
        House.loft().post("torrents/createCategory", Map.of("category", "shelf"));
        Shelf.await(mirrors, "the tag", () -> mirrors.find("loft").orElseThrow().snapshot().torrents()
                .get(new Hash(Shelf.FILES.get(3).hash())).tags().contains("some"));
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
        Shelf.await(mirrors, "both have it", () -> tagged("some") == 2);
        opal.locator("#selbar [data-menu]").click();
        opal.locator(".menu [data-menu=tags]").click();
        assertThat(some).hasAttribute("aria-checked", "true");
        some.click();
        Shelf.await(mirrors, "neither has it", () -> tagged("some") == 0);
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
                Shelf.FILES.get(3).name() + "\n" + Shelf.FILES.get(4).name());
    }

    /// Side by side with the details, on a tablet and on the narrowest phone, and with the longer German words.
    @Test
    void theBarHasTheUsualVerbsAndFitsIntoEveryWindow() {
        for (var language : List.of("en", "de")) {
            var opal = browser.signedIn("opal", true);
            opal.context().setExtraHTTPHeaders(Map.of("Accept-Language", language));
            opal.navigate("/torrents/" + Shelf.id(0) + "?q=on:loft");
            cell(opal, 0).click();
            assertEquals(List.of("start", "stop", "category", "limits", "move", "menu", "delete"),
                    opal.locator("#selbar .does > button").evaluateAll("all => all.map(it => it.dataset.verb ?? 'menu')"));
            for (var width : List.of(1440, 1200)) {
                opal.setViewportSize(width, 900);
                assertEquals(List.of(), opal.evaluate(OUTSIDE), language + " at " + width + " beside the details");
            }
            opal.navigate("/torrents?q=on:loft");
            cell(opal, 0).click();
            for (var width : List.of(1440, 1024, 768, 390, 320)) {
                opal.setViewportSize(width, 844);
                assertEquals(List.of(), opal.evaluate(OUTSIDE), language + " at " + width);
            }
            opal.locator("#selbar [data-verb=move]").click();
            assertThat(opal.locator("dialog[open] #text")).isVisible();
        }
    }

    @Test
    void aNewCategoryIsMadeBesideTheOthersAndFocusComesBack() {
        var opal = opal("/torrents?q=on:loft");
        opal.locator("#of-category .plus").click();
        assertThat(opal.locator("dialog[open] #new-name")).isFocused();
        opal.keyboard().type("fresh shelf");
        opal.keyboard().press("Enter");
        assertThat(opal.locator(".toast")).containsText("Category created: Loft");
        assertThat(opal.locator("dialog[open]")).hasCount(0);
        assertThat(opal.locator("#of-category .plus")).isFocused();
        assertTrue(House.loft().get("torrents/categories").contains("\"fresh shelf\""));
        House.loft().post("torrents/removeCategories", Map.of("categories", "fresh shelf"));
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
}
