package gatehouse.browser;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.List;

import jakarta.inject.Inject;

import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;

/// Access tokens of a real Keycloak at the API: whose they are, and which are refused.
@QuarkusTest
@TestProfile(KeycloakTest.WithProvider.class)
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class TokensTest {

    private static final String ME = "/api/v1/me";
    private static final String START = "/api/v1/instances/attic/actions/torrents/start";
    private static final String SINTEL = "{\"hashes\": [\"" + House.FILMS.getFirst().hash() + "\"]}";

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/api/v1/torrents/events")
    URI events;

    @BeforeEach
    void everythingIsThere() {
        KeycloakTest.provider();
        Qbittorrent.await("the provider is known to be there",
                () -> get(access("script", "ola")).extract().statusCode() != 503);
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
    }

    private static String access(String client, String person) {
        return KeycloakTest.provider().tokens(client, person, KeycloakTest.PASSWORD + person).access();
    }

    private static ValidatableResponse get(String token) {
        return given().header("Authorization", "Bearer " + token).get(ME).then();
    }

    private static void refused(String token) {
        get(token).statusCode(401).contentType("application/problem+json").header("WWW-Authenticate", containsString("invalid"))
                .body("title", equalTo("The token is not good here"));
    }

    @Test
    void aTokenIsThePersonOfTheSignIn() throws Exception {
        var token = access("script", "ann");
        get(token).statusCode(200)
                .body("person", equalTo(KeycloakTest.provider().url() + "#" + claims(token).path("sub").asText()))
                .body("name", equalTo("ann")).body("roles", hasItem("member"))
                .body("instances.instance", equalTo(List.of("attic", "cellar")));
        get(access("script", "eve")).statusCode(403).body("title", equalTo("No access yet"));
    }

    @Test
    void aTokenNeedsNoFormTokenAndLeavesATraceWithoutASession() {
        var ann = access("script", "ann");
        given().header("Authorization", "Bearer " + ann).contentType("application/json").body(SINTEL).post(START).then()
                .statusCode(200).body("torrents", equalTo(1));
        given().header("Authorization", "bearer " + ann).queryParam("action", "torrents/start").get("/api/v1/audit").then()
                .statusCode(200).body("entries[0].session", nullValue()).body("entries[0].result", equalTo("done"));

        House.atticDoor().clear();
        given().header("Authorization", "Bearer " + access("script", "vic")).contentType("application/json").body(SINTEL)
                .post(START).then().statusCode(403).body("right", equalTo("control"));
        assertEquals(List.of(), House.atticDoor().writes());
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        refused(access("stranger", "ola"));
    }

    @Test
    void anIdTokenIsNoAccessToken() throws Exception {
        var id = KeycloakTest.provider().tokens("script", "ola", KeycloakTest.PASSWORD + "ola").id();
        assertTrue(claims(id).path("aud").toString().contains("gatehouse"), "only its kind is wrong");
        refused(id);
    }

    @Test
    void anExpiredTokenIsRefused() {
        var token = new String[1];
        Qbittorrent.await("a fresh one is taken", () -> {
            token[0] = access("hasty", "ola");
            return get(token[0]).extract().statusCode() == 200;
        });
        Qbittorrent.await("it has expired", () -> get(token[0]).extract().statusCode() == 401);
        refused(token[0]);
    }

    @Test
    void aSignatureOfAnybodyElseIsRefused() throws Exception {
        var token = access("script", "ola");
        var kid = part(token, 0).path("kid").asText();
        var payload = claims(token).toString();
        refused(signed(payload, kid, "RS256", RsaJwkGenerator.generateJwk(2048).getPrivateKey()));
        refused(signed(payload, "nobodys", "RS256", RsaJwkGenerator.generateJwk(2048).getPrivateKey()));
        refused(signed(payload, kid, "HS256", new HmacKey(published(kid).getEncoded())));
        refused(encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(payload) + ".");
        refused(token.substring(0, token.lastIndexOf('.')) + ".");
        var other = claims(token).toString().replace("\"sub\":\"", "\"sub\":\"x");
        refused(token.split("\\.")[0] + "." + encoded(other) + "." + token.split("\\.")[2]);
        refused("e30.e30.e30");
        refused("");
    }

    @Test
    void aTokenIsTakenOnceFromTheHeaderAndOnlyByTheApi() {
        var token = access("script", "ola");
        given().queryParam("access_token", token).get(ME).then().statusCode(401);
        given().header("Authorization", "Bearer " + token, "Bearer " + token).get(ME).then().statusCode(401);
        given().header("Authorization", "Basic " + token).get(ME).then().statusCode(401);
        given().header("Authorization", "Bearer " + token).get("/account").then().statusCode(401);
        given().header("Authorization", "Bearer " + token).cookie("gatehouse", "no-such-session").get(ME).then()
                .statusCode(200);
    }

    @Test
    void aStreamEndsSoonAfterItsToken() throws Exception {
        var request = HttpRequest.newBuilder(events).header("Authorization", "Bearer " + access("hasty", "ola")).build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().toList().stream().anyMatch(line -> line.contains(House.FILMS.getFirst().hash())),
                "and it has ended");
    }

    private static Key published(String kid) throws Exception {
        return new HttpsJwks(KeycloakTest.provider().url() + "/protocol/openid-connect/certs").getJsonWebKeys().stream()
                .filter(key -> kid.equals(key.getKeyId())).map(JsonWebKey::getKey).findFirst().orElseThrow();
    }

    private static String signed(String payload, String kid, String algorithm, Key key) throws Exception {
        var token = new JsonWebSignature();
        token.setPayload(payload);
        token.setKeyIdHeaderValue(kid);
        token.setHeader("typ", "JWT");
        token.setAlgorithmHeaderValue(algorithm);
        token.setKey(key);
        token.setDoKeyValidation(false);
        return token.getCompactSerialization();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode claims(String token) throws Exception {
        return part(token, 1);
    }

    private static JsonNode part(String token, int number) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[number]));
    }
}
