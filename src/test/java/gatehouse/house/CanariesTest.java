package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Sample;
import gatehouse.store.AuditLog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Secrets that are planted in servers and requests turn up in no answer, audit entry, health answer or log line.
/// [Overheard] listens in all other tests of the house too.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class CanariesTest {

    @Inject
    Actions actions;

    @Inject
    AuditLog audit;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @BeforeEach
    void fill() {
        Loft.fill();
    }

    @AfterEach
    void empty() {
        Loft.empty();
    }

    /// Every request of the table by everybody of the loft; the answers are listened to.
    @Test
    void everyRequestOfTheTableByEverybody() {
        for (var name : List.of("vic", "otto", "iris", "lin", "kai", "kim", "opal")) {
            var person = People.signIn(name);
            for (var action : actions.all().stream().filter(action -> !action.writes()).toList()) {
                List.of("loft", "attic", "cellar", "nowhere")
                        .forEach(instance -> person.ask(instance, action.id(), body(action)));
            }
            person.browse().get("/torrents");
            person.browse().get("/account");
            person.browse().get("/torrents/none").then().statusCode(404);
        }
        audited();
    }

    private static String body(Action action) {
        var values = Sample.values(action, Loft.KIMS.hash(), Loft.folder().toString());
        return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(values).toString();
    }

    @Test
    void whatIsSentInSecretIsNotWrittenDown() {
        var ola = People.signIn("ola");
        var address = "http://user:" + Loft.SECRET + "@127.0.0.1:9/" + Loft.PASSKEY + "/announce?key=" + Loft.PASSKEY;
        ola.ask("loft", "torrents/addTrackers", "{\"hash\": \"" + Loft.KIMS.hash() + "\", \"urls\": \"" + address + "\"}")
                .then()
                .statusCode(200);
        assertTrue(House.loft().get("torrents/trackers?hash=" + Loft.KIMS.hash()).contains(Loft.SECRET), "it arrived");
        ola.ask("loft", "app/setPreferences", "{\"json\": {\"proxy_password\": \"" + Loft.SECRET + "\"}}").then()
                .statusCode(200);
        ola.ask("loft", "rss/addFeed", "{\"url\": \"" + address + "\", \"path\": \"canary\"}");
        ola.ask("loft", "rss/removeItem", "{\"path\": \"canary\"}");
        ola.ask("loft", "torrents/add", "{\"urls\": \"" + address + "\", \"cookie\": \"uid=" + Loft.SECRET + "\"}");
        ola.ask("loft", "torrents/setLocation", "{\"hashes\": \"" + Loft.KIMS.hash() + "\", \"location\": \"" + address + "\"}")
                .then().statusCode(400);
        ola.ask("loft", "app/preferences", "{}").then().statusCode(200);
        ola.ask("loft", "app/setPreferences", "{\"json\": {\"proxy_password\": \"\"}}").then().statusCode(200);
        People.signIn("lin").ask("loft", "torrents/addTrackers",
                "{\"hash\": \"" + Loft.KIMS.hash() + "\", \"urls\": \"" + address + "\"}").then().statusCode(403);
        audited();
    }

    private void audited() {
        var entries = audit.recent(1_000).toString();
        Stream.concat(Overheard.secrets(), Stream.of(Loft.PASSKEY)).forEach(secret -> assertFalse(entries.contains(secret),
                () -> "the audit holds " + secret));
    }

    @Test
    void healthTellsNobodysSecrets() {
        new Overheard("nora").check("health", given().get(health).then().statusCode(200).extract().asString());
        new Overheard("nora").check("sign-in", given().header("Accept", "text/html").get("/sign-in").asString());
    }

    /// A listener that hears nothing would make all of this worthless.
    @Test
    void theListenerHears() {
        assertThrows(AssertionError.class, () -> new Overheard("lin").check("here", "http://x/" + Loft.PASSKEY));
        assertThrows(AssertionError.class, () -> new Overheard("kim").check("here", Loft.KAIS.name()));
        assertThrows(AssertionError.class,
                () -> new Overheard("ola").check("here", House.loftDoor().sessions().iterator().next()));
        assertThrows(AssertionError.class, () -> new Overheard("vic").check("here", People.signIn("ola").csrf()));
        new Overheard("kim").check("here", Loft.KIMS.name() + Loft.PASSKEY);
        assertEquals(List.of(), Overheard.logged(() -> Logger.getLogger("gatehouse.test").info("harmless")));
        assertEquals(1, Overheard.logged(() -> Logger.getLogger("gatehouse.test").infof("harm %s", Loft.SECRET)).size());
    }
}
