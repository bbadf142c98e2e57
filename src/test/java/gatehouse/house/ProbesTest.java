package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import gatehouse.docs.Documents;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The probes that the files for Kubernetes name are served, on the management port and not to people.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ProbesTest {

    private static final Pattern PROBE = Pattern.compile("path: (/q/\\S+)");

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Test
    void everyProbeIsServedOnTheManagementPortAlone() {
        var probes = PROBE.matcher(Documents.of(Path.of("k8s/base/deployment.yaml")).text()).results()
                .map(match -> match.group(1)).distinct().toList();
        assertEquals(3, probes.size(), probes.toString());
        for (var probe : probes) {
            given().get(URI.create(management.toString()).resolve(probe)).then().statusCode(200).body("status", equalTo("UP"));
            given().get(probe).then().statusCode(404);
        }
    }
}
