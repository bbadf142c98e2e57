package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;

/// What a document names is there, and what it shows works.
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("(?:\\]\\(|src=\"|srcset=\")([^)\"\\s]+)");
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w./-])bin/[a-z][a-z-]*");
    private static final Pattern FILE = Pattern
            .compile("[\\w.-]+(?:/[\\w.-]+)*\\.(?:java|md|yaml|xml|properties|json|html|css|js|sql|png|svg|woff2|txt)");
    private static final Pattern FOLDER = Pattern.compile("(?:src|docs|k8s|\\.ci)(?:/[\\w.-]+)+");
    private static final Pattern ROOM_AND_CLASS = Pattern.compile("([a-z]+)/([A-Z]\\w+)");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]+(?:[A-Z][a-z]+)*");
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.:/-])/(?:work|root|home|Users)(?:/|\\b)");
    private static final Pattern REGISTRY = Pattern.compile(
            "docker\\.io|ghcr\\.io|gcr\\.io|quay\\.io|registry\\.|repo1?\\.maven|npmjs\\.|pypi\\.|jcenter|oss\\.sonatype");
    private static final Pattern OUTSIDE = Pattern.compile("[a-z]+://.*");
    private static final Pattern SECRET = Pattern.compile("(?:password-file|api-key-file|ca-file): *([^\\s,}]+)");
    private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]+)\"\\)");
    private static final Pattern ADDRESS = Pattern.compile("https://gatehouse\\.example\\.org(/[\\w./-]+)");

    static List<Documents> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Documents document) {
        var dead = LINK.matcher(document.text()).results().map(match -> match.group(1))
                .filter(link -> !OUTSIDE.matcher(link).matches()).filter(link -> !leads(document, link)).toList();
        assertEquals(List.of(), dead);
    }

    private static boolean leads(Documents document, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? document.file() : document.file().resolveSibling(parts[0]).normalize();
        return Files.isRegularFile(target) && (parts.length == 1 || anchors(Documents.of(target)).contains(parts[1]));
    }

    private static Set<String> anchors(Documents document) {
        return document.text().lines().filter(line -> line.matches("#+ .*")).map(line -> line.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsThereAndRuns(Documents document) {
        var missing = COMMAND.matcher(document.text()).results().map(match -> Path.of(match.group()))
                .filter(command -> !Files.isExecutable(command)).toList();
        assertEquals(List.of(), missing);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileAndFolderIsThere(Documents document) {
        var missing = document.spans().stream()
                .filter(span -> FILE.matcher(span).matches() && !file(span)
                        || FOLDER.matcher(span).matches() && !Files.exists(Path.of(span)))
                .toList();
        assertEquals(List.of(), missing);
    }

    private static boolean file(String named) {
        var end = Path.of(named);
        return Files.exists(end) || Documents.project().stream().anyMatch(path -> path.endsWith(end));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyClassIsThere(Documents document) {
        var missing = document.spans().stream().filter(span -> {
            var match = ROOM_AND_CLASS.matcher(span);
            return match.matches() && Files.isDirectory(Path.of("src/main/java/gatehouse", match.group(1)))
                    && !file("gatehouse/" + match.group(1) + "/" + match.group(2) + ".java");
        }).toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void theArchitectureNamesOnlyClassesThatAreThereAndEveryRoom() throws IOException {
        var document = Documents.of(Path.of("docs/architecture.md"));
        var missing = document.spans().stream().filter(span -> CLASS.matcher(span).matches() && !file(span + ".java")).toList();
        assertEquals(List.of(), missing);
        try (var rooms = Files.list(Path.of("src/main/java/gatehouse"))) {
            var there = rooms.map(room -> room.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(there, new TreeSet<>(document.names("Rooms")));
        }
        for (var row : document.rows("Rooms")) {
            var room = row.getFirst().replace("`", "");
            var elsewhere = new Documents(document.file(), row.getLast()).spans().stream()
                    .filter(name -> !file("gatehouse/" + room + "/" + name + ".java")).toList();
            assertEquals(List.of(), elsewhere, room);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noDocumentKnowsAMachineOrARegistry(Documents document) {
        assertFalse(MACHINE.matcher(document.text()).find(), "a path of a machine");
        assertFalse(REGISTRY.matcher(document.text()).find(), "a registry");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyAddressOfOursIsServed(Documents document) throws IOException {
        var served = served();
        var dead = ADDRESS.matcher(document.text()).results().map(match -> match.group(1))
                .filter(path -> served.stream().noneMatch(pattern -> fits(path, pattern))).toList();
        assertEquals(List.of(), dead);
    }

    /// The root of a face for apps is an address too: they add the rest.
    private static boolean fits(String path, String pattern) {
        return Stream.of(pattern, pattern.replaceFirst("/api/v2/.*", ""))
                .anyMatch(one -> path.matches(one.replaceAll("\\{[^}]+}", "[a-z0-9-]+")));
    }

    private static Set<String> served() throws IOException {
        var served = new TreeSet<String>();
        for (var file : Documents.project()) {
            if (file.startsWith("src/main/java") && file.toString().endsWith(".java")) {
                var paths = PATH.matcher(Files.readString(file)).results().map(match -> match.group(1)).toList();
                paths.stream().findFirst().ifPresent(root -> {
                    served.add(root);
                    paths.stream().skip(1).map(path -> root + path).forEach(served::add);
                });
            }
        }
        return served;
    }

    @Test
    void everyConfigurationThatIsShownIsAccepted(@TempDir Path folder) throws IOException {
        var shown = new ArrayList<String>();
        shown.add(Files.readString(Path.of("docs/gatehouse.example.yaml")));
        Documents.all().forEach(document -> document.blocks("yaml").stream().filter(block -> block.startsWith("version: 1"))
                .forEach(shown::add));
        assertTrue(shown.size() >= 3, "the example and those of the documents");
        for (var text : shown) {
            for (var named : SECRET.matcher(text).results().map(match -> folder.resolve(match.group(1))).toList()) {
                Files.createDirectories(named.getParent());
                Files.writeString(named, "a-secret-of-its-own");
            }
            var reading = ConfigurationReader.read(text, folder);
            assertInstanceOf(Reading.Valid.class, reading, reading::toString);
        }
    }
}
