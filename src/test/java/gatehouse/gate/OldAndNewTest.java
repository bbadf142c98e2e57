package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import gatehouse.legacy.LegacyHouse;
import gatehouse.legacy.LegacyServer;
import gatehouse.legacy.Release;
import gatehouse.live.Mirror;
import gatehouse.real.Era;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Query;
import gatehouse.torrent.State;
import gatehouse.torrent.Status;

/// A legacy server and a modern one, which is real, side by side: the same words, the same actions.
class OldAndNewTest {

    private static final String COMPLETE = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final TorrentFile SINTEL = TorrentFile.of("Sintel (2010) [4K].mkv", 300_000);

    @Test
    void bothAreInOneListAndStopAlike() {
        try (var modern = SmallHouse.on(Era.tested().findFirst().orElseThrow());
                var house = LegacyHouse.on(Release.V3_2_0, "username: admin, password: " + LegacyServer.PASSWORD,
                        "  attic: { title: Attic, url: \"" + modern.server().url() + "\", username: admin, password: "
                                + SmallHouse.PASSWORD + " }")
                        .polling();
                var gate = LegacyGate.before(house)) {
            modern.fill(List.of(SINTEL), Map.of());
            var attic = house.mirrors().find("attic").orElseThrow();
            Qbittorrent.await("the modern one's torrent",
                    () -> attic.snapshot().torrents().containsKey(new Hash(SINTEL.hash())));
            house.at("pause");
            assertTrue(fields(attic, SINTEL.hash()).containsAll(withoutHistory(fields(house.mirror(), COMPLETE))),
                    () -> fields(house.mirror(), COMPLETE) + " and " + fields(attic, SINTEL.hash()));

            house.server().takeAll("/command/pause");
            assertInstanceOf(Outcome.Done.class, gate.run("torrents/stop", Map.of("hashes", COMPLETE)));
            assertInstanceOf(Outcome.Done.class, gate.run("attic", "torrents/stop", Map.of("hashes", SINTEL.hash())));
            for (var each : List.of(Map.entry(house.mirror(), COMPLETE), Map.entry(attic, SINTEL.hash()))) {
                var hash = new Hash(each.getValue());
                Qbittorrent.await(each.getKey().instance() + " shows it completed",
                        () -> each.getKey().snapshot().torrents().get(hash).state() == State.COMPLETED);
                assertTrue(Status.STOPPED.matches(each.getKey().snapshot().torrents().get(hash)));
            }
            var page = Query.START.with(Filter.parse("status:stopped")).run(listed(house.mirror(), attic));
            assertEquals(Set.of("cellar/" + COMPLETE, "attic/" + SINTEL.hash()),
                    page.rows().stream().map(Listed::id).collect(Collectors.toSet()), "in one list");
            assertEquals(List.of(), house.server().faults());
        }
    }

    private static List<Listed> listed(Mirror... mirrors) {
        return Stream.of(mirrors).flatMap(mirror -> mirror.snapshot().torrents().values().stream()
                .map(torrent -> new Listed(mirror.instance(), torrent, Optional.empty()))).toList();
    }

    private static Set<String> fields(Mirror mirror, String hash) {
        return mirror.snapshot().torrents().get(new Hash(hash)).fields().keySet();
    }

    /// The field that came with 5.0, and what the old server itself said.
    private static Set<String> withoutHistory(Set<String> fields) {
        return fields.stream().filter(field -> !Set.of("has_metadata", "legacy_state").contains(field))
                .collect(Collectors.toSet());
    }
}
