package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import gatehouse.config.ConfigurationFile;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Request;
import gatehouse.real.Qbittorrent;
import gatehouse.store.RejectedCredentials;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

/// Servers that go away, come back, forget us or refuse us.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class OutageTest {

    private static final String DEBIAN = House.SYSTEMS.getFirst().hash();

    @Inject
    Mirrors mirrors;

    @Inject
    RejectedCredentials rejected;

    @Inject
    ConfigurationFile file;

    @Inject
    Vertx vertx;

    @Test
    void aKilledServersRowsStayWithTheirAgeAndItRecoversByItselfWithOneLogIn() {
        var ola = People.signIn("ola");
        Qbittorrent.await("the cellar is there", () -> health("cellar").connected() && !snapshotEmpty("cellar"));
        House.cellar().kill();
        House.cellarDoor().clear();
        try (var watch = mirrors.watch()) {
            Qbittorrent.await("it is noticed", () -> health("cellar") instanceof Health.Unreachable);
            ola.browse().get("/torrents").then().statusCode(200).body(containsString("debian-13.2.0.iso"),
                    containsString("stale-row"),
                    containsString("Offline, seen"), containsString("data-instance=\"attic\" data-freshness=\"fresh\""));
            ola.send().formParam("torrent", "cellar/" + DEBIAN).post("/torrents/actions/stop").then().statusCode(503)
                    .body(containsString("Cellar is offline"));
            assertEquals(0, House.cellarDoor().writes().size());

            House.cellar().launch();
            House.cellarDoor().clear();
            Qbittorrent.await("it is back", () -> health("cellar").connected());
            Qbittorrent.await("its torrents are back", () -> !snapshotEmpty("cellar"));
            assertEquals(1, House.cellarDoor().count("auth/login"));
        }
    }

    @Test
    void aForgottenSessionCostsOneLogInAndOneReplayAndNobodyNotices() {
        var ann = People.signIn("ann");
        var sintel = House.FILMS.getFirst().hash();
        Qbittorrent.await("the attic is there", () -> health("attic").connected() && !snapshotEmpty("attic"));
        ann.send().formParam("torrent", "attic/" + sintel).post("/torrents/actions/stop").then().statusCode(200);
        House.atticDoor().clear();
        House.attic().restart();
        Qbittorrent.await("the poller has signed in again", () -> {
            mirrors.find("attic").orElseThrow().nudge();
            return House.atticDoor().count("auth/login") == 1 && health("attic").connected();
        });
        ann.send().formParam("torrent", "attic/" + sintel).post("/torrents/actions/start").then().statusCode(200)
                .body(containsString("Start: 1 torrent"));
        Qbittorrent.await("Sintel runs at the server", () -> House.attic().state(sintel).equals("stalledUP"));
        var resumes = House.atticDoor().count("torrents/resume");
        assertEquals(2, resumes);
        assertEquals(2, House.atticDoor().count("auth/login"), "one for each of our two sessions, and no more");
    }

    @Test
    void aWrongStoredPasswordIsTriedOnceEverAlsoAfterARestart() {
        var ola = People.signIn("ola");
        Qbittorrent.await("the vault has refused", () -> health("vault") instanceof Health.CredentialsRejected);
        assertEquals(1, logIns());
        mirrors.find("vault").orElseThrow().nudge();
        ola.browse().get("/torrents").then().body(containsString("Vault: Needs another password."),
                containsString("Correct them in gatehouse.yaml"));

        var afterARestart = new Backends(file, vertx, rejected, Clock.systemUTC()).polling("vault").orElseThrow();
        afterARestart.send(Request.read("app/version", Map.of()));
        assertInstanceOf(Health.CredentialsRejected.class, afterARestart.health());
        assertEquals(1, logIns());
        assertEquals("", House.vault().post("auth/logout", Map.of()), "the address is not banned");
    }

    private static long logIns() {
        return House.vaultDoor().logIns();
    }

    private Health health(String instance) {
        return mirrors.find(instance).orElseThrow().health();
    }

    private boolean snapshotEmpty(String instance) {
        return mirrors.find(instance).orElseThrow().snapshot().torrents().isEmpty();
    }
}
