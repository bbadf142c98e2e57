package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.action.ApiVersion;
import gatehouse.legacy.LegacyHouse;
import gatehouse.legacy.LegacyServer.Asked;
import gatehouse.legacy.Release;

/// Signing in at servers of the legacy API, and being turned away there.
class LegacySignInTest {

    private static final Request INFO = Request.read("query/transferInfo", Map.of());
    private static final Request PAUSE_ALL = Request.write("command/pauseAll", Map.of());
    private static final String WRONG = "username: admin, password: not-the-password";

    @ParameterizedTest
    @EnumSource
    void theServerIsRecognisedAndLoggedInToOnce(Release release) {
        try (var house = LegacyHouse.on(release)) {
            for (var again = 0; again < 3; again++) {
                assertTrue(answer(commands(house.backends()).send(INFO)).ok());
            }
            assertEquals(new Health.Connected("v" + release.version(), ApiVersion.legacy(release.api())),
                    commands(house.backends()).health());
            assertEquals(List.of("/api/v2/app/webapiVersion", "/version/api", "/login", "/version/qbittorrent",
                    "/query/transferInfo", "/query/transferInfo", "/query/transferInfo"),
                    house.server().requests().stream().map(Asked::path).toList());
            assertEquals(List.of(), house.server().faults());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsTriedOnceEverAlsoAfterARestart(Release release) {
        try (var house = LegacyHouse.on(release, WRONG, "")) {
            for (var backends : List.of(house.backends(), house.newBackends())) {
                for (var backend : List.of(commands(backends), polling(backends), commands(backends))) {
                    assertInstanceOf(Health.CredentialsRejected.class, notSent(backend.send(INFO)));
                }
            }
            assertEquals(1, house.server().logIns());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBanIsRecognisedBeforeAnyPasswordIsSent(Release release) {
        try (var house = LegacyHouse.on(release)) {
            for (var failure = 0; failure < 5; failure++) {
                failAt(house);
            }
            var before = house.server().logIns();
            assertInstanceOf(Health.Banned.class, notSent(commands(house.backends()).send(INFO)));
            assertInstanceOf(Health.Banned.class, notSent(polling(house.backends()).send(INFO)));
            assertEquals(before, house.server().logIns());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBanThatComesLaterIsNotTakenForAnExpiredSession(Release release) {
        try (var house = LegacyHouse.on(release)) {
            assertTrue(answer(commands(house.backends()).send(INFO)).ok());
            for (var failure = 0; failure < 5; failure++) {
                failAt(house);
            }
            var before = house.server().logIns();
            assertInstanceOf(Health.Banned.class, notSent(commands(house.backends()).send(INFO)));
            assertEquals(before, house.server().logIns());
        }
    }

    /// Somebody else behind our address gets the password wrong.
    private static void failAt(LegacyHouse house) {
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(URI.create(house.server().url() + "/login")).version(HttpClient.Version.HTTP_1_1)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("username=admin&password=nope")).build(), BodyHandlers.discarding());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredSessionIsRenewedAndTheCommandRepeatedOnce(Release release) {
        try (var house = LegacyHouse.on(release)) {
            assertTrue(answer(commands(house.backends()).send(INFO)).ok());
            house.server().restart();
            assertTrue(answer(commands(house.backends()).send(PAUSE_ALL)).ok());
            assertEquals(2, house.server().logIns());
            assertEquals(2, house.server().commands().size(), "the one that was refused, and its repetition");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQueueThatIsOffIsNoExpiredSession(Release release) {
        try (var house = LegacyHouse.on(release)) {
            var recorded = house.server().at("topPrio.queueing_off");
            var reply = answer(commands(house.backends()).send(Request.write("command/topPrio", recorded.form())));
            assertEquals(403, reply.status());
            assertEquals(1, house.server().logIns());
            assertEquals(1, house.server().commands().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefererIsSentToAServerThatWantsOne(Release release) {
        try (var house = LegacyHouse.on(release)) {
            house.server().wantReferer();
            assertTrue(answer(commands(house.backends()).send(INFO)).ok());
            assertTrue(commands(house.backends()).health().connected());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOlderThanSessionsIsNamedAndGetsNoPassword(Release release) {
        try (var house = LegacyHouse.on(release)) {
            house.server().state(1);
            assertEquals(new Health.Unsupported("Web API 1"), notSent(commands(house.backends()).send(INFO)));
            assertEquals(0, house.server().logIns());
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoSessionsHaveAChainOfAnswersEach(Release release) {
        try (var house = LegacyHouse.on(release)) {
            var maindata = Request.read("sync/maindata", Map.of("rid", "0"));
            for (var backend : List.of(commands(house.backends()), polling(house.backends()))) {
                assertTrue(answer(backend.send(maindata)).text().contains("\"rid\":1"));
            }
            assertEquals(2, house.server().logIns());
        }
    }

    private static Backend commands(Backends backends) {
        return backends.commands(LegacyHouse.INSTANCE).orElseThrow();
    }

    private static Backend polling(Backends backends) {
        return backends.polling(LegacyHouse.INSTANCE).orElseThrow();
    }

    private static Reply.Answered answer(Reply reply) {
        return assertInstanceOf(Reply.Answered.class, reply);
    }

    private static Health notSent(Reply reply) {
        return assertInstanceOf(Reply.NotSent.class, reply).health();
    }
}
