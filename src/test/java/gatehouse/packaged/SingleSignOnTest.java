package gatehouse.packaged;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import gatehouse.real.Keycloak;
import gatehouse.real.Qbittorrent;

/// Two replicas before one real Keycloak: a sign-in may begin at one and end at the other, and a log-out of which the provider
/// tells one of them counts at both.
class SingleSignOnTest {

    private static final String SECRET = "only-for-tests";

    private static Pair pair;
    private static Keycloak keycloak;

    @BeforeAll
    static void start() throws Exception {
        var port = Qbittorrent.freePort();
        pair = new Pair(Map.of("GATEHOUSE_PROVIDER_URL", "http://127.0.0.1:" + port + "/realms/home",
                "GATEHOUSE_PROVIDER_CLIENT_SECRET", SECRET));
        keycloak = Keycloak.start(Path.of(System.getenv("GATEHOUSE_TEST_KEYCLOAK")), Path.of(".demo/keycloak"), realm(),
                Map.of("URL", pair.address(), "SECRET", SECRET, "OLA", Pair.PASSWORD, "ANN", Pair.PASSWORD, "VIC",
                        Pair.PASSWORD, "EVE", Pair.PASSWORD),
                port);
        pair.start();
    }

    /// Keycloak tells the first replica only.
    private static String realm() throws IOException {
        return Files.readString(Path.of("src/test/resources/keycloak/home.json"))
                .replace("@URL@/sign-out/back-channel", pair.address(0) + "/sign-out/back-channel");
    }

    @AfterAll
    static void stop() throws Exception {
        keycloak.close();
        pair.close();
    }

    private static Visitor ola() {
        return Visitor.byProvider(pair.address(1), pair.address(0), pair.address(), "ola", Pair.PASSWORD);
    }

    @Test
    void aLogOutThatIsToldToOneEndsTheSessionAtTheOther() {
        var ola = ola();
        for (var replica : List.of(0, 1)) {
            ola.page(pair.address(replica), "/torrents").then().statusCode(200);
        }
        keycloak.logOut("ola");
        Pair.within10Seconds("the session is over", () -> ola.page(pair.address(1), "/torrents").statusCode() == 303);
        ola.page(pair.address(1), "/torrents").then().header("Location", containsString("/sign-in"));
        pair.door.clear();
        assertFalse(ola.act(pair.address(1), Pair.INSTANCE, "torrents/stop", "{\"hashes\": \"all\"}").statusCode() < 400);
        assertEquals(List.of(), pair.door.writes());
    }

    @Test
    void whoSignsOutAtOneIsSignedOutAtTheOtherAndAtTheProvider() {
        var ola = ola();
        ola.page(pair.address(1), "/torrents").then().statusCode(200);
        var provider = ola.form().post(pair.address(0) + "/sign-out").then().statusCode(303).extract().header("Location");
        assertEquals(keycloak.url() + "/protocol/openid-connect/logout", provider.replaceAll("[?].*", ""));
        ola.page(pair.address(1), "/torrents").then().statusCode(303).header("Location", containsString("/sign-in"));
    }
}
