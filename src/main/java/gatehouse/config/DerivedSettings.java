package gatehouse.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;

/// Turns the settings of Gatehouse into those of the framework: which of the two data sources is active, whether there is a
/// provider to sign in with, how the log looks and how the process stops. An operator sets `GATEHOUSE_…` and never a framework's key.
public class DerivedSettings implements ConfigSourceFactory {

    /// Above the application's own properties, below the environment.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var derived = new HashMap<String, String>();
        database(context, derived);
        provider(context, derived);
        traces(context, derived);
        derived.put("quarkus.log.console.json.enabled",
                String.valueOf(value(context, "log.format", "").equalsIgnoreCase("json")));
        derived.put("quarkus.shutdown.delay", value(context, "stop.delay", "0S"));
        return List.of(new PropertiesConfigSource(derived, "derived from gatehouse.*", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static void database(ConfigSourceContext context, Map<String, String> derived) {
        var url = value(context, "database.url", "jdbc:sqlite:" + value(context, "data", "data") + "/gatehouse.db");
        var kind = url.startsWith("jdbc:sqlite:") ? "sqlite" : url.startsWith("jdbc:postgresql:") ? "postgresql" : "";
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("GATEHOUSE_DATABASE_URL is " + url.replaceAll("[?].*", "")
                    + ". Write jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, or leave it out.");
        }
        var source = "quarkus.datasource." + kind;
        derived.put(source + ".active", "true");
        derived.put("quarkus.flyway." + kind + ".active", "true");
        derived.put(source + ".jdbc.url", kind.equals("sqlite") ? sqlite(url) : url);
        put(derived, source + ".username", value(context, "database.username", ""));
        put(derived, source + ".password", secret(context, "database.password"));
    }

    /// One writer at a time, readers beside it, and nobody fails at once because somebody else writes.
    private static String sqlite(String url) {
        var file = Path.of(url.substring("jdbc:sqlite:".length()).replaceAll("[?].*", "")).toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The folder of the database cannot be made: " + file.getParent(), unwritable);
        }
        return url + (url.contains("?") ? "&" : "?")
                + "journal_mode=WAL&busy_timeout=10000&foreign_keys=on&transaction_mode=IMMEDIATE&synchronous=NORMAL";
    }

    /// The provider sends browsers back to the external address: what a request itself says of its scheme, host and path
    /// is another thing behind a reverse proxy.
    private static void provider(ConfigSourceContext context, Map<String, String> derived) {
        var url = value(context, "provider.url", "");
        if (url.isEmpty()) {
            return;
        }
        var external = value(context, "external-url", "http://localhost:8080").replaceAll("/+$", "");
        var https = external.startsWith("https:");
        derived.put("quarkus.oidc.tenant-enabled", "true");
        derived.put("quarkus.oidc.auth-server-url", url);
        derived.put("quarkus.oidc.client-id", value(context, "provider.client-id", "gatehouse"));
        derived.put("quarkus.oidc.authentication.redirect-path", external + "/sign-in/provider");
        derived.put("quarkus.oidc.authentication.force-redirect-https-scheme", String.valueOf(https));
        derived.put("quarkus.oidc.authentication.cookie-force-secure", String.valueOf(https));
        put(derived, "quarkus.oidc.authentication.scopes", value(context, "provider.scopes", ""));
        put(derived, "quarkus.oidc.credentials.secret", secret(context, "provider.client-secret"));
        put(derived, "quarkus.oidc.authentication.state-secret", stateSecret(secret(context, "secret")));
    }

    /// The variables are OpenTelemetry's own, as is what they mean.
    private static void traces(ConfigSourceContext context, Map<String, String> derived) {
        var collector = standard(context, "otel.exporter.otlp.endpoint", "");
        derived.put("quarkus.otel.sdk.disabled", String.valueOf(collector.isEmpty()));
        put(derived, "quarkus.otel.exporter.otlp.traces.endpoint", collector);
        derived.put("quarkus.otel.exporter.otlp.traces.protocol",
                standard(context, "otel.exporter.otlp.protocol", "http/protobuf"));
        put(derived, "quarkus.otel.exporter.otlp.traces.headers", headers(standard(context, "otel.exporter.otlp.headers", "")));
    }

    /// `name=value` separated by commas, with values encoded as in an address; the framework wants them as they are.
    private static String headers(String text) {
        return Stream.of(text.split(",")).map(header -> URLDecoder.decode(header, StandardCharsets.UTF_8))
                .map(header -> header.replace("\\", "\\\\").replace(",", "\\,")).collect(Collectors.joining(","));
    }

    /// Seals what a sign-in remembers on its way to the provider and back. It is made of the installation's secret, so that it
    /// may end at another replica than it began at.
    private static String stateSecret(String secret) {
        return secret.isEmpty() ? "" : HexFormat.of().formatHex(Secrets.of(secret).key("sign-in state"), 0, 16);
    }

    private static void put(Map<String, String> derived, String key, String value) {
        if (!value.isEmpty()) {
            derived.put(key, value);
        }
    }

    private static String secret(ConfigSourceContext context, String name) {
        var file = value(context, name + "-file", "");
        try {
            return file.isEmpty() ? value(context, name, "") : Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The file of gatehouse." + name + " cannot be read: " + file, unreadable);
        }
    }

    private static String value(ConfigSourceContext context, String name, String otherwise) {
        return standard(context, "gatehouse." + name, otherwise);
    }

    private static String standard(ConfigSourceContext context, String name, String otherwise) {
        var value = context.getValue(name).getValue();
        return value == null || value.isBlank() ? otherwise : value;
    }
}
