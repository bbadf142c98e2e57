package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Ten thousand torrents of one real server in a real browser. A poll of so many can take this server seconds, and the
/// poller then rests ten times as long: the limits here are for that.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class LongListTest {

    private static final int MANY = 10_000;
    private static final int MOST_NODES = 3_000;
    private static final int MOST_BYTES = 80_000;
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final List<TorrentFile> FILES = IntStream.range(0, MANY).mapToObj(LongListTest::file).toList();

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    /// The order by size is not the order by name.
    private static TorrentFile file(int number) {
        return TorrentFile.hollow("Volume %05d of the long list".formatted(number), 100_000 + number * 7_919 % MANY);
    }

    private static TorrentFile largestOf(List<TorrentFile> files) {
        return files.stream().max(java.util.Comparator.comparingLong(TorrentFile::size)).orElseThrow();
    }

    @BeforeAll
    static void fillTheBarn() {
        for (var from = 0; from < MANY; from += 200) {
            House.barn().add(FILES.subList(from, from + 200),
                    Map.of("savepath", House.barn().downloads().toString(), "paused", "true"));
        }
    }

    @AfterAll
    static void emptyTheBarn() {
        House.barn().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "false"));
        Qbittorrent.await("the barn is empty", LONG, () -> House.barn().torrents() == 0);
        assertEquals(List.of(), browser.complaints());
        browser.close();
    }

    @Test
    void tenThousandTorrentsAreAWindowOfFewNodes() {
        browser = new Browser(root);
        Qbittorrent.await("ten thousand in the mirror", LONG,
                () -> mirrors.find("barn").orElseThrow().snapshot().torrents().size() == MANY);
        var ola = browser.signedIn("ola", true);
        House.barnDoor().clear();
        ola.navigate("/torrents?q=on:barn");
        assertThat(ola.locator("#count")).containsText("10,000 torrents");
        assertThat(ola.locator("#rows tr")).hasCount(64);
        shows(ola, 0);
        scrollTo(ola, 0.5);
        shows(ola, MANY / 2);
        scrollTo(ola, 1);
        shows(ola, MANY - 1);
        selectsWhatNoPageHolds(ola);
        aChangeArrives(ola);
        sortsAndFiltersAll(ola);
        others(ola).forEach(LongListTest::looksAround);
        fillsATallWindow(others(ola).getFirst());
        theFirstLoadIsSmall(ola);
        assertEquals(List.of(), House.barnDoor().requests().stream().filter(request -> !request.is("sync/maindata"))
                .map(RecordingProxy.Request::path).toList(), "pages ask no server");
    }

    private static void scrollTo(Page page, double part) {
        page.evaluate("part => { const s = document.getElementById('scroll'); s.scrollTop = s.scrollHeight * part; }", part);
    }

    private static Locator row(Page page, TorrentFile file) {
        return page.locator("[id='barn/" + file.hash() + "']");
    }

    /// The header is the grid's first row.
    private static void shows(Page page, int place) {
        assertThat(row(page, FILES.get(place))).isVisible();
        assertThat(row(page, FILES.get(place))).hasAttribute("aria-rowindex", String.valueOf(place + 2));
        assertThat(page.locator("#scroll table")).hasAttribute("aria-rowcount", String.valueOf(MANY + 1));
        var nodes = (int) page.evaluate("document.querySelectorAll('*').length");
        assertTrue(nodes <= MOST_NODES, nodes + " nodes");
    }

    /// From the end to the start, and all but one. The last row can be brought above the bar that a selection shows.
    private static void selectsWhatNoPageHolds(Page page) {
        row(page, FILES.getLast()).locator(".c-size").click();
        page.keyboard().press("Control+i");
        assertThat(page.locator("#sum")).hasText("9,999 selected");
        scrollTo(page, 1);
        row(page, FILES.getLast()).locator(".c-size").click();
        page.keyboard().press("Shift+Home");
        assertThat(page.locator("#sum")).hasText("10,000 selected");
        assertThat(page.locator("#selbar [data-verb=stop]")).hasAttribute("aria-disabled", "false");
        page.keyboard().press("Escape");
        assertThat(page.locator("#selbar")).isHidden();
        scrollTo(page, 1);
        shows(page, MANY - 1);
    }

    private static void aChangeArrives(Page page) {
        var last = FILES.getLast();
        House.barn().post("torrents/addTags", Map.of("hashes", last.hash(), "tags", "just-now"));
        assertThat(row(page, last)).containsText("just-now",
                new LocatorAssertions.ContainsTextOptions().setTimeout(LONG.toMillis()));
        House.barn().post("torrents/deleteTags", Map.of("tags", "just-now"));
    }

    private static void sortsAndFiltersAll(Page page) {
        page.navigate("/torrents?q=on:barn&sort=-size");
        assertThat(page.locator("#rows tr").first()).hasAttribute("id", "barn/" + largestOf(FILES).hash());
        page.navigate("/torrents?q=on:barn%20%22volume%200777%22&sort=-size");
        assertThat(page.locator("#count")).containsText("10 torrents");
        assertThat(page.locator("#rows tr")).hasCount(10);
        assertThat(page.locator("#rows tr").first()).hasAttribute("id",
                "barn/" + largestOf(FILES.subList(7_770, 7_780)).hash());
    }

    /// More browsers of the same person.
    private static List<Page> others(Page page) {
        return Stream.generate(() -> {
            var other = browser.open();
            other.context().addCookies(page.context().cookies().stream()
                    .map(cookie -> new Cookie(cookie.name, cookie.value).setUrl(page.url())).toList());
            return other;
        }).limit(3).toList();
    }

    private static void looksAround(Page page) {
        page.navigate("/torrents?q=on:barn");
        shows(page, 0);
        scrollTo(page, 0.5);
        shows(page, MANY / 2);
        page.locator("th.c-size a").click();
        assertThat(page.locator("th.c-size")).hasAttribute("aria-sort", "descending");
        page.fill("#q", "on:barn \"volume 0777\"");
        assertThat(page.locator("#rows tr")).hasCount(10);
    }

    private static void fillsATallWindow(Page page) {
        page.setViewportSize(1_440, 2_600);
        page.navigate("/torrents?q=on:barn");
        assertThat(row(page, FILES.get(80))).isInViewport();
        scrollTo(page, 0.5);
        assertThat(row(page, FILES.get(MANY / 2 + 80))).isInViewport();
        page.locator("th.c-size a").click();
        assertThat(row(page, largestOf(FILES))).isInViewport();
        assertThat(page.locator("#rows tr").nth(80)).isInViewport();
    }

    /// Counted are the bodies as they come over the wire of all that a browser with an empty cache asks for by itself, and of
    /// the page's stream what it has sent by its first event.
    private static void theFirstLoadIsSmall(Page page) {
        var fresh = others(page).getFirst();
        var load = new FirstLoad(fresh);
        fresh.navigate("/torrents?q=on:barn");
        shows(fresh, 0);
        fresh.waitForCondition(load::complete);
        assertTrue(load.bytes() <= MOST_BYTES, load.bytes() + " bytes: " + load);
    }
}
