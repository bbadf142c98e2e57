package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Filters, columns, selection and saved views in real browsers.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class FilteringTest {

    private static final String SINTEL = "attic/" + House.FILMS.getFirst().hash();
    private static final String TEARS = "attic/" + House.FILMS.getLast().hash();
    private static final String DEBIAN = "cellar/" + House.SYSTEMS.getFirst().hash();

    private static final Locator.ClickOptions RIGHT = new Locator.ClickOptions()
            .setButton(com.microsoft.playwright.options.MouseButton.RIGHT);

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
        Qbittorrent.await("the cellar's mirror", () -> mirrors.find("cellar").orElseThrow().snapshot().torrents().size() == 1);
    }

    @AfterAll
    static void closeBrowser() {
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private static Locator row(Page page, String id) {
        return page.locator("[id='" + id + "']");
    }

    private static Locator instance(Page page, String name) {
        return page.locator("#instances [data-instance=" + name + "]");
    }

    @Test
    void theRailIncludesWithAClickAddsWithControlAndExcludesWithAlt() {
        var ann = browser.signedIn("ann", true);
        instance(ann, "attic").click();
        assertThat(row(ann, DEBIAN)).hasCount(0);
        assertThat(ann.locator("#q")).hasValue("on:attic");
        instance(ann, "cellar").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        assertThat(row(ann, DEBIAN)).isVisible();
        assertThat(ann.locator("#q")).hasValue("on:attic,cellar");
        instance(ann, "attic").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.ALT)));
        assertThat(row(ann, SINTEL)).hasCount(0);
        assertThat(ann.locator("#q")).hasValue("on:cellar -on:attic");
        assertThat(ann.locator("#typed b").first()).hasText("on:");
        assertThat(ann.locator("#chips a")).hasCount(2);
        ann.locator("#chips a").first().click();
        assertThat(ann.locator("#q")).hasValue("-on:attic");
        ann.goBack();
        assertThat(ann.locator("#q")).hasValue("on:cellar -on:attic");
        ann.navigate("/torrents");
        ann.locator("#g-category li", new Page.LocatorOptions().setHasText("films")).hover();
        ann.locator("#g-category .not").first().click();
        assertThat(ann.locator("#count")).hasText("0 torrents");
        assertThat(ann.locator(".empty")).containsText("Nothing matches -category:films");
    }

    @Test
    void theFieldSuggestsAndTellsOfMistakes() {
        var ann = browser.signedIn("ann", true);
        ann.locator("#q").pressSequentially("#ke");
        assertThat(ann.locator("#suggest [role=option]").first()).containsText("#keep3 torrents");
        ann.keyboard().press("Tab");
        assertThat(ann.locator("#q")).hasValue("#keep ");
        assertThat(ann.locator("#count")).hasText("3 torrents");
        ann.locator("#q").fill("statsu:error");
        ann.locator("#banners a", new Page.LocatorOptions().setHasText("status:error")).click();
        assertThat(ann).hasURL(Pattern.compile(".*q=status%3Aerror"));
        ann.locator("#q").fill("name:/(a/");
        assertThat(ann.locator("#banners")).containsText("is not understood");
    }

    @Test
    void columnsAreChosenMovedAndWidenedAndStay() {
        var ola = browser.signedIn("ola", true);
        ola.locator("#columns").click();
        ola.locator("#chooser input[type=checkbox][value=tags]").check();
        assertThat(ola.locator("th[data-column=tags]")).isVisible();
        assertThat(row(ola, SINTEL).locator(".c-tags")).hasText("keep");
        ola.keyboard().press("Escape");
        var before = ola.locator("th[data-column=size]").boundingBox().width;
        ola.locator("th[data-column=size] a").focus();
        ola.keyboard().press("Shift+ArrowRight");
        assertThat(ola.locator("#columns-css")).hasCount(1);
        ola.waitForFunction(
                "before => document.querySelector('th[data-column=size]').getBoundingClientRect().width > before + 10",
                before);
        ola.locator("th[data-column=size] a").focus();
        ola.keyboard().press("Alt+ArrowLeft");
        assertThat(ola.locator("th[data-column=size] + th")).hasAttribute("data-column", "status");
        ola.reload();
        assertThat(ola.locator("th[data-column=size] + th")).hasAttribute("data-column", "status");
        assertThat(ola.locator("th[data-column=tags]")).isVisible();
        ola.locator("#head").click(new Locator.ClickOptions().setButton(com.microsoft.playwright.options.MouseButton.RIGHT));
        ola.locator("#chooser button[name=normal]").click();
        assertThat(ola.locator("th[data-column=tags]")).hasCount(0);
        ola.locator("#density button[value=comfortable]").click();
        assertThat(ola.locator("html")).hasAttribute("data-density", "comfortable");
        ola.locator("#density button[value='']").click();
    }

    private static double width(Page page, String column) {
        return page.locator("th[data-column=" + column + "]").boundingBox().width;
    }

    private static void widthIs(Page page, String column, String comparison, double than) {
        page.waitForFunction(
                "([column, than]) => document.querySelector(`th[data-column=${column}]`).getBoundingClientRect().width "
                        + comparison + " than",
                List.of(column, than));
    }

    /// Takes a heading beside its words, and lets it go over another one.
    private static void drag(Page page, String column, String onto) {
        var from = page.locator("th[data-column=" + column + "]").boundingBox();
        var to = page.locator("th[data-column=" + onto + "]").boundingBox();
        var steps = new com.microsoft.playwright.Mouse.MoveOptions().setSteps(5);
        page.mouse().move(from.x + 4, from.y + from.height / 2);
        page.mouse().down();
        page.mouse().move(to.x + to.width / 2, to.y + to.height / 2, steps);
        page.mouse().move(to.x + to.width / 2 + 4, to.y + to.height / 2, steps);
        page.mouse().up();
    }

    @Test
    void columnsAreDraggedFittedMovedHiddenAndResetByMouse() {
        var ann = browser.signedIn("ann", true);
        assertThat(row(ann, SINTEL)).isVisible();
        var before = width(ann, "size");
        var edge = ann.locator("th[data-column=size] .edge").boundingBox();
        ann.mouse().move(edge.x + edge.width / 2, edge.y + edge.height / 2);
        ann.mouse().down();
        ann.mouse().move(edge.x + edge.width / 2 + 60, edge.y + edge.height / 2,
                new com.microsoft.playwright.Mouse.MoveOptions().setSteps(4));
        Browser.keepingColumns(ann, () -> ann.mouse().up());
        widthIs(ann, "size", ">", before + 40);
        ann.reload();
        widthIs(ann, "size", ">", before + 40);
        ann.locator("th[data-column=size] .edge").dblclick();
        widthIs(ann, "size", "<", before + 30);
        drag(ann, "size", "ratio");
        assertThat(ann.locator("th[data-column=ratio] + th")).hasAttribute("data-column", "size");
        ann.locator("th[data-column=up]").click(RIGHT);
        ann.locator("#chooser [value=hide]").click();
        assertThat(ann.locator("th[data-column=up]")).hasCount(0);
        var wide = width(ann, "down");
        ann.locator("th[data-column=status]").click(RIGHT);
        ann.locator("#chooser [value=fit-all]").click();
        widthIs(ann, "down", "<", wide - 10);
        assertEquals(true, row(ann, DEBIAN).locator(".name").evaluate("name => name.scrollWidth <= name.clientWidth"));
        ann.locator("th[data-column=name]").click(RIGHT);
        assertThat(ann.locator("#chooser [value=hide]")).isDisabled();
        ann.locator("#chooser button[name=normal]").click();
        assertThat(ann.locator("th[data-column=up]")).isVisible();
        assertThat(ann.locator("th[data-column=ratio] + th")).hasAttribute("data-column", "owner");
    }

    @Test
    void theKeyboardMovesSelectsAndExtends() {
        var ann = browser.signedIn("ann", true);
        assertThat(row(ann, DEBIAN)).isVisible();
        ann.locator("#rows tr").first().focus();
        ann.keyboard().press("Home");
        assertThat(row(ann, DEBIAN)).isFocused();
        ann.keyboard().press("x");
        assertThat(row(ann, DEBIAN)).hasAttribute("aria-selected", "true");
        ann.keyboard().press("Shift+ArrowDown");
        assertThat(row(ann, SINTEL)).isFocused();
        assertThat(ann.locator("#sum")).hasText("2 selected");
        ann.keyboard().press("End");
        assertThat(row(ann, TEARS)).isFocused();
        ann.keyboard().press("Control+i");
        assertThat(ann.locator("#sum")).hasText("1 selected");
        assertThat(ann.locator("#sum-size")).hasText("1.91 MiB");
        ann.keyboard().press("Control+a");
        assertThat(ann.locator("#sum")).hasText("All 3 matching");
        assertThat(ann.locator("#all")).isChecked();
        ann.keyboard().press("Escape");
        assertThat(ann.locator("#selbar")).isHidden();
        row(ann, DEBIAN).locator(".c-size").click();
        row(ann, TEARS).locator(".c-size").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(ann.locator("#sum")).hasText("3 selected");
        row(ann, SINTEL).locator(".c-size").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        assertThat(ann.locator("#sum")).hasText("2 selected");
        ann.locator("#q").fill("sintel");
        assertThat(ann.locator("#rows tr")).hasCount(1);
        assertThat(ann.locator("#sum")).hasText("2 selected, 2 hidden by the filter");
    }

    @Test
    void twoKeysSortAndAreInTheAddress() {
        var ann = browser.signedIn("ann", true);
        ann.locator("th[data-column=category] a, th[data-column=ratio] a").first().click();
        assertThat(ann).hasURL(Pattern.compile(".*sort=-ratio(,name)?"));
        assertThat(ann.locator("th[data-column=ratio]")).hasAttribute("aria-sort", "descending");
        ann.locator("th[data-column=size] a").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(ann).hasURL(Pattern.compile(".*sort=-ratio(,|%2C)-size"));
        assertThat(ann.locator("th[data-column=size] .second")).isVisible();
        assertThat(ann.locator("th[data-column=ratio]")).hasAttribute("aria-sort", "descending");
    }

    @Test
    void withoutAScriptViewsAreSavedAndColumnsChosen() {
        var vic = browser.signedIn("vic", false);
        vic.navigate("/torrents?q=sintel&sort=-size");
        vic.locator("#facets a", new Page.LocatorOptions().setHasText("Save this view")).click();
        vic.fill("#view-name", "<b>Mine</b>");
        vic.locator("form:has(#view-name) button").click();
        vic.navigate("/torrents");
        vic.locator("#facets a", new Page.LocatorOptions().setHasText("<b>Mine</b>")).click();
        assertTrue(vic.url().endsWith("/torrents?q=sintel&sort=-size"), vic.url());
        vic.navigate("/torrents/views");
        vic.locator("button[name=delete]").click();
        assertThat(vic.locator("body")).containsText("No view has a name yet");
        vic.navigate("/torrents/columns");
        vic.locator("input[type=checkbox][value=save-path]").check();
        vic.locator("button.primary").click();
        vic.navigate("/torrents");
        assertThat(row(vic, SINTEL).locator(".c-save-path")).containsText("/");
        vic.navigate("/torrents/columns");
        vic.locator("button[name=normal]").click();
    }
}
