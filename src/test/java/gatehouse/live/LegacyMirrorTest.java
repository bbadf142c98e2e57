package gatehouse.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.legacy.LegacyHouse;
import gatehouse.legacy.Recorded;
import gatehouse.legacy.Recording;
import gatehouse.legacy.Release;
import gatehouse.legacy.Session;
import gatehouse.real.Qbittorrent;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.State;
import gatehouse.torrent.Torrent;

/// What becomes of the answers of servers of the legacy API in the mirror.
class LegacyMirrorTest {

    private static final Hash COMPLETE = new Hash("d0de266881aaa2dbd8ce9f945164c3d3edfcdf34");
    private static final Hash MULTI = new Hash("ffd8444ef7321bcbcb04696c10951ea9bdbf1f68");
    private static final Hash MAGNET = new Hash("b257af45fbc9f52d0e728490f2c2da9e4f66647e");

    private static Snapshot apply(Release release, Snapshot snapshot, String body) {
        return Legacy.apply(release.api(), snapshot, body);
    }

    /// The mirror after every list of a recording, in order, fed by changes alone.
    private static List<Snapshot> course(Release release) {
        var recording = Recording.of(release);
        var session = new Session(release);
        var snapshots = new ArrayList<Snapshot>(List.of(Snapshot.NOTHING));
        for (var moment : recording.lists()) {
            var rid = snapshots.size() - 1;
            snapshots.add(apply(release, snapshots.getLast(), session.body(rid, recording.contents(moment))));
        }
        return snapshots;
    }

    @ParameterizedTest
    @EnumSource
    void changesEndWhereAFullAnswerWould(Release release) {
        var recording = Recording.of(release);
        var course = course(release);
        for (var i = 0; i < recording.lists().size(); i++) {
            var full = apply(release, Snapshot.NOTHING,
                    new Session(release).body(0, recording.contents(recording.lists().get(i))));
            assertEquals(full.torrents(), course.get(i + 1).torrents(), "list " + i);
            assertEquals(full.server(), course.get(i + 1).server(), "list " + i);
        }
        assertTrue(course.size() > 50, "lists of " + release + ": " + course.size());
    }

