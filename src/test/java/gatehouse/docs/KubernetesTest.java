package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;

/// The base for Kubernetes is whole, fits the restricted pod security standard, and fits the application.
class KubernetesTest {

    private static final Path BASE = Path.of("k8s/base");
    private static final Object DEPLOYMENT = yaml("deployment.yaml");
    private static final Object POD = at(DEPLOYMENT, "spec", "template", "spec");
    private static final Object CONTAINER = at(POD, "containers", 0);

    private static Object yaml(String file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Documents.of(BASE.resolve(file)).text());
    }

    /// What stands below these keys and positions.
    private static Object at(Object node, Object... steps) {
        for (var step : steps) {
            node = step instanceof Integer index ? ((List<?>) node).get(index) : ((Map<?, ?>) node).get(step);
        }
        return node;
    }

    /// What the items of a list hold, by their name; items that do not hold it are left out.
    private static Map<Object, Object> byName(Object list, Function<Map<?, ?>, Object> value) {
        return ((List<?>) list).stream().map(Map.class::cast).filter(item -> value.apply(item) != null)
                .collect(Collectors.toMap(item -> item.get("name"), item -> value.apply(item)));
    }

    @Test
    void everyFileIsNamedAndEveryNamedFileIsThere() throws IOException {
        var kustomization = yaml("kustomization.yaml");
        var named = new ArrayList<String>(List.of("kustomization.yaml", "secret.example.yaml"));
        ((List<?>) at(kustomization, "resources")).forEach(file -> named.add(file.toString()));
        ((List<?>) at(kustomization, "configMapGenerator", 0, "files")).forEach(file -> named.add(file.toString()));
        try (var files = Files.list(BASE)) {
            assertEquals(files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
                    new TreeSet<>(named));
        }
    }

    @Test
    void thePodIsRestricted() {
        assertEquals(true, at(POD, "securityContext", "runAsNonRoot"));
        assertTrue(assertInstanceOf(Integer.class, at(POD, "securityContext", "runAsUser")) > 0);
        assertEquals("RuntimeDefault", at(POD, "securityContext", "seccompProfile", "type"));
        assertEquals(false, at(POD, "automountServiceAccountToken"));
        assertEquals(false, at(yaml("account.yaml"), "automountServiceAccountToken"));
        assertEquals(1, ((List<?>) at(POD, "containers")).size());
        assertEquals(false, at(CONTAINER, "securityContext", "allowPrivilegeEscalation"));
        assertEquals(true, at(CONTAINER, "securityContext", "readOnlyRootFilesystem"));
        assertEquals(Map.of("drop", List.of("ALL")), at(CONTAINER, "securityContext", "capabilities"));
        for (var host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertEquals(null, at(POD, host));
        }
    }

    @Test
    void onePodAtATimeWithBoundedMemory() {
        assertEquals(1, at(DEPLOYMENT, "spec", "replicas"));
        assertEquals("Recreate", at(DEPLOYMENT, "spec", "strategy", "type"));
        assertTrue(at(CONTAINER, "resources", "requests", "memory") != null);
        assertTrue(at(CONTAINER, "resources", "requests", "cpu") != null);
        assertTrue(at(CONTAINER, "resources", "limits", "memory") != null);
    }

    @Test
    void theTemporaryFolderOfTheProcessIsWritableAndBounded() {
        var temporary = at(byName(at(POD, "volumes"), volume -> volume.get("emptyDir")), "temporary");
        assertTrue(at(temporary, "sizeLimit") != null);
        var place = at(byName(at(CONTAINER, "volumeMounts"), mount -> mount.get("mountPath")), "temporary");
        var options = at(byName(at(CONTAINER, "env"), variable -> variable.get("value")), "JAVA_TOOL_OPTIONS").toString();
        assertTrue(options.contains("-Djava.io.tmpdir=" + place), options);
    }

    @Test
    void portsAndVariablesAreThoseOfTheApplication() throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        assertEquals(Map.of("http", Integer.valueOf(properties.getProperty("quarkus.http.port")), "management",
                Integer.valueOf(properties.getProperty("quarkus.management.port"))),
                byName(at(CONTAINER, "ports"), port -> port.get("containerPort")));
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertEquals("management", at(CONTAINER, probe, "httpGet", "port"));
        }
        assertEquals("http", at(yaml("service.yaml"), "spec", "ports", 0, "targetPort"));
        var known = Documents.of(Path.of("docs/reference/configuration.md")).names("Environment");
        var set = byName(at(CONTAINER, "env"), variable -> variable.get("value")).keySet().stream().map(Object::toString)
                .filter(name -> name.startsWith("GATEHOUSE_")).toList();
        assertTrue(known.containsAll(set), set.toString());
    }

    @Test
    void everyVolumeIsMadeSomewhere() {
        var volumes = (List<?>) at(POD, "volumes");
        var secret = yaml("secret.example.yaml");
        var names = Stream.of(at(yaml("claim.yaml"), "metadata", "name"), at(secret, "metadata", "name"),
                at(yaml("kustomization.yaml"), "configMapGenerator", 0, "name"), at(POD, "serviceAccountName"));
        assertEquals(List.of("gatehouse"), names.distinct().toList());
        assertEquals("gatehouse", at(yaml("account.yaml"), "metadata", "name"));
        assertEquals("gatehouse", at(byName(volumes, volume -> volume.get("configMap")), "configuration", "name"));
        assertEquals("gatehouse", at(byName(volumes, volume -> volume.get("secret")), "passwords", "secretName"));
        assertEquals("gatehouse", at(byName(volumes, volume -> volume.get("persistentVolumeClaim")), "data", "claimName"));
        var mounted = byName(at(CONTAINER, "volumeMounts"), mount -> mount.get("mountPath")).keySet();
        assertEquals(byName(volumes, volume -> "").keySet(), mounted);
    }

    @Test
    void theExampleIsAcceptedWithTheExampleOfASecret(@TempDir Path folder) throws IOException {
        var mount = at(byName(at(CONTAINER, "volumeMounts"), found -> found.get("mountPath")), "passwords").toString();
        for (var entry : ((Map<?, ?>) at(yaml("secret.example.yaml"), "stringData")).entrySet()) {
            Files.writeString(folder.resolve(entry.getKey().toString()), entry.getValue().toString());
        }
        var text = Documents.of(BASE.resolve("gatehouse.yaml")).text();
        assertTrue(text.contains(mount + "/"), "the password is where the secret is mounted");
        var reading = ConfigurationReader.read(text.replace(mount, folder.toString()), folder);
        assertInstanceOf(Reading.Valid.class, reading, reading::toString);
    }
}
