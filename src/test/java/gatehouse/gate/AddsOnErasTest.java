package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import gatehouse.access.Person;
import gatehouse.action.Reading;
import gatehouse.evidence.Site;
import gatehouse.gate.Command.Upload;
import gatehouse.qbittorrent.Reply;
import gatehouse.qbittorrent.Request;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Hash;

/// Whose an added torrent is, and where and how many of them somebody may add, at real servers of each era.
class AddsOnErasTest {

    private static final String GRANTS = """
              - { who: { role: member }, role: member, on: [attic], see: any, do: own }
              - { who: { role: viewer }, role: viewer, on: [attic], see: any, do: own }
              - { who: { role: few }, role: member, on: [attic], see: any, do: own, limits: { torrents: 5 } }
              - { who: { role: child }, role: member, on: [attic], see: own, do: own,
                  confine: { paths: ["{downloads}/family"], categories: [family] }, force: { category: family } }
              - { who: { role: tagged }, role: member, on: [attic], see: own, do: own, force: { tags: ["u:{name}"] } }
            """;
    private static final Person ANN = SmallGate.person("ann", "member");
    private static final Person BOB = SmallGate.person("bob", "member");
    private static final TorrentFile FILE = TorrentFile.hollow("a file.iso", 500_000);
    private static final String MAGNET = "00112233445566778899aabbccddeeff00112233";
    private static final String BARE = "ffeeddccbbaa99887766554433221100ffeeddcc";

    /// A house of this era, its gate and what is behind them.
    private record Stage(Era era, SmallHouse house, SmallGate gate) {

        Outcome add(Person person, TorrentFile file) {
            return gate.run(person, "torrents/add", Map.of(), new Upload("torrents", file.name(), file.bytes()));
        }

        Outcome add(Person person, Map<String, String> values) {
            return gate.run(person, "torrents/add", values);
        }

        Optional<String> owner(String hash) {
            return gate.ownership().owner(SmallHouse.INSTANCE, new Hash(hash));
        }

        String info(String hash) {
            return house.server().get("torrents/info?hashes=" + hash);
        }

        void arrives(String hash) {
            Qbittorrent.await(hash, () -> info(hash).contains(hash));
        }

        boolean knowsTags() {
            return era.compareTo(Era.V4_5) >= 0;
        }
    }

    private static void on(Era era, Consumer<Stage> test) {
        try (var house = SmallHouse.with(era, GRANTS); var gate = new SmallGate(house)) {
            test.accept(new Stage(era, house, gate));
            assertEquals(List.of(), house.door().faults());
        }
    }

    @OnEachEra
    void whoAddsATorrentOwnsItUntilItIsDeleted(Era era) {
        on(era, stage -> {
            done(stage.add(ANN, FILE));
            assertEquals(Optional.of(ANN.id()), stage.owner(FILE.hash()));
            stage.arrives(FILE.hash());

            stage.add(BOB, FILE);
            assertEquals(Optional.of(ANN.id()), stage.owner(FILE.hash()), "a duplicate changes nothing");
            assertInstanceOf(Outcome.Refused.class, stop(stage, BOB));
            done(stop(stage, ANN));

            done(stage.gate().run(ANN, "torrents/delete", Map.of("hashes", FILE.hash(), "deleteFiles", "false")));
            Qbittorrent.await("it is gone", () -> stage.house().server().torrents() == 0);
            assertEquals(Optional.empty(), stage.owner(FILE.hash()));

            done(stage.add(BOB, FILE));
            assertEquals(Optional.of(BOB.id()), stage.owner(FILE.hash()));
            stage.arrives(FILE.hash());
            assertInstanceOf(Outcome.Refused.class, stop(stage, ANN));
            done(stop(stage, BOB));
        });
    }

    @OnEachEra
    void magnetLinksAndBareHashesAreTheirsAtOnce(Era era) {
        on(era, stage -> {
            done(stage.add(ANN, Map.of("urls", "magnet:?xt=urn:btih:" + MAGNET.toUpperCase() + "&dn=x\n" + BARE)));
            stage.arrives(MAGNET);
            stage.arrives(BARE);
            assertEquals(Optional.of(ANN.id()), stage.owner(MAGNET));
            assertEquals(Optional.of(ANN.id()), stage.owner(BARE));
        });
    }

