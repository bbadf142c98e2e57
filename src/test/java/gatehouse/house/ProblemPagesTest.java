package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import gatehouse.store.Database;
import gatehouse.store.Preferences;
import gatehouse.store.StoreUnavailable;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;

/// What goes wrong is said within the frame of every page, as long as that can be drawn, and to nobody else than who may come in.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ProblemPagesTest {

    private static final String FRAME = "class=\"mainnav\"";
    private static final String PLAIN = "class=\"gate-card\"";
    private static final String TOKEN = "(csrf(?:\" value)?=\")[0-9a-f]+";
    private static final String NOBODYS = "0123456789abcdef0123456789abcdef01234567";

    @Inject
    Database database;

    @Test
    void whoIsSignedInFindsTheMenuWhereItAlwaysIs() {
        var vic = People.signIn("vic");
        for (var address : new String[] { "/torrents/attic/" + NOBODYS, "/nowhere/at/all", "/nothing-here" }) {
            vic.browse().get(address).then().statusCode(404).body(containsString(FRAME),
                    containsString("There is nothing here"),
                    not(containsString(PLAIN)));
        }
        vic.browse().header("Origin", "http://localhost").formParam("csrf", "00").post("/account/preferences").then()
                .statusCode(403).body(containsString(FRAME), containsString("This form did not come from a page"));
        vic.browse().get("/torrents/attic/what").then().statusCode(400).body(containsString(FRAME));
    }

    @Test
    void whoIsNotSignedInAndScriptsAreToldWithoutIt() {
        given().header("Accept", "text/html").get("/nowhere").then().statusCode(404)
                .body(containsString(PLAIN), not(containsString(FRAME)));
        People.signIn("nora").browse().get("/nowhere").then().statusCode(404)
                .body(containsString(PLAIN), not(containsString(FRAME)));
        var vic = People.signIn("vic");
        vic.send().post("/torrents/actions/nothing").then().statusCode(404)
                .body(containsString(PLAIN), not(containsString(FRAME)));
        vic.ask().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void whatIsNotOnesOwnIsNotThereToTheLastByte() {
        Loft.add(Loft.KAIS, "kais-category", "kais-tag");
        Loft.ownership().assign("loft", new Hash(Loft.KAIS.hash()), "local:kai");
        Loft.await("Kai's film", () -> Loft.shows(Loft.KAIS));
        var kim = People.signIn("kim");
        try {
            for (var tab : new String[] { "", "/files", "/peers" }) {
                assertEquals(page(kim, "/torrents/loft/" + NOBODYS + tab),
                        page(kim, "/torrents/loft/" + Loft.KAIS.hash() + tab));
            }
            People.signIn("kai").browse().get("/torrents/loft/" + Loft.KAIS.hash()).then().statusCode(200);
        } finally {
            Loft.empty();
        }
    }

    /// The token of forms is masked anew in every page.
    private static String page(People person, String address) {
        return person.browse().get(address).then().statusCode(404).body(containsString(FRAME)).extract().asString()
                .replaceAll(TOKEN, "$1");
    }

    @Test
    void aMistakeOfOursIsSaidWithinTheFrameOrElseWithout() {
        var vic = People.signIn("vic");
        broken(new IllegalStateException("the inner part"), false);
        vic.browse().get("/torrents").then().statusCode(500).body(containsString(FRAME),
                containsString("Gatehouse made a mistake"), not(containsString("inner part")));
        broken(new StoreUnavailable("away", null), false);
        vic.browse().get("/torrents").then().statusCode(503)
                .body(containsString(FRAME), containsString("The database does not answer"));
        broken(new StoreUnavailable("away", null), true);
        vic.browse().header("Accept-Language", "de").get("/torrents").then().statusCode(503).body(containsString(PLAIN),
                containsString("lang=\"de\""), not(containsString(FRAME)));
        vic.browse().get("/nowhere").then().statusCode(404).body(containsString(PLAIN), not(containsString(FRAME)));
        broken(new IllegalStateException("the inner part"), true);
        vic.browse().get("/torrents").then().statusCode(500).body(containsString(PLAIN), containsString("made a mistake"),
                not(containsString("inner part")));
    }

    /// What people have chosen cannot be read: for the list, or for whatever is drawn for them.
    private void broken(RuntimeException why, boolean wholly) {
        QuarkusMock.installMockForType(new Preferences(database, Clock.systemUTC()) {
            @Override
            public Optional<String> get(String person, String name) {
                throw why;
            }

            @Override
            public Map<String, String> all(String person) {
                if (wholly) {
                    throw why;
                }
                return super.all(person);
            }
        }, Preferences.class);
    }
}
