package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static gatehouse.browser.Shelf.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// A visit without a pointer, from the sign-in to leaving, and one by somebody whom movement troubles.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class KeyboardTest {

    private static final int MOST_STEPS = 90;

    /// Where focus is and by what one sees it: empty when it is nowhere, or cannot be seen.
    private static final String FOCUS = """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body || !at.matches(":focus-visible")) return "";
              const seen = [at, at.closest(".query, .drop, .cmd")].filter(Boolean).flatMap(it => [null, "::before", "::after"].map(part => getComputedStyle(it, part)));
              const ring = style => parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" || style.boxShadow.includes("inset");
              return at.closest(".cmd") || seen.some(ring) && at.getBoundingClientRect().width > 0 ? at.outerHTML.slice(0, 120) : "";
            }""";
    /// How long what moves takes at most, in seconds.
    private static final String SLOWEST = """
            () => Math.max(...[...document.querySelectorAll("*")].flatMap(it => [null, "::before", "::after", "::backdrop"].map(part => getComputedStyle(it, part))
                .flatMap(style => [...style.transitionDuration.split(","), ...style.animationName === "none" ? [] : style.animationDuration.split(",")]).map(parseFloat)))""";

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeAll
    static void fill() {
        Shelf.fill();
        House.loft().post("torrents/createCategory", Map.of("category", "shelf"));
    }

    @BeforeEach
    void openBrowser() {
        browser = browser == null ? new Browser(root) : browser;
        Shelf.await(mirrors);
    }

    @AfterAll
    static void empty() {
        Shelf.empty();
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    /// Presses a key, and focus has to be somewhere that can be seen.
    private static void press(Page page, String key) {
        page.keyboard().press(key);
        assertNotEquals("", page.evaluate(FOCUS), () -> "after " + key + " focus is seen, and not at "
                + page.evaluate("document.activeElement.outerHTML.slice(0, 200)"));
    }

    /// Goes on with the key, Tab or an arrow, until focus is there.
    private static void reach(Page page, String key, String selector) {
        for (var step = 0; step < MOST_STEPS; step++) {
            press(page, key);
            if (page.evaluate("selector => document.activeElement.matches(selector)", selector).equals(true)) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by " + key);
    }

    @Test
    void aVisitNeedsNoPointerAndFocusIsAlwaysSeen() {
        var opal = browser.open();
        signIn(opal);
        details(opal);
        category(opal);
        deleteAndUndo(opal);
        reach(opal, "Shift+Tab", "#box");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("dialog.cmd input")).isFocused();
        opal.keyboard().type("account");
        assertThat(opal.locator("dialog.cmd [role=option]").first()).isVisible();
        press(opal, "Escape");
        assertThat(opal.locator("#box")).isFocused();
        reach(opal, "Tab", "#bar a[href$='/account']");
        opal.keyboard().press("Enter");
        opal.waitForURL("**/account");
        reach(opal, "Tab", "form[action$='/sign-out'] button");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("form[action$='/sign-in'], .gate-card")).not().hasCount(0);
    }

    private static void signIn(Page opal) {
        People.account("opal");
        opal.navigate("/sign-in");
        assertThat(opal.locator("#name")).isFocused();
        opal.keyboard().type("opal");
        press(opal, "Tab");
        opal.keyboard().type(People.password("opal"));
        opal.keyboard().press("Enter");
        opal.waitForURL("**/torrents*");
        opal.navigate("/torrents?q=on:loft");
    }

    private static void details(Page opal) {
        reach(opal, "Tab", "#rows tr");
        press(opal, "ArrowDown");
        assertThat(row(opal, 1)).isFocused();
        press(opal, "Enter");
        assertThat(opal.locator("#panel-name")).hasText(Shelf.FILES.get(1).name());
        press(opal, "ArrowRight");
        assertThat(opal).hasURL(Pattern.compile(".*/files.*"));
        assertThat(opal.locator("#tab-files")).hasAttribute("aria-selected", "true");
        press(opal, "Escape");
        assertThat(opal.locator("#panel")).isHidden();
        assertNotEquals("", opal.evaluate(FOCUS), "focus is back in the list");
    }

    private static void category(Page opal) {
        press(opal, "ArrowDown");
        press(opal, "Space");
        assertThat(opal.locator("#sum")).hasText("1 selected");
        reach(opal, "Tab", "#selbar [data-verb=start]");
        reach(opal, "ArrowRight", "#selbar [data-verb=category]");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("dialog[open] #category")).isFocused();
        opal.keyboard().type("shelf");
        assertThat(opal.locator("dialog[open] #category")).hasValue("shelf");
        reach(opal, "Tab", "dialog[open] .dlg-foot button");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("dialog[open]")).hasCount(0);
        assertThat(opal.locator("#selbar [data-verb=category]")).isFocused();
        assertThat(opal.locator("#rows tr[aria-selected] .meta")).containsText("shelf");
    }

    private static void deleteAndUndo(Page opal) {
        reach(opal, "ArrowRight", "#selbar [data-verb=delete]");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("dialog[open] [data-cancel]").last()).isFocused();
        press(opal, "Tab");
        opal.keyboard().press("Enter");
        assertThat(opal.locator("dialog[open]")).hasCount(0);
        assertThat(opal.locator("#selbar [data-verb=delete]")).isFocused();
        reach(opal, "Tab", ".toast form button");
        opal.keyboard().press("Enter");
        assertThat(opal.locator(".toast", new Page.LocatorOptions().setHasText("The torrent stays."))).isVisible();
        assertThat(opal.locator("#rows tr.going")).hasCount(0);
        assertNotEquals("", opal.evaluate(FOCUS), "focus is not lost with the toast");
    }

    @Test
    void whoWantsNoMovementSeesNone() {
        var opal = browser.signedIn("opal", true);
        opal.navigate("/torrents?q=on:loft");
        opal.locator("[id='" + Shelf.id(4) + "'] .c-size").click();
        opal.locator("#selbar [data-verb=stop]").click();
        assertThat(opal.locator(".toast")).isVisible();
        opal.keyboard().press("c");
        assertThat(opal.locator("dialog[open]")).isVisible();
        assertEquals(true, slowest(opal) > 0.05, "others see some");
        opal.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertEquals(true, slowest(opal) <= 0.001);
    }

    private static double slowest(Page page) {
        return ((Number) page.evaluate(SLOWEST)).doubleValue();
    }
}
