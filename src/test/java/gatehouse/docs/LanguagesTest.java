package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.http.Display;

/// Every text is there in every language, with the same values in it and the same cases.
class LanguagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern VALUE = Pattern.compile("\\{#?(?:if |switch |case )?([\\w.]+|'[^']*')");

    static List<String> others() {
        return Display.LANGUAGES.stream().filter(language -> !language.equals("en")).toList();
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyTextIsThereWithTheSameValues(String language) throws IOException {
        var differing = new ArrayList<String>();
        for (var bundle : bundles()) {
            var english = texts(MESSAGES.resolve(bundle + ".properties"));
            var other = texts(MESSAGES.resolve(bundle + "_" + language + ".properties"));
            assertEquals(english.keySet(), other.keySet(), bundle);
            english.forEach((key, text) -> {
                if (!values(text).equals(values(other.get(key)))) {
                    differing.add(bundle + " " + key + ": " + values(text) + " " + values(other.get(key)));
                }
            });
        }
        assertEquals(List.of(), differing);
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyActionIsThere(String language) throws IOException {
        var english = new Actions().all().stream().map(Action::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(english, texts(MESSAGES.resolveSibling("summaries_" + language + ".properties")).keySet());
    }

    private static List<String> bundles() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            var names = files.map(file -> file.getFileName().toString().replace(".properties", ""))
                    .filter(name -> !name.contains("_")).sorted().toList();
            assertTrue(names.size() > 5, names::toString);
            return names;
        }
    }

    private static Map<String, String> texts(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    private static TreeSet<String> values(String text) {
        var values = new TreeSet<String>();
        VALUE.matcher(text).results().map(match -> match.group(1)).filter(value -> !value.equals("else")).forEach(values::add);
        return values;
    }
}
