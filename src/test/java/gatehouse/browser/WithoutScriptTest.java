package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// A day's work in a browser that runs no scripts, with its effects read back from a real server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class WithoutScriptTest {

    private static final String HASH = "76543210fedcba9876543210fedcba9876543210";
    private static final List<TorrentFile> VOLUMES = IntStream.range(0, 90)
            .mapToObj(number -> TorrentFile.hollow("Volume %02d".formatted(number), 1_000_000 - number * 1_000)).toList();
    private static final TorrentFile SMALLEST = VOLUMES.getLast();

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void fill() {
        House.loft().add(VOLUMES, Map.of("paused", "true"));
        Qbittorrent.await("the loft is full", () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return mirrors.find("loft").orElseThrow().snapshot().torrents().size() == VOLUMES.size();
        });
    }

    @AfterEach
    void empty() {
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        Qbittorrent.await("the loft is empty", () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return mirrors.find("loft").orElseThrow().snapshot().torrents().isEmpty();
        });
    }

    @Test
    void oneListsFiltersSortsPagesAddsStartsStopsDeletesAndLogsOut() {
        try (var browser = new Browser(root)) {
            var opal = browser.signedIn("opal", false);
            assertThat(opal.locator("#rows tr")).hasCount(64);
            opal.click(".pager a");
            assertThat(opal.locator("#rows tr")).hasCount(26);
            opal.fill("#q", "volume size:<1MiB");
            opal.locator("#q").press("Enter");
            opal.click("#head th.c-size a");
            opal.click("#head th.c-size a");
            var sizes = opal.locator("#rows a.name").allTextContents();
            assertThat(opal.locator("#head th.c-size")).hasAttribute("aria-sort", "ascending");
            assertEquals(SMALLEST.name(), sizes.getFirst());
            assertThat(opal.locator("#q")).hasValue("volume size:<1MiB");

            act(opal, SMALLEST.hash(), "start");
            Qbittorrent.await("it runs", () -> !House.loft().state(SMALLEST.hash()).startsWith("paused"));
            act(opal, SMALLEST.hash(), "stop");
            Qbittorrent.await("it is stopped", () -> House.loft().state(SMALLEST.hash()).startsWith("paused"));

            opal.click(".toolbar a[href$='/add']");
            opal.fill("#urls", "magnet:?xt=urn:btih:" + HASH + "&dn=By+link");
            opal.click("#add-go");
            assertThat(opal.locator("#added")).containsText("Added to Loft.");
            Qbittorrent.await("the link is there", () -> !House.loft().state(HASH).isEmpty());

            opal.navigate("/torrents?q=volume&sort=size");
            opal.check("[id='loft/" + SMALLEST.hash() + "'] input[name=torrent]");
            opal.click("#selbar [data-verb=delete]");
            opal.check("[name=now]");
            opal.click(".dlg-foot button");
            Qbittorrent.await("it is gone", () -> House.loft().state(SMALLEST.hash()).isEmpty());

            opal.click("#bar a[href$='/account']");
            opal.click("form[action$='/sign-out'] button");
            opal.navigate("/torrents");
            assertThat(opal.locator("#password")).isVisible();
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static void act(com.microsoft.playwright.Page page, String hash, String word) {
        page.check("[id='loft/" + hash + "'] input[name=torrent]");
        page.click("#selbar [data-word=" + word + "]");
        Qbittorrent.await("the list shows that it was told to " + word, () -> {
            page.reload();
            return page.locator("[id='loft/" + hash + "'] .c-prog").textContent().contains("Stopped") == word.equals("stop");
        });
    }
}
