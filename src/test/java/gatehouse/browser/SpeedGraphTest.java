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
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The speed of a server over the last minutes, while it really transfers something: the loft gets a film from the barn. No
/// film that other tests know: 4.5.2 goes on saying that it uploads one whose last peer has left.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class SpeedGraphTest {

    private static final TorrentFile FILM = TorrentFile.of("A film on its way.mkv", 12_000_000);
    private static final int LIMIT = 128 * 1024;
    private static final int LONG = 40_000;

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(root);
        FILM.write(House.barn().downloads());
        House.barn().add(List.of(FILM), Map.of("savepath", House.barn().downloads().toString()));
        Qbittorrent.await("the film", () -> House.barn().state(FILM.hash()).equals("stalledUP"));
        speedsInTitle("on");
    }

    @AfterEach
    void putBack() {
        speedsInTitle("");
        House.loft().post("transfer/setDownloadLimit", Map.of("limit", "0"));
        Shelf.empty();
        House.barn().post("torrents/delete", Map.of("hashes", FILM.hash(), "deleteFiles", "true"));
        Qbittorrent.await("the barn is empty", () -> House.barn().torrents() == 0);
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
        House.loft().post("torrents/addPeers", Map.of("hashes", FILM.hash(), "peers", "127.0.0.1:" + House.barn().peerPort()));
        assertThat(opal).hasTitle(Pattern.compile("↓ [0-9.]+ KiB/s ↑ .*"),
                new PageAssertions.HasTitleOptions().setTimeout(LONG));
        var line = cell(opal).locator(".sparkline:not(.u)");
        opal.waitForCondition(() -> highest(line) < 6, new Page.WaitForConditionOptions().setTimeout(LONG));
        assertTrue(cell(opal).locator(".spark-area").getAttribute("d").endsWith("Z"));
        theDialogShowsTheSame(opal);
        Qbittorrent.await("the speed of now in numbers", () -> People.signIn("opal").browse().get("/limits/loft").asString()
                .matches("(?s).*<dl class=\"stat-row two\"><div><dt>Down</dt><dd><span class=\"num\">[0-9.]+<i>KiB/s</i>.*"));
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
        assertTrue(highest(dialog.locator(".chart .down")) < 80);
        assertThat(dialog.locator(".chart")).hasAttribute("aria-label", Pattern.compile("Speed .*, at most [0-9.]+ KiB/s"));
        assertThat(dialog.locator(".chart .limit")).hasCount(1);
        assertThat(dialog.locator(".legend")).containsText("Limit ↓ 128 KiB/s");
        assertTrue(dialog.locator("table tbody tr").count() >= 2);
        assertThat(dialog.locator("table tbody")).containsText("KiB/s");
        opal.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
    }

    private void theOutageDims(Page opal, Locator line) {
        var soon = new LocatorAssertions.HasCountOptions().setTimeout(LONG);
        House.loft().kill();
        assertThat(cell(opal).locator(".sparkline.dim")).hasCount(2, soon);
        assertThat(cell(opal).locator(".spark-area")).hasCount(0);
        assertTrue(highest(line) < 6, "what was is still there");
        House.loft().launch();
        Shelf.await(mirrors, "the loft is back", () -> mirrors.find("loft").orElseThrow().health().connected());
        assertThat(cell(opal).locator(".sparkline.dim")).hasCount(0, soon);
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
