package gatehouse.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.config.Settings;

/// The OpenID Connect provider, as its discovery document describes it. Asked at most every 5 s while it is down or somebody
/// wants to sign in, else every 5 min.
@ApplicationScoped
public class Provider {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration TRUST_UP = Duration.ofMinutes(5);
    private static final Duration TRUST_DOWN = Duration.ofSeconds(5);

    private final Settings.Provider settings;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private volatile Known known = new Known(Instant.MIN, Optional.empty());
    private Known looked = known;

    Provider(Settings settings, ObjectMapper json, Clock clock) {
        this.settings = settings.provider();
        this.json = json;
        this.clock = clock;
    }

    /// What the discovery document says of interest here.
    public record Description(String issuer, URI keys, Optional<URI> endSession) {
    }

    private record Known(Instant at, Optional<Description> description) {
    }

    /// Is there one at all?
    public boolean configured() {
        return settings.url().isPresent();
    }

    /// What the sign-in button calls it.
    public String name() {
        return settings.name().or(() -> settings.url().map(URI::getHost)).orElse("");
    }

    public String clientId() {
        return settings.clientId();
    }

    /// For whom an access token must be that programs bring.
    public String audience() {
        return settings.audience().orElse(settings.clientId());
    }

    /// Empty while it is down.
    public synchronized Optional<Description> description() {
        var trust = known.description().isPresent() ? TRUST_UP : TRUST_DOWN;
        if (configured() && known.at().isBefore(clock.instant().minus(trust))) {
            known = new Known(clock.instant(), ask());
        }
        return known.description();
    }

    /// Whether it answers now, or did in the last 5 s: nobody is sent to a page that does not come. What is known of it stays
    /// good for programs that bring tokens and need nothing new of it.
    public synchronized boolean answers() {
        if (configured() && looked.at().isBefore(clock.instant().minus(TRUST_DOWN))) {
            looked = new Known(clock.instant(), ask());
            known = looked.description().isPresent() ? looked : known;
        }
        return looked.description().isPresent();
    }

    private Optional<Description> ask() {
        var address = URI
                .create(settings.url().orElseThrow().toString().replaceAll("/+$", "") + "/.well-known/openid-configuration");
        try {
            var answer = client.send(HttpRequest.newBuilder(address).timeout(DEADLINE).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? read(json.readTree(answer.body())) : Optional.empty();
        } catch (IOException | IllegalArgumentException down) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Description> read(JsonNode document) {
        if (!document.hasNonNull("issuer") || !document.hasNonNull("jwks_uri")) {
            return Optional.empty();
        }
        var end = Optional.ofNullable(document.get("end_session_endpoint")).map(node -> URI.create(node.asText()));
        return Optional
                .of(new Description(document.get("issuer").asText(), URI.create(document.get("jwks_uri").asText()), end));
    }
}
