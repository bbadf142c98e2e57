package gatehouse.packaged;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// Two replicas are one Gatehouse: it does not matter which of them somebody comes to, and nothing is lost or done twice when
/// one of them dies, is replaced, or when their database goes away.
class ReplicasTest {

    private static Pair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new Pair();
        pair.start();
    }

    @AfterAll
    static void stop() throws Exception {
        pair.close();
    }

    @Test
    void whoSignsInAtOneIsSignedInAtTheOtherAndSignedOutAtBoth() {
        var ola = pair.signIn(pair.address(0), "ola");
        ola.page(pair.address(1), "/account").then().statusCode(200).body(containsString("Ola"));
        for (var visit = 0; visit < 4; visit++) {
            ola.page(pair.address(), "/torrents").then().statusCode(200);
        }
        ola.form().post(pair.address(1) + "/sign-out").then().statusCode(303);
        ola.page(pair.address(0), "/torrents").then().statusCode(303).header("Location", containsString("/sign-in"));
    }

    @Test
    void aKeyThatIsRevokedAtOneIsRefusedAtTheOther() {
        var ola = pair.signIn(pair.address(0), "ola");
        var key = ola.post(pair.address(0), "/api/v1/keys", """
                {"name": "a script", "instances": ["*"], "rights": ["view", "control"]}""").then().statusCode(200).extract()
                .jsonPath();
        var app = given().header("Authorization", "Bearer " + key.getString("secret")).header("Accept", "application/json");
        app.get(pair.address(0) + "/api/v1/instances/attic").then().statusCode(200);
        app.get(pair.address(1) + "/api/v1/instances/attic").then().statusCode(200);
        ola.delete(pair.address(0), "/api/v1/keys/" + key.getLong("id")).then().statusCode(200);
        app.get(pair.address(0) + "/api/v1/instances/attic").then().statusCode(401);
        Pair.within10Seconds("the key is refused", () -> app.get(pair.address(1) + "/api/v1/instances/attic")
                .statusCode() == 401);
        pair.door.clear();
        app.contentType("application/json").body("{\"hashes\": \"all\"}")
                .post(pair.address(1) + "/api/v1/instances/attic/actions/torrents/stop").then().statusCode(401);
        assertEquals(List.of(), pair.door.writes());
    }

    @Test
    void aChangeOfTheFileCountsAtBoth() throws IOException {
        var kim = pair.signIn(pair.address(), "kim");
        seenInstance(kim);
        var written = Files.readString(pair.file);
        Files.writeString(pair.file, written.replace("role: kid }", "role: somebody-else }"));
        try {
            for (var replica : List.of(0, 1)) {
                Pair.within10Seconds("Kim's grant is gone", () -> kim.read(pair.address(replica), "/api/v1/instances/attic")
                        .statusCode() == 403);
            }
        } finally {
            Files.writeString(pair.file, written);
        }
        seenInstance(kim);
    }

    @Test
    void aCommandAtOneIsInTheAuditOfTheOther() {
        var file = pair.torrent("told to both.iso");
        var ola = pair.signIn(pair.address(), "ola");
        seen(ola, file);
        ola.act(pair.address(0), Pair.INSTANCE, "torrents/stop", hashes(file)).then().statusCode(200);
        Qbittorrent.await("the stop", () -> pair.server.state(file.hash()).startsWith("paused"));
        var entries = entries(ola, file);
        assertEquals(List.of("done"), entries.stream().map(entry -> entry.get("result")).toList());
        ola.read(pair.address(1), "/api/v1/audit/verify").then().statusCode(200).body("intact", equalTo(true));
    }

    @Test
    void whatARestartedReplicaWasDoingIsUnknownAndDoneOnce() throws Exception {
        var file = pair.torrent("killed in the middle.iso");
        var ola = pair.signIn(pair.address(1), "ola");
        seen(ola, file);
        pair.door.clear();
        pair.way.hold(true);
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            waiting.submit(() -> ola.act(pair.address(0), Pair.INSTANCE, "torrents/stop", hashes(file)));
            Qbittorrent.await("the command", () -> pair.door.writes().size() == 1);
            pair.replicas.getFirst().kill();
        }
        pair.way.hold(false);
        pair.way.cut();
        assertEquals(List.of("unknown"), entries(ola, file).stream().map(entry -> entry.get("result")).toList());
        ola.page(pair.address(), "/torrents").then().statusCode(200);
        pair.replicas.getFirst().start();
        assertEquals(1, pair.door.writes().size());
        assertEquals(1, entries(ola, file).size());
        assertTrue(pair.server.state(file.hash()).startsWith("paused"));
        ola.read(pair.address(0), "/api/v1/audit/verify").then().statusCode(200).body("intact", equalTo(true));
    }

    @Test
    void aRollingRestartSignsNobodyOut() throws Exception {
        var ola = pair.signIn(pair.address(), "ola");
        for (var replica : pair.replicas) {
            replica.close();
            ola.page(pair.address(), "/torrents").then().statusCode(200);
            replica.start();
        }
        ola.page(pair.address(0), "/torrents").then().statusCode(200);
        ola.page(pair.address(1), "/torrents").then().statusCode(200);
    }

    @Test
    void addsAtBothAtOnceKeepToTheLimit() throws Exception {
        var kim = pair.signIn(pair.address(), "kim");
        seenInstance(kim);
        var answers = atOnce(IntStream.range(0, 8).<Callable<Integer>> mapToObj(number -> () -> kim
                .act(pair.address(number % 2), Pair.INSTANCE, "torrents/add", magnet(number)).statusCode()).toList());
        assertEquals(3, answers.stream().filter(status -> status == 200).count(), answers::toString);
        assertEquals(5, answers.stream().filter(status -> status == 403).count(), answers::toString);
        Qbittorrent.await("three of Kim's", () -> magnetsAtTheServer() == 3);
        assertEquals(3, magnetsAtTheServer());
    }

    @Test
    void withoutTheDatabasePagesGoOnForAWhileAndCommandsDoNot() {
        var file = pair.torrent("while it is away.iso");
        var ola = pair.signIn(pair.address(0), "ola");
        seen(ola, file);
        ola.page(pair.address(0), "/torrents").then().statusCode(200);
        pair.door.clear();
        pair.database.shut();
        try {
            ola.page(pair.address(0), "/torrents").then().statusCode(200);
            ola.act(pair.address(0), Pair.INSTANCE, "torrents/stop", hashes(file)).then().statusCode(503)
                    .contentType("application/problem+json").body("detail", containsString("audit"));
            assertEquals(List.of(), pair.door.writes());
            Qbittorrent.await("the end of its patience", () -> ola.page(pair.address(0), "/torrents").statusCode() == 503);
            ola.page(pair.address(0), "/torrents").then().body(containsString("database"));
            Qbittorrent.await("the page for whoever is not remembered", () -> ola.page(pair.address(0), "/torrents").asString()
                    .contains("class=\"gate-card\""));
        } finally {
            pair.database.open();
        }
        Qbittorrent.await("the database", () -> ola.page(pair.address(0), "/torrents").statusCode() == 200);
        ola.act(pair.address(0), Pair.INSTANCE, "torrents/stop", hashes(file)).then().statusCode(200);
        Qbittorrent.await("the stop", () -> pair.server.state(file.hash()).startsWith("paused"));
    }

    /// Both replicas see it: each polls for itself.
    private static void seen(Visitor person, TorrentFile file) {
        for (var replica : List.of(0, 1)) {
            Qbittorrent.await(file.name(), () -> person.read(pair.address(replica),
                    "/api/v1/instances/attic/torrents/" + file.hash()).statusCode() == 200);
        }
    }

    private static void seenInstance(Visitor person) {
        for (var replica : List.of(0, 1)) {
            Qbittorrent.await("the attic", () -> person.read(pair.address(replica), "/api/v1/instances/attic").asString()
                    .contains("connected"));
        }
    }

    private static List<Map<String, Object>> entries(Visitor person, TorrentFile file) {
        return person.read(pair.address(1), "/api/v1/audit?torrent=" + file.hash()).then().statusCode(200).extract()
                .jsonPath().getList("entries");
    }

    private static String hashes(TorrentFile file) {
        return "{\"hashes\": [\"" + file.hash() + "\"]}";
    }

    private static String magnet(int number) {
        return "{\"urls\": [\"magnet:?xt=urn:btih:" + ("%040x".formatted(0xbeef00 + number)) + "\"]}";
    }

    private static long magnetsAtTheServer() {
        return IntStream.range(0, 8)
                .filter(number -> pair.server.get("torrents/info").contains("%040x".formatted(0xbeef00 + number)))
                .count();
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var future : pool.invokeAll(work)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
