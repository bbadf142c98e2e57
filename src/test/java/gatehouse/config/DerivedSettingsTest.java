package gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class DerivedSettingsTest {

    private static final String REDIRECT = "quarkus.oidc.authentication.redirect-path";
    private static final String HTTPS = "quarkus.oidc.authentication.force-redirect-https-scheme";
    private static final String STATE = "quarkus.oidc.authentication.state-secret";
    private static final String SECURE = "quarkus.oidc.authentication.cookie-force-secure";

    @TempDir
    Path data;

    private SmallRyeConfig derived(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("gatehouse.data", data.toString());
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(all, "settings", 100))
                .withSources(new DerivedSettings()).build();
    }

    private String value(Map<String, String> settings, String key) {
        return derived(settings).getRawValue(key);
    }

    @Test
    void theProviderSendsBrowsersBackToTheExternalAddress() {
        var behindProxy = Map.of("gatehouse.provider.url", "http://keycloak", "gatehouse.external-url",
                "https://home.example.org/gatehouse/");
        assertEquals("https://home.example.org/gatehouse/sign-in/provider", value(behindProxy, REDIRECT));
        assertEquals("true", value(behindProxy, HTTPS));
        assertEquals("true", value(behindProxy, SECURE));

        var household = Map.of("gatehouse.provider.url", "http://keycloak", "gatehouse.external-url", "http://nas:8080");
        assertEquals("http://nas:8080/sign-in/provider", value(household, REDIRECT));
        assertEquals("false", value(household, HTTPS));
        assertEquals("false", value(household, SECURE));
    }

    @Test
    void aSignInMayEndAtAnotherReplicaThanItBegan() throws IOException {
        var secret = "a secret that all replicas share, and more";
        var given = value(Map.of("gatehouse.provider.url", "http://keycloak", "gatehouse.secret", secret), STATE);
        var file = Files.writeString(data.resolve("secret.txt"), secret + "\n");
        assertEquals(given,
                value(Map.of("gatehouse.provider.url", "http://keycloak", "gatehouse.secret-file", file.toString()), STATE));
        assertEquals(32, given.length());
        assertFalse(secret.contains(given));
        assertFalse(derived(Map.of("gatehouse.provider.url", "http://keycloak")).isPropertyPresent(STATE));
    }

    @Test
    void aProviderIsAskedForTheScopesThatAreSet() {
        var scopes = "quarkus.oidc.authentication.scopes";
        var provider = Map.of("gatehouse.provider.url", "http://keycloak", "gatehouse.provider.scopes", "profile,groups");
        assertEquals("profile,groups", value(provider, scopes));
        assertFalse(derived(Map.of("gatehouse.provider.url", "http://keycloak")).isPropertyPresent(scopes));
    }

    @Test
    void withoutAProviderNothingIsSaidAboutOne() {
        assertFalse(derived(Map.of()).isPropertyPresent("quarkus.oidc.tenant-enabled"));
    }

    @Test
    void tracesAreMadeOnceTheirCollectorIsNamed() {
        var off = "quarkus.otel.sdk.disabled";
        var endpoint = "quarkus.otel.exporter.otlp.traces.endpoint";
        var protocol = "quarkus.otel.exporter.otlp.traces.protocol";
        assertEquals("true", value(Map.of(), off));
        assertFalse(derived(Map.of()).isPropertyPresent(endpoint));
        var collector = Map.of("otel.exporter.otlp.endpoint", "http://collector:4318");
        assertEquals("false", value(collector, off));
        assertEquals("http://collector:4318", value(collector, endpoint));
        assertEquals("http/protobuf", value(collector, protocol));
        var other = Map.of("otel.exporter.otlp.endpoint", "http://collector:4317", "otel.exporter.otlp.protocol", "grpc");
        assertEquals("grpc", value(other, protocol));
        assertFalse(derived(collector).isPropertyPresent("quarkus.otel.exporter.otlp.traces.headers"));
        assertEquals("authorization=Basic a==,x-tenant=at home\\, upstairs", value(Map.of("otel.exporter.otlp.headers",
                "authorization=Basic%20a==,x-tenant=at%20home%2C%20upstairs"), "quarkus.otel.exporter.otlp.traces.headers"));
    }

    @Test
    void theAddressOfTheDatabaseDecidesWhichOneIsActive() {
        assertTrue(value(Map.of(), "quarkus.datasource.sqlite.jdbc.url").startsWith("jdbc:sqlite:" + data + "/gatehouse.db?"));
        var postgresql = derived(Map.of("gatehouse.database.url", "jdbc:postgresql://db/gatehouse"));
        assertEquals("true", postgresql.getRawValue("quarkus.datasource.postgresql.active"));
        assertFalse(postgresql.isPropertyPresent("quarkus.datasource.sqlite.active"));
        var wrong = Map.of("gatehouse.database.url", "jdbc:mysql://db/gatehouse?password=hidden");
        var thrown = assertThrows(IllegalArgumentException.class, () -> derived(wrong));
        assertTrue(thrown.getMessage().contains("GATEHOUSE_DATABASE_URL is jdbc:mysql://db/gatehouse."), thrown.getMessage());
    }

    @Test
    void aSecretMayStandInAFile() throws IOException {
        var file = Files.writeString(data.resolve("secret"), "from a file\n");
        var settings = Map.of("gatehouse.provider.url", "http://keycloak", "gatehouse.provider.client-secret-file",
                file.toString());
        assertEquals("from a file", value(settings, "quarkus.oidc.credentials.secret"));
    }
}
