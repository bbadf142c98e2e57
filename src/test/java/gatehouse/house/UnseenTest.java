package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Actions;
import gatehouse.action.Way;
import gatehouse.live.Mirrors;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Threat A17 end to end: what Kim is shown of the loft is the same, byte for byte, whether there are torrents of others in
/// it or not. Only free space is left out, which is the whole server's and nobody's secret.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class UnseenTest {

    private static final String FREE = "\"free_space_on_disk\":[0-9]+";
    private static final String RID = "\"rid\":[0-9]+";
    private static final String FREE_ON_PAGES = "<span class=\\\\?\"muted\\\\?\">[^<]*</span>";
    /// The sign of the strip, in which free space stands too; the strip itself is compared.
    private static final String SIGN_OF_STRIP = "(data-seen=\"(?:[0-9a-f]+\\.){9})[0-9a-f]+(?=\\.[0-9a-f]+\")";

    /// The forms' token is masked anew in each page.
    private static final String TOKEN = "(?<=csrf=\"|csrf\" value=\")[0-9a-f]+";

    @Inject
    Actions actions;

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/torrents/live")
    java.net.URL live;

    @AfterEach
    void empty() {
        Loft.empty();
    }

    @Test
    void whatOthersHaveChangesNoByte() throws IOException {
        alone();
        var kim = People.signIn("kim");
        var before = shown(kim);
        others();
        assertEquals(before, shown(kim));
        assertTrue(before.get("page").contains(Loft.KIMS.name()) && before.get("sync/maindata").contains(Loft.KIMS.hash()));
    }

    private static void alone() {
        Loft.add(Loft.KIMS, "kim", "kims");
        Loft.ownership().assign("loft", new Hash(Loft.KIMS.hash()), "local:kim");
        Loft.await("Kim's film", () -> Loft.shows(Loft.KIMS) && !Loft.mirror().trackers().isEmpty());
    }

    private static void others() {
        Loft.add(Loft.KAIS, "kais-category", "kais-tag");
        Loft.add(Loft.NOBODYS, "nobodys-category", "nobodys-tag");
        Loft.ownership().assign("loft", new Hash(Loft.KAIS.hash()), "local:kai");
        Loft.await("the others", () -> Loft.shows(Loft.KAIS) && Loft.shows(Loft.NOBODYS) && Loft.mirror().trackers().values()
                .stream().mapToInt(List::size).sum() >= 3);
    }

    private Map<String, String> shown(People kim) throws IOException {
        var shown = new TreeMap<String, String>();
        for (var action : actions.all().stream().filter(action -> action.way() == Way.ANSWERED && !action.writes()).toList()) {
            shown.put(action.id(), kim.ask("loft", action.id(), "{}").asString().replaceAll(FREE, ""));
        }
        var app = App.of("kim", "loft");
        for (var action : actions.all().stream().filter(action -> action.way() == Way.ANSWERED && !action.writes()).toList()) {
            shown.put("an app's " + action.id(), app.get(action.id()).asString().replaceAll(FREE, "").replaceAll(RID, ""));
        }
        shown.put("an app's sorted list",
                app.get("torrents/info", "sort", "added_on", "offset", "-1", "limit", "2").asString());
        shown.put("an app's foreign torrent", app.get("torrents/properties", "hash", Loft.KAIS.hash()).asString());
        shown.put("page", withoutFree(kim.browse().get("/torrents").asString()));
        shown.put("filtered", withoutFree(
                kim.browse().queryParam("q", "category:kais-category").get("/torrents").asString()));
        try (var stream = new Events(kim, live)) {
            shown.put("stream", stream.next().replaceAll(FREE_ON_PAGES, ""));
        }
        return shown;
    }

    private static String withoutFree(String page) {
        return page.replaceAll(FREE_ON_PAGES, "").replaceFirst(SIGN_OF_STRIP, "$1").replaceAll(TOKEN, "");
    }

    /// What is left of the server's speed after their own is others'.
    @Test
    void theServersSpeedIsDrawnOnlyForThoseWhoSeeAllOfIt() throws IOException {
        alone();
        Loft.await("a point of the last ten seconds", () -> !mirrors.find("loft").orElseThrow().now().speeds().isEmpty());
        var opal = People.signIn("opal");
        assertTrue(opal.browse().get("/torrents").asString().contains("class=\"graph\""));
        assertTrue(opal.browse().get("/limits/loft").asString().contains("class=\"chart\""));
        for (var own : List.of(People.signIn("kim"), People.signIn("lou"))) {
            assertFalse(own.browse().get("/torrents").asString().contains("class=\"graph\""), own.name());
            try (var stream = new Events(own, live)) {
                var event = stream.next();
                assertTrue(event.contains("\"strip\":") && !event.contains("<svg class=\\\"graph"), event);
            }
        }
        var page = People.signIn("lou").browse().get("/limits/loft").then().statusCode(200).extract().asString();
        assertTrue(page.contains("id=\"limit-down\"") && !page.contains("class=\"chart\"") && !page.contains("<table"), page);
    }

    @Test
    void whatOthersDoWakesNobodysPage() throws IOException {
        alone();
        var kim = People.signIn("kim");
        try (var stream = new Events(kim, live)) {
            stream.next();
            others();
            House.loft().post("torrents/setCategory", Map.of("hashes", Loft.KAIS.hash(), "category", ""));
            House.loft().post("torrents/rename", Map.of("hash", Loft.NOBODYS.hash(), "name", "another name"));
            Loft.await("it shows",
                    () -> Loft.mirror().torrents().get(new Hash(Loft.NOBODYS.hash())).name().equals("another name"));
            House.loft().post("torrents/rename", Map.of("hash", Loft.KIMS.hash(), "name", "Kims renamed"));
            var event = stream.next();
            while (aboutFreeSpace(event)) {
                event = stream.next();
            }
            assertTrue(event.contains("Kims renamed") && !event.contains("\"order\"") && !event.contains("\"facets\""), event);
            assertFalse(event.contains("another name"));
        }
    }

    private static boolean aboutFreeSpace(String event) {
        return event.contains("\"strip\"") && !event.contains("\"rows\"") && !event.contains("\"facets\"")
                && !event.contains("\"order\"");
    }

    /// The events of somebody's open page, without heartbeats.
    private static final class Events implements AutoCloseable {

        private final String name;
        private final HttpURLConnection connection;
        private final BufferedReader reader;

        Events(People person, java.net.URL address) throws IOException {
            name = person.name();
            connection = (HttpURLConnection) URI.create(address.toString()).toURL().openConnection();
            connection.setRequestProperty("Cookie", "gatehouse=" + person.cookie());
            connection.setRequestProperty("Accept", "text/event-stream");
            connection.setReadTimeout(30_000);
            assertEquals(200, connection.getResponseCode());
            reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        String next() throws IOException {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                new Overheard(name).check("the stream", line);
                if (line.startsWith("data:{\"") || line.startsWith("data: {\"")) {
                    return line;
                }
            }
            throw new AssertionError("the stream has ended");
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
