package gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.action.Right;
import gatehouse.docs.Documents;
import gatehouse.web.ConnectApp.Field;

/// The documents that say how an app is connected say the same as the page on which its key is made.
class ConnectPagesTest {

    private static final Path FOLDER = Path.of("docs/how-to/connect");
    private static final Set<ConnectApp> WITHOUT_DOCUMENT = EnumSet.of(ConnectApp.BROWSER, ConnectApp.OTHER);
    private static final Map<Field, String> ATTIC = Map.of(Field.HOST, "gatehouse.example.org", Field.PORT, "443",
            Field.URL_BASE, "/qbittorrent/attic", Field.PATH, "qbittorrent/attic", Field.ADDRESS,
            "https://gatehouse.example.org/qbittorrent/attic");
    private static final Pattern RIGHT = Pattern.compile("(" + Arrays.stream(Right.values()).map(Right::id)
            .filter(id -> id.contains(".")).map(id -> id.replaceFirst("\\..*", "")).distinct()
            .collect(Collectors.joining("|")) + ")(\\.[a-z]+)+");
    private static final Properties WORDS = new Properties();

    @BeforeAll
    static void words() throws IOException {
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/messages/keys.properties"))) {
            WORDS.load(file);
        }
    }

    static Stream<ConnectApp> apps() {
        return EnumSet.complementOf(EnumSet.copyOf(WITHOUT_DOCUMENT)).stream();
    }

    private static Documents document(ConnectApp app) {
        return Documents.of(FOLDER.resolve(app.id() + ".md"));
    }

    private static List<List<String>> table(Documents document, String heading) {
        return document.text().lines().dropWhile(line -> !line.equals("## " + heading)).skip(1)
                .takeWhile(line -> !line.startsWith("#")).filter(line -> line.startsWith("|")).skip(2)
                .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(cell -> cell.strip().replace("`", "")).toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void theFieldsAreThoseOfThePage(ConnectApp app) {
        var rows = table(document(app), "What to enter");
        assertEquals(app.fields().stream().map(field -> WORDS.getProperty("field_$" + field)).toList(),
                rows.stream().map(row -> row.get(1)).toList());
        for (var row = 0; row < rows.size(); row++) {
            var example = rows.get(row).get(2);
            assertEquals(ATTIC.getOrDefault(app.fields().get(row), example), example);
        }
        assertTrue(document(app).text().contains(WORDS.getProperty("where_$" + app)), "where it is entered");
    }

    @ParameterizedTest
    @MethodSource("apps")
    void theRightsAreThoseThatAreChosen(ConnectApp app) {
        var named = table(document(app), "Rights").stream().map(List::getFirst).collect(Collectors.toCollection(TreeSet::new));
        var chosen = Arrays.stream(Right.values()).filter(app::needs).map(Right::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(chosen.containsAll(named), () -> named + " are chosen: " + chosen);
        if (!app.needs(Right.SETTINGS_EXEC)) {
            assertEquals(chosen, named);
        }
    }

    @Test
    void everyAppHasADocumentAndEveryDocumentIsInTheIndex() throws IOException {
        var index = Documents.of(FOLDER.resolve("README.md"));
        try (var files = Files.list(FOLDER)) {
            assertEquals(Stream.concat(Stream.of("README.md"), apps().map(app -> app.id() + ".md")).collect(Collectors.toSet()),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals(List.of(),
                apps().map(app -> "(" + app.id() + ".md)").filter(link -> !index.text().contains(link)).toList());
    }

    @Test
    void everyRightThatIsNamedIsThere() throws IOException {
        var rights = Arrays.stream(Right.values()).map(Right::id).collect(Collectors.toSet());
        try (var files = Files.list(FOLDER)) {
            assertEquals(List.of(), files.flatMap(file -> Documents.of(file).spans().stream())
                    .filter(span -> RIGHT.matcher(span).matches() && !rights.contains(span)).toList());
        }
    }
}
