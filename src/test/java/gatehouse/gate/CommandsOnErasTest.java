package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Access;
import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.live.Mirrors;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;
import gatehouse.store.Ownership;
import gatehouse.store.PendingAdds;
import gatehouse.store.Preferences;
import gatehouse.store.Quota;
import gatehouse.torrent.Hash;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// What the actions of the table do at real servers of each era: sent through the gate, read back past it.
class CommandsOnErasTest {

    private static final Person OLA = new Person(Person.LOCAL, "ola", "Ola", Set.of("admin"), Set.of());
    private static final TorrentFile TARGET = TorrentFile.of("Sintel (2010) [4K].mkv", 300_000);
    private static final TorrentFile BYSTANDER = TorrentFile.of("Tears of Steel.webm", 200_000);

    /// An action, sent for the target alone, and how its effect shows at the server. They run in this order on one server,
    /// so each finds what the one before has left.
    private record Row(String action, Map<String, String> values, BiPredicate<Qbittorrent, Era> effect) {
    }

    private static final List<Row> ROWS = List.of(
            new Row("torrents/stop", Map.of(), (server, era) -> target(server).equals(era.stopped("UP"))),
            new Row("torrents/start", Map.of(), (server, era) -> target(server).equals("stalledUP")),
            new Row("torrents/setForceStart", Map.of("value", "true"), (server, era) -> target(server).equals("forcedUP")),
            new Row("torrents/setForceStart", Map.of("value", "false"), (server, era) -> target(server).equals("stalledUP")),
            new Row("torrents/recheck", Map.of(), (server, era) -> target(server).equals("stalledDL")));

    private static String target(Qbittorrent server) {
        return server.state(TARGET.hash());
    }

    @OnEachEra
    void everyActionDoesAtTheServerWhatItSays(Era era) {
        try (var house = SmallHouse.on(era)) {
            house.fill(List.of(TARGET, BYSTANDER), Map.of());
            var mirrors = new Mirrors(house.file(), house.backends(), house.clock(), true);
            mirrors.start(new StartupEvent());
            try (var _ = mirrors.watch()) {
                Qbittorrent.await("the mirror knows the target",
                        () -> mirrors.find(SmallHouse.INSTANCE).orElseThrow().snapshot()
                                .torrents().containsKey(new Hash(TARGET.hash())));
                ROWS.forEach(row -> run(row, era, house, gate(house, mirrors)));
                assertEquals(List.of(), house.door().faults());
            } finally {
                mirrors.stop(new ShutdownEvent());
            }
        }
    }

    private static Gate gate(SmallHouse house, Mirrors mirrors) {
        var ownership = new Ownership(house.database(), house.clock());
        var additions = new Additions(ownership, new PendingAdds(house.database(), ownership, house.clock()),
                new Quota(house.database(), house.clock()));
        var check = new Check(new Actions(), new Access(house.file()), mirrors, ownership, new Terms(), additions);
        var json = new ObjectMapper();
        return new Gate(check, new Answers(json, new ClientData(new Preferences(house.database()), json)), additions,
                new Departures(ownership), house.backends(), new Replies(json), new Journal(house.audit(), house.clock()),
                house.clock());
    }

    private static void run(Row row, Era era, SmallHouse house, Gate gate) {
        if (row.action().equals("torrents/recheck")) {
            TARGET.spoil(house.server().downloads());
        }
        var command = Command.of(SmallHouse.INSTANCE, row.action(), List.of(TARGET.hash()), row.values(),
                new Command.Origin(Optional.empty(), "", "192.0.2.1"));
        var outcome = assertInstanceOf(Outcome.Done.class, gate.run(OLA, command), row + " on " + era);
        assertEquals(1, outcome.torrents());
        Qbittorrent.await(row + " on " + era, () -> row.effect().test(house.server(), era));
        assertEquals("stalledUP", house.server().state(BYSTANDER.hash()), "the other torrent is left alone");
    }
}
