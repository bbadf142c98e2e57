package gatehouse.browser;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Peer;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.torrent.Hash;
import gatehouse.web.Tab;
import gatehouse.web.Verb;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What axe-core finds wrong with the pages (WCAG 2.2, levels A and AA), and what a phone and a browser without scripts
/// make of those that explain.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class AccessibilityTest {

    private static final String TRACKER = "http://127.0.0.1:9/announce";
    private static final String SEED = "http://127.0.0.1:9/seed/";
    private static final TorrentFile FULL = TorrentFile.folder("Films to look at", List.of("one.mkv", "extras/two.mkv"))
            .saying("A comment", "A program", List.of(SEED));
    private static final String TORRENT = "loft/" + FULL.hash();
    private static final String WHY = "/access/why?instance=attic&hash=" + House.FILMS.getFirst().hash() + "&right=";
    /// Every page there is, by its template. Of the templates that make whole pages none may be missing.
    private static final Map<String, List<String>> PAGES = Map.ofEntries(
            entry("AccessWhy/page", List.of(WHY + "control", WHY + "create", "/access/why?right=fly")),
            entry("Account/page", List.of("/account")), entry("Accounts/page", List.of("/accounts")),
            entry("Add/page", List.of("/add?url=magnet:?xt=urn:btih:" + "0".repeat(40) + "%0Anonsense")),
            entry("AllKeys/page", List.of("/keys")), entry("Audit/page", List.of("/audit", "/audit/verify")),
            entry("Connect/page", List.of("/account/keys")), entry("Dialogs/page", List.of("/dialogs/menu?torrent=" + TORRENT)),
            entry("Limits/page", List.of("/limits/loft")), entry("ListLook/columns", List.of("/torrents/columns")),
            entry("ListLook/views", List.of("/torrents/views?view=%3Fq%3Dsintel")), entry("NoAccess/page", List.of()),
            entry("FramedProblem/page", List.of("/torrents/loft/nothing")), entry("Problems/page", List.of()),
            entry("Setup/page", List.of("/made/setup")),
            entry("Shortcuts/page", List.of("/shortcuts")), entry("SignIn/page", List.of()),
            entry("Taxonomy/page", List.of("/new/category", "/new/tag")),
            entry("Torrents/page", List.of("/torrents", "/torrents?q=nothing+statu:x")));

    private static final Consumer<Page> MENU = page -> page.keyboard().press("Shift+F10");

    /// What opens over the list, by its template, and how. Of the templates that hold such things none may be missing.
    private static final Map<String, Consumer<Page>> OVER_THE_LIST = Map.ofEntries(
            entry("Dialogs/form", page -> page.keyboard().press("Delete")),
            entry("Dialogs/menu", MENU), entry("Dialogs/line", MENU), entry("Dialogs/other", MENU),
            entry("Limits/form", page -> page.locator("#strip a[href$='/limits/loft']").click()),
            entry("Add/form", page -> page.keyboard().press("n")),
            entry("Palette/list", page -> page.keyboard().press("Control+k")),
            entry("Shortcuts/page", page -> page.keyboard().press("?")),
            entry("ListLook/chooser", page -> page.locator("#columns").click()),
            entry("Taxonomy/form", page -> page.locator("#of-category .plus").click()),
            entry("Torrents/suggest", page -> page.locator("#q").pressSequentially("stat")),
            entry("Torrents/page", page -> page.locator("#selbar").waitFor()));
    private static final String OPEN = "dialog[open], .menu:not([hidden]), #suggest:not([hidden]), #selbar";
    /// What reaches beyond the window, but for rows of choices and cells that are made to be scrolled.
    private static final String SIDEWAYS = """
            () => [...document.documentElement.scrollWidth > innerWidth ? ["the page"] : [],
                ...[...document.querySelectorAll("body *")].filter(it => it.checkVisibility({ visibilityProperty: true })
                    && it.getBoundingClientRect().right > innerWidth + 1 && !it.closest(".tabs, .quick, .seg, .pieces, .tt, .tt-wrap, .card:has(> table)"))
                    .map(it => it.outerHTML.slice(0, 200))]""";
    private static final Pattern WHOLE = Pattern.compile("\\{#include layout/(?:document|gate)\\b");
    private static final Pattern OPENS = Pattern.compile(
            "class=\"(?:dlg|dlg-head|menu-groups|menu-item|adding|selbar)\\b|\\bpop\\b|role=\"(?:dialog|listbox|menu)\"|id=\"sheet\"");

    private static Browser browser;
    private static Peer peer;

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @Inject
    AuditLog audit;

    @Inject
    Engine engine;

    @BeforeAll
    static void fill() {
        House.loft().add(List.of(FULL), Map.of("tags", "old", "category", "films"));
        Qbittorrent.await("the films are there", () -> House.loft().state(FULL.hash()).equals("stalledDL"));
        House.loft().post("torrents/addTrackers", Map.of("hash", FULL.hash(), "urls", TRACKER));
        peer = Peer.connect(House.loft(), FULL.hash(), "A client");
    }

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            browser = new Browser(root);
        }
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        Qbittorrent.await("the loft's mirror", () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return mirrors.find("loft").orElseThrow().snapshot().torrents().size() == 1;
        });
        var films = House.FILMS.stream().map(film -> new Subject(new Hash(film.hash()), film.name())).toList();
        audit.finish(audit.begin(new Intent(Instant.now(), Actor.of("local:vic", "vic", "192.0.2.7"), "attic",
                "torrents/setCategory", films, Map.of("category", "films"), 1, "member, line 3")), Result.DONE, "");
        var vic = People.signIn("vic");
        vic.tell("{\"hashes\": [\"" + House.FILMS.getFirst().hash() + "\"]}")
                .post("/api/v1/instances/attic/actions/torrents/stop").then().statusCode(403);
    }

    @AfterAll
    static void closeBrowser() {
        peer.close();
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        House.loft().post("torrents/removeCategories", Map.of("categories", "films"));
        House.loft().post("torrents/deleteTags", Map.of("tags", "old"));
        Qbittorrent.await("the loft is empty", () -> House.loft().torrents() == 0);
        browser.close();
        browser = null;
    }

    @Test
    void noPageIsOutOfReach() {
        assertEquals(templates(WHOLE), new TreeSet<>(PAGES.keySet()));
        var faults = new ArrayList<String>();
        var ola = browser.signedIn("ola", true);
        var setup = setup();
        ola.route("**/made/setup",
                route -> route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(setup)));
        for (var address : PAGES.values().stream().flatMap(List::stream).toList()) {
            ola.navigate(address);
            ola.locator("details.log").all().stream().limit(3).forEach(entry -> entry.locator("summary").click());
            faults.addAll(inBothThemes(ola, address));
        }
        var anonymous = browser.open();
        anonymous.navigate("/sign-in");
        faults.addAll(inBothThemes(anonymous, "/sign-in"));
        anonymous.navigate("/nowhere");
        faults.addAll(inBothThemes(anonymous, "/nowhere"));
        anonymous.navigate("/sign-in");
        signIn(anonymous, "nora");
        faults.addAll(inBothThemes(anonymous, "/no-access"));
        assertEquals(List.of(), faults);
    }

    /// The page on which the first administrator is made, which nobody sees here any more; drawn outside of any request.
    private String setup() {
        return CompletableFuture
                .supplyAsync(() -> engine.getTemplate("Setup/page").data("base", "", "ui", "/ui/any", "code", "c",
                        "name", "ola", "fault", "No").render())
                .join();
    }

    /// The templates that hold something, without what only stands in others.
    private static SortedSet<String> templates(Pattern held) {
        var folder = Path.of("src/main/resources/templates");
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html") && !file.startsWith(folder.resolve("layout")))
                    .filter(file -> held.matcher(read(file)).find())
                    .map(file -> folder.relativize(file).toString().replace(".html", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The same for a torrent's details, on a desk and on a phone.
    @Test
    void noTabOfATorrentIsOutOfReach() {
        var faults = new ArrayList<String>();
        var ola = browser.signedIn("ola", true);
        ola.mouse().move(5, 5);
        for (var tab : Tab.values()) {
            ola.setViewportSize(1440, 900);
            ola.navigate("/torrents/" + TORRENT + "/" + tab.word());
            faults.addAll(inBothThemes(ola, tab.word()));
            ola.setViewportSize(390, 844);
            assertEquals(List.of(), ola.evaluate(SIDEWAYS), tab.word());
        }
        assertEquals(List.of(), faults);
    }

    /// Every dialog that a verb has, as a page on a phone.
    @Test
    void noDialogIsOutOfReach() {
        var faults = new ArrayList<String>();
        var ola = browser.signedIn("ola", true);
        ola.setViewportSize(390, 844);
        for (var verb : Verb.values()) {
            if (verb.dialog()) {
                ola.navigate("/dialogs/" + verb.word() + "?torrent=" + TORRENT + part(verb));
                assertEquals(1, ola.locator("form.dlg").count(), verb.word());
                faults.addAll(inBothThemes(ola, verb.word()));
            }
        }
        assertEquals(List.of(), faults);
    }

    private static String part(Verb verb) {
        return switch (verb) {
            case RENAME_FILE -> "&path=Films+to+look+at/one.mkv";
            case RENAME_FOLDER -> "&path=Films+to+look+at/extras";
            case EDIT_TRACKER -> "&address=" + mark(TRACKER);
            case EDIT_WEB_SEED -> "&address=" + mark(SEED);
            default -> "";
        };
    }

    /// The mark by which addresses and forms name an address.
    private static String mark(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static List<String> inBothThemes(Page page, String address) {
        return Axe.inBothThemes(page, "html", address);
    }

    @Test
    void nothingThatOpensOverTheListIsOutOfReach() {
        assertEquals(templates(OPENS), new TreeSet<>(OVER_THE_LIST.keySet()));
        var faults = new ArrayList<String>();
        var ola = browser.signedIn("ola", true);
        OVER_THE_LIST.forEach((template, open) -> {
            ola.navigate("/torrents?q=on:loft");
            ola.locator("[id='" + TORRENT + "'] .c-size").click();
            open.accept(ola);
            ola.locator(OPEN).first().waitFor();
            faults.addAll(Axe.inBothThemes(ola, OPEN, template));
        });
        assertEquals(List.of(), faults);
    }

    private static void signIn(Page page, String name) {
        People.account(name);
        page.fill("#name", name);
        page.fill("#password", People.password(name));
        page.click("button[type=submit]");
        page.waitForURL("**/no-access");
    }

    /// On phones, the narrowest of which is a window of 1280 px at 400 %, and at 200 % on a desk.
    @Test
    void noPageScrollsSidewaysOnAPhoneOrEnlarged() {
        var faults = new ArrayList<Object>();
        var ola = browser.signedIn("ola", true);
        for (var address : List.of("/torrents", "/torrents/" + TORRENT, "/torrents/" + TORRENT + "/files", "/add",
                "/dialogs/delete?torrent=" + TORRENT, "/new/category", "/audit", "/account", "/account/keys", "/accounts",
                "/keys",
                "/shortcuts", "/nowhere", WHY + "control")) {
            ola.navigate(address);
            ola.locator("details.log").all().stream().limit(3).forEach(entry -> entry.locator("summary").click());
            for (var size : List.of(List.of(390, 844), List.of(320, 568), List.of(720, 450))) {
                ola.setViewportSize(size.getFirst(), size.getLast());
                ((List<?>) ola.evaluate(SIDEWAYS)).forEach(fault -> faults.add(address + " at " + size + ": " + fault));
            }
        }
        assertEquals(List.of(), faults);
        ola.navigate("/torrents");
        ola.setViewportSize(320, 568);
        ola.keyboard().press("?");
        assertEquals(true, ola.locator("dialog[open] .keys dt").first().evaluate("it => it.clientWidth > innerWidth * 0.8"));
        assertEquals(List.of(), ola.evaluate(SIDEWAYS), "the sheet of keys");
    }

    @Test
    void withoutAScriptOneAsksFiltersAndOpens() {
        var ola = browser.signedIn("ola", false);
        ola.navigate("/account");
        ola.selectOption("#ask-right", "control");
        ola.selectOption("#ask-instance", "attic");
        ola.fill("#ask-person", "local:vic");
        ola.click(".ask-form button");
        assertTrue(ola.locator("#verdict").textContent().contains("vic may not use “Start and stop torrents” on Attic."));
        assertTrue(ola.locator(".chain .decides").textContent().contains("decides: no"));
        ola.navigate("/audit");
        ola.fill("#person", "local:vic");
        ola.selectOption("#result", "refused");
        ola.click(".sieve button");
        assertTrue(ola.url().contains("person=local%3Avic") && ola.url().contains("result=refused"), ola.url());
        var entry = ola.locator("details.log").first();
        entry.locator("summary").click();
        assertTrue(entry.locator("dl").isVisible());
        assertTrue(entry.textContent().contains("local:vic"));
    }
}
