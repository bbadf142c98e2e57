package gatehouse.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/// What an overlay comes to: its objects, read as Kubernetes reads them, and with no field that Kubernetes does not know.
record Overlay(String name, List<HasMetadata> objects) {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(ConfigMap.class, Deployment.class,
            HorizontalPodAutoscaler.class, HTTPRoute.class, Ingress.class, NetworkPolicy.class, PersistentVolumeClaim.class,
            PodDisruptionBudget.class, PrometheusRule.class, Secret.class, Service.class, ServiceAccount.class,
            ServiceMonitor.class, StatefulSet.class)
            .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

    /// The models keep what they do not know; this reader refuses it.
    private static final JsonMapper STRICT = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {

                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated setter) {
                    return Boolean.FALSE;
                }
            }).build();

    /// Every overlay there is.
    static Stream<Overlay> all() {
        try (var folders = Files.list(Path.of("k8s/overlays"))) {
            return folders.sorted().toList().stream().map(Overlay::render);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Overlay of(String name) {
        return render(Path.of("k8s/overlays", name));
    }

    /// @throws AssertionError when kustomize cannot render it, or an object has a field that is not its kind's
    static Overlay render(Path folder) {
        var command = new ProcessBuilder("kubectl", "kustomize", folder.toString()).redirectErrorStream(true);
        try {
            var process = command.start();
            var text = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), text);
            return new Overlay(folder.getFileName().toString(), read(text));
        } catch (IOException missing) {
            throw new AssertionError("kubectl is needed, 1.27 or later", missing);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    static List<HasMetadata> read(String yaml) {
        return StreamSupport.stream(new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml).spliterator(), false)
                .map(Overlay::strict).toList();
    }

    private static HasMetadata strict(Object document) {
        var kind = ((Map<?, ?>) document).get("kind");
        var model = KINDS.get(kind);
        if (model == null) {
            throw new AssertionError("nobody checks a " + kind);
        }
        var object = STRICT.convertValue(document, model);
        assertEquals(HasMetadata.getApiVersion(model), object.getApiVersion(), kind.toString());
        return object;
    }

    <T extends HasMetadata> List<T> each(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String named) {
        return each(kind).stream().filter(object -> object.getMetadata().getName().equals(named)).findFirst()
                .orElseThrow(() -> new AssertionError(this.name + " has no " + kind.getSimpleName() + " " + named));
    }

    /// The templates of all pods, by the name of what makes them.
    Map<String, PodTemplateSpec> pods() {
        var pods = each(Deployment.class).stream()
                .collect(Collectors.toMap(found -> found.getMetadata().getName(), found -> found.getSpec().getTemplate()));
        each(StatefulSet.class).forEach(found -> pods.put(found.getMetadata().getName(), found.getSpec().getTemplate()));
        return pods;
    }

    Container gatehouse() {
        return pods().get("gatehouse").getSpec().getContainers().getFirst();
    }

    /// The variables of Gatehouse that have a value here.
    Map<String, String> environment() {
        return gatehouse().getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    @Override
    public String toString() {
        return name;
    }
}
