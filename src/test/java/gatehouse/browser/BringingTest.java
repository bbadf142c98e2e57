package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Page;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The ways in which people bring what they want to add: by drop, paste and hash, from another app, from a link of the
/// browser, by keys alone and on a phone. A real server shows what came of it.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class BringingTest {

    private static final TorrentFile FIRST = TorrentFile.hollow("Brought first.bin", 70_000);
    private static final TorrentFile SECOND = TorrentFile.hollow("Brought second.bin", 80_000);
    private static final String HASH = "89abcdef0123456789abcdef0123456789abcdef";
    private static final String MAGNET = "magnet:?xt=urn:btih:" + HASH + "&dn=Brought+from+elsewhere";
    private static final String LONG = "0123456789abcdef".repeat(4);
    private static final String BASE32 = "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT";
    private static final String OF_BASE32 = "000102030405060708090a0b0c0d0e0f10111213";

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @TempDir
    Path folder;

    @BeforeEach
    void emptyBarn() {
        if (browser == null) {
            browser = new Browser(root);
        }
        EmptyBarn.await(mirrors);
        House.doors().forEach(RecordingProxy::clear);
    }

    @AfterEach
    void leave() {
        browser.leave();
    }

    @AfterAll
    static void closeBrowser() {
        EmptyBarn.sweep();
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    /// Looking at the barn alone, so that it is the one to add to.
    private static Page atTheBarn() {
        var ola = browser.signedIn("ola", true);
        ola.navigate("/torrents?q=on:barn");
        return ola;
    }

    private Path file(String name, byte[] content) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            return Files.write(folder.resolve(name), content);
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    private static void arrives(String hash) {
        Qbittorrent.await(hash, () -> !House.barn().state(hash).isEmpty());
    }

    private static void nothingWasSent() {
        House.doors().forEach(door -> assertEquals(List.of(), door.writes()));
    }

    @Test
    void whatIsDroppedAnywhereIsShownAndAddedOnlyWhenSomebodySaysSo() {
        var ola = atTheBarn();
        var drag = Drag.files(ola, List.of(file("first.torrent", FIRST.bytes()), file("second.torrent", SECOND.bytes())));
        assertThat(ola.locator("#dropping")).isHidden();
        drag.over();
        assertThat(ola.locator("#dropping")).isVisible();
        assertThat(ola.locator("#dropping")).containsText("Drop to add torrents");
        drag.away();
        assertThat(ola.locator("#dropping")).isHidden();
        assertThat(ola.locator("dialog")).hasCount(0);
        drag.over().drop();
        assertThat(ola.locator("#dropping")).isHidden();
        assertThat(ola.locator("dialog[open] #sources li[data-state=good]")).hasCount(2);
        assertThat(ola.locator("#add-go")).containsText("Add 2 to Barn");
        nothingWasSent();
        Drag.data(ola, "text/plain", MAGNET).at(700, 200).over().drop();
        assertThat(ola.locator("#sources li")).hasCount(3);
        nothingWasSent();
        ola.click("#add-go");
        assertThat(ola.locator(".toast")).containsText("Added 3 torrents to Barn.");
        List.of(FIRST.hash(), SECOND.hash(), HASH).forEach(BringingTest::arrives);
    }

    @Test
    void aFolderIsSearchedForTorrentsAndTheRestIsCounted() {
        var ola = atTheBarn();
        file("mixed/first.torrent", FIRST.bytes());
        file("mixed/inner/deep/second.torrent", SECOND.bytes());
        file("mixed/inner/notes.txt", new byte[] { 'a' });
        Drag.files(ola, List.of(folder.resolve("mixed"))).over().drop();
        assertThat(ola.locator("dialog[open] #sources li[data-state=good]")).hasCount(2);
        assertThat(ola.locator("#noted")).hasText("1 file is left out: it is no .torrent file.");
        ola.locator("#sources [data-remove]").first().click();
        ola.locator("#sources [data-remove]").first().click();
        assertThat(ola.locator("#sources li")).hasCount(0);
        ola.setInputFiles("#folder", folder.resolve("mixed"));
        assertThat(ola.locator("#sources li[data-state=good]")).hasCount(2);
        nothingWasSent();
    }

    @Test
    void aDroppedLinkOpensTheDialogAndWhatIsNoTorrentSaysSo() throws IOException {
        var ola = atTheBarn();
        Drag.data(ola, "text/plain", "a sentence of some other page").over().drop();
        assertThat(ola.locator(".toast[role=alert]"))
                .containsText("What was dropped is no .torrent file, magnet link, web address or info hash.");
        assertThat(ola.locator("dialog")).hasCount(0);
        ola.keyboard().press("n");
        ola.locator("#urls").press("Control+Enter");
        assertThat(ola.locator("#noted")).containsText("There is nothing to add");
        Drag.data(ola, "text/plain", "another sentence").at(100, 700).over().drop();
        assertThat(ola.locator("#noted")).containsText("What was dropped is no .torrent file");
        Drag.data(ola, "text/uri-list", MAGNET).at(700, 200).over().drop();
        assertThat(ola.locator("dialog[open] #sources li")).containsText("Brought from elsewhere");
        Drag.files(ola, List.of(file("notes.txt", "no torrent".getBytes(StandardCharsets.UTF_8)))).at(700, 200).over().drop();
        assertThat(ola.locator("#sources li[data-state=wrong]")).containsText("This is no .torrent file that can be read.");
        assertThat(ola.locator("#sources li[data-state=wrong]")).containsText("notes.txt");
        var film = file("film.mkv", new byte[0]);
        try (var long17 = Files.newByteChannel(film, java.nio.file.StandardOpenOption.WRITE)) {
            long17.position(17L * 1024 * 1024).write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        Drag.files(ola, List.of(film)).over().drop();
        assertThat(ola.locator("#noted")).isVisible();
        assertThat(ola.locator("#sources li")).hasCount(2);
        nothingWasSent();
    }

    @Test
    void whatIsDraggedWithinThePageIsNotTakenForSomethingNew() {
        var ola = browser.signedIn("ola", true);
        var name = ola.locator("#rows a.name").first();
        name.hover();
        ola.mouse().down();
        ola.mouse().move(900, 600);
        ola.mouse().move(905, 605);
        assertThat(ola.locator("#dropping")).isHidden();
        ola.mouse().up();
        assertThat(ola.locator("dialog")).hasCount(0);
    }

    @Test
    void hashesOfEveryKindAreAddedAndNonsenseIsNamedLineByLine() {
        var ola = atTheBarn();
        ola.keyboard().press("n");
        ola.fill("dialog #urls", String.join("\n", HASH.toUpperCase(), LONG, BASE32, "", "nonsense", HASH.toUpperCase(),
                "http://127.0.0.1:9/a.torrent", HASH.substring(1)));
        assertThat(ola.locator("#sources li")).hasCount(6);
        assertThat(ola.locator("#sources li[data-state=good]")).hasCount(4);
        assertThat(ola.locator("#sources li").nth(3)).containsText("nonsense");
        assertThat(ola.locator("#sources li").nth(3))
                .containsText("This is no magnet link, web address or info hash.");
        assertThat(ola.locator("#sources li").nth(5)).containsText(HASH.substring(1));
        ola.locator("#sources li").nth(4).locator("[data-remove]").click();
        assertThat(ola.locator("#sources li")).hasCount(5);
        ola.click("#add-go");
        assertThat(ola.locator("#failed li")).hasCount(2);
        assertEquals("nonsense\n" + HASH.substring(1), ola.inputValue("#urls"));
        List.of(HASH, OF_BASE32, LONG.substring(0, 40)).forEach(BringingTest::arrives);
        browser.forget("status of 400");
    }

    @Test
    void hashesArePastedAnywhereAndFilesIntoTheDialog() {
        var ola = atTheBarn();
        for (var pasted : List.of(LONG, BASE32.toLowerCase(), "Look at this:\n" + HASH)) {
            paste(ola, "body", pasted);
            assertThat(ola.locator("dialog[open] #sources li[data-state=good]")).hasCount(1);
            ola.locator("dialog [data-close]").last().click();
            assertThat(ola.locator("dialog")).hasCount(0);
        }
        paste(ola, "body", "nothing of the kind");
        ola.keyboard().press("n");
        assertThat(ola.locator("dialog[open] #urls")).isFocused();
        assertEquals("", ola.inputValue("#urls"));
        ola.evaluate(
                """
                        bytes => { const data = new DataTransfer(); data.items.add(new File([new Uint8Array(bytes)], "first.torrent"));
                        document.querySelector("#urls").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true })); }""",
                numbers(FIRST.bytes()));
        assertThat(ola.locator("#sources li[data-state=good]")).containsText(FIRST.name());
        nothingWasSent();
    }

    private static void paste(Page page, String into, String text) {
        page.evaluate(
                """
                        ([into, text]) => { const data = new DataTransfer(); data.setData("text", text);
                        document.querySelector(into).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true })); }""",
                List.of(into, text));
    }

    private static List<Integer> numbers(byte[] bytes) {
        var numbers = new java.util.ArrayList<Integer>();
        for (var each : bytes) {
            numbers.add(each & 0xff);
        }
        return numbers;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> declared(Page page) {
        return (Map<String, String>) page.evaluate(
                """
                        async () => { const address = document.querySelector("link[rel=manifest]").href;
                        const it = await (await fetch(address)).json(), at = path => new URL(path, address).href;
                        return { method: it.share_target.method, share: at(it.share_target.action), params: Object.values(it.share_target.params).join(),
                            protocol: it.protocol_handlers[0].protocol, handler: at(it.protocol_handlers[0].url) }; }""");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void whatAnotherAppSharesStandsInTheFormAlsoAfterASignIn() {
        var ola = browser.signedIn("ola", true);
        var declared = declared(ola);
        assertEquals("GET title,text,url", declared.get("method") + " " + declared.get("params"));
        var shared = declared.get("share") + "?title=" + encoded("A film") + "&text="
                + encoded("Look (" + MAGNET + "\nor " + BASE32 + ".") + "&url=" + encoded("https://example.org/a.torrent");
        ola.navigate(shared);
        var expected = "https://example.org/a.torrent\n" + MAGNET + "\n" + BASE32;
        assertThat(ola.locator("#urls")).hasValue(expected);
        assertThat(ola.locator("#sources li[data-state=good]")).hasCount(3);
        ola.navigate(declared.get("share") + "?text=" + encoded("only words"));
        assertThat(ola.locator("#sources li[data-state=wrong]")).containsText("only words");
        var fresh = browser.open();
        fresh.navigate(shared);
        fresh.fill("#name", "ola");
        fresh.fill("#password", People.password("ola"));
        fresh.click("button[type=submit]");
        assertThat(fresh.locator("#urls")).hasValue(expected);
        nothingWasSent();
    }

    @Test
    void theBrowserIsAskedToOpenMagnetLinksHereAndOneOpensTheForm() {
        var ola = browser.signedIn("ola", true);
        ola.addInitScript("navigator.registerProtocolHandler = (...given) => { window.given = given; };");
        ola.navigate("/account");
        ola.click("#magnets");
        assertThat(ola.locator("#magnets-said")).containsText("The browser asks now");
        var origin = (String) ola.evaluate("location.origin");
        assertEquals(List.of("magnet", origin + "/add?url=%s"), ola.evaluate("window.given"));
        var declared = declared(ola);
        assertEquals("magnet " + origin + "/add?url=%s", declared.get("protocol") + " " + declared.get("handler"));
        ola.navigate(declared.get("handler").replace("%s", encoded(MAGNET)));
        assertThat(ola.locator("#urls")).hasValue(MAGNET);
        assertThat(ola.locator("#sources li[data-state=good]")).containsText("Brought from elsewhere");
        nothingWasSent();
    }

    @Test
    void aBrowserThatLetsNoPageOpenMagnetLinksIsToldOf() {
        var ola = browser.signedIn("ola", true);
        ola.addInitScript("delete Navigator.prototype.registerProtocolHandler;");
        ola.navigate("/account");
        ola.click("#magnets");
        assertThat(ola.locator("#magnets-said")).containsText("This browser lets no page do that here");
    }

    @Test
    void withKeysAloneSomebodyChoosesAnInstanceAddsAndIsBackWhereTheyWere() {
        var ola = browser.signedIn("ola", true);
        ola.locator("#rows a.name").first().focus();
        ola.keyboard().press("n");
        assertThat(ola.locator("dialog[open] #urls")).isFocused();
        ola.keyboard().type(HASH);
        tabTo(ola, "[name=on]");
        for (var i = 0; i < 9 && !ola.locator("[name=on][value=barn]").isChecked(); i++) {
            ola.keyboard().press("ArrowDown");
        }
        assertThat(ola.locator("#add-go")).containsText("Add 1 to Barn");
        assertThat(ola.locator("#savepath")).isEnabled();
        tabTo(ola, "[name=start]");
        ola.keyboard().press("Space");
        tabTo(ola, "#add-go");
        ola.keyboard().press("Enter");
        assertThat(ola.locator("dialog")).hasCount(0);
        assertThat(ola.locator("#rows a.name").first()).isFocused();
        Qbittorrent.await("it is there and stopped", () -> House.barn().state(HASH).matches("(paused|stopped)DL"));
    }

    private static void tabTo(Page page, String selector) {
        for (var i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate("selector => document.activeElement.matches('dialog ' + selector)", selector).equals(true)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    @Test
    void aNumberThatCannotBeIsShownWhereItStandsThoughItIsFoldedAway() {
        var ola = atTheBarn();
        ola.keyboard().press("n");
        ola.fill("#urls", HASH);
        ola.click(".more summary");
        ola.fill("#down-limit", "-5");
        ola.click(".more summary");
        assertThat(ola.locator("#down-limit")).isHidden();
        ola.locator("#urls").press("Control+Enter");
        assertThat(ola.locator("#down-limit")).isFocused();
        nothingWasSent();
    }

    @Test
    void onAPhoneTheFormFillsTheScreenAndSaysWhatIsWrongBesideItsField() {
        var kim = browser.onAPhone("kim");
        var opener = kim.locator("a[href='/add']:visible").last();
        assertThat(opener).isInViewport();
        opener.tap();
        var dialog = kim.locator("dialog[open]");
        assertThat(dialog.locator("#urls")).isVisible();
        var box = dialog.boundingBox();
        assertEquals(List.of(0.0, 390.0, 844.0), List.of(box.x, box.width, box.y + box.height));
        assertTrue(box.y <= 48, "it begins at " + box.y);
        kim.locator(".more summary").tap();
        assertEquals(List.of(), kim.evaluate(
                """
                        () => [...document.querySelectorAll("dialog :is(textarea, select, input:not([type=checkbox], [type=radio], [type=file], [type=hidden]))")]
                            .filter(field => parseFloat(getComputedStyle(field).fontSize) < 16 || field.getBoundingClientRect().right > 390)
                            .map(field => field.name)"""));
        kim.fill("#urls", HASH);
        kim.fill("#savepath", House.loft().downloads() + "/elsewhere");
        kim.locator("#add-go").tap();
        var fault = kim.locator("#savepath-fault");
        assertThat(fault).isInViewport();
        assertThat(fault).containsText(House.loft().downloads() + "/kim");
        assertThat(kim.locator("#savepath")).isFocused();
        assertThat(kim.locator("#savepath")).hasAttribute("aria-invalid", "true");
        assertEquals(List.of(), Axe.faults(kim, "html", "a fault beside its field"));
        nothingWasSent();
        browser.forget("status of 403");
    }
}
