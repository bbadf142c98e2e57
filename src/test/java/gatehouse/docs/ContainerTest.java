package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What the files for containers name is there, and is what the application knows.
class ContainerTest {

    private static final Documents DOCKERFILE = Documents.of(Path.of("src/main/docker/Dockerfile.jvm"));
    private static final Map<?, ?> COMPOSE = new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Documents.of(Path.of("docs/compose.yaml")).text());

    private static Map<?, ?> service(String name) {
        return (Map<?, ?>) ((Map<?, ?>) COMPOSE.get("services")).get(name);
    }

    @Test
    void theImageIsMadeOfWhatIsBuiltAndRunsAsTheUserOfTheOtherFiles() {
        var copied = Pattern.compile("(?m)^COPY (?!--from)(\\S+)").matcher(DOCKERFILE.text()).results()
                .map(match -> match.group(1)).toList();
        assertEquals(List.of("target/quarkus-app", "bin/aot"), copied);
        assertTrue(Files.isExecutable(Path.of("bin/aot")));
        var ignored = Documents.of(Path.of(".dockerignore")).text();
        copied.forEach(path -> assertTrue(ignored.contains("!" + path + "\n"), path));
        assertTrue(DOCKERFILE.text().contains("\nUSER 10001:10001\n"));
        assertEquals("10001:10001", service("gatehouse").get("user"));
        assertTrue(Documents.of(Path.of("k8s/base/deployment.yaml")).text().contains("runAsUser: 10001"));
    }

    @Test
    void theComposeFileNamesWhatTheApplicationKnows() {
        var gatehouse = service("gatehouse");
        var known = Documents.of(Path.of("docs/reference/configuration.md")).names("Environment");
        var set = ((Map<?, ?>) gatehouse.get("environment")).keySet().stream().map(Object::toString)
                .filter(name -> name.startsWith("GATEHOUSE_")).toList();
        assertTrue(set.size() > 2 && known.containsAll(set), set.toString());
        assertTrue(Files.exists(Path.of("docs", ((Map<?, ?>) gatehouse.get("build")).get("context").toString(),
                ((Map<?, ?>) gatehouse.get("build")).get("dockerfile").toString())));
        assertEquals(true, gatehouse.get("read_only"));
        assertEquals(List.of("ALL"), gatehouse.get("cap_drop"));
    }

    @Test
    void nobodyReachesTheWebInterfaceOfQbittorrentPastGatehouse() {
        var open = ((List<?>) service("qbittorrent").get("ports")).stream().map(Object::toString).toList();
        assertFalse(open.stream().anyMatch(port -> port.contains("8080")), open.toString());
        assertEquals(List.of("servers"), service("qbittorrent").get("networks"));
        assertTrue(((List<?>) service("gatehouse").get("networks")).contains("servers"));
        ((Map<?, ?>) COMPOSE.get("services")).values().forEach(service -> ((Map<?, ?>) service).entrySet().stream()
                .filter(entry -> entry.getKey().equals("networks")).flatMap(entry -> ((List<?>) entry.getValue()).stream())
                .forEach(network -> assertTrue(((Map<?, ?>) COMPOSE.get("networks")).containsKey(network))));
    }
}
