package gatehouse.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import com.fasterxml.jackson.databind.ObjectMapper;

/// Prometheus itself takes the alert rules and the dashboard's questions, and each alert fires for what it says and for nothing
/// else: `src/test/resources/prometheus/rules.test.yaml`.
class RulesTest {

    private static final Path MONITORING = Path.of("k8s/components/monitoring");
    private static final Path CASES = Path.of("src/test/resources/prometheus/rules.test.yaml");

    @TempDir
    private static Path folder;
    private static String promtool;

    @BeforeAll
    static void extract() throws IOException, InterruptedException {
        promtool = run("bin/promtool").strip();
        Files.writeString(folder.resolve("rules.yaml"), new Yaml().dump(rules()));
    }

    private static Map<?, ?> rules() throws IOException {
        return (Map<?, ?>) yaml(MONITORING.resolve("rules.yaml")).get("spec");
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void eachAlertFiresForWhatItSaysAndForNothingElse() throws IOException, InterruptedException {
        var cases = Files.copy(CASES, folder.resolve("rules.test.yaml"));
        run(promtool, "check", "rules", folder.resolve("rules.yaml").toString());
        run(promtool, "test", "rules", cases.toString());
    }

    @Test
    void noAlertIsWithoutACaseOfBoth() throws IOException {
        var alerts = rows(rules(), "groups").flatMap(group -> rows(group, "rules")).map(rule -> rule.get("alert"))
                .collect(Collectors.toSet());
        var cases = rows(yaml(CASES), "tests").flatMap(test -> rows(test, "alert_rule_test")).toList();
        for (var fires : List.of(true, false)) {
            assertEquals(alerts, cases.stream().filter(one -> one.containsKey("exp_alerts") == fires)
                    .map(one -> one.get("alertname")).collect(Collectors.toSet()));
        }
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<?, ?>> rows(Map<?, ?> parent, String key) {
        return ((List<Map<?, ?>>) parent.get(key)).stream();
    }

    /// Its questions, as rules of their own: only rules can be checked without a server.
    @Test
    void theDashboardAsksWhatPrometheusUnderstands() throws IOException, InterruptedException {
        var asked = new ObjectMapper().readTree(MONITORING.resolve("dashboard.json").toFile()).findValuesAsText("expr");
        assertTrue(asked.size() > 10, asked.toString());
        var rules = new ArrayList<Map<String, String>>();
        for (var expression : asked) {
            rules.add(Map.of("record", "question_" + rules.size(), "expr", expression.replace("$__rate_interval", "2m")));
        }
        var file = folder.resolve("dashboard.yaml");
        Files.writeString(file,
                new Yaml().dump(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));
        var said = run(promtool, "check", "rules", file.toString());
        assertTrue(said.contains(asked.size() + " rules found"), said);
    }
}