    @OnEachEra
    void whatAServerFetchesIsTheirsAndTheTagThatTellsSoIsNeverSeen(Era era) {
        on(era, stage -> {
            try (var site = new Site().offer("file", FILE)) {
                var outcome = stage.add(ANN, Map.of("urls", site.url() + "/torrents/file"));
                if (!stage.knowsTags()) {
                    assertEquals(new Outcome.Unsupported("v4.2.5", "urls"), outcome);
                    assertEquals(List.of(), stage.house().door().writes());
                    return;
                }
                done(outcome);
                Qbittorrent.await("it is hers", () -> {
                    List.of(ANN, SmallGate.OLA).forEach(person -> assertHidden(stage, person));
                    return stage.owner(FILE.hash()).equals(Optional.of(ANN.id()));
                });
                Qbittorrent.await("the tag is gone", () -> !stage.house().server().get("torrents/tags").contains(Additions.TAG)
                        && !stage.info(FILE.hash()).contains(Additions.TAG));
            }
        });
    }

    /// A server that can is sent by us to look for what is behind a magnet link, finds it at another real server, and adds of it
    /// what was chosen. The others are not asked.
    @OnEachEra
    void whatIsBehindAMagnetLinkIsFoundBeforeItIsAdded(Era era) throws IOException {
        var album = TorrentFile.folder("album", List.of("one.flac", "two.flac", "three.flac"));
        var folder = Files.createTempDirectory("gatehouse-seed");
        try (var seed = Qbittorrent.start(Era.installed(), folder, SmallHouse.PASSWORD, 0)) {
            seed.add(List.of(album), Map.of());
            Qbittorrent.await("the other server has it", () -> seed.state(album.hash()).equals("stalledDL"));
            on(era, stage -> preview(stage, album,
                    "magnet:?xt=urn:btih:" + album.hash() + "&tr=http://127.0.0.1:9/canary/announce&x.pe=127.0.0.1:"
                            + seed.peerPort()));
        }
    }

    private static void preview(Stage stage, TorrentFile album, String link) {
        var told = stage.gate().run(ANN, "torrents/fetchMetadata", Map.of("source", link));
        if (stage.era().compareTo(Era.V5_3) < 0) {
            assertInstanceOf(Outcome.Unsupported.class, told);
            assertEquals(0, stage.house().door().count("Metadata"));
            return;
        }
        done(told);
        assertInstanceOf(Outcome.Refused.class, stage.gate().run(SmallGate.person("eve", "viewer"), "torrents/fetchMetadata",
                Map.of("source", link)));
        assertEquals(1, stage.house().door().count("torrents/fetchMetadata"));
        Qbittorrent.await("the server has found it", () -> stage.gate().run(ANN, "torrents/saveMetadata",
                Map.of("source", link)) instanceof Outcome.Done(var count, var content)
                && gatehouse.action.TorrentFile.read(content.bytes()) instanceof Reading.Good(var found)
                && found.v1().equals(Optional.of(new Hash(album.hash()))));
        holdsNoTracker(stage, album.hash());
        anotherGetsNoTracker(stage, album.hash(), link.replaceAll("&tr=[^&]*", ""));
        assertEquals(0, stage.house().server().torrents());
        done(stage.add(ANN, Map.of("urls", link, "filePriorities", "1,0,1", "stopped", "true")));
        stage.arrives(album.hash());
        Qbittorrent.await("two files are chosen", () -> stage.house().server().get("torrents/files?hash=" + album.hash())
                .split("\"priority\":1", -1).length == 3);
    }

    /// The server keeps what it found with the trackers of whoever looked first, and the one session of everybody would give
    /// them to whoever adds the same by its hash.
    private static void holdsNoTracker(Stage stage, String hash) {
        var source = Map.of("source", hash);
        var saved = assertInstanceOf(Outcome.Done.class, stage.gate().run(ANN, "torrents/saveMetadata", source)).content();
        assertFalse(new String(saved.bytes(), StandardCharsets.ISO_8859_1).contains("canary"));
        var raw = assertInstanceOf(Reply.Answered.class, stage.house().backends().looking(SmallHouse.INSTANCE, ANN.id())
                .orElseThrow().send(Request.read("torrents/saveMetadata", source)));
        assertTrue(raw.text().contains("canary"), raw::text);
    }

    private static void anotherGetsNoTracker(Stage stage, String hash, String link) {
        addedWithoutTracker(stage, hash, Map.of("urls", "magnet:?xt=urn:btih:" + hash, "stopped", "true"));
        done(stage.gate().run(BOB, "torrents/fetchMetadata", Map.of("source", link)));
        Qbittorrent.await("the server has found it again", () -> stage.gate().run(BOB, "torrents/saveMetadata",
                Map.of("source", link)) instanceof Outcome.Done);
        addedWithoutTracker(stage, hash, Map.of("urls", link, "filePriorities", "1,0,1", "stopped", "true"));
    }

