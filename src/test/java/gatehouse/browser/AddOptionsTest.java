package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.AddOptions;
import gatehouse.real.AddOptions.Round;
import gatehouse.real.Era;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Every option of the form that adds, chosen in a real browser and read back at a real server: the installed one in a plain
/// run, the newest in `bin/test versions`.
@Tag("versions")
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class AddOptionsTest {

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void emptyBarn() {
        if (browser == null) {
            browser = new Browser(root);
        }
        EmptyBarn.await(mirrors);
    }

    @AfterAll
    static void closeBrowser() {
        EmptyBarn.sweep();
        AddOptions.clear(House.barn());
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private static Page opened(Page page, TorrentFile file) {
        page.keyboard().press("n");
        assertThat(page.locator("dialog[open] #urls")).isFocused();
        page.setInputFiles("#files", new FilePayload(file.name() + ".torrent", "application/x-bittorrent", file.bytes()));
        assertThat(page.locator("#sources li[data-state=good]")).hasCount(1);
        return page;
    }

    private static void added(Page page, TorrentFile file) {
        page.click("#add-go");
        assertThat(page.locator("dialog")).hasCount(0);
        Qbittorrent.await(file.name(), () -> !House.barn().state(file.hash()).isEmpty());
    }

    @Test
    void everyOptionOfTheFormReachesTheServer() {
        var ola = browser.signedIn("ola", true);
        ola.navigate("/torrents?q=on:barn");
        Arrays.stream(Round.values()).forEach(round -> round(ola, round));
    }

    /// The form offers the categories that the mirror knows when it is opened.
    private void round(Page page, Round round) {
        round.prepare(House.barn());
        var barn = mirrors.find("barn").orElseThrow();
        Qbittorrent.await("the category is known", () -> {
            barn.nudge();
            return barn.snapshot().categories().containsKey(AddOptions.CATEGORY);
        });
        var file = round.file();
        var offered = offered(opened(page, file));
        assertEquals(List.of(), AddOptions.unknown(offered), "options that nothing reads back");
        var chosen = AddOptions.of(round, offered);
        page.click(".more summary");
        chosen.forEach(name -> choose(page, name));
        added(page, file);
        AddOptions.await(House.barn(), chosen, file.hash());
    }

    /// The parameters that an open form has a field for, in its order. It asks whether to start, servers whether to stop.
    private static List<String> offered(Page page) {
        return page.locator("#add :is(input, select, textarea)[name]").all().stream().map(field -> field.getAttribute("name"))
                .filter(name -> !List.of("csrf", "on", "urls").contains(name))
                .map(name -> name.equals("start") ? "stopped" : name).toList();
    }

    /// Speeds are typed in KiB/s.
    private static void choose(Page page, String name) {
        var field = page.locator("#add [name=" + (name.equals("stopped") ? "start" : name) + "]");
        var value = AddOptions.value(House.barn(), name);
        switch ((String) field.evaluate("field => field.type")) {
            case "checkbox" -> field.setChecked(!name.equals("stopped"));
            case "select-one" -> field.selectOption(value);
            default -> field.fill(name.matches("(dl|up)Limit") ? String.valueOf(Integer.parseInt(value) / 1024) : value);
        }
    }

    @Test
    void filesOfATorrentAreChosenBeforeItIsAddedWhereTheServerCan() {
        var album = TorrentFile.folder("Chosen album", List.of("one.flac", "cover/two.jpg", "three.flac"));
        var ola = browser.signedIn("ola", true);
        ola.navigate("/torrents?q=on:barn");
        opened(ola, album);
        var can = Era.tested().toList().getLast().compareTo(Era.V5_3) >= 0;
        assertThat(ola.locator("#sources .parts")).hasCount(can ? 1 : 0);
        if (can) {
            ola.click("#sources .parts summary");
            assertThat(ola.locator("#sources .parts label")).hasCount(3);
            ola.locator("#sources .parts label").nth(1).click();
        }
        added(ola, album);
        var expected = can ? List.of("1", "0", "1") : List.of("1", "1", "1");
        Qbittorrent.await("the files are chosen", () -> priorities(album.hash()).equals(expected));
    }

    private static List<String> priorities(String hash) {
        return java.util.regex.Pattern.compile("\"priority\":(\\d)").matcher(House.barn().get("torrents/files?hash=" + hash))
                .results().map(match -> match.group(1)).toList();
    }
}
