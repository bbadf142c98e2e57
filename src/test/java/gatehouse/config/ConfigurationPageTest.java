package gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.action.Right;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.docs.Documents;
import io.smallrye.config.WithDefault;

/// The reference page names every variable, key, right and role there is, and none that there is not.
class ConfigurationPageTest {

    private static final Documents PAGE = Documents.of(Path.of("docs/reference/configuration.md"));
    private static final Pattern VARIABLE = Pattern.compile("GATEHOUSE_[A-Z_]+[A-Z]");
    private static final String RIGHTS = "Rights and default roles";

    @Test
    void everyVariableIsThereWithItsDefault() {
        var shown = new TreeMap<String, String>();
        PAGE.rows("Environment").forEach(row -> shown.put(row.get(0).replace("`", ""), row.get(1)));
        var settings = variables("GATEHOUSE", Settings.class);
        assertEquals(settings.keySet(), shown.keySet());
        settings.forEach(
                (name, standard) -> assertTrue(standard.isEmpty() || shown.get(name).equals("`" + standard + "`"), name));
    }

    static List<Documents> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noDocumentNamesAVariableThatThereIsNot(Documents document) {
        var known = variables("GATEHOUSE", Settings.class).keySet();
        var unknown = VARIABLE.matcher(document.text()).results().map(match -> match.group())
                .filter(name -> !known.contains(name)).toList();
        assertEquals(List.of(), unknown);
    }

    /// Variables by name, with their default or nothing.
    private static Map<String, String> variables(String prefix, Class<?> settings) {
        var variables = new TreeMap<String, String>();
        for (var method : settings.getDeclaredMethods()) {
            var name = prefix + "_" + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            if (method.getReturnType().isInterface() && method.getReturnType().getDeclaringClass() == Settings.class) {
                variables.putAll(variables(name, method.getReturnType()));
            } else {
                variables.put(name, standard(method));
            }
        }
        return variables;
    }

    private static String standard(Method method) {
        return method.isAnnotationPresent(WithDefault.class) ? method.getAnnotation(WithDefault.class).value() : "";
    }

    static Stream<Map.Entry<String, List<String>>> sections() {
        return Stream.of(Map.entry("The file", ConfigurationReader.KEYS),
                Map.entry("sign-in", ConfigurationReader.SIGN_IN_KEYS),
                Map.entry("sign-in: claims", ConfigurationReader.CLAIM_KEYS),
                Map.entry("instances: one entry", InstanceReader.KEYS), Map.entry("roles: one entry", RoleReader.KEYS),
                Map.entry("grants: one entry", GrantReader.KEYS), Map.entry("grants: who", GrantReader.WHO_KEYS),
                Map.entry("grants: limits", TermsReader.LIMITS_KEYS), Map.entry("grants: confine", TermsReader.CONFINE_KEYS),
                Map.entry("grants: force", TermsReader.FORCE_KEYS));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyKeyIsThere(Map.Entry<String, List<String>> section) {
        assertEquals(new TreeSet<>(section.getValue()), new TreeSet<>(PAGE.names(section.getKey())));
    }

    @Test
    void whatIsRefusedForNowIsRefused() {
        for (var row : PAGE.rows("Refused for now")) {
            var key = row.getFirst().replace("`", "");
            var instance = row.get(1).equals("instances") ? ", " + key + ": x" : "";
            var grant = row.get(1).equals("grants") ? ", " + key + ": x" : "";
            var text = """
                    version: 1
                    instances:
                      attic: { url: "http://attic", username: a, password: b%s }
                    grants:
                      - { who: { role: a }, role: viewer, on: [attic], see: any, do: any%s }
                    """.formatted(instance, grant);
            var broken = assertInstanceOf(Reading.Broken.class, ConfigurationReader.read(text, Path.of(".")), key);
            assertEquals(List.of("`" + key + "` is not supported yet."),
                    broken.mistakes().stream().map(Mistake::what).toList());
        }
    }

    @Test
    void everyRightIsThereInItsOrderWithItsSentence() throws IOException {
        var words = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/messages/explain.properties"))) {
            words.load(file);
        }
        var expected = Arrays.stream(Right.values())
                .map(right -> List.of("`" + right.id() + "`", words.getProperty("right_$" + right.name()), over(right)))
                .toList();
        assertEquals(expected, PAGE.rows(RIGHTS).stream().map(row -> row.subList(0, 3)).toList());
    }

    private static String over(Right right) {
        return right.ofTheHouse() ? "Gatehouse"
                : InstanceReader.DANGEROUS.contains(right) ? "an instance, by opt-in" : "an instance";
    }

    @Test
    void everyDefaultRoleIsThereWithItsRights() {
        var head = DefaultRoles.ALL.stream().map(Role::name).toList();
        assertTrue(PAGE.text().contains("| right | what it allows | over | " + String.join(" | ", head) + " |"));
        var rows = PAGE.rows(RIGHTS);
        for (var right : Right.values()) {
            var expected = DefaultRoles.ALL.stream().map(role -> role.rights().contains(right) ? "yes" : "").toList();
            assertEquals(expected, rows.get(right.ordinal()).subList(3, 3 + head.size()), right.id());
        }
    }
}
