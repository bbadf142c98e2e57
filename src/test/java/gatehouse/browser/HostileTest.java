package gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.KeyboardModifier;

import gatehouse.house.House;
import gatehouse.house.People;
import gatehouse.live.Mirrors;
import gatehouse.real.Peer;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.web.Verb;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// A real server full of hostile texts, wherever it takes them: names, categories, tags, trackers, web seeds, comments, names of
/// files and of peers' programs. All of it is shown as it is, and stays text.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class HostileTest {

    private static final List<String> TEXTS = Harmless.texts();
    private static final List<TorrentFile> NAMED = IntStream.range(0, TEXTS.size())
            .mapToObj(number -> TorrentFile.hollow("hostile " + number, 30_000 + number)).toList();
    private static final TorrentFile FULL = TorrentFile.folder("hostile folder",
            IntStream.range(0, TEXTS.size()).mapToObj(number -> "file " + number).toList())
            .saying(String.join("\n", TEXTS), String.join(" ", TEXTS), TEXTS.stream().map(text -> "http://127.0.0.1:9/" + text)
                    .toList());
    private static final String ID = "loft/" + FULL.hash();
    private static final int TYPED = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Browser browser;
    private static List<Peer> peers;

    private final Harmless harmless = new Harmless();

    @TestHTTPResource("/")
    java.net.URL root;

    @Inject
    Mirrors mirrors;

    @BeforeAll
    static void fill() {
        for (var number = 0; number < TEXTS.size(); number++) {
            House.loft().add(List.of(NAMED.get(number)), Map.of("rename", TEXTS.get(number), "category", TEXTS.get(number),
                    "paused", "true"));
        }
        House.loft().add(List.of(FULL), Map.of("rename", String.join(" ", TEXTS.subList(0, 12)) + "\u2069\u202E"));
        Qbittorrent.await("all are there", () -> House.loft().torrents() == NAMED.size() + 1);
        for (var number = 0; number < TEXTS.size(); number++) {
            House.loft().post("torrents/renameFile", Map.of("hash", FULL.hash(), "oldPath", FULL.name() + "/file " + number,
                    "newPath", FULL.name() + "/" + TEXTS.get(number).replace('/', '\u2215')));
        }
        House.loft().post("torrents/addTags", Map.of("hashes", FULL.hash(), "tags", String.join(",", TEXTS)));
        House.loft().post("torrents/addTrackers", Map.of("hash", FULL.hash(), "urls",
                TEXTS.stream().map(text -> "http://127.0.0.1:9/" + text).reduce("", (all, one) -> all + "\n" + one)));
        Qbittorrent.await("it takes peers", () -> House.loft().state(FULL.hash()).equals("stalledDL"));
        peers = TEXTS.stream().map(text -> Peer.connect(House.loft(), FULL.hash(), text)).toList();
    }

    @AfterAll
    static void empty() {
        peers.forEach(Peer::close);
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        House.loft().post("torrents/removeCategories", Map.of("categories", String.join("\n", names("torrents/categories"))));
        House.loft().post("torrents/deleteTags",
                Map.of("tags", String.join(",", strings(json("torrents/tags"), JsonNode::asText))));
        Qbittorrent.await("the loft is empty", () -> House.loft().torrents() == 0);
        assertEquals(List.of(), browser.complaints());
        browser.close();
    }

    private static JsonNode json(String path) {
        try {
            return JSON.readTree(House.loft().get(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> strings(JsonNode list, java.util.function.Function<JsonNode, String> text) {
        return StreamSupport.stream(list.spliterator(), false).map(text).distinct().toList();
    }

    private static List<String> names(String path) {
        return json(path).properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> of(String path, String field) {
        return strings(json(path), node -> node.path(field).asText());
    }

    private Page ola() {
        browser = browser == null ? new Browser(root) : browser;
        Qbittorrent.await("the mirror knows all of them", () -> {
            mirrors.find("loft").orElseThrow().nudge();
            return mirrors.find("loft").orElseThrow().snapshot().torrents().size() == NAMED.size() + 1;
        });
        return harmless.watch(browser.signedIn("ola", true));
    }

    @Test
    void theListItsRailAndEachTabShowThemAsText() {
        var names = of("torrents/info", "name");
        assertTrue(names.size() > TEXTS.size() - 2, names::toString);
        var ola = ola();
        ola.navigate("/torrents?q=on:loft");
        harmless.shows(ola, "the list", names);
        ola.evaluate("document.querySelectorAll('#facets details').forEach(it => it.open = true)");
        var tags = ola.locator("#g-tag bdi").allTextContents();
        assertTrue(tags.size() > 10, tags::toString);
        var known = strings(json("torrents/tags"), JsonNode::asText);
        assertEquals(List.of(), tags.stream().filter(tag -> !known.contains(tag) && !tag.equals("No tags")).toList());
        harmless.check(ola, "the rail");
        tab(ola, "", Stream.of(json("torrents/properties?hash=" + FULL.hash())).flatMap(it -> Stream.of("comment", "created_by")
                .map(field -> it.path(field).asText())).toList());
        tab(ola, "/files", strings(json("torrents/files?hash=" + FULL.hash()),
                file -> file.path("name").asText().substring(FULL.name().length() + 1)));
        tab(ola, "/trackers", of("torrents/trackers?hash=" + FULL.hash(), "url").stream().filter(url -> url.startsWith("http"))
                .toList());
        tab(ola, "/web-seeds", of("torrents/webseeds?hash=" + FULL.hash(), "url"));
        var clients = strings(JSON.valueToTree(json("sync/torrentPeers?hash=" + FULL.hash()).path("peers").properties().stream()
                .map(Map.Entry::getValue).toList()), peer -> peer.path("client").asText());
        assertTrue(clients.size() > TEXTS.size() / 2, clients::toString);
        tab(ola, "/peers", clients);
        tab(ola, "/limits", List.of());
        ola.setViewportSize(390, 844);
        ola.navigate("/torrents?q=on:loft");
        harmless.shows(ola, "a phone", names);
        tab(ola, "/files", List.of());
    }

    private void tab(Page page, String tab, List<String> texts) {
        page.navigate("/torrents/" + ID + tab + "?q=on:loft");
        harmless.shows(page, "the tab " + tab, texts);
    }

    @Test
    void dialogsMenusAndWhatBecameOfThemShowThemAsText() {
        var ola = ola();
        var name = json("torrents/info?hashes=" + FULL.hash()).get(0).path("name").asText();
        for (var word : Stream.concat(Stream.of("menu"), Arrays.stream(Verb.values()).filter(Verb::dialog)
                .filter(verb -> verb.group() != Verb.Group.PART).map(Verb::word)).toList()) {
            ola.navigate("/dialogs/" + word + "?torrent=" + ID);
            harmless.check(ola, "the dialog " + word);
        }
        ola.navigate("/torrents/" + ID + "?q=on:loft");
        ola.keyboard().press("F2");
        harmless.shows(ola, "renaming", List.of(name));
        ola.locator("dialog #text").fill(name + " <b class=planted>again");
        ola.locator("dialog .dlg-foot button[type=submit]").click();
        assertThat(ola.locator("#panel-name")).hasText(name + " <b class=planted>again");
        harmless.check(ola, "renamed");
        ola.locator("#panel [data-menu]").click();
        ola.locator(".menu .menu-item").first().waitFor();
        harmless.check(ola, "the menu");
        ola.keyboard().press("Escape");
        ola.keyboard().press("Control+k");
        assertThat(ola.locator("dialog.cmd input")).isFocused();
        ola.keyboard().type("planted");
        assertThat(ola.locator("dialog.cmd [role=option]", new Page.LocatorOptions().setHasText("planted")).first())
                .isVisible();
        harmless.check(ola, "the command box");
        ola.keyboard().press("Escape");
        ola.navigate("/audit?instance=loft");
        ola.locator("details.log").first().evaluate("it => it.open = true");
        harmless.shows(ola, "the audit", List.of(name));
        ola.navigate("/torrents/" + ID + "/activity?q=on:loft");
        harmless.check(ola, "the activity");
    }

    /// What was done, what was done only in part, and what did not show although the server had taken it, which is told by name.
    @Test
    void whatIsToldOfThemShowsThemAsText() {
        var ola = ola();
        var named = json("torrents/info?hashes=" + NAMED.getFirst().hash()).get(0);
        var name = named.path("name").asText();
        var hostile = ola.locator("[id='loft/" + NAMED.getFirst().hash() + "'] .c-size");
        assertTrue(name.contains("<"), name);
        ola.navigate("/torrents?q=on:loft,attic&count=200");
        hostile.click();
        ola.keyboard().press("F2");
        ola.locator("dialog #text").fill(name + "!");
        ola.locator("dialog .dlg-foot button[type=submit]").click();
        assertThat(ola.locator(".toast[role=status]")).isVisible();
        harmless.check(ola, "a toast of what is done");
        ola.locator("[id='attic/" + House.FILMS.getFirst().hash() + "'] .c-size")
                .click(Shelf.with(KeyboardModifier.CONTROL));
        ola.keyboard().press("c");
        ola.locator("dialog #category").selectOption(named.path("category").asText());
        ola.locator("dialog .dlg-foot button[type=submit]").click();
        assertThat(ola.locator(".toast[role=alert] .banner").first()).isVisible();
        assertThat(ola.locator(".toast[role=alert]")).containsText("1 torrent on Loft");
        assertThat(ola.locator(".toast[role=alert]")).containsText("Attic refused it");
        harmless.check(ola, "a toast of what is done in part");
        ola.keyboard().press("Escape");
        ola.clock().install();
        ola.navigate("/torrents?q=on:loft&count=200");
        ola.route("**/actions/start",
                route -> route.fulfill(new Route.FulfillOptions().setBody("<div class=\"banner soft\">Start</div>")));
        hostile.click();
        ola.locator("#selbar [data-verb=start]").click();
        assertThat(ola.locator(".toast").first()).isVisible();
        ola.clock().runFor(11_000);
        assertThat(ola.locator(".toast[role=alert]")).containsText(name + "!: ");
        harmless.check(ola, "a toast of what did not come of it");
        browser.forget("status of 502");
    }

    @Test
    void addingAndFilteringShowThemAsText() {
        var ola = ola();
        ola.navigate("/add");
        var file = TorrentFile.folder("<b class=planted>\u202E",
                TEXTS.stream().map(text -> text.replace('/', '\u2215')).toList());
        ola.setInputFiles("#files", new FilePayload("\" onload=planted=1.torrent", "", file.bytes()));
        ola.fill("#urls", IntStream.range(0, TEXTS.size()).mapToObj(number -> "magnet:?xt=urn:btih:" + "%040x".formatted(number)
                + "&dn=" + URLEncoder.encode(TEXTS.get(number), StandardCharsets.UTF_8))
                .reduce(String.join("\n", TEXTS), (all, one) -> all + "\n" + one));
        assertThat(ola.locator("#sources li[data-state=good]")).hasCount(TEXTS.size() + 1);
        harmless.shows(ola, "adding",
                TEXTS.stream().filter(text -> text.equals(text.strip()) && !text.matches("(?s).*[\\p{Cc}\u2028\u2029].*"))
                        .toList());
        for (var from = 0; from < TEXTS.size(); from += TYPED) {
            var typed = String.join(" ", TEXTS.subList(from, Math.min(from + TYPED, TEXTS.size())));
            ola.navigate("/torrents?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
            harmless.check(ola, "the filter " + typed);
        }
        ola.navigate("/torrents");
        for (var typed : List.of("category:", "#", "name:\"<img class=planted src=x onerror=planted=1>\" \u202E tag:")) {
            ola.fill("#q", typed);
            ola.locator("#suggest [role=option]").first().waitFor();
            harmless.check(ola, "suggestions for " + typed);
            ola.fill("#q", "");
        }
        browser.forget("status of 400");
    }

    @Test
    void inGermanAndForProgramsTheyAreTheSame() throws IOException {
        var names = of("torrents/info", "name");
        var ola = ola();
        ola.context().setExtraHTTPHeaders(Map.of("Accept-Language", "de"));
        ola.navigate("/torrents?q=on:loft");
        assertEquals("de", ola.locator("html").getAttribute("lang"));
        harmless.shows(ola, "the German list", names);
        var told = JSON.readTree(People.signIn("ola").ask().queryParam("q", "on:loft").queryParam("count", "200")
                .get("/api/v1/torrents").asString());
        assertEquals(names.stream().sorted().toList(),
                strings(told.path("torrents"), torrent -> torrent.path("name").asText()).stream().sorted().toList());
    }
}
