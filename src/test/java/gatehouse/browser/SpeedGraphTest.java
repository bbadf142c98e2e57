package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The speed of a server over the last minutes, while it really transfers something: the loft gets a film from the attic.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class SpeedGraphTest {

    private static final TorrentFile FILM = House.FILMS.getFirst();
    private static final int LIMIT = 128 * 1024;

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(root);
        speedsInTitle("on");
    }

    @AfterEach
    void putBack() {
        speedsInTitle("");
        House.loft().post("transfer/setDownloadLimit", Map.of("limit", "0"));
        Shelf.empty();
    }

    @AfterAll
    static void closeBrowser() {
        assertEquals(List.of(), browser.complaints());
        browser.close();
    }

    private static void speedsInTitle(String choice) {
        People.signIn("opal").send().formParam("speeds-in-title", choice).post("/account/preferences").then().statusCode(303);
    }

    @Test
    void aTransferMakesTheGraphRiseAndAnOutageDimsIt() {
        var opal = browser.signedIn("opal", true);
        House.loft().post("transfer/setDownloadLimit", Map.of("limit", String.valueOf(LIMIT)));
        House.loft().add(List.of(FILM), Map.of("savepath", House.loft().downloads().toString()));
        Qbittorrent.await("it wants the film", () -> House.loft().state(FILM.hash()).equals("stalledDL"));
        House.loft().post("torrents/addPeers", Map.of("hashes", FILM.hash(), "peers", "127.0.0.1:" + House.attic().peerPort()));
        assertThat(opal).hasTitle(Pattern.compile("↓ [0-9.]+ KiB/s ↑ .*"));
        var line = cell(opal).locator(".sparkline:not(.u)");
        opal.waitForCondition(() -> highest(line) < 6);
        assertTrue(cell(opal).locator(".spark-area").getAttribute("d").endsWith("Z"));
        theDialogShowsTheSame(opal);
        theOutageDims(opal, line);
        soDoesThePageWithoutAScript();
    }

    private static Locator cell(Page page) {
        return page.locator("#strip .cell", new Page.LocatorOptions().setHasText("Loft"));
    }

    /// How far the highest point of a line is from the upper edge.
    private static double highest(Locator line) {
        var drawn = line.getAttribute("d");
        return drawn == null || drawn.isEmpty() ? Double.MAX_VALUE
                : Pattern.compile("[ML][0-9.]+ ([0-9.]+)").matcher(drawn).results()
                        .mapToDouble(point -> Double.parseDouble(point.group(1))).min().orElseThrow();
    }

    private static void theDialogShowsTheSame(Page opal) {
        cell(opal).locator("a").click();
        var dialog = opal.locator("dialog[open]");
        assertThat(dialog.locator(".stat-row dd").first()).containsText("KiB/s");
        assertTrue(highest(dialog.locator(".chart .down")) < 80);
        assertThat(dialog.locator(".chart")).hasAttribute("aria-label", Pattern.compile("Speed .* now [0-9.]+ KiB/s down .*"));
        assertThat(dialog.locator(".chart .limit")).hasCount(1);
        assertThat(dialog.locator(".legend")).containsText("Limit ↓ 128 KiB/s");
        assertTrue(dialog.locator("table tbody tr").count() >= 2);
        assertThat(dialog.locator("table tbody")).containsText("KiB/s");
        opal.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
    }

    private static void theOutageDims(Page opal, Locator line) {
        House.loft().kill();
        assertThat(cell(opal).locator(".sparkline.dim")).hasCount(2);
        assertThat(cell(opal).locator(".spark-area")).hasCount(0);
        assertTrue(highest(line) < 6, "what was is still there");
        House.loft().launch();
        assertThat(cell(opal).locator(".sparkline.dim")).hasCount(0);
        assertThat(cell(opal).locator(".spark-area")).hasCount(1);
    }

    private static void soDoesThePageWithoutAScript() {
        var opal = browser.signedIn("opal", false);
        cell(opal).locator("a").click();
        assertThat(opal.locator(".dlg-page .chart .down")).hasAttribute("d", Pattern.compile("M.*L.*"));
        assertThat(opal.locator(".dlg-page .chart .upl")).hasAttribute("d", Pattern.compile("M.*L.*"));
        assertThat(opal.locator(".dlg-page table tbody")).containsText("KiB/s");
    }
}
