package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;

import gatehouse.config.Settings;
import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What stands where rows are awaited, and that rows come to the same places.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class WaitingRowsTest {

    private static final String CABIN = """
              cabin: { title: Cabin, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s }
            roles:
            """.indent(0);
    private static final String WATCH = """
            () => {
              window.shifts = [];
              window.watcher = new PerformanceObserver(list => shifts.push(...list.getEntries()));
              watcher.observe({ type: 'layout-shift' });
            }""";
    /// What has moved in the list since then without being new.
    private static final String SHIFTED = """
            async () => {
              await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
              return [...shifts, ...watcher.takeRecords()].flatMap(shift => shift.sources)
                  .filter(source => source.node?.parentElement?.closest('main')).map(source => source.node.textContent);
            }""";
    /// Whether empty rows are seen just before and just after 0.4 s.
    private static final String AFTER_A_MOMENT = """
            () => {
              const skeleton = document.querySelector('.skeleton'), late = skeleton.getAnimations()[0];
              late.pause();
              return [399, 401].map(moment => {
                late.currentTime = moment;
                return skeleton.checkVisibility({ visibilityProperty: true });
              });
            }""";

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @Inject
    Settings settings;

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
    }

    @AfterAll
    static void closeBrowser() {
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private static Locator empty(Page page) {
        return page.locator(".skelrow").first();
    }

    private static Locator busy(Page page) {
        return page.locator("#scroll[aria-busy=true]");
    }

    private static double[] place(Locator locator) {
        BoundingBox box = locator.boundingBox();
        return new double[] { box.y, box.height };
    }

    /// The server is there but says nothing, as one with many torrents after a start.
    @Test
    void aServersFirstRowsComeWhereEmptyOnesStood() throws IOException {
        var written = Files.readString(settings.file());
        try (var door = RecordingProxy.before(House.attic().port())) {
            door.holdAll();
            Files.writeString(settings.file(), written.replaceFirst("(?m)^roles:\n",
                    CABIN.formatted(door.url(), House.attic().port(), House.PASSWORD)));
            Qbittorrent.await("the cabin is asked", () -> mirrors.find("cabin").isPresent() && !door.requests().isEmpty());
            var ola = browser.signedIn("ola", true);
            ola.navigate("/torrents?q=on:cabin");
            assertThat(empty(ola)).isVisible();
            assertThat(busy(ola)).hasCount(1);
            assertThat(ola.locator("[role=status].waiting")).hasText(
                    "Reading the torrents of Cabin. The first time takes a few seconds.");
            assertEquals(List.of(), Axe.inBothThemes(ola, "main", "a list that waits"));
            var before = place(empty(ola));
            ola.evaluate(WATCH);
            door.release();
            assertThat(ola.locator("#rows tr")).hasCount(House.FILMS.size());
            assertThat(empty(ola)).isHidden();
            assertThat(busy(ola)).hasCount(0);
            assertThat(ola.locator(".waiting")).hasCount(0);
            assertEquals(List.of(before[0], before[1]), List.of(place(ola.locator("#rows tr").first())[0],
                    place(ola.locator("#rows tr").first())[1]));
            assertEquals(List.of(), ola.evaluate(SHIFTED));
        } finally {
            Files.writeString(settings.file(), written);
            Qbittorrent.await("the cabin is gone", () -> mirrors.find("cabin").isEmpty());
        }
    }

    @Test
    void whereAWindowIsLateEmptyRowsStand() {
        Shelf.fill();
        try {
            Shelf.await(mirrors);
            var opal = browser.signedIn("opal", true);
            var held = new ArrayList<Route>();
            opal.route(address -> address.contains("/torrents/live") && !address.contains("seen="), held::add);
            opal.navigate("/torrents?q=on:loft&count=8");
            assertThat(empty(opal)).isVisible();
            assertThat(busy(opal)).hasCount(1);
            assertEquals(4, opal.evaluate("""
                    Math.round(document.querySelector('.skeleton').getBoundingClientRect().height
                        / document.querySelector('.skelrow').getBoundingClientRect().height)"""));
            assertEquals(List.of(false, true), opal.evaluate(AFTER_A_MOMENT));
            var before = place(empty(opal));
            held.forEach(Route::resume);
            assertThat(opal.locator("#rows tr")).hasCount(Shelf.FILES.size());
            assertThat(empty(opal)).isHidden();
            assertThat(busy(opal)).hasCount(0);
            var ninth = place(opal.locator("#rows tr").nth(8));
            assertEquals(List.of(before[0], before[1]), List.of(ninth[0], ninth[1]));
        } finally {
            Shelf.empty();
        }
    }
}
