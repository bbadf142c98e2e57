package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Sample;
import gatehouse.live.Mirrors;
import gatehouse.real.TorrentFile;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Threats A10 and A14 to A21: whose a torrent is, who sees and touches it, how many one may have, tried on a real server.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class OwnThingsTest {

    private static final String KIMS = Loft.KIMS.hash();
    private static final String KAIS = Loft.KAIS.hash();
    private static final String NOBODYS = Loft.NOBODYS.hash();

    @Inject
    Ownership ownership;

    @Inject
    Actions actions;

    @Inject
    Mirrors mirrors;

    private Instant owned;

    @BeforeEach
    void fill() {
        Loft.fill();
        owned = Instant.now();
    }

    @AfterEach
    void empty() {
        Loft.empty();
    }

    private static String hashes(String... hashes) {
        return "{\"hashes\": \"" + String.join("|", hashes) + "\"}";
    }

    @Test
    void a10NoByteOfAPassKeyForWhoeverMayNotSeeTrackers() {
        var lin = People.signIn("lin");
        assertTrue(House.loft().get("torrents/trackers?hash=" + KIMS).contains(Loft.PASSKEY));
        for (var action : actions.all().stream().filter(action -> !action.writes()).toList()) {
            var said = lin.ask("loft", action.id(), body(action)).asString();
            assertFalse(said.contains(Loft.PASSKEY), action.id() + ": " + said);
        }
        assertFalse(lin.browse().get("/torrents").asString().contains(Loft.PASSKEY));
        assertFalse(lin.browse().queryParam("q", Loft.PASSKEY).get("/torrents/live-not").asString().contains(Loft.PASSKEY));
        var kim = People.signIn("kim").ask("loft", "sync/maindata", "{}").asString();
        assertTrue(kim.contains(Loft.PASSKEY), "whoever may see trackers sees them: " + kim);
    }

    private static String body(Action action) {
        var values = Sample.values(action, KIMS, Loft.folder().toString());
        return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(values).toString();
    }

    @Test
    void a14OneForeignTorrentAndNothingIsSent() {
        var kim = People.signIn("kim");
        for (var action : List.of("torrents/stop", "torrents/recheck", "torrents/toggleSequentialDownload")) {
            kim.ask("loft", action, hashes(KIMS, KAIS)).then().statusCode(404).body(not(containsString("Kai")));
            kim.ask("loft", action, hashes(KIMS, NOBODYS)).then().statusCode(404);
        }
        ownership.share("loft", new Hash(KAIS), "local:kim", Ownership.May.SEE);
        kim.ask("loft", "torrents/stop", hashes(KIMS, KAIS)).then().statusCode(403).body("torrents", equalTo(List.of(KAIS)))
                .body("reason", equalTo("NOT_OWN"));
        kim.ask("loft", "torrents/delete", "{\"hashes\": \"" + KAIS + "\", \"deleteFiles\": true}").then().statusCode(403);
        assertEquals(List.of(), Loft.reached());
    }

    @Test
    void a14AllMeansAllOfOnesOwn() {
        People.signIn("kim").ask("loft", "torrents/stop", "{\"hashes\": \"all\"}").then().statusCode(200).body("torrents",
                equalTo(1));
        assertEquals(List.of("hashes=" + KIMS), Loft.reached().stream().map(request -> request.body()).toList());
    }

    @Test
    void a15AllOfNothingIsNothing() {
        ownership.assign("loft", new Hash(KAIS), "local:somebody");
        var kai = People.signIn("kai");
        for (var action : List.of("torrents/stop", "torrents/start", "torrents/recheck")) {
            kai.ask("loft", action, "{\"hashes\": \"all\"}").then().statusCode(200).body("torrents", equalTo(0));
        }
        kai.ask("loft", "torrents/delete", "{\"hashes\": \"all\", \"deleteFiles\": true}").then().statusCode(200);
        kai.ask("loft", "torrents/stop", "{\"hashes\": []}").then().statusCode(400).body("parameter", equalTo("hashes"));
        kai.ask("loft", "torrents/stop", "{}").then().statusCode(400).body("parameter", equalTo("hashes"));
        kai.ask("loft", "torrents/info", "{\"hashes\": \"\"}").then().statusCode(400);
        assertEquals(List.of(), Loft.reached());
    }

    @ParameterizedTest
    @ValueSource(strings = { "ALL", " all", "all|", "|@", "@|", "@ ", "@0", "x@", "%@", "٠٠@" })
    void a16WhatIsAlmostAHashIsNone(String written) {
        People.signIn("kim").ask("loft", "torrents/stop", hashes(written.replace("@", KIMS))).then().statusCode(400)
                .body("parameter", equalTo("hashes"));
        assertEquals(List.of(), Loft.reached());
    }

    @Test
    void a16SpellingsOfOneHashAreOneTorrent() {
        var upper = KIMS.toUpperCase(java.util.Locale.ROOT);
        People.signIn("kim").ask("loft", "torrents/stop", hashes(upper, KIMS, upper)).then().statusCode(200).body("torrents",
                equalTo(1));
        assertEquals("hashes=" + KIMS, Loft.reached().getFirst().body());
    }

    @Test
    void a17QuestionsTellNothingOfOthers() {
        var kim = People.signIn("kim");
        kim.ask("loft", "torrents/info", hashes(KAIS)).then().statusCode(200).body("answer", hasSize(0));
        kim.ask("loft", "torrents/count", "{}").then().body("answer", equalTo(1));
        kim.ask("loft", "torrents/categories", "{}").then().body(not(containsString("kais")))
                .body(not(containsString("nobodys")));
        kim.ask("loft", "torrents/tags", "{}").then().body(not(containsString("kais"))).body(not(containsString("nobodys")));
        for (var action : List.of("torrents/properties", "torrents/files", "torrents/trackers", "torrents/pieceStates")) {
            var hidden = kim.ask("loft", action, "{\"hash\": \"" + KAIS + "\"}");
            var absent = kim.ask("loft", action, "{\"hash\": \"" + "0".repeat(40) + "\"}");
            assertEquals(404, hidden.statusCode());
            assertEquals(absent.asString(), hidden.asString());
        }
        assertEquals(List.of(), Loft.reached());
    }

    /// The other doors of the house to a torrent: whose it is, why somebody may not, and what was done to it.
    @Test
    void a17NoOtherDoorTellsOfAHiddenTorrent() {
        var kim = People.signIn("kim");
        for (var path : List.of("/api/v1/instances/loft/torrents/@/owner",
                "/api/v1/access/explain?right=control&instance=loft&hash=@",
                "/access/why?right=control&instance=loft&hash=@")) {
            var hidden = kim.script().get(path.replace("@", KAIS));
            var absent = kim.script().get(path.replace("@", "0".repeat(40)));
            assertEquals(absent.statusCode(), hidden.statusCode(), path);
            assertEquals(absent.asString().replace("0".repeat(40), "@"), hidden.asString().replace(KAIS, "@"), path);
        }
        var owner = "/api/v1/instances/loft/torrents/" + KAIS + "/owner";
        kim.script().body("{\"person\": \"local:kim\"}").put(owner).then().statusCode(404);
        kim.script().delete(owner).then().statusCode(404);
        kim.script().body("{\"person\": \"local:kim\", \"may\": \"do\"}").put(owner.replace("owner", "shared")).then()
                .statusCode(404);
        kim.script().get("/api/v1/audit").then().statusCode(200).body("entries.person", everyItem(equalTo("local:kim")));
        kim.script().get("/api/v1/audit?person=local:kai").then().statusCode(403);
        assertEquals(Optional.of("local:kai"), ownership.owner("loft", new Hash(KAIS)));
        assertEquals(List.of(), Loft.reached());
    }

    @Test
    void a18WhatIsDeletedAndAddedAgainIsWhoseItIsThen() {
        People.signIn("kim").ask("loft", "torrents/delete", "{\"hashes\": \"" + KIMS + "\", \"deleteFiles\": false}").then()
                .statusCode(200);
        Loft.await("it is gone", () -> !Loft.mirror().torrents().containsKey(new Hash(KIMS)));
        add("kai", Loft.KIMS).then().statusCode(200);
        Loft.await("it is back", () -> Loft.shows(Loft.KIMS));
        assertEquals(Optional.of("local:kai"), ownership.owner("loft", new Hash(KIMS)));
        House.loftDoor().clear();
        People.signIn("kim").ask("loft", "torrents/stop", hashes(KIMS)).then().statusCode(404);
        assertEquals(List.of(), Loft.reached());
    }

    @Test
    void a18WhatIsDeletedPastGatehouseIsNobodysWhenItComesBack() {
        House.loft().post("torrents/delete", Map.of("hashes", KIMS, "deleteFiles", "false"));
        Loft.await("it is gone and stays gone", () -> !Loft.mirror().torrents().containsKey(new Hash(KIMS)) && mirrors
                .find("loft").orElseThrow().now().lastGood().orElseThrow().isAfter(owned.plusSeconds(6)));
        add("kai", Loft.KIMS).then().statusCode(200);
        Loft.await("it is back", () -> Loft.shows(Loft.KIMS));
        assertEquals(Optional.of("local:kai"), ownership.owner("loft", new Hash(KIMS)));
    }

    @Test
    void a18ATorrentThatIsThereDoesNotBecomeWhoseverAddsItOnceMore() {
        for (var file : List.of(Loft.KAIS, Loft.NOBODYS)) {
            add("kim", file);
        }
        assertEquals(Optional.of("local:kai"), ownership.owner("loft", new Hash(KAIS)));
        assertEquals(Optional.empty(), ownership.owner("loft", new Hash(NOBODYS)));
    }

    /// Servers take the trackers of a torrent that they have already as further ones for it.
    @Test
    void a18WhoAddsATorrentOnceMoreDoesNotChangeSomebodyElses() {
        var link = "magnet:?xt=urn:btih:" + KAIS + "&tr=http%3A%2F%2F127.0.0.1%3A9%2Fspy%2Fannounce";
        People.signIn("kim").ask("loft", "torrents/add", "{\"urls\": \"" + link + "\"}");
        assertFalse(House.loft().get("torrents/trackers?hash=" + KAIS).contains("spy"));
    }

    private static io.restassured.response.Response add(String name, TorrentFile... files) {
        var list = java.util.Arrays.stream(files).map(file -> "{\"name\": \"a.torrent\", \"content\": \""
                + Base64.getEncoder().encodeToString(file.bytes()) + "\"}").collect(java.util.stream.Collectors.joining(","));
        return People.signIn(name).ask("loft", "torrents/add", "{\"stopped\": true, \"torrents\": [" + list + "]}");
    }

    /// Kim has one and may have three.
    @Test
    void a19AddsAtTheSameTimeDoNotExceedWhatIsAllowed() throws Exception {
        var kim = People.signIn("kim");
        var files = IntStream.range(0, 6).mapToObj(number -> TorrentFile.hollow("parallel " + number, 300_000)).toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = pool.invokeAll(files.stream().map(file -> (Callable<Integer>) () -> kim.ask("loft", "torrents/add",
                    "{\"stopped\": true, \"torrents\": [{\"name\": \"a\", \"content\": \""
                            + Base64.getEncoder().encodeToString(file.bytes()) + "\"}]}")
                    .statusCode()).toList());
            var statuses = asked.stream().map(future -> future.resultNow()).sorted().toList();
            assertEquals(List.of(200, 200, 403, 403, 403, 403), statuses);
        }
        assertEquals(2, House.loftDoor().count("torrents/add"));
    }

    @Test
    void a19EveryLineAndFileOfOneAddIsCounted() {
        var links = IntStream.range(1, 4).mapToObj(digit -> ("" + digit).repeat(40)).toList();
        People.signIn("kim").ask("loft", "torrents/add", "{\"urls\": \"" + String.join("\\n", links) + "\"}").then()
                .statusCode(403).body("limit", equalTo("TORRENTS")).body("allowed", equalTo(3));
        add("kim", TorrentFile.hollow("one", 1), TorrentFile.hollow("two", 2), TorrentFile.hollow("three", 3)).then()
                .statusCode(403).body("limit", equalTo("TORRENTS"));
        assertEquals(List.of(), Loft.reached());
    }

    @Test
    void a21TagsAndCategoriesAtTheServerMakeNobodyAnOwner() {
        House.loft().post("torrents/setCategory", Map.of("hashes", KAIS, "category", "kim"));
        House.loft().post("torrents/addTags", Map.of("hashes", KAIS, "tags", "by kim"));
        Loft.await("the mirror shows it", () -> Loft.mirror().torrents().get(new Hash(KAIS)).category().equals("kim"));
        House.loftDoor().clear();
        var kim = People.signIn("kim");
        kim.ask("loft", "torrents/count", "{}").then().body("answer", equalTo(1));
        kim.ask("loft", "torrents/stop", hashes(KAIS)).then().statusCode(404);
        kim.ask("loft", "torrents/addTags",
                "{\"hashes\": \"" + KIMS + "\", \"tags\": \"x,gatehouse-add-00112233445566778899aabbccddeeff\"}").then()
                .statusCode(400).body("parameter", equalTo("tags"));
        assertEquals(List.of(), Loft.reached());
    }
}