    @ParameterizedTest
    @EnumSource
    void everyTorrentIsInTheNewestWords(Release release) {
        var torrents = course(release).stream().flatMap(snapshot -> snapshot.torrents().values().stream()).toList();
        for (var torrent : torrents) {
            assertNotEquals(State.UNKNOWN, torrent.state(), torrent.toString());
            assertFalse(torrent.text("state").startsWith("paused"), torrent.toString());
            assertFalse(torrent.fields().containsKey("label"));
            assertFalse(torrent.name().isEmpty());
            assertTrue(torrent.number("priority") >= 0 && torrent.number("num_complete") >= 0);
            assertTrue(torrent.fields().get("f_l_piece_prio") instanceof Boolean);
            assertTrue(torrent.number("completion_on") < 4_294_967_295L && torrent.number("seen_complete") < 4_294_967_295L);
            assertTrue(torrent.number("dl_limit") >= 0 && torrent.number("up_limit") >= 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStatesOfARecordingAreAllThere(Release release) {
        var states = course(release).stream().flatMap(snapshot -> snapshot.torrents().values().stream())
                .map(torrent -> torrent.text("state")).collect(Collectors.toSet());
        var expected = new HashSet<>(
                Set.of("metaDL", "stoppedDL", "stoppedUP", "queuedDL", "stalledDL", "stalledUP", "forcedDL",
                        "forcedUP", "downloading"));
        expected.add(release == Release.V3_2_0 ? "checkingDL" : "checkingUP");
        expected.removeAll(states);
        assertEquals(Set.of(), expected, states.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aMagnetLinkWaitsForItsMetadata(Release release) {
        var waiting = course(release).stream().flatMap(snapshot -> snapshot.torrents().values().stream())
                .filter(torrent -> torrent.hash().equals(MAGNET) && torrent.state() != State.STOPPED
                        && torrent.state() != State.QUEUED)
                .toList();
        assertFalse(waiting.isEmpty());
        for (var torrent : waiting) {
            assertEquals(-1, torrent.size());
            assertEquals(false, torrent.fields().get("has_metadata"));
            assertTrue(torrent.state() == State.METADATA || torrent.forced(), torrent.toString());
        }
    }

    /// The answers to `sync/maindata` themselves, as the server gave them to one session.
    @ParameterizedTest
    @EnumSource
    void theRecordedSequenceOfOneSessionIsFollowed(Release release) throws IOException {
        var recording = Recording.of(release);
        var snapshot = Snapshot.NOTHING;
        var sizes = new ArrayList<Integer>();
        for (var exchange : recording.exchanges()) {
            if (exchange.name().startsWith("sync.seq.") && exchange.path().startsWith("/sync/maindata")
                    && exchange.status() == 200
                    && exchange.name().compareTo("sync.seq.20") < 0) {
                snapshot = apply(release, snapshot, exchange.body());
                sizes.add(snapshot.torrents().size());
                assertTrue(Maindata.read(exchange.body().getBytes(StandardCharsets.UTF_8)).rid() > 0);
            }
        }
        var before = sizes.getFirst();
        assertTrue(sizes.contains(before + 1), "one was added: " + sizes);
        assertEquals(before, sizes.getLast(), "and deleted: " + sizes);
        assertTrue(snapshot.server().containsKey("queueing"));
    }

    @Test
    void categoriesComeAndGoWithTheirTorrents() {
        for (var release : List.of(Release.V3_3_16, Release.V4_0_4)) {
            var recording = Recording.of(release);
            var with = apply(release, Snapshot.NOTHING, recording.exchange("sync.03.after_setCategory").body());
            assertEquals(Map.of("name", "Movies", "savePath", ""), with.categories().get("Movies"));
            assertEquals("Movies", with.torrents().get(COMPLETE).category());
            var without = apply(release, with, recording.exchange("sync.05.after_removeCategories").body());
            assertFalse(without.categories().containsKey("Movies"));
            assertEquals("", without.torrents().get(COMPLETE).category());
        }
    }

    /// 3.3.0 to 3.3.4, of which there is no recording here: the list of labels stays empty while torrents have some.
    @Test
    void labelsAreCollectedFromTheTorrents() {
        var hash = COMPLETE.value();
        var first = LegacyMirrorTest.labelled("""
                {"rid":1,"full_update":true,"labels":[],"torrents":{"%s":{"name":"A","label":"films","state":"pausedUP"}}}"""
                .formatted(hash), Snapshot.NOTHING);
        assertEquals(Set.of("films"), first.categories().keySet());
        assertEquals("films", first.torrents().get(COMPLETE).category());
        var second = labelled("{\"rid\":2,\"torrents\":{\"" + hash + "\":{\"label\":\"music\"}}}", first);
        assertEquals("music", second.torrents().get(COMPLETE).category());
        assertTrue(second.categories().containsKey("music"));
    }

    private static Snapshot labelled(String body, Snapshot before) {
        return Legacy.apply(7, before, body);
    }

    @ParameterizedTest
    @EnumSource
    void thePollerFollowsTheServerAndAsksForNothingElse(Release release) {
        try (var house = LegacyHouse.on(release).polling()) {
            house.at("pause");
            assertFalse(torrent(house, COMPLETE).state().stopped());
            house.at("resume");
            Qbittorrent.await("it is stopped", () -> torrent(house, COMPLETE).state() == State.COMPLETED);
            house.at("delete.cleanup_magnets");
            Qbittorrent.await("what came later is gone", () -> house.mirror().snapshot().torrents().keySet().stream()
                    .map(Hash::value).collect(Collectors.toSet()).equals(house.server().contents().torrents().keySet()));
            assertTrue(house.server().requests().stream().allMatch(asked -> asked.path().startsWith("/sync/maindata?rid=")),
                    house.server().requests().toString());
            assertEquals(List.of(), house.server().faults());
            assertTrue(torrent(house, MULTI).size() > 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartIsLivedThroughWithOneLogIn(Release release) {
        try (var house = LegacyHouse.on(release).polling()) {
            house.at("pause");
            assertEquals(1, house.server().logIns());
            house.server().restart();
            house.at("resume");
            Qbittorrent.await("it is stopped", () -> torrent(house, COMPLETE).state() == State.COMPLETED);
            assertEquals(2, house.server().logIns());
            assertTrue(house.mirror().health().connected());
        }
    }

    private static Torrent torrent(LegacyHouse house, Hash hash) {
        return house.mirror().snapshot().torrents().get(hash);
    }

    @Test
    void everyRecordedAnswerIsReadWhateverItsType() {
        var exchange = Recording.of(Release.V3_2_0).exchange("sync.03.after_setCategory");
        assertEquals("text/html; charset=UTF-8", exchange.type());
        assertEquals(5, apply(Release.V3_2_0, Snapshot.NOTHING, exchange.body()).torrents().size());
        assertTrue(Recording.of(Release.V3_2_0).exchanges().stream().map(Recorded::name).distinct().count() > 400);
    }
}
