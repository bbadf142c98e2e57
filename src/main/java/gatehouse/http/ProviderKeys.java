package gatehouse.http;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

import gatehouse.access.Provider;

/// The keys by which a provider signs. They are kept for as long as it says; a token of another key makes us ask again, but
/// not more often than every 10 s, or anybody could make us flood the provider with made-up keys.
@ApplicationScoped
class ProviderKeys {

    /// Signatures with a public key only: with `none` nobody, and with HS256 everybody who knows the public key, could sign.
    static final AlgorithmConstraints SIGNATURES = new AlgorithmConstraints(ConstraintType.PERMIT, "RS256", "RS384", "RS512",
            "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final int PATIENCE = 5_000;
    private static final long PAUSE = 10_000;

    private final Map<String, HttpsJwks> keys = new LinkedHashMap<>();

    VerificationKeyResolver of(Provider.Description description) {
        return new HttpsJwksVerificationKeyResolver(keys(description.keys().toString()));
    }

    private synchronized HttpsJwks keys(String address) {
        return keys.computeIfAbsent(address, ProviderKeys::at);
    }

    private static HttpsJwks at(String address) {
        var get = new Get();
        get.setConnectTimeout(PATIENCE);
        get.setReadTimeout(PATIENCE);
        var keys = new HttpsJwks(address);
        keys.setSimpleHttpGet(get);
        keys.setRefreshReprieveThreshold(PAUSE);
        return keys;
    }
}
