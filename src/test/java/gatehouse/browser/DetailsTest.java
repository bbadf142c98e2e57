package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import gatehouse.gate.Deletions;
import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The details of a torrent, its menu and its dialogs in a real browser, with their effects read back from a real server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class DetailsTest {

    private static final TorrentFile FILMS = TorrentFile.folder("Films of the loft",
            List.of("one.mkv", "extras/two.mkv", "extras/three.mkv"));
    private static final TorrentFile BOOK = TorrentFile.hollow("Book of the loft.epub", 400_000);
    private static final String ID = "loft/" + FILMS.hash();
    private static final String ADDRESS = "/torrents/" + ID;

    private static Browser browser;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeEach
    void fill() {
        if (browser == null) {
            browser = new Browser(root);
        }
        House.loft().add(List.of(FILMS, BOOK), Map.of("savepath", House.loft().downloads().toString(), "paused", "true"));
        await("the loft is full", () -> torrents() == 2 && field("state").equals("pausedDL"));
    }

    @AfterEach
    void empty() {
        browser.leave();
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        House.loft().post("torrents/removeCategories", Map.of("categories", "fresh"));
        House.loft().post("torrents/deleteTags", Map.of("tags", "old,new,some"));
        await("the loft is empty", () -> torrents() == 0);
        browser.forget("status of 404");
    }

    @AfterAll
    static void closeBrowser() {
        assertEquals(List.of(), browser.complaints());
        browser.close();
        browser = null;
    }

    private int torrents() {
        return mirrors.find("loft").orElseThrow().snapshot().torrents().size();
    }

    private void await(String what, BooleanSupplier condition) {
        Qbittorrent.await(what, () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return condition.getAsBoolean();
        });
    }

    private String field(String name) {
        return Optional.ofNullable(mirrors.find("loft").orElseThrow().snapshot().torrents().get(new Hash(FILMS.hash())))
                .map(torrent -> torrent.fields().getOrDefault(name, "").toString()).orElse("");
    }

    private static String files() {
        return House.loft().get("torrents/files?hash=" + FILMS.hash());
    }

    private static String trackers() {
        return House.loft().get("torrents/trackers?hash=" + FILMS.hash());
    }

    private static Page opal(boolean scripts) {
        return browser.signedIn("opal", scripts);
    }

    private static Page open(Page page, String tab) {
        page.navigate(ADDRESS + (tab.isEmpty() ? "" : "/" + tab));
        assertThat(page.locator("#panel-body")).isVisible();
        return page;
    }

    private static Locator dialog(Page page) {
        return page.locator("dialog[open]");
    }

    private static void submit(Page page) {
        dialog(page).locator(".dlg-foot button[type=submit]").click();
        assertThat(dialog(page)).hasCount(0);
    }

    @Test
    void aNameOpensTheDetailsBesideTheListAndEachTabHasAnAddress() {
        var opal = opal(true);
        opal.locator("#rows a.name", new Page.LocatorOptions().setHasText(FILMS.name())).click();
        assertThat(opal.locator("#panel-name")).hasText(FILMS.name());
        assertThat(opal.locator("#panel-body")).containsText(FILMS.hash());
        assertThat(opal.locator("#panel-body")).containsText(House.loft().downloads().toString());
        assertTrue(opal.url().endsWith(ADDRESS), opal.url());
        opal.locator("#tab-overview").press("ArrowRight");
        assertThat(opal.locator("#panel-body")).containsText("extras");
        assertTrue(opal.url().endsWith(ADDRESS + "/files"), opal.url());
        opal.reload();
        assertThat(opal.locator("#panel-body")).containsText("one.mkv");
        opal.goBack();
        assertThat(opal.locator("#panel-body")).containsText(FILMS.hash());
        opal.locator("#tab-peers").click();
        assertThat(opal.locator("#panel-body")).containsText("No peers are connected");
        opal.locator("#tab-web-seeds").click();
        assertThat(opal.locator("#panel .panel-foot [aria-disabled=true]")).hasAttribute("title",
                java.util.regex.Pattern.compile(".*cannot do this.*"));
        opal.keyboard().press("Escape");
        assertThat(opal.locator("#panel")).isHidden();
        assertFalse(opal.url().contains("/loft/"), opal.url());
    }

    @Test
    void filesAreSkippedAndRenamedInTheirTree() {
        var opal = open(opal(true), "files");
        opal.locator("tr", new Page.LocatorOptions().setHasText("extras")).locator("a.fold").click();
        assertThat(opal.locator("#panel-body")).containsText("three.mkv");
        opal.getByLabel("Choose extras").check();
        opal.selectOption("#priority", "0");
        opal.locator("[data-verb=priority]").click();
        assertThat(opal.locator("tr", new Page.LocatorOptions().setHasText("extras"))).hasAttribute("data-priority", "SKIP");
        assertEquals(2, files().split("\"priority\":0", -1).length - 1);
        opal.getByLabel("Rename two.mkv").click();
        dialog(opal).locator("#text").fill("second.mkv");
        submit(opal);
        assertThat(opal.locator("#panel-body")).containsText("second.mkv");
        assertTrue(files().contains("extras/second.mkv"), DetailsTest::files);
        opal.getByLabel("Rename extras").click();
        dialog(opal).locator("#text").fill("more");
        submit(opal);
        assertThat(opal.locator("#panel-body")).containsText("more");
        assertTrue(files().contains("/more/second.mkv"), DetailsTest::files);
    }

    @Test
    void trackersAreAddedChangedAndRemoved() {
        var opal = open(opal(true), "trackers");
        opal.locator("#panel .panel-foot a").click();
        dialog(opal).locator("#text").fill("http://127.0.0.1:9/one/announce\n\nhttp://127.0.0.1:9/two/announce");
        submit(opal);
        assertThat(opal.locator("#panel-body")).containsText("http://127.0.0.1:9/two/announce");
        opal.getByLabel("Change http://127.0.0.1:9/one/announce").click();
        dialog(opal).locator("#text").fill("http://127.0.0.1:9/three/announce");
        submit(opal);
        assertThat(opal.locator("#panel-body")).containsText("/three/announce");
        opal.getByLabel("Remove http://127.0.0.1:9/two/announce").click();
        assertThat(opal.locator("#panel-body")).not().containsText("/two/announce");
        assertTrue(trackers().contains("/three/announce") && !trackers().contains("/one/") && !trackers().contains("/two/"),
                DetailsTest::trackers);
        var lin = open(browser.signedIn("lin", true), "trackers");
        assertThat(lin.locator("#panel-body")).containsText("http://127.0.0.1:9/…");
        assertThat(lin.locator("#panel-body")).not().containsText("announce");
        assertThat(lin.locator("#panel-body")).containsText("Pass keys in tracker addresses are hidden");
        open(lin, "peers");
        assertThat(lin.locator("#panel-body")).containsText("This needs “See peers”");
    }

    @Test
    void limitsAreSavedAndWhatWasAskedStandsInTheActivity() {
        var opal = open(opal(true), "limits");
        opal.fill("#down", "2.5");
        opal.locator("[name=share][value=own]").check();
        opal.fill("#ratio", "4");
        opal.fill("#hours", "1.5");
        opal.locator("#panel [data-verb=limits]").click();
        await("the limits are there", () -> field("dl_limit").equals("2621440") && field("ratio_limit").startsWith("4")
                && field("seeding_time_limit").equals("90"));
        opal.locator("#tab-activity").click();
        assertThat(opal.locator("#panel-body")).containsText("Set download limits of torrents");
        open(opal, "limits");
        assertThat(opal.locator("#hours")).hasValue("1.5");
    }

    @Test
    void theDialogsOfTheMenuDoWhatTheySay() {
        House.loft().post("torrents/addTags", Map.of("hashes", FILMS.hash(), "tags", "old"));
        await("the tag", () -> field("tags").equals("old"));
        var opal = open(opal(true), "");
        opal.locator("#panel a[href*='/dialogs/category']").click();
        dialog(opal).locator("#new-category").fill("fresh");
        submit(opal);
        await("the category", () -> field("category").equals("fresh"));
        menu(opal, "Tags", "Other…");
        dialog(opal).getByLabel("old").uncheck();
        dialog(opal).locator("#new-tags").fill("new, some");
        submit(opal);
        await("the tags", () -> field("tags").equals("new, some"));
        menu(opal, "Rename…");
        dialog(opal).locator("#text").fill("<b>Films</b> & more");
        submit(opal);
        assertThat(opal.locator("#panel-name")).hasText("<b>Films</b> & more");
        menu(opal, "Move…");
        dialog(opal).locator("#text").fill(House.loft().downloads() + "/moved");
        submit(opal);
        await("it was moved", () -> field("save_path").endsWith("/moved"));
        menu(opal, "Download in order");
        await("in order", () -> field("seq_dl").equals("true"));
        menu(opal, "Owner and shares…");
        dialog(opal).locator("[value=assign]").check();
        dialog(opal).locator("#person").fill("local:opal");
        submit(opal);
        assertThat(opal.locator("#panel-body")).containsText("(you)");
        menu(opal, "Copy", "Other…");
        assertThat(dialog(opal).locator("#copy-magnet_uri")).hasValue(java.util.regex.Pattern.compile("magnet:.*"));
        escape(opal);
    }

    private static void escape(Page page) {
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
    }

    private static void menu(Page page, String... entries) {
        page.locator("#panel [data-menu]").click();
        for (var entry : entries) {
            page.locator(".menu .menu-item:visible", new Page.LocatorOptions().setHasText(entry)).first().click();
        }
    }

    @Test
    void theMenuIsOperatedByKeyboardAndSaysWhatIsLocked() {
        var opal = opal(true);
        var row = opal.locator("[id='" + ID + "']");
        row.locator(".c-size").click(new Locator.ClickOptions().setButton(com.microsoft.playwright.options.MouseButton.RIGHT));
        assertThat(opal.getByRole(AriaRole.MENU)).isVisible();
        opal.keyboard().press("End");
        assertThat(opal.locator(":focus")).hasText(java.util.regex.Pattern.compile("(Copy|Save the .torrent file).*"));
        opal.keyboard().press("Home");
        assertThat(opal.locator(":focus")).hasText(java.util.regex.Pattern.compile("Start.*"));
        assertThat(opal.locator(".menu [data-verb=up]")).hasAttribute("title", "Queueing is off on Loft.");
        House.loftDoor().clear();
        opal.locator(".menu [aria-haspopup][data-menu=top]").focus();
        opal.keyboard().press("ArrowRight");
        assertThat(opal.locator(":focus")).hasAttribute("data-verb", "top");
        opal.locator(".menu [data-verb=up]").click(new Locator.ClickOptions().setForce(true));
        assertThat(opal.locator(".toast")).containsText("Queueing is off on Loft.");
        assertEquals(List.of(), House.loftDoor().writes());
        opal.keyboard().press("Escape");
        assertThat(opal.getByRole(AriaRole.MENU)).hasCount(0);
        opal.keyboard().press("c");
        assertThat(dialog(opal).locator("#category")).isFocused();
        escape(opal);
        opal.keyboard().press("Delete");
        assertThat(dialog(opal).locator("[name=files][value=false]")).isChecked();
        escape(opal);
        opal.keyboard().press("Shift+Delete");
        assertThat(dialog(opal).locator("[name=files][value=true]")).isChecked();
    }

    @Test
    void aDeleteCanBeUndoneAndIsOtherwiseCarriedOutForAll() {
        var opal = opal(true);
        var lin = browser.signedIn("lin", true);
        opal.locator("[id='" + ID + "'] .c-size").click();
        opal.locator("#selbar [data-verb=delete]").click();
        submit(opal);
        assertThat(lin.locator("[id='" + ID + "']")).containsText("Going");
        opal.locator(".toast [type=submit]").click();
        assertThat(opal.locator(".toast")).containsText("The torrent stays.");
        assertThat(lin.locator("[id='" + ID + "']")).not().containsText("Going");
        opal.locator("[id='loft/" + BOOK.hash() + "'] .c-size").click();
        opal.locator("#selbar [data-verb=delete]").click();
        dialog(opal).locator("[value=true][name=files]").check();
        submit(opal);
        Qbittorrent.await("the book is gone", Deletions.UNDO.multipliedBy(3),
                () -> House.loft().state(BOOK.hash()).isEmpty());
        assertThat(lin.locator("[id='loft/" + BOOK.hash() + "']")).hasCount(0);
        assertThat(lin.locator("[id='" + ID + "']")).isVisible();
    }

    @Test
    void withoutAScriptOneReadsActsDeletesAndUndoes() {
        var opal = opal(false);
        opal.locator("a.name", new Page.LocatorOptions().setHasText(FILMS.name())).click();
        opal.locator("#tab-files").click();
        assertThat(opal.locator("#panel-body")).containsText("one.mkv");
        opal.locator("[id='" + ID + "'] input[name=torrent]").check();
        opal.locator("#selbar [data-verb=category]").click();
        opal.fill("#new-category", "fresh");
        opal.locator(".dlg-foot button").click();
        await("the category", () -> field("category").equals("fresh"));
        opal.navigate("/dialogs/menu?torrent=" + ID);
        opal.locator("[data-verb=start]").click();
        await("it runs", () -> !field("state").startsWith("paused"));
        opal.navigate("/dialogs/delete?torrent=" + ID);
        opal.locator(".dlg-foot button").click();
        opal.locator("#results form button").click();
        assertThat(opal.locator("#results form")).hasCount(0);
        assertFalse(House.loft().state(FILMS.hash()).isEmpty());
        opal.navigate("/dialogs/delete?torrent=" + ID);
        opal.locator("[name=now]").check();
        opal.locator(".dlg-foot button").click();
        Qbittorrent.await("it is gone", () -> House.loft().state(FILMS.hash()).isEmpty());
    }

    @Test
    void somebodyElsesTorrentIsNotThere() {
        var kim = browser.signedIn("kim", true);
        House.loftDoor().clear();
        for (var tab : List.of("", "/files", "/trackers", "/peers", "/activity")) {
            assertEquals(404, kim.request().get(ADDRESS + tab).status());
        }
        var dialogs = List.of("menu", "delete", "copy", "tags");
        dialogs.forEach(word -> assertEquals(404, kim.request().get("/dialogs/" + word + "?torrent=" + ID).status()));
        var others = kim.request().get(ADDRESS).text();
        assertEquals(kim.request().get("/torrents/loft/" + "0".repeat(40)).text(), others);
        assertEquals(List.of(), House.loftDoor().requests().stream().filter(request -> request.is("torrents/")).toList());
    }
}
