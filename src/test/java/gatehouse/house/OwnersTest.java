package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditQuery;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Whose a torrent is, who may change that, and what sharing gives: that torrent and nothing else.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class OwnersTest {

    private static final String SINTEL = House.FILMS.getFirst().hash();
    private static final String TEARS = House.FILMS.getLast().hash();
    private static final String OWNER = "/api/v1/instances/attic/torrents/" + TEARS + "/owner";
    private static final String SHARED = "/api/v1/instances/attic/torrents/" + TEARS + "/shared";
    private static final String STOP = "/api/v1/instances/attic/actions/torrents/stop";
    private static final String WITH_UNA = "{\"person\": \"local:una\", \"may\": \"%s\"}";

    @Inject
    Mirrors mirrors;

    @Inject
    AuditLog audit;

    @Inject
    Ownership ownership;

    @BeforeEach
    void tearsIsOttos() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        House.attic().post("torrents/resume", Map.of("hashes", "all"));
        Qbittorrent.await("both run", () -> House.attic().state(SINTEL).equals("stalledUP")
                && House.attic().state(TEARS).equals("stalledUP"));
        People.account("una");
        ownership.release("attic", new Hash(SINTEL));
        ownership.assign("attic", new Hash(TEARS), "local:otto");
        House.doors().forEach(RecordingProxy::clear);
    }

    @AfterEach
    void nobodyOwnsAnything() {
        ownership.release("attic", new Hash(SINTEL));
        ownership.release("attic", new Hash(TEARS));
    }

    private static String body(String... hashes) {
        return "{\"hashes\": [\"" + String.join("\", \"", hashes) + "\"]}";
    }

    @Test
    void whatIsSharedForSeeingIsSeenAndNothingElse() {
        var otto = People.signIn("otto");
        var una = People.signIn("una");
        una.browse().get("/torrents").then().body(containsString("0 torrents"), not(containsString("Sintel")),
                not(containsString("Tears")));
        una.ask().get(OWNER).then().statusCode(404);

        otto.tell(WITH_UNA.formatted("see")).put(SHARED).then().statusCode(200).body("shared.'local:una'", equalTo("see"));
        una.browse().get("/torrents").then().body(containsString("1 torrent<"), containsString("Tears"),
                not(containsString("Sintel")));
        una.ask().get(OWNER).then().statusCode(200).body("owner", equalTo("local:otto"), "mayChange", equalTo(false),
                "shared.'local:una'", equalTo("see"));
        una.tell(body(TEARS)).post(STOP).then().statusCode(403).body("reason", equalTo("NOT_OWN"));
        una.tell(body(SINTEL)).post(STOP).then().statusCode(404).body(not(containsString("Sintel")));
        assertEquals(List.of(), House.atticDoor().writes());
    }

    @Test
    void whatIsSharedForDoingIsTouchedAndNothingElseUntilItIsTakenBack() {
        var otto = People.signIn("otto");
        var una = People.signIn("una");
        otto.tell(WITH_UNA.formatted("do")).put(SHARED).then().statusCode(200);
        una.tell(body("all")).post(STOP).then().statusCode(200).body("torrents", equalTo(1));
        assertEquals("hashes=" + TEARS, House.atticDoor().writes().getLast().body());
        Qbittorrent.await("Tears of Steel is stopped", () -> House.attic().state(TEARS).equals("pausedUP"));
        assertEquals("stalledUP", House.attic().state(SINTEL));

        House.doors().forEach(RecordingProxy::clear);
        otto.tell("").queryParam("person", "local:una").delete(SHARED).then().statusCode(200).body("shared.size()",
                equalTo(0));
        una.tell(body(TEARS)).post(STOP).then().statusCode(404);
        una.browse().get("/torrents").then().body(containsString("0 torrents"));
        assertEquals(List.of(), House.atticDoor().writes());
    }

    @Test
    void whoSharesItMayNotPassItOn() {
        People.signIn("otto").tell(WITH_UNA.formatted("do")).put(SHARED).then().statusCode(200);
        var una = People.signIn("una");
        una.tell("{\"person\": \"local:vic\", \"may\": \"do\"}").put(SHARED).then().statusCode(403)
                .body("right", equalTo("organise"), "reason", equalTo("NOT_OWN"),
                        "detail", containsString("Set categories, tags and names"));
        una.tell("{\"person\": \"local:una\"}").put(OWNER).then().statusCode(403);
        una.tell("").delete(OWNER).then().statusCode(403);
        una.tell("").queryParam("person", "local:una").delete(SHARED).then().statusCode(403);
        assertEquals("local:otto", ownership.owner("attic", new Hash(TEARS)).orElseThrow());
        var entry = audit.find(AuditQuery.of("local:una", 1)).getFirst();
        assertEquals(Result.REFUSED, entry.result());
        assertEquals("owner/unshare", entry.action());
        assertEquals("organise NOT_OWN", entry.detail());
    }

    @Test
    void anOwnerGivesItAwayAndThenHasNoSay() {
        var otto = People.signIn("otto");
        otto.tell("{\"person\": \"local:una\"}").put(OWNER).then().statusCode(200).body("owner", nullValue(),
                "owned", equalTo(true), "mayChange", equalTo(false));
        otto.tell("{\"person\": \"local:otto\"}").put(OWNER).then().statusCode(403);
        People.signIn("una").ask().get(OWNER).then().body("owner", equalTo("local:una"), "mayChange", equalTo(true));
        var given = audit.find(AuditQuery.of("local:otto", 10)).stream().filter(entry -> entry.result() == Result.DONE)
                .findFirst().orElseThrow();
        assertEquals("owner/assign", given.action());
        assertEquals(Map.of("person", "local:una"), given.intent().arguments());
        assertEquals("Tears of Steel.webm", given.torrents().getFirst().name());
        assertTrue(given.intent().grant().startsWith("helper, line"));
    }

    @Test
    void whatIsNobodysIsGivenOnlyByWhoMayTouchAll() {
        var sintel = OWNER.replace(TEARS, SINTEL);
        People.account("otto");
        People.signIn("otto").tell("{\"person\": \"local:otto\"}").put(sintel).then().statusCode(403)
                .body("right", equalTo("organise"));
        People.signIn("ann").tell("{\"person\": \"local:otto\"}").put(sintel).then().statusCode(200)
                .body("owner", equalTo("local:otto"), "mayChange", equalTo(true));
        People.signIn("ann").tell("").delete(sintel).then().statusCode(200).body("owned", equalTo(false));
        People.signIn("ann").tell("{\"person\": \"local:una\", \"may\": \"see\"}").put(sintel.replace("owner", "shared")).then()
                .statusCode(404);
    }

    @Test
    void whatCountsAgainstALimitCannotBeGivenAwayToAddMore() {
        Loft.fill();
        try {
            var kims = "/api/v1/instances/loft/torrents/" + Loft.KIMS.hash();
            var kim = People.signIn("kim");
            var kai = People.signIn("kai");
            kim.tell("{\"person\": \"local:kai\"}").put(kims + "/owner").then().statusCode(403)
                    .body("parameter", equalTo("owner"), "allowed", equalTo(List.of("local:kim")), "role",
                            equalTo("member"));
            kim.tell("").delete(kims + "/owner").then().statusCode(403);
            assertEquals("local:kim", ownership.owner("loft", new Hash(Loft.KIMS.hash())).orElseThrow());
            kim.tell("{\"person\": \"local:kai\", \"may\": \"do\"}").put(kims + "/shared").then().statusCode(200);
            kai.tell("{}").post("/api/v1/instances/loft/actions/torrents/info").then().statusCode(200).body("answer.hash",
                    hasItems(Loft.KIMS.hash(), Loft.KAIS.hash()));
            People.signIn("ola").tell("{\"person\": \"local:kai\"}").put(kims + "/owner").then().statusCode(200)
                    .body("owner", equalTo("local:kai"), "shared.size()", equalTo(0));
        } finally {
            Loft.empty();
        }
    }

    @Test
    void everybodyIsAPersonToShareWith() {
        People.signIn("otto").tell("{\"person\": \"*\", \"may\": \"see\"}").put(SHARED).then().statusCode(200);
        People.signIn("una").browse().get("/torrents").then().body(containsString("Tears"), not(containsString("Sintel")));
    }

    @Test
    void aViewerSeesThatItIsSomebodysButNotWhose() {
        People.signIn("otto").tell(WITH_UNA.formatted("do")).put(SHARED).then().statusCode(200);
        People.signIn("vic").ask().get(OWNER).then().statusCode(200).body("owned", equalTo(true), "owner", nullValue(),
                "shared.size()", equalTo(0), "mayChange", equalTo(false));
        People.signIn("vic").tell("{\"person\": \"local:vic\"}").put(OWNER).then().statusCode(403)
                .body("right", equalTo("organise"), "reason", equalTo("NO_GRANT"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[]", "{\"person\": 1}", "{\"person\": \"local:nosuch\"}", "{\"person\": \"una\"}",
            "{\"person\": \"\"}", "{\"person\": \"local:una\", \"may\": \"do\"}",
            "{\"person\": \"local:una\", \"person\": \"local:vic\"}" })
    void nonsenseIsTurnedAway(String body) {
        People.signIn("otto").tell(body).put(OWNER).then().statusCode(400);
        assertEquals("local:otto", ownership.owner("attic", new Hash(TEARS)).orElseThrow());
    }

    @Test
    void whatIsNotThereOrNotVisibleGivesTheSameAnswer() {
        var vic = People.signIn("vic");
        var nothing = vic.ask().get(OWNER.replace(TEARS, "0".repeat(40))).then().statusCode(404).extract().asString();
        assertEquals(nothing, vic.ask().get(OWNER.replace("attic", "cellar")).then().statusCode(404).extract().asString());
        assertEquals(nothing, vic.ask().get(OWNER.replace("attic", "nosuch")).then().statusCode(404).extract().asString());
        assertEquals(nothing, vic.ask().get(OWNER.replace(TEARS, "x")).then().statusCode(404).extract().asString());
    }

    @Test
    void withoutTheTokenNothingChanges() {
        var otto = People.signIn("otto");
        otto.ask().header("Origin", "http://localhost").contentType("application/json").body(WITH_UNA.formatted("do"))
                .put(SHARED).then().statusCode(403);
        otto.tell(WITH_UNA.formatted("do")).header("Sec-Fetch-Site", "cross-site").put(SHARED).then().statusCode(403);
        assertEquals(Map.of(), ownership.owned("attic", new Hash(TEARS)).orElseThrow().sharedWith());
    }
}
