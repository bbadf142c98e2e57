package gatehouse.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.State;
import gatehouse.torrent.Torrent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// What becomes of the answers of real servers of each era in the mirror.
class MirrorOnErasTest {

    private static final TorrentFile SINTEL = TorrentFile.of("Sintel (2010) [4K].mkv", 300_000);
    private static final TorrentFile NOBODYS = TorrentFile.hollow("nobody has this.iso", 5_000_000);
    private static final Map<String, String> FILED = Map.of("category", "films");

    @OnEachEra
    void aTorrentArrivesWithEverythingTheServerSaysOfIt(Era era) {
        with(era, (house, mirror) -> {
            house.fill(List.of(SINTEL), FILED);
            tag(house);
            seen(mirror, "Sintel", snapshot -> state(snapshot, SINTEL) == State.SEEDING_IDLE
                    && !torrent(snapshot, SINTEL).tags().isEmpty());

            var torrent = torrent(mirror.snapshot(), SINTEL);
            assertEquals(SINTEL.name(), torrent.name());
            assertEquals(SINTEL.size(), torrent.size());
            assertEquals(1.0, torrent.progress());
            assertEquals("films", torrent.category());
            assertEquals(Set.of("keep", "2010"), new HashSet<>(torrent.tags()));
            assertTrue(torrent.addedOn() > 1_700_000_000);
            assertEquals(Torrent.ETA_UNKNOWN, torrent.eta());
            assertFalse(torrent.forced());
            assertEquals(house.server().downloads().toString(), torrent.text("save_path").replaceAll("/$", ""));
            assertEquals(Set.of(), missing(torrent, house), "fields that the mirror lost");
        });
    }

    /// Old servers take no tags with a new torrent.
    private static void tag(SmallHouse house) {
        house.server().post("torrents/addTags", Map.of("hashes", SINTEL.hash(), "tags", "keep,2010"));
    }

    /// What the server says of a torrent in its own list but the mirror does not have.
    private static Set<String> missing(Torrent torrent, SmallHouse house) {
        try {
            var list = new ObjectMapper().readValue(house.server().get("torrents/info"),
                    new TypeReference<List<Map<String, Object>>>() {
                    });
            var fields = new HashSet<>(list.getFirst().keySet());
            fields.remove("hash");
            fields.removeAll(torrent.fields().keySet());
            return fields;
        } catch (IOException garbage) {
            throw new AssertionError(garbage);
        }
    }

    @OnEachEra
    void theServersWordsForWhatATorrentDoesAreUnderstood(Era era) {
        with(era, (house, mirror) -> {
            house.fill(List.of(SINTEL), Map.of());
            house.server().add(List.of(NOBODYS), Map.of());
            seen(mirror, "nobody's torrent stalls", snapshot -> state(snapshot, NOBODYS) == State.STALLED);

            house.server().post(era.pauses() ? "torrents/pause" : "torrents/stop", Map.of("hashes", "all"));
            seen(mirror, "nobody's torrent is stopped", snapshot -> state(snapshot, NOBODYS) == State.STOPPED);
            seen(mirror, "Sintel is completed", snapshot -> state(snapshot, SINTEL) == State.COMPLETED);
            assertEquals(era.stopped("DL"), torrent(mirror.snapshot(), NOBODYS).text("state"));
            assertEquals(era.stopped("UP"), torrent(mirror.snapshot(), SINTEL).text("state"));

            house.server().post("torrents/setForceStart", Map.of("hashes", "all", "value", "true"));
            seen(mirror, "both are forced",
                    snapshot -> torrent(snapshot, NOBODYS).forced() && torrent(snapshot, SINTEL).forced());
            seen(mirror, "Sintel seeds", snapshot -> state(snapshot, SINTEL) == State.SEEDING);
        });
    }

