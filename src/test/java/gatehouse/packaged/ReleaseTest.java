package gatehouse.packaged;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.docs.Documents;
import gatehouse.real.Gatehouse;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;

/// What `bin/release` makes can be unpacked and started anywhere, and stops as an operator wants: nobody who was let in is left
/// without an answer.
class ReleaseTest {

    private static final String PASSWORD = "a password for the release";
    /// Fewer than there are connections to one server, for all of them are to be under way.
    private static final int AT_ONCE = 3;

    private static Path folder;
    private static Path unpacked;
    private static Qbittorrent server;
    private static RecordingProxy door;
    private static final String COLLECTORS = "Y29sbGVjdG9yOnNlY3JldA==";
    private static Collector collector;

    @BeforeAll
    static void release() throws Exception {
        folder = Files.createTempDirectory("gatehouse-release");
        var archive = Path.of(run(Path.of("."), "bin/release").lines().toList().getLast()).toAbsolutePath();
        run(archive.getParent(), "sha256sum", "--check", "--quiet", archive.getFileName() + ".sha256");
        run(folder, "tar", "-xf", archive.toString());
        unpacked = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
        server = Qbittorrent.start(folder.resolve("server"), PASSWORD, 5);
        door = RecordingProxy.before(server.port());
        collector = Collector.start();
    }

    @AfterAll
    static void end() {
        collector.close();
        door.close();
        server.kill();
    }

