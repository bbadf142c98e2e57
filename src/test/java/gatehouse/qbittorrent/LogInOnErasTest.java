package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import gatehouse.action.ApiVersion;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;

/// Signing in at real servers of each era, and being turned away there.
class LogInOnErasTest {

    private static final Request VERSION = Request.read("app/version", Map.of());
    private static final Request NEW_CATEGORY = Request.write("torrents/createCategory",
            Map.of("category", "films", "savePath", ""));

    @OnEachEra
    void eachOfOurTwoSessionsLogsInOnceAndKeepsItsOwnCookie(Era era) {
        try (var house = SmallHouse.on(era)) {
            var commands = commands(house.backends());
            var polling = polling(house.backends());
            for (var again = 0; again < 3; again++) {
                assertEquals(house.server().get("app/version"), answer(commands.send(VERSION)).text());
                assertTrue(answer(polling.send(Request.read("sync/maindata", Map.of("rid", "0")))).ok());
            }
            assertEquals(2, house.door().logIns());
            var ours = cookies(house, "app/version");
            var thePollers = cookies(house, "sync/maindata");
            assertEquals(1, thePollers.size());
            ours.removeAll(thePollers);
            assertEquals(1, ours.size(), "one for commands, besides the poller's own");
            var prefix = era.compareTo(Era.V5_3) < 0 ? "SID=" : "QBT_SID_" + house.server().port() + "=";
            assertTrue(ours.iterator().next().startsWith(prefix), "the cookie is called as this server calls it");
            assertEquals(List.of(), house.door().faults());
        }
    }

    private static Set<String> cookies(SmallHouse house, String action) {
        return house.door().requests().stream().filter(request -> request.is(action))
                .map(request -> request.headers().get("cookie")).collect(Collectors.toSet());
    }

    @OnEachEra
    void theServersVersionsAreKnown(Era era) {
        try (var house = SmallHouse.on(era)) {
            var commands = commands(house.backends());
            commands.send(VERSION);
            var connected = assertInstanceOf(Health.Connected.class, commands.health());
            assertEquals(house.server().get("app/version"), connected.app());
            assertEquals(house.server().get("app/webapiVersion"), connected.api().toString());
            assertTrue(connected.api().compareTo(ApiVersion.parse(era.api()).orElseThrow()) >= 0, connected + " is of " + era);
        }
    }

    @OnEachEra
    void aWrongPasswordIsTriedOnceEverAlsoAfterARestart(Era era) {
        try (var house = SmallHouse.on(era, "not-the-password", 5)) {
            var refused = house.server().logIn("not-the-password");
            assertEquals(era.compareTo(Era.V5_3) < 0 ? 200 : 401, refused.statusCode());

            for (var backends : List.of(house.backends(), house.newBackends())) {
                for (var backend : List.of(commands(backends), polling(backends), commands(backends))) {
                    var notSent = assertInstanceOf(Reply.NotSent.class, backend.send(VERSION));
                    assertInstanceOf(Health.CredentialsRejected.class, notSent.health());
                }
            }
            assertEquals(1, house.door().logIns());
            assertEquals(List.of(), house.door().writes());
            house.server().get("app/version");
        }
    }

    @OnEachEra
    void aBanIsSeenAsOneAndNotProlonged(Era era) {
        try (var house = SmallHouse.on(era, SmallHouse.PASSWORD, 2)) {
            Qbittorrent.await("the server bans us", () -> house.server().logIn("wrong").statusCode() == 403);

            for (var backend : List.of(commands(house.backends()), polling(house.backends()), commands(house.backends()))) {
                var notSent = assertInstanceOf(Reply.NotSent.class, backend.send(VERSION));
                assertInstanceOf(Health.Banned.class, notSent.health());
            }
            assertEquals(1, house.door().logIns());
            assertEquals(403, house.server().logIn(SmallHouse.PASSWORD).statusCode(), "it is a ban and not the password");
        }
    }

    @OnEachEra
    void aRestartOfTheServerCostsOneLogInAndOneReplay(Era era) {
        try (var house = SmallHouse.on(era)) {
            var commands = commands(house.backends());
            commands.send(VERSION);
            var before = cookies(house, "app/version");
            house.server().restart();
            house.door().clear();

            assertTrue(answer(commands.send(NEW_CATEGORY)).ok());
            assertEquals(1, house.door().count("auth/login"));
            assertEquals(2, house.door().count("torrents/createCategory"));
            assertTrue(house.server().get("torrents/categories").contains("films"));
            answer(commands.send(VERSION));
            assertEquals(1, house.door().count("auth/login"));
            assertNotEquals(before, cookies(house, "app/version"));
            assertEquals(List.of(), house.door().faults());
        }
    }

    private static Backend commands(Backends backends) {
        return backends.commands(SmallHouse.INSTANCE).orElseThrow();
    }

    private static Backend polling(Backends backends) {
        return backends.polling(SmallHouse.INSTANCE).orElseThrow();
    }

    private static Reply.Answered answer(Reply reply) {
        return assertInstanceOf(Reply.Answered.class, reply);
    }
}