    private static void addedWithoutTracker(Stage stage, String hash, Map<String, String> values) {
        done(stage.add(BOB, values));
        stage.arrives(hash);
        assertFalse(stage.house().server().get("torrents/trackers?hash=" + hash).contains("canary"));
        done(stage.gate().run(BOB, "torrents/delete", Map.of("hashes", hash, "deleteFiles", "false")));
        Qbittorrent.await("it is gone", () -> stage.house().server().torrents() == 0);
    }

    private static void assertHidden(Stage stage, Person person) {
        for (var action : List.of("torrents/info", "torrents/tags", "sync/maindata")) {
            var done = assertInstanceOf(Outcome.Done.class, stage.gate().run(person, action, Map.of()));
            assertFalse(done.content().text().contains(Additions.TAG), action);
        }
    }

    @OnEachEra
    void aConfinedPersonAddsWhereAndAsTheirGrantSays(Era era) {
        var child = SmallGate.person("kim", "child");
        on(era, stage -> {
            var downloads = stage.house().server().downloads().toString();
            stage.house().server().post("torrents/createCategory", Map.of("category", "family", "savePath", ""));
            assertInstanceOf(Outcome.Outside.class, stage.gate().run(child, "torrents/add", Map.of("savepath", downloads),
                    new Upload("torrents", "x", FILE.bytes())));
            assertEquals(List.of(), stage.house().door().writes(), "outside is refused without a call");

            done(stage.gate().run(child, "torrents/add", Map.of("category", "films"),
                    new Upload("torrents", "x", FILE.bytes())));
            stage.arrives(FILE.hash());
            Qbittorrent.await("it lies where it must", () -> stage.info(FILE.hash()).contains("\"category\":\"family\"")
                    && stage.info(FILE.hash()).replace("\\/", "/").contains("\"save_path\":\"" + downloads + "/family"));
        });
    }

    @OnEachEra
    void aTagThatAGrantForcesIsSet(Era era) {
        var lea = SmallGate.person("lea", "tagged");
        on(era, stage -> {
            var outcome = stage.add(lea, FILE);
            if (!stage.knowsTags()) {
                assertEquals(new Outcome.Unsupported("v4.2.5", "tags"), outcome);
                assertEquals(List.of(), stage.house().door().writes());
                return;
            }
            done(outcome);
            Qbittorrent.await("it has the tag", () -> stage.info(FILE.hash()).contains("\"tags\":\"u:lea\""));
        });
    }

    @OnEachEra
    void ofTwentyAddsAtOnceAgainstAQuotaOfFiveFivePass(Era era) throws InterruptedException, ExecutionException {
        var few = SmallGate.person("max", "few");
        try (var house = SmallHouse.with(era, GRANTS);
                var gate = new SmallGate(house);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stage = new Stage(era, house, gate);
            var adds = IntStream.range(0, 20).<Callable<Outcome>> mapToObj(number -> () -> stage.add(few,
                    TorrentFile.hollow("number " + number, 100_000))).toList();
            var outcomes = threads.invokeAll(adds);
            var passed = 0;
            for (var outcome : outcomes) {
                passed += outcome.get() instanceof Outcome.Done ? 1 : 0;
                assertTrue(outcome.get() instanceof Outcome.Done || outcome.get() instanceof Outcome.Exceeded,
                        outcome.get().toString());
            }
            assertEquals(5, passed);
            Qbittorrent.await("five torrents", () -> house.server().torrents() == 5);
            assertEquals(5, house.door().count("torrents/add"), "the others never reached the server");
        }
    }

    @OnEachEra
    void aTorrentThatWasAddedAMomentAgoIsFound(Era era) {
        on(era, stage -> {
            stage.house().server().add(List.of(FILE), Map.of());
            stage.arrives(FILE.hash());
            done(stage.gate().run(SmallGate.OLA, "torrents/setDownloadLimit", Map.of("hashes", FILE.hash(), "limit", "1024")));

            var calls = stage.house().door().writes().size();
            assertEquals(new Outcome.Missing(BARE), stage.gate().run(SmallGate.OLA, "torrents/setDownloadLimit",
                    Map.of("hashes", BARE, "limit", "1024")));
            assertEquals(calls, stage.house().door().writes().size());
        });
    }

    private static Outcome stop(Stage stage, Person person) {
        return stage.gate().run(person, "torrents/stop", Map.of("hashes", FILE.hash()));
    }

    private static void done(Outcome outcome) {
        assertInstanceOf(Outcome.Done.class, outcome, outcome::toString);
    }
}