    @OnEachEra
    void whatIsFiledRenamedAndDeletedChangesInTheMirror(Era era) {
        with(era, (house, mirror) -> {
            house.fill(List.of(SINTEL), FILED);
            tag(house);
            seen(mirror, "Sintel", snapshot -> snapshot.torrents().containsKey(hash(SINTEL)));
            seen(mirror, "its category and tags",
                    snapshot -> snapshot.categories().containsKey("films")
                            && snapshot.tags().containsAll(Set.of("keep", "2010")));

            house.server().post("torrents/createCategory", Map.of("category", "shorts", "savePath", "/short"));
            house.server().post("torrents/createTags", Map.of("tags", "later"));
            house.server().post("torrents/rename", Map.of("hash", SINTEL.hash(), "name", "Sintel & co"));
            seen(mirror, "a new category", snapshot -> "/short".equals(savePath(snapshot, "shorts")));
            seen(mirror, "a new tag", snapshot -> snapshot.tags().contains("later"));
            seen(mirror, "a new name", snapshot -> torrent(snapshot, SINTEL).name().equals("Sintel & co"));

            house.server().post("torrents/removeCategories", Map.of("categories", "films"));
            house.server().post("torrents/deleteTags", Map.of("tags", "2010,later"));
            seen(mirror, "a category less", snapshot -> snapshot.categories().keySet().equals(Set.of("shorts")));
            seen(mirror, "two tags less", snapshot -> snapshot.tags().equals(Set.of("keep")));
            seen(mirror, "the torrent knows", snapshot -> torrent(snapshot, SINTEL).category().isEmpty()
                    && torrent(snapshot, SINTEL).tags().equals(List.of("keep")));

            house.server().post("torrents/delete", Map.of("hashes", SINTEL.hash(), "deleteFiles", "false"));
            seen(mirror, "the torrent is gone", snapshot -> snapshot.torrents().isEmpty());
        });
    }

    private static Object savePath(Snapshot snapshot, String category) {
        return snapshot.categories().getOrDefault(category, Map.of()).get("savePath");
    }

    @OnEachEra
    void aRestartOfTheServerIsLivedThroughWithOneLogIn(Era era) {
        with(era, (house, mirror) -> {
            house.fill(List.of(SINTEL), FILED);
            seen(mirror, "Sintel", snapshot -> snapshot.torrents().containsKey(hash(SINTEL)));
            house.server().close();
            Qbittorrent.await("it is noticed", () -> !mirror.health().connected());
            assertTrue(mirror.snapshot().torrents().containsKey(hash(SINTEL)), "what is known stays");

            house.door().clear();
            house.server().launch();
            Qbittorrent.await("it is back", () -> mirror.health().connected());
            seen(mirror, "Sintel", snapshot -> state(snapshot, SINTEL) == State.SEEDING_IDLE);
            assertEquals(1, house.door().count("auth/login"));
            assertTrue(mirror.snapshot().server().containsKey("dl_info_speed"), "the state of the server is there");
            assertEquals(List.of(), house.door().faults());
        });
    }

    /// Has a house of this era with a poller at work.
    private static void with(Era era, BiConsumer<SmallHouse, Mirror> test) {
        try (var house = SmallHouse.on(era)) {
            var mirrors = new Mirrors(house.file(), house.backends(), house.clock(), true);
            mirrors.start(new StartupEvent());
            try (var _ = mirrors.watch()) {
                test.accept(house, mirrors.find(SmallHouse.INSTANCE).orElseThrow());
            } finally {
                mirrors.stop(new ShutdownEvent());
            }
        }
    }

    private static void seen(Mirror mirror, String what, Predicate<Snapshot> condition) {
        Qbittorrent.await(what, () -> condition.test(mirror.snapshot()));
    }

    private static State state(Snapshot snapshot, TorrentFile file) {
        return snapshot.torrents().containsKey(hash(file)) ? torrent(snapshot, file).state() : State.UNKNOWN;
    }

    private static Torrent torrent(Snapshot snapshot, TorrentFile file) {
        return snapshot.torrents().get(hash(file));
    }

    private static Hash hash(TorrentFile file) {
        return new Hash(file.hash());
    }
}
