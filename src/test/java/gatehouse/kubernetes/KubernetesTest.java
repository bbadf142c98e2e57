package gatehouse.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
import gatehouse.docs.Documents;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/// What is in `k8s` can be rendered, has no field that Kubernetes does not know, fits the restricted pod security standard, hangs
/// together, and fits the application.
class KubernetesTest {

    private static final Path ROOT = Path.of("k8s");
    private static final Pattern NAMED = Pattern.compile("/run/secrets/gatehouse/([\\w-]+)");
    private static final List<Overlay> OVERLAYS = Overlay.all().toList();

    static List<Overlay> overlays() {
        return OVERLAYS;
    }

    private static Overlay overlay(String name) {
        return OVERLAYS.stream().filter(overlay -> overlay.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyOverlayThatTheDocumentsPromiseIsThere() {
        assertEquals(List.of("gateway-api", "household", "ingress", "monitored", "team", "with-keycloak", "with-qbittorrent"),
                OVERLAYS.stream().map(Overlay::name).toList());
    }

    /// A reader that takes anything would make all of this worthless.
    @Test
    void theReaderRefusesWhatKubernetesDoesNotKnow() {
        var deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: a }
                spec: { template: { spec: { containers: [ { name: a, readinesProbe: {} } ] } } }
                """;
        var thrown = assertThrows(IllegalArgumentException.class, () -> Overlay.read(deployment));
        assertTrue(thrown.getMessage().contains("readinesProbe"), thrown.getMessage());
        assertThrows(AssertionError.class, () -> Overlay.read("apiVersion: apps/v1\nkind: ReplicationThing\n"));
        assertThrows(AssertionError.class, () -> Overlay.read("apiVersion: apps/v2\nkind: Deployment\n"));
    }

    @Test
    void everyFileIsUsedByItsKustomization() throws IOException {
        var unused = new ArrayList<Path>();
        try (var files = Files.walk(ROOT)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                var kustomization = file.resolveSibling("kustomization.yaml");
                if (!Set.of("README.md", "kustomization.yaml", "secret.example.yaml").contains(name)
                        && !Pattern.compile("\\b" + Pattern.quote(name)).matcher(Files.readString(kustomization)).find()) {
                    unused.add(file);
                }
            }
        }
        assertEquals(List.of(), unused);
    }

    /// All components at once, over either base.
    @Test
    void theComponentsGoTogether() throws IOException {
        for (var base : List.of("household", "team")) {
            var folder = Files.createDirectories(Path.of("target/kustomize", base));
            try (var components = Files.list(ROOT.resolve("components"))) {
                Files.writeString(folder.resolve("kustomization.yaml"), "resources: [../../../k8s/overlays/" + base
                        + "]\ncomponents: [" + components.map(path -> "../../../" + path).sorted()
                                .collect(Collectors.joining(", "))
                        + "]\n");
            }
            var all = Overlay.render(folder);
            restricted(all);
            connected(all);
            assertEquals(1, all.each(HTTPRoute.class).size());
            assertEquals(1, all.each(Ingress.class).size());
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodIsRestricted(Overlay overlay) {
        restricted(overlay);
    }

    /// As the standard says: <https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted>.
    private static void restricted(Overlay overlay) {
        overlay.pods().forEach((name, template) -> {
            var pod = template.getSpec();
            assertEquals(true, pod.getSecurityContext().getRunAsNonRoot(), name);
            assertTrue(pod.getSecurityContext().getRunAsUser() >= 10_000, name);
            assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType(), name);
            assertEquals(false, pod.getAutomountServiceAccountToken(), name);
            assertEquals(Set.of(), Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
                    .filter(Boolean.TRUE::equals).collect(Collectors.toSet()), name);
            assertEquals(List.of(), pod.getInitContainers(), name);
            pod.getContainers().forEach(KubernetesTest::restricted);
            pod.getVolumes().forEach(KubernetesTest::harmless);
        });
    }

    private static void restricted(Container container) {
        var security = container.getSecurityContext();
        assertEquals(false, security.getAllowPrivilegeEscalation());
        assertEquals(List.of("ALL"), security.getCapabilities().getDrop());
        assertEquals(List.of(), security.getCapabilities().getAdd());
        assertEquals(null, security.getPrivileged());
        assertTrue(security.getReadOnlyRootFilesystem() || container.getName().equals("keycloak"), container.getName());
        container.getPorts().forEach(port -> assertEquals(null, port.getHostPort()));
        assertTrue(container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")), container.getName());
        assertTrue(container.getResources().getLimits().containsKey("memory"), container.getName());
    }

    private static void harmless(Volume volume) {
        assertTrue(Stream.of(volume.getConfigMap(), volume.getSecret(), volume.getEmptyDir(), volume.getPersistentVolumeClaim())
                .filter(source -> source != null).count() == 1, volume.getName() + " has one source, and a permitted one");
        if (volume.getEmptyDir() != null) {
            assertTrue(volume.getEmptyDir().getSizeLimit() != null, volume.getName() + " is bounded");
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everythingThatIsNamedIsThere(Overlay overlay) {
        connected(overlay);
    }

    private static void connected(Overlay overlay) {
        var accounts = overlay.each(ServiceAccount.class).stream().map(account -> account.getMetadata().getName()).toList();
        overlay.pods().forEach((name, template) -> {
            var pod = template.getSpec();
            assertTrue(pod.getServiceAccountName() == null || accounts.contains(pod.getServiceAccountName()), name);
            pod.getVolumes().forEach(volume -> made(overlay, volume));
            var mounts = pod.getContainers().getFirst().getVolumeMounts().stream().map(VolumeMount::getName);
            var volumes = new TreeSet<>(pod.getVolumes().stream().map(Volume::getName).toList());
            overlay.each(StatefulSet.class).stream().filter(set -> set.getMetadata().getName().equals(name))
                    .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                    .forEach(claim -> volumes.add(claim.getMetadata().getName()));
            assertEquals(volumes, mounts.collect(Collectors.toCollection(TreeSet::new)), name);
        });
        var services = overlay.each(Service.class).stream().map(service -> service.getMetadata().getName()).toList();
        overlay.each(Ingress.class).forEach(ingress -> assertTrue(services.contains(ingress.getSpec().getRules().getFirst()
                .getHttp().getPaths().getFirst().getBackend().getService().getName())));
        overlay.each(HTTPRoute.class).forEach(route -> assertTrue(
                services.contains(route.getSpec().getRules().getFirst().getBackendRefs().getFirst().getName())));
        overlay.each(Service.class).forEach(service -> selects(overlay, service.getSpec().getSelector(),
                service.getSpec().getPorts().stream().map(port -> port.getTargetPort().getStrVal()).toList()));
        overlay.each(PodDisruptionBudget.class).forEach(budget -> selects(overlay, budget.getSpec().getSelector()));
    }

    private static void made(Overlay overlay, Volume volume) {
        if (volume.getConfigMap() != null) {
            overlay.one(ConfigMap.class, volume.getConfigMap().getName());
        }
        if (volume.getPersistentVolumeClaim() != null) {
            overlay.one(PersistentVolumeClaim.class, volume.getPersistentVolumeClaim().getClaimName());
        }
        if (volume.getSecret() != null) {
            assertTrue(examples().containsKey(volume.getSecret().getSecretName()), volume.getName());
        }
    }

    private static void selects(Overlay overlay, LabelSelector selector) {
        selects(overlay, selector.getMatchLabels(), List.of());
    }

    /// Some pod has these labels, and ports of these names.
    private static void selects(Overlay overlay, Map<String, String> labels, List<String> ports) {
        var found = overlay.pods().values().stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet())).toList();
        assertEquals(1, found.size(), labels.toString());
        var open = found.getFirst().getSpec().getContainers().getFirst().getPorts().stream().map(ContainerPort::getName)
                .toList();
        assertTrue(open.containsAll(ports), ports + " of " + open);
    }

    /// The examples of secrets, by name.
    private static Map<String, Map<String, String>> examples() {
        return Stream.of("base/secret.example.yaml", "components/keycloak/secret.example.yaml")
                .flatMap(file -> Overlay.read(Documents.of(ROOT.resolve(file)).text()).stream()).map(Secret.class::cast)
                .collect(Collectors.toMap(secret -> secret.getMetadata().getName(), Secret::getStringData));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void onlyTheProxyReachesGatehouseAndOnlyGatehouseReachesItsServers(Overlay overlay) {
        var policies = overlay.each(NetworkPolicy.class);
        policies.forEach(policy -> selects(overlay, policy.getSpec().getPodSelector()));
        var base = overlay.one(NetworkPolicy.class, "gatehouse").getSpec();
        assertEquals(List.of("Ingress", "Egress"), base.getPolicyTypes());
        var open = policies.stream().filter(policy -> policy.getSpec().getPodSelector().getMatchLabels()
                .containsValue("gatehouse")).flatMap(policy -> policy.getSpec().getIngress().stream()).toList();
        assertFalse(open.stream().anyMatch(rule -> rule.getFrom().isEmpty() || rule.getPorts().isEmpty()), "open to all");
        var guarded = new HashSet<>(overlay.pods().keySet());
        policies.stream().filter(policy -> policy.getSpec().getPolicyTypes().contains("Ingress"))
                .forEach(policy -> guarded.remove(policy.getSpec().getPodSelector().getMatchLabels()
                        .get("app.kubernetes.io/name")));
        assertEquals(Set.of(), guarded, "pods that anybody reaches");
    }

    @Test
    void theWebInterfaceOfQbittorrentIsGatehousesAlone() {
        var policy = overlay("with-qbittorrent").one(NetworkPolicy.class, "qbittorrent").getSpec();
        var web = policy.getIngress().stream().filter(rule -> ports(rule.getPorts()).contains("http")).toList();
        assertEquals(1, web.size());
        assertEquals(List.of("http"), ports(web.getFirst().getPorts()));
        assertEquals(List.of(Map.of("app.kubernetes.io/name", "gatehouse")),
                web.getFirst().getFrom().stream().map(peer -> peer.getPodSelector().getMatchLabels()).toList());
        assertTrue(policy.getIngress().stream().filter(rule -> rule.getFrom().isEmpty())
                .allMatch(rule -> !rule.getPorts().isEmpty()
                        && ports(rule.getPorts()).stream().allMatch(port -> port.startsWith("peers"))));
    }

    private static List<String> ports(List<NetworkPolicyPort> ports) {
        return ports.stream().map(port -> port.getPort().getStrVal()).toList();
    }

    @Test
    void theHouseholdIsOnePodAtATimeWithItsVolume() {
        var household = overlay("household");
        var spec = household.one(Deployment.class, "gatehouse").getSpec();
        assertEquals(1, spec.getReplicas());
        assertEquals("Recreate", spec.getStrategy().getType());
        assertFalse(household.environment().containsKey("GATEHOUSE_DATABASE_URL"));
        assertEquals(1, household.each(PersistentVolumeClaim.class).size());
    }

    @Test
    void theTeamIsTwoToThreePodsThatShareADatabaseAndASecret() {
        var team = overlay("team");
        var spec = team.one(Deployment.class, "gatehouse").getSpec();
        assertEquals(null, spec.getReplicas(), "the autoscaler decides");
        assertEquals("RollingUpdate", spec.getStrategy().getType());
        var autoscaler = team.one(HorizontalPodAutoscaler.class, "gatehouse").getSpec();
        assertEquals(2, autoscaler.getMinReplicas());
        assertEquals(3, autoscaler.getMaxReplicas());
        assertEquals("kubernetes.io/hostname",
                spec.getTemplate().getSpec().getTopologySpreadConstraints().getFirst().getTopologyKey());
        assertTrue(team.environment().get("GATEHOUSE_DATABASE_URL").startsWith("jdbc:postgresql:"));
        assertTrue(team.environment().containsKey("GATEHOUSE_SECRET_FILE"));
        assertEquals(List.of(), team.each(PersistentVolumeClaim.class));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theTemporaryFolderOfTheProcessIsWritableAndBounded(Overlay overlay) {
        var place = overlay.gatehouse().getVolumeMounts().stream().filter(mount -> mount.getName().equals("temporary"))
                .findFirst().orElseThrow();
        assertTrue(!Boolean.TRUE.equals(place.getReadOnly()));
        var options = overlay.environment().get("JAVA_TOOL_OPTIONS");
        assertTrue(options.contains("-Djava.io.tmpdir=" + place.getMountPath()), options);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void portsProbesAndVariablesAreThoseOfTheApplication(Overlay overlay) throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        var container = overlay.gatehouse();
        assertEquals(Map.of("http", Integer.valueOf(properties.getProperty("quarkus.http.port")), "management",
                Integer.valueOf(properties.getProperty("quarkus.management.port"))),
                container.getPorts().stream()
                        .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort)));
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .map(Probe::getHttpGet)
                .forEach(probe -> assertEquals("management", probe.getPort().getStrVal()));
        var known = Documents.of(Path.of("docs/reference/configuration.md")).names("Environment");
        var set = overlay.environment().keySet().stream().filter(name -> name.startsWith("GATEHOUSE_")).toList();
        assertTrue(known.containsAll(set), set.toString());
        var example = examples().get("gatehouse").keySet();
        overlay.environment().values().forEach(value -> NAMED.matcher(value).results()
                .forEach(match -> assertTrue(example.contains(match.group(1)), value)));
    }

    /// Stopping takes the delay, then as long as requests under way may take; only then may the kubelet kill.
    @ParameterizedTest
    @MethodSource("overlays")
    void thereIsTimeToStop(Overlay overlay) throws IOException {
        var grace = overlay.pods().get("gatehouse").getSpec().getTerminationGracePeriodSeconds();
        var delay = Long.parseLong(overlay.environment().get("GATEHOUSE_STOP_DELAY").replace("S", ""));
        var properties = Files.readString(Path.of("src/main/resources/application.properties"));
        var timeout = Pattern.compile("(?m)^quarkus\\.shutdown\\.timeout=(\\d+)S$").matcher(properties);
        assertTrue(timeout.find());
        assertTrue(delay + Long.parseLong(timeout.group(1)) + 5 < grace, grace.toString());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theExampleOfGatehouseYamlIsAcceptedWithTheExampleOfASecret(Overlay overlay, @TempDir Path folder) throws IOException {
        for (var entry : examples().get("gatehouse").entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
        var text = overlay.one(ConfigMap.class, "gatehouse").getData().get("gatehouse.yaml");
        assertTrue(NAMED.matcher(text).find(), "the password is where the secret is mounted");
        var reading = ConfigurationReader.read(text.replace("/run/secrets/gatehouse", folder.toString()), folder);
        assertInstanceOf(Reading.Valid.class, reading, reading::toString);
    }
}
