package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Pages in a German browser, and for somebody who chose a language whatever the browser asks for.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class GermanTest {

    private static final List<String> PAGES = List.of("/torrents?q=on:barn", "/add", "/account", "/accounts",
            "/audit?instance=barn",
            "/shortcuts", "/limits/barn", "/palette", "/access/why?right=control&instance=attic");
    /// What is shown; names of torrents are what somebody called them.
    private static final Pattern SHOWN = Pattern.compile("(?s)<(?:script|style|code|kbd)[^>]*>.*?</(?:script|style|code|kbd)>"
            + "|<span class=\"log-what.*?</span>|<ul class=\"log-torrents.*?</ul>"
            + "|<[^>]*?(?:aria-label|title|placeholder)=\"([^\"]*)\"[^>]*>|<[^>]*>");
    private static final Pattern ENGLISH = Pattern.compile(
            "(?<![\\w-])(?:the|The|and|with|your|Your|you|You|this|This|not|Show|Save|Add|Size|Instance|Cancel|Close|Search|Clear|Select|Nothing|Delete|None|All)(?![\\w-])");

    @Test
    void noEnglishWordsAreLeftInAGermanBrowser() {
        var ola = People.signIn("ola");
        for (var address : PAGES) {
            var page = ola.browse().header("Accept-Language", "de-AT,de;q=0.9,en;q=0.5").get(address).asString();
            assertTrue(page.contains("<html lang=\"de\"") || address.equals("/palette"), address);
            var text = SHOWN.matcher(page).replaceAll(match -> match.group(1) == null ? " "
                    : java.util.regex.Matcher.quoteReplacement(" " + match.group(1) + " "));
            assertEquals(List.of(), ENGLISH.matcher(text).results()
                    .map(match -> text.substring(Math.max(0, match.start() - 20), Math.min(text.length(), match.end() + 20)))
                    .toList(),
                    address);
        }
    }

    @Test
    void refusalsAndNumbersAreGermanOnPagesAndEnglishForPrograms() {
        var vic = People.signIn("vic");
        var refused = vic.browse().header("Accept-Language", "de").get("/limits/attic").asString();
        assertTrue(refused.contains("Dafür ist auf Attic „Die ganze Instanz begrenzen“ nötig"), refused);
        var list = vic.browse().header("Accept-Language", "de").get("/torrents?q=sintel").asString();
        assertTrue(list.contains("2,86<i>MiB</i>"), list);
        var hash = House.FILMS.getFirst().hash();
        var told = vic.script().header("Accept-Language", "de").body("{\"hashes\": [\"" + hash + "\"]}")
                .post("/api/v1/instances/attic/actions/torrents/stop").asString();
        assertTrue(told.contains("This needs") && told.contains("on Attic"), told);
    }

    @Test
    void whatSomebodyChoosesCountsMoreThanTheBrowser() {
        var vic = People.signIn("vic");
        vic.send().formParam("language", "de").post("/account/preferences").then().statusCode(303);
        assertTrue(vic.browse().header("Accept-Language", "en").get("/account").asString().contains("Aussehen und Sprache"));
        vic.send().formParam("language", "tlh").post("/account/preferences").then().statusCode(400);
        vic.send().formParam("language", "").post("/account/preferences").then().statusCode(303);
        assertFalse(vic.browse().header("Accept-Language", "fr, en;q=0.5").get("/account").asString().contains("Aussehen"));
        assertTrue(Stream.of("de;q=x", "*", "", "-").allMatch(header -> vic.browse().header("Accept-Language", header)
                .get("/account").asString().contains("lang=\"en\"")));
    }
}
