package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Health.Failure;

/// The page says of every state of a server what the application says of it.
class TroubleshootingTest {

    private static final Documents PAGE = Documents.of(Path.of("docs/how-to/troubleshooting.md"));
    private static final List<Class<?>> WITHOUT_TROUBLE = List.of(Health.Connected.class, Health.Unknown.class);

    @Test
    void everyStateOfAServerIsThereWithItsAdvice() throws IOException {
        var words = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/messages/explain.properties"))) {
            words.load(file);
        }
        var expected = new TreeMap<String, String>();
        for (var failure : Failure.values()) {
            expected.put(words.getProperty("unreachable_$" + failure) + " (`" + failure + "`)",
                    words.getProperty("unreachable_advice_$" + failure));
        }
        for (var key : List.of("credentials_rejected", "banned", "version_unsupported")) {
            expected.put(words.getProperty(key), words.getProperty(key + "_advice").replace("{instance}", "Attic"));
        }
        var shown = new TreeMap<String, String>();
        states().stream().filter(row -> !row.getFirst().equals(words.getProperty("waiting")))
                .forEach(row -> shown.put(row.getFirst(), row.getLast()));
        assertEquals(expected, shown);
        assertEquals(Health.class.getPermittedSubclasses().length, 3 + 1 + WITHOUT_TROUBLE.size(),
                "the three states above, unreachable, and those without trouble");
    }

    private static List<List<String>> states() {
        return PAGE.text().lines().dropWhile(line -> !line.startsWith("| state |")).skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()).toList();
    }
}
