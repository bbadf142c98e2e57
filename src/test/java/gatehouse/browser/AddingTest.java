package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Adding torrents in a real browser, to a real server, and what stands around the list: the command box, the sheet of keys, the
/// strip and what people choose for themselves.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class AddingTest {

    private static final TorrentFile FIRST = TorrentFile.of("A first <b>file.bin", 70_000);
    private static final TorrentFile SECOND = TorrentFile.of("A second file.bin", 80_000);
    private static final String HASH = "89abcdef0123456789abcdef0123456789abcdef";

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
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private static FilePayload payload(TorrentFile file) {
        return new FilePayload(file.name() + ".torrent", "application/x-bittorrent", file.bytes());
    }

    private static void accessible(Page page, String where) {
        assertEquals(List.of(), Axe.faults(page, "html", where));
    }

    @Test
    void filesAndLinksAreLookedAtAndAddedWithOptionsEachWithItsResult() {
        var ola = browser.signedIn("ola", true);
        ola.keyboard().press("n");
        assertThat(ola.locator("dialog[open] #urls")).isFocused();
        ola.check("dialog [name=on][value=barn]");
        assertThat(ola.locator("dialog #savepath")).isEnabled();
        ola.setInputFiles("dialog #files", new FilePayload[] { payload(FIRST), payload(SECOND) });
        assertThat(ola.locator("#sources li")).hasCount(2);
        assertThat(ola.locator("#sources li").first()).containsText("A first <b>file.bin");
        ola.fill("dialog #urls", "magnet:?xt=urn:btih:" + HASH + "&dn=%3Cscript%3Ealert(1)%3C/script%3E\nnonsense");
        assertThat(ola.locator("#sources li")).hasCount(4);
        assertThat(ola.locator("#sources li").nth(2)).containsText("<script>alert(1)</script>");
        assertThat(ola.locator("#sources li[data-state=wrong]")).containsText("This is no magnet link");
        accessible(ola, "adding");
        ola.locator("#sources li[data-state=wrong] [data-remove]").click();
        assertThat(ola.locator("#add-go")).containsText("Add 3 to Barn");
        ola.uncheck("dialog [name=start]");
        ola.fill("dialog #tags", "from tests");
        ola.click("#add-go");
        assertThat(ola.locator(".toast")).containsText("Added 3 torrents to Barn.");
        assertThat(ola.locator("dialog")).hasCount(0);
        Qbittorrent.await("the first file is stopped", () -> House.barn().state(FIRST.hash()).startsWith("paused"));
        Qbittorrent.await("the link is there", () -> !House.barn().state(HASH).isEmpty());
        assertTrue(House.barn().get("torrents/info?hashes=" + SECOND.hash()).contains("\"tags\":\"from tests\""));
    }

    @Test
    void whatIsThereAlreadyIsNamedAndNotAskedForAgain() {
        var ola = browser.signedIn("ola", true);
        ola.navigate("/add?url=magnet:?xt=urn:btih:" + House.FILMS.getFirst().hash() + "&on=attic");
        assertThat(ola.locator("#sources li[data-state=skipped]")).containsText("Already on Attic");
        House.atticDoor().clear();
        ola.click("#add-go");
        assertThat(ola.locator("#sources li")).hasCount(0);
        assertEquals(List.of(), House.atticDoor().writes());
    }

    @Test
    void withoutAScriptALinkIsAddedAndOpeningAnAddressAddsNothing() {
        var ola = browser.signedIn("ola", false);
        House.barnDoor().clear();
        ola.navigate("/add?on=barn&url=magnet:?xt=urn:btih:" + HASH);
        assertEquals("magnet:?xt=urn:btih:" + HASH, ola.inputValue("#urls"));
        assertEquals(List.of(), House.barnDoor().writes());
        ola.fill("#urls", "magnet:?xt=urn:btih:" + HASH + "\nnonsense");
        ola.click("#add-go");
        assertThat(ola.locator("#added li").first()).containsText("Added to Barn.");
        assertThat(ola.locator("#added li").last()).containsText("This is no magnet link");
        assertEquals("nonsense", ola.inputValue("#urls"));
        Qbittorrent.await("the link is there", () -> !House.barn().state(HASH).isEmpty());
        browser.forget("status of 400");
    }

    @Test
    void anOldServerSaysThatItCannotTellWhatIsBehindALink() {
        var ola = browser.signedIn("ola", true);
        ola.navigate("/add?on=barn&url=magnet:?xt=urn:btih:" + HASH);
        House.barnDoor().clear();
        ola.locator("#sources [data-preview]").click();
        assertThat(ola.locator("#sources li"))
                .containsText("Its files are shown after adding: v4.5.2 cannot tell them before.");
        assertEquals(List.of(), House.barnDoor().writes());
    }

    /// Only what the page does with the answers, which are made up here: the installed server cannot give any.
    /// `gate/AddsOnErasTest` asks a real one that can.
    @Test
    void whatIsBehindALinkIsWaitedForAndCanBeGivenUp() {
        var ola = browser.signedIn("ola", true);
        var answers = new ArrayList<String>();
        var found = new AtomicInteger(3);
        var item = "<li data-state='good' data-size='0' data-link='magnet:?xt=urn:btih:%s'%s><div><span>Album</span>%s</div></li>";
        ola.route("**/add/preview", route -> {
            answers.add(route.request().postData());
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(item.formatted(HASH,
                    answers.size() < found.get() ? " data-fetching" : "", answers.size() < found.get()
                            ? "<span data-looking><progress></progress><button type='button' data-stop>Stop</button></span><small data-late hidden>Late</small>"
                            : "<input type='checkbox' data-part='0'><input type='checkbox' data-part='1' checked>")));
        });
        ola.navigate("/add?on=barn&url=magnet:?xt=urn:btih:" + HASH);
        ola.locator("#sources [data-preview]").click();
        assertThat(ola.locator("#sources progress")).isVisible();
        assertThat(ola.locator("#sources [data-part]")).hasCount(2);
        assertTrue(answers.get(1).contains("again=yes") && !answers.get(0).contains("again"), answers::toString);
        ola.locator("#urls").press("End");
        ola.keyboard().type("\nnonsense");
        assertThat(ola.locator("#sources li")).hasCount(2);
        assertThat(ola.locator("#sources [data-part]")).hasCount(2);
        found.set(Integer.MAX_VALUE);
        ola.reload();
        ola.locator("#sources [data-preview]").click();
        ola.locator("#sources [data-stop]").click();
        assertThat(ola.locator("#sources progress")).isHidden();
        assertThat(ola.locator("#sources [data-late]")).isHidden();
    }

    @Test
    void whoMayNotAddIsRefusedAndTheServerIsNotAsked() {
        var vic = People.signIn("vic");
        House.atticDoor().clear();
        var file = Base64.getEncoder().encodeToString(FIRST.bytes());
        vic.send().formParam("on", "attic").formParam("torrent", file).post("/add").then().statusCode(403);
        vic.send().formParam("on", "barn").formParam("urls", "magnet:?xt=urn:btih:" + HASH).post("/add").then().statusCode(404);
        vic.send().formParam("on", "attic").formParam("urls", "magnet:?xt=urn:btih:" + HASH).formParam("cookie", "x")
                .post("/add")
                .then().statusCode(400);
        vic.send().formParam("on", "attic").formParam("urls", "magnet:?xt=urn:btih:" + HASH).post("/add/preview").then()
                .statusCode(200).body(org.hamcrest.Matchers.containsString("This needs “Add torrents” on Attic"));
        assertEquals(List.of(), House.atticDoor().writes());
        assertEquals(0, House.atticDoor().count("Metadata"));
        assertFalse(vic.browse().get("/torrents").asString().contains("href=\"/add\""));
        assertTrue(vic.browse().get("/add").asString().contains("There is no instance to which you may add now."));
    }

    @Test
    void theLimitsOfAGrantAreShownAndItsPlacesAreOffered() {
        var kim = People.signIn("kim");
        var page = kim.browse().get("/add").asString();
        assertTrue(page.contains("3 of your 3 torrents left after this"), page);
        assertTrue(page.contains(House.loft().downloads() + "/kim"), page);
        assertTrue(page.contains("gets the category kim"), page);
    }

    @Test
    void whatIsLeftOfALimitCountsFilesAndLinksTogether() {
        var kim = browser.signedIn("kim", true);
        kim.navigate("/add?on=loft");
        kim.setInputFiles("#files", new FilePayload[] { payload(FIRST), payload(SECOND) });
        assertThat(kim.locator("#quota")).containsText("1 of your 3 torrents left after this");
        kim.fill("#urls", "magnet:?xt=urn:btih:" + HASH);
        assertThat(kim.locator("#quota")).containsText("0 of your 3 torrents left after this");
        kim.locator("#sources [data-remove]").first().click();
        assertThat(kim.locator("#quota")).containsText("1 of your 3 torrents left after this");
    }

    @Test
    void pastingAMagnetLinkAnywhereOpensTheDialog() {
        var ola = browser.signedIn("ola", true);
        ola.evaluate("""
                link => { const data = new DataTransfer(); data.setData("text", link);
                document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true })); }""",
                "magnet:?xt=urn:btih:" + HASH);
        assertThat(ola.locator("dialog[open] #sources li")).containsText("Magnet link");
    }

    @Test
    void theCommandBoxFindsPlacesTorrentsAndCommandsOfWhoeverAsks() {
        var ola = browser.signedIn("ola", true);
        ola.keyboard().press("Control+k");
        assertThat(ola.locator("dialog.cmd input")).isFocused();
        accessible(ola, "command box");
        ola.keyboard().type("sintel");
        assertThat(ola.locator("dialog.cmd [role=option]")).hasCount(1);
        ola.keyboard().press("Enter");
        ola.waitForURL("**/torrents/attic/" + House.FILMS.getFirst().hash() + "*");
        var vic = People.signIn("vic");
        var found = vic.browse().queryParam("q", "").get("/palette").asString();
        assertTrue(found.contains("Attic") && !found.contains("Cellar") && !found.contains("/accounts"), found);
        assertFalse(vic.browse().queryParam("q", "debian").get("/palette").asString().contains("debian"));
    }

    @Test
    void theSheetShowsTheKeysThatWorkAndSingleLettersCanBeSwitchedOff() {
        var ann = browser.signedIn("ann", true);
        ann.keyboard().press("?");
        assertThat(ann.locator("dialog[open] dt[data-word=add] + dd")).hasText("n");
        assertThat(ann.locator("dialog[open] dt[data-word=start-stop]")).isVisible();
        accessible(ann, "sheet of keys");
        assertEquals(List.of(), ann.evaluate(
                """
                        async () => { const { registered } = await import(document.querySelector('script[src$="page.js"]').src.replace("page.js", "keys.js"));
                        const sheet = await (await import(document.querySelector('script[src$="page.js"]').src.replace("page.js", "help.js"))).wordsOf();
                        return registered().map(entry => entry.word).filter(word => !sheet.querySelector(`[data-word="${word}"]`)); }"""));
        ann.navigate("/account");
        ann.selectOption("#letters", "off");
        ann.click("form[action$='/account/preferences'] button[type=submit]");
        ann.navigate("/torrents");
        ann.keyboard().press("n");
        ann.keyboard().press("Control+k");
        assertThat(ann.locator("dialog")).hasCount(1);
        assertThat(ann.locator("dialog.cmd")).isVisible();
        People.signIn("ann").send().formParam("letters", "").post("/account/preferences").then().statusCode(303);
    }

    @Test
    void slowModeIsSwitchedFromTheStripByWhoeverMay() {
        var ola = browser.signedIn("ola", true);
        ola.locator("#strip button[formaction$='/limits/barn/slow']").click();
        Qbittorrent.await("slow mode is on", () -> House.barn().get("transfer/speedLimitsMode").equals("1"));
        assertThat(ola.locator("#strip button[formaction$='/limits/barn/slow']")).hasAttribute("aria-pressed", "true");
        ola.locator("#strip button[formaction$='/limits/barn/slow']").click();
        Qbittorrent.await("slow mode is off", () -> House.barn().get("transfer/speedLimitsMode").equals("0"));
        ola.locator("#strip a[href$='/limits/barn']").click();
        accessible(ola, "limits");
        ola.fill("#limit-down", "512");
        ola.click("dialog button[type=submit]");
        Qbittorrent.await("the limit is set", () -> House.barn().get("transfer/downloadLimit").equals("524288"));
        House.barn().post("transfer/setDownloadLimit", Map.of("limit", "0"));
        var vic = People.signIn("vic");
        House.atticDoor().clear();
        vic.send().formParam("mode", "1").post("/limits/attic/slow").then().statusCode(403);
        vic.send().formParam("down", "1").formParam("up", "1").post("/limits/attic").then().statusCode(403);
        assertEquals(List.of(), House.atticDoor().writes());
    }

    @Test
    void timesAreThoseOfTheBrowserUntilSomebodyChoosesAnotherZone() {
        var ann = browser.signedIn("ann", true);
        var zone = (String) ann.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone");
        var people = People.signIn("ann");
        Qbittorrent.await("the browser's zone is known", () -> !zone.contains("/")
                || !people.browse().get("/account").asString().contains("data-zone"));
        people.send().formParam("zone", "Asia/Tokyo").formParam("units", "decimal").post("/account/preferences").then()
                .statusCode(303);
        assertTrue(people.browse().get("/audit").asString().contains("Japan"));
        assertTrue(people.browse().get("/torrents?q=sintel").asString().contains("3.00<i>MB</i>"));
        people.send().formParam("zone", "").formParam("units", "").post("/account/preferences").then().statusCode(303);
        people.send().formParam("zone", "Mars/Olympus").post("/account/preferences").then().statusCode(400);
    }
}
