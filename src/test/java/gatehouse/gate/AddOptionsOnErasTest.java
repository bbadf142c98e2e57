package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import gatehouse.action.Actions;
import gatehouse.action.Parameter;
import gatehouse.gate.Command.Upload;
import gatehouse.real.AddOptions;
import gatehouse.real.AddOptions.Round;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;

/// Every option that a server of each era has for a torrent that is added, read back at it.
class AddOptionsOnErasTest {

    /// They say what is added or how it is fetched, and what its files and its connections are to be.
    private static final Set<String> OTHERS = Set.of("urls", "torrents", "cookie", "downloader", "filePriorities",
            "ssl_certificate", "ssl_private_key", "ssl_dh_params");

    private static final String VIEWER = "  - { who: { role: viewer }, role: viewer, on: [attic], see: any, do: own }\n";

    @OnEachEra
    void everyOptionOfTheTableIsDone(Era era) {
        try (var house = SmallHouse.on(era); var gate = new SmallGate(house)) {
            var names = new Actions().find("torrents/add").orElseThrow().parameters(gate.api()).stream().map(Parameter::name)
                    .filter(name -> !OTHERS.contains(name)).toList();
            assertEquals(List.of(), AddOptions.unknown(names), "options that nothing reads back");
            for (var round : Round.values()) {
                round.prepare(house.server());
                round(house.server(), gate, round.file(), AddOptions.of(round, names));
            }
            assertEquals(List.of(), house.door().faults());
        }
    }

    private static void round(Qbittorrent server, SmallGate gate, TorrentFile file, List<String> names) {
        done(gate.run(SmallGate.OLA, "torrents/add",
                names.stream().collect(Collectors.toMap(name -> name, name -> AddOptions.value(server, name))), upload(file)));
        AddOptions.await(server, names, file.hash());
    }

    @OnEachEra
    void filesOfAnUploadAreChosenWhereTheServerCan(Era era) {
        var album = TorrentFile.folder("album", List.of("one.flac", "cover/two.jpg", "three.flac"))
                .saying("a remark", "somebody", List.of("http://127.0.0.1:9/seed/"));
        try (var house = SmallHouse.with(era, VIEWER); var gate = new SmallGate(house)) {
            var outcome = gate.run(SmallGate.OLA, "torrents/add", Map.of("filePriorities", "1,0,1"), upload(album));
            if (era.compareTo(Era.V5_3) < 0) {
                assertEquals(new Outcome.Unsupported("v" + era.app(), "filePriorities"), outcome);
                assertEquals(List.of(), house.door().writes());
                return;
            }
            done(outcome);
            var asked = house.door().writes().size();
            assertInstanceOf(Outcome.Refused.class, gate.run(SmallGate.person("eve", "viewer"), "torrents/add",
                    Map.of("filePriorities", "1,0,1"), upload(album)));
            assertEquals(asked, house.door().writes().size());
            Qbittorrent.await("the chosen files", () -> priorities(house.server(), album).equals(List.of("1", "0", "1")));
            assertTrue(house.server().get("torrents/webseeds?hash=" + album.hash()).contains("127.0.0.1:9"),
                    "nothing of the file is lost on the way");
        }
    }

    private static List<String> priorities(Qbittorrent server, TorrentFile file) {
        return Pattern.compile("\"priority\":(\\d)").matcher(server.get("torrents/files?hash=" + file.hash())).results()
                .map(match -> match.group(1)).toList();
    }

    private static Upload upload(TorrentFile file) {
        return new Upload("torrents", file.name(), file.bytes());
    }

    private static void done(Outcome outcome) {
        assertInstanceOf(Outcome.Done.class, outcome, outcome::toString);
    }
}
