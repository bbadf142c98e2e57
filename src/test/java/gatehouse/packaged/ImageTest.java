package gatehouse.packaged;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.JibContainer;

import gatehouse.docs.Documents;
import gatehouse.real.Gatehouse;
import gatehouse.real.Qbittorrent;

/// What Jib makes has what was built and runs as the other image does. Over no base, since a test fetches none: that a Java 25 is in
/// the base is not seen here.
class ImageTest {

    private static final Path APPLICATION = Path.of("target/quarkus-app");

    @TempDir
    private static Path folder;
    private static JibContainer made;
    private static JsonNode manifest;

    @BeforeAll
    static void build() throws Exception {
        made = Image.build("scratch", APPLICATION, folder.resolve("image.tar"));
        unpack(folder.resolve("image.tar"), folder.resolve("image"));
        manifest = json("manifest.json").get(0);
        for (var layer : manifest.get("Layers")) {
            unpack(folder.resolve("image").resolve(layer.asText()), folder.resolve("root"));
        }
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("image").resolve(name).toFile());
    }

    private static void unpack(Path archive, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        var process = new ProcessBuilder("tar", "-xpf", archive.toString(), "-C", into.toString()).redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void itRunsAsTheOtherImageDoes() throws IOException {
        var runs = json(manifest.get("Config").asText()).get("config");
        var dockerfile = Documents.of(Path.of("src/main/docker/Dockerfile.jvm")).text();
        assertEquals("10001:10001", runs.get("User").asText());
        for (var line : List.of("USER " + runs.get("User").asText(), "WORKDIR " + runs.get("WorkingDir").asText(),
                "EXPOSE " + runs.get("ExposedPorts").properties().stream().map(port -> port.getKey().replace("/tcp", ""))
                        .sorted().collect(Collectors.joining(" ")))) {
            assertEquals(1, dockerfile.lines().filter(line::equals).count(), line);
        }
        var command = new ObjectMapper().convertValue(runs.get("Entrypoint"), String[].class);
        assertEquals(List.of("java", "-jar", "quarkus-run.jar"), List.of(command));
        assertFalse(runs.hasNonNull("Env") && !runs.get("Env").isEmpty(), runs.toString());
    }

    @Test
    void itHasWhatWasBuiltAndNothingElseAndNobodyButRootCanChangeIt() throws IOException {
        assertEquals(files(APPLICATION), files(folder.resolve("root/opt/gatehouse")));
        assertEquals(List.of("opt"), List.copyOf(names(folder.resolve("root"))));
        try (var all = Files.walk(folder.resolve("root/opt"))) {
            assertEquals(List.of(), all.filter(file -> loose(file)).toList());
        }
    }

    private static TreeSet<String> names(Path parent) throws IOException {
        try (var children = Files.list(parent)) {
            return children.map(child -> child.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static TreeSet<String> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(file -> root.relativize(file) + " " + file.toFile().length())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean loose(Path file) {
        try {
            var rights = java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return rights.charAt(4) == 'w' || rights.charAt(7) == 'w' || rights.charAt(6) != 'r';
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    @Test
    void theSameFilesMakeTheSameImage() throws Exception {
        assertEquals(made.getDigest(), Image.build("scratch", APPLICATION, folder.resolve("again.tar")).getDigest());
    }

    @Test
    void whatIsInItStarts() throws Exception {
        var own = Files.createDirectories(folder.resolve("run"));
        var file = Files.writeString(own.resolve("gatehouse.yaml"), """
                version: 1
                instances:
                  nowhere: { url: "http://127.0.0.1:9", username: nobody, password: a password for nobody }
                grants: []
                """);
        var port = Qbittorrent.freePort();
        try (var gatehouse = new Gatehouse(folder.resolve("root/opt/gatehouse"), own,
                Map.of("GATEHOUSE_FILE", file.toString()), port)) {
            gatehouse.start();
            given().header("Accept", "text/html").get("http://localhost:" + port + "/sign-in").then().statusCode(200);
        }
    }
}
