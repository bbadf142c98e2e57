package gatehouse.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

import gatehouse.access.Claims;
import gatehouse.access.Provider;
import gatehouse.config.ConfigurationFile;
import gatehouse.http.Visitor.Proof.Token;

/// Reads a provider's access token (RFC 6750, RFC 9068): signed by its keys, by it and for us, not expired, and no other
/// kind of token. Who it is for is the same person as after a sign-in.
@ApplicationScoped
class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final int SKEW = 5;
    private static final int LONGEST = 12_000;
    /// Only ID tokens have them (OpenID Connect Core 1.0, sections 2 and 3).
    private static final List<String> OF_ID_TOKENS = List.of("nonce", "at_hash", "c_hash");

    private final Provider provider;
    private final ProviderKeys keys;
    private final ConfigurationFile file;
    private final Explain explain = Translation.of(Explain.class);
    private final Clock clock;

    AccessTokens(Provider provider, ProviderKeys keys, ConfigurationFile file, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.file = file;
        this.clock = clock;
    }

    /// Empty when the token is not to be believed.
    ///
    /// @throws Problem 503 while the provider does not answer
    Optional<Visitor> visitor(String token) {
        if (!provider.configured() || token.length() > LONGEST) {
            return Optional.empty();
        }
        var description = provider.description().orElseThrow(() -> new Problem(503, explain.token_provider_title(),
                explain.token_provider()));
        try {
            var context = consumer(description).build().process(token);
            var type = context.getJoseObjects().getFirst().getHeader("typ");
            return access(type, context.getJwtClaims()) ? Optional.of(visitor(token, context)) : Optional.empty();
        } catch (InvalidJwtException untrue) {
            // Its message holds the token, which may be good elsewhere.
            LOG.debugf("An access token was refused, by jose4j's error codes %s",
                    untrue.getErrorDetails().stream().map(ErrorCodeValidator.Error::getErrorCode).toList());
            return Optional.empty();
        } catch (MalformedClaimException untrue) {
            return Optional.empty();
        }
    }

    private JwtConsumerBuilder consumer(Provider.Description description) {
        return new JwtConsumerBuilder().setExpectedIssuer(description.issuer()).setExpectedAudience(provider.audience())
                .setRequireSubject().setRequireExpirationTime().setAllowedClockSkewInSeconds(SKEW)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setJwsAlgorithmConstraints(ProviderKeys.SIGNATURES).setVerificationKeyResolver(keys.of(description));
    }

    /// An ID token is signed by the same key, often for the same audience, and given to a browser: it must open nothing. What
    /// an access token is says its type in the header (RFC 9068) or, with Keycloak, in the claim `typ`; other providers
    /// give only access tokens a scope. One that is bound to its holder's key is none for whoever just brings it.
    ///
    /// @param type the `typ` of the header, which may be absent
    static boolean access(String type, JwtClaims claims) throws MalformedClaimException {
        if (claims.hasClaim("cnf")) {
            return false;
        }
        if (type != null && type.toLowerCase(Locale.ROOT).replaceFirst("^application/", "").equals("at+jwt")) {
            return true;
        }
        if (claims.hasClaim("typ")) {
            return claims.getStringClaimValue("typ").equals("Bearer");
        }
        return (claims.hasClaim("scope") || claims.hasClaim("scp")) && OF_ID_TOKENS.stream().noneMatch(claims::hasClaim);
    }

    private Visitor visitor(String token, JwtContext context) throws MalformedClaimException {
        var claims = Claims.content(token).orElseThrow();
        var until = Instant.ofEpochMilli(context.getJwtClaims().getExpirationTime().getValueInMillis());
        return new Visitor(Claims.person(claims, Optional.empty(), file.current().signIn()), new Token(until));
    }
}