    private static String run(Path where, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", ".log");
        var process = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        var ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(output);
        assertTrue(ended, () -> String.join(" ", command) + " does not end: " + said);
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    @Test
    void everythingIsInItAndAsItWasMade() throws Exception {
        run(unpacked, "sha256sum", "--check", "--quiet", "SHA256SUMS");
        var sums = Files.readAllLines(unpacked.resolve("SHA256SUMS")).stream().map(line -> line.split(" +")[1]).toList();
        for (var file : List.of("./app/quarkus-run.jar", "./app/gatehouse.aot", "./gatehouse.example.yaml",
                "./gatehouse.service",
                "./gatehouse.env", "./sbom.json", "./aot", "./LICENSE", "./CHANGELOG.md")) {
            assertTrue(sums.contains(file), file);
        }
        var components = new ObjectMapper().readTree(unpacked.resolve("sbom.json").toFile()).path("components");
        var named = components.findValues("name").stream().map(JsonNode::asText).toList();
        assertTrue(named.containsAll(List.of("jdbi3-core", "sqlite-jdbc", "quarkus-oidc")), named.toString());
        assertFalse(named.contains("archunit-junit5"), "what only tests need");
    }

    @Test
    void theUnitNamesWhatIsThere() throws IOException {
        var unit = Files.readString(unpacked.resolve("gatehouse.service"));
        assertTrue(unit.contains("-XX:AOTCache=gatehouse.aot") && unit.contains("-jar quarkus-run.jar"), unit);
        var known = Documents.of(Path.of("docs/reference/configuration.md")).names("Environment");
        var set = Files.readAllLines(unpacked.resolve("gatehouse.env")).stream().filter(line -> line.startsWith("GATEHOUSE_"))
                .map(line -> line.split("=")[0]).toList();
        assertTrue(set.size() > 2 && known.containsAll(set), set.toString());
    }

    /// Stops it under load: it is not ready any more, live streams end, requests are served on, and commands that a slow server has not answered
    /// yet are waited for, answered and audited.
    @Test
    void whoeverWasLetInIsServedToTheEnd() throws Exception {
        var files = IntStream.range(0, AT_ONCE).mapToObj(ReleaseTest::torrent).toList();
        var port = Qbittorrent.freePort();
        var address = "http://localhost:" + port;
        var answers = new CopyOnWriteArrayList<Integer>();
        var loading = new AtomicBoolean(true);
        try (var people = Executors.newVirtualThreadPerTaskExecutor();
                var gatehouse = new Gatehouse(unpacked.resolve("app"), folder, environment(address), port)) {
            gatehouse.account("ola", "Ola", "admin", PASSWORD);
            var process = gatehouse.start();
            var ola = Visitor.signIn(address, address, "ola", PASSWORD);
            files.forEach(file -> Qbittorrent.await(file.name(), () -> ola.read(address,
                    "/api/v1/instances/attic/torrents/" + file.hash()).statusCode() == 200));
            traced(ola, address, files.getFirst());
            var stream = people.submit(() -> events(ola, address));
            Qbittorrent.await("the stream", () -> metrics(gatehouse).contains("gatehouse_streams 1.0"));
            var load = people.submit(() -> {
                while (loading.get()) {
                    answers.add(ola.read(address, "/api/v1/me").statusCode());
                }
            });
            door.hold();
            var commands = files.stream().map(file -> stop(people, ola, address, file)).toList();
            Qbittorrent.await("the commands", () -> door.writes().size() == AT_ONCE);

            process.destroy();
            Qbittorrent.await("not ready", () -> given().get(probe(gatehouse)).statusCode() == 503);
            assertTrue(stream.get(30, TimeUnit.SECONDS).contains(files.getFirst().name()), "the stream ends as streams do");
            var served = answers.size();
            Qbittorrent.await("more requests", () -> answers.size() > served + 3);
            loading.set(false);
            load.get(30, TimeUnit.SECONDS);
            assertEquals(List.of(), commands.stream().filter(Future::isDone).toList());
            door.release();
            for (var command : commands) {
                assertEquals(200, command.get(30, TimeUnit.SECONDS));
            }
            assertTrue(process.waitFor(45, TimeUnit.SECONDS));
            assertEquals(143, process.exitValue(), "told to stop, and nothing else");
        }
        assertEquals(List.of(200), answers.stream().distinct().toList());
        files.forEach(file -> Qbittorrent.await(file.name(), () -> server.state(file.hash()).startsWith("paused")));
        assertEquals(Map.of("DONE", AT_ONCE), outcomes());
    }

    /// A command leaves the way it went, without what it was about and whose it was.
    private static void traced(Visitor ola, String address, TorrentFile file) {
        assertEquals(200, ola.act(address, "attic", "torrents/addTags",
                "{\"hashes\": [\"" + file.hash() + "\"], \"tags\": \"untold\"}").statusCode());
        assertEquals(List.of(true), door.writes().stream().map(request -> request.body().contains(file.hash())).toList());
        door.clear();
        Qbittorrent.await("the trace", () -> Stream.of("POST api", "command", "torrents/addTags", "gatehouse.outcome")
                .allMatch(collector.received()::contains));
        assertEquals(Set.of("Basic " + COLLECTORS + " home"), collector.askers());
        for (var untold : List.of(file.hash(), file.name(), "untold", "/api/v1", "hashes", PASSWORD)) {
            assertFalse(collector.received().contains(untold), untold);
        }
    }

    private static TorrentFile torrent(int number) {
        var file = TorrentFile.of("stopped while it stops " + number + ".iso", 300_000);
        file.write(server.downloads());
        server.add(List.of(file), Map.of("savepath", server.downloads().toString()));
        Qbittorrent.await(file.name(), () -> server.state(file.hash()).equals("stalledUP"));
        return file;
    }

    /// With a cache that cannot be used it would not start.
    private static Map<String, String> environment(String address) throws IOException {
        Files.writeString(folder.resolve("gatehouse.yaml"), """
                version: 1
                instances:
                  attic: { url: "%s", host: "127.0.0.1:%d", username: %s, password: %s }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                """.formatted(door.url(), server.port(), Qbittorrent.USER, PASSWORD));
        return Map.of("GATEHOUSE_FILE", folder.resolve("gatehouse.yaml").toString(), "GATEHOUSE_DATA",
                folder.resolve("data").toString(), "GATEHOUSE_EXTERNAL_URL", address, "GATEHOUSE_STOP_DELAY", "2S",
                "GATEHOUSE_LOG_FORMAT", "json", "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "OTEL_EXPORTER_OTLP_HEADERS",
                "x-tenant=home,authorization=Basic%20" + COLLECTORS, "JAVA_TOOL_OPTIONS",
                "-XX:AOTMode=on -XX:AOTCache=" + unpacked.resolve("app/gatehouse.aot"));
    }

    private static Future<Integer> stop(ExecutorService people, Visitor ola, String address, TorrentFile file) {
        Callable<Integer> command = () -> ola
                .act(address, "attic", "torrents/stop", "{\"hashes\": [\"" + file.hash() + "\"]}").statusCode();
        return people.submit(command);
    }

    /// All of a stream, once it has ended.
    private static String events(Visitor ola, String address) {
        return given().cookie("gatehouse", ola.cookie()).header("Accept", "text/event-stream")
                .get(address + "/api/v1/torrents/events").then().statusCode(200).extract().asString();
    }

    private static String metrics(Gatehouse gatehouse) {
        return given().header("Accept", "text/plain").get("http://localhost:" + gatehouse.management() + "/q/metrics")
                .asString();
    }

    private static String probe(Gatehouse gatehouse) {
        return "http://localhost:" + gatehouse.management() + "/q/health/ready";
    }

    /// The outcomes of the commands in the audit, counted.
    private static Map<String, Integer> outcomes() throws Exception {
        var counted = new TreeMap<String, Integer>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/gatehouse.db"));
                var rows = connection.createStatement().executeQuery("""
                        select o.result, count(*) from audit_row o join audit_row i on o.entry = i.id
                        where o.kind = 'outcome' and i.action = 'torrents/stop' group by o.result""")) {
            while (rows.next()) {
                counted.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counted;
    }
}
