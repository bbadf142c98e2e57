package gatehouse.http;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

import gatehouse.access.Provider;

/// Reads a provider's logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4): signed by its keys, for us, fresh,
/// a logout event and no sign-in, and not seen before.
@ApplicationScoped
public class BackChannel {

    private static final Logger LOG = Logger.getLogger(BackChannel.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration OLDEST = Duration.ofMinutes(2);
    private static final int REMEMBERED = 10_000;

    private final Provider provider;
    private final ProviderKeys keys;
    private final Clock clock;
    private final Map<String, Boolean> used = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    BackChannel(Provider provider, ProviderKeys keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    /// Whose sessions ended: one session, or all of a person.
    public record Ended(String issuer, Optional<String> session, Optional<String> subject) {
    }

    /// Empty when the token is not to be believed.
    public Optional<Ended> verify(String token) {
        return provider.description().flatMap(description -> verify(token, description));
    }

    private Optional<Ended> verify(String token, Provider.Description description) {
        try {
            var claims = new JwtConsumerBuilder().setExpectedIssuer(description.issuer())
                    .setExpectedAudience(provider.clientId())
                    .setRequireIssuedAt().setRequireJwtId().setIssuedAtRestrictions(60, (int) OLDEST.toSeconds())
                    .setEvaluationTime(org.jose4j.jwt.NumericDate.fromMilliseconds(clock.millis()))
                    .setJwsAlgorithmConstraints(ProviderKeys.SIGNATURES)
                    .setVerificationKeyResolver(keys.of(description))
                    .build()
                    .processToClaims(token);
            return logout(claims) && first(claims.getJwtId()) ? Optional.of(ended(claims)) : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException untrue) {
            LOG.warnf("A logout token was refused: %s", untrue.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static boolean logout(JwtClaims claims) throws MalformedClaimException {
        var named = claims.hasClaim("sid") || claims.hasClaim("sub");
        return named && !claims.hasClaim("nonce") && claims.getClaimValue("events") instanceof Map<?, ?> events
                && events.containsKey(EVENT);
    }

    private synchronized boolean first(String id) {
        return used.putIfAbsent(id, true) == null;
    }

    private static Ended ended(JwtClaims claims) throws MalformedClaimException {
        return new Ended(claims.getIssuer(), Optional.ofNullable(claims.getStringClaimValue("sid")),
                Optional.ofNullable(claims.getSubject()));
    }
}
