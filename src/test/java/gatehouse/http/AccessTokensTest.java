package gatehouse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What kind of token it is, in the ways of several providers. Signatures and the like: `browser/TokensTest`.
class AccessTokensTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "at+jwt {} true", "application/AT+JWT {} true", "JWT {\"typ\":\"Bearer\"} true",
            "JWT {\"typ\":\"Bearer\",\"nonce\":\"n\"} true", "JWT {\"scope\":\"openid\"} true", "- {\"scp\":\"read\"} true",
            "JWT {} false", "- {} false", "JWT {\"typ\":\"ID\",\"scope\":\"openid\"} false", "JWT {\"typ\":\"Refresh\"} false",
            "JWT {\"typ\":\"DPoP\"} false", "logout+jwt {\"sub\":\"a\"} false",
            "JWT {\"scope\":\"openid\",\"nonce\":\"n\"} false",
            "JWT {\"scope\":\"openid\",\"at_hash\":\"h\"} false", "at+jwt {\"cnf\":{\"jkt\":\"k\"}} false",
            "JWT {\"typ\":\"Bearer\",\"cnf\":{\"jkt\":\"k\"}} false" }, quoteCharacter = '~')
    void onlyAnAccessTokenIsOne(String type, String claims, boolean access)
            throws InvalidJwtException, MalformedClaimException {
        assertEquals(access, AccessTokens.access(type.equals("-") ? null : type, JwtClaims.parse(claims)));
    }

    @Test
    void aKindThatIsNoTextIsNone() throws InvalidJwtException {
        var claims = JwtClaims.parse("{\"typ\":[\"Bearer\"]}");
        assertThrows(MalformedClaimException.class, () -> AccessTokens.access("JWT", claims));
    }
}
