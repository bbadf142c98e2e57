package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.legacy.LegacyServer.Asked;
import gatehouse.legacy.Release;
import gatehouse.real.Qbittorrent;
import gatehouse.torrent.Hash;

/// What else can be asked of servers of the legacy API, and what cannot.
class LegacyActionsTest {

    private static final String COMPLETE = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final String MULTI = "ffd8444ef7321bcbcb04696c10951ea9bdbf1f68";
    private static final String UNICODE = "e91237ca3916adc92721212f9639a971255dd595";
    private static final String MAGNET = "b257af45fbc9f52d0e728490f2c2da9e4f66647e";
    private static final LegacyGate.Each GATES = new LegacyGate.Each();

    private static LegacyGate gate(Release release) {
        return GATES.of(release);
    }

    @AfterAll
    static void close() {
        GATES.close();
    }

    @ParameterizedTest
    @EnumSource
    void categoriesAreManagedWhereThereAreSome(Release release) {
        gate(release).sends("setCategory", "torrents/setCategory",
                Map.of("hashes", COMPLETE + "|" + MULTI, "category", "Movies"));
        gate(release).sends("addCategory", "torrents/createCategory", Map.of("category", "TV/Shows"));
        gate(release).sends("removeCategories", "torrents/removeCategories", Map.of("categories", "Movies\nTV/Shows"));
        if (release != Release.V3_2_0) {
            Qbittorrent.await("it has no category", () -> gate(release).house().mirror().snapshot().torrents()
                    .get(new Hash(COMPLETE)).category().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V3_2_0", mode = Mode.EXCLUDE)
    void whatCameWith4IsNotSentTo3(Release release) {
        gate(release).sends("rename", "torrents/rename", Map.of("hash", UNICODE, "name", "New name"));
        gate(release).sends("setLocation", "torrents/setLocation", Map.of("hashes", COMPLETE, "location", "/downloads/moved"));
        gate(release).sends("setAutoTMM", "torrents/setAutoManagement", Map.of("hashes", UNICODE, "enable", "true"));
    }

    @ParameterizedTest
    @EnumSource
    void superSeedingIsKnownToAll(Release release) {
        gate(release).sends("setSuperSeeding", "torrents/setSuperSeeding", Map.of("hashes", COMPLETE, "value", "true"));
    }

    @ParameterizedTest
    @CsvSource({ "torrents/addTags,tags,a", "torrents/reannounce,,", "torrents/setTags,tags,a" })
    void whatCameWithTheModernApiIsRefusedWithTheVersion(String action, String name, String value) {
        gate(Release.V4_0_4).house().at("pause");
        var values = name == null ? Map.of("hashes", COMPLETE) : Map.of("hashes", COMPLETE, name, value);
        assertEquals(new Outcome.Unsupported("v4.0.4", action), gate(Release.V4_0_4).run(action, values));
        assertEquals(List.of(), gate(Release.V4_0_4).requests());
    }

    @ParameterizedTest
    @EnumSource
    void severalTorrentsArePausedOneByOne(Release release) {
        gate(release).house().at("pause");
        gate(release).house().server().takeAll("/command/pause");
        var done = assertInstanceOf(Outcome.Done.class,
                gate(release).run("torrents/stop", Map.of("hashes", COMPLETE + "|" + MULTI)));
        assertEquals(2, done.torrents());
        assertEquals(List.of(Map.of("hash", COMPLETE), Map.of("hash", MULTI)),
                gate(release).house().server().commands().stream().map(Asked::form).toList());
        gate(release).house().server().takeAll("");
    }

    /// With libtorrent 1.1 the second of two would undo the first.
    @ParameterizedTest
    @EnumSource
    void filePrioritiesAreSetOneByOneWithTimeToSettle(Release release) {
        gate(release).house().at("setFilePrio.0");
        gate(release).house().server().takeAll("/command/setFilePrio");
        assertInstanceOf(Outcome.Done.class,
                gate(release).run("torrents/filePrio", Map.of("hash", MULTI, "id", "0|1", "priority", "0")));
        var sent = gate(release).house().server().commands();
        assertEquals(List.of("0", "1"), sent.stream().map(asked -> asked.form().get("id")).toList());
        assertEquals(List.of(), gate(release).house().server().faults());
        gate(release).house().server().takeAll("");
    }

    /// 4.0 puts the names of other forms into lower case.
    @Test
    void namesInCapitalsGoInAMultipartForm() {
        gate(Release.V4_0_4).house().at("download.magnet_multipart_options");
        gate(Release.V4_0_4).house().server().takeAll("/command/download");
        assertInstanceOf(Outcome.Done.class, gate(Release.V4_0_4).run("torrents/add", Map.of("urls", "magnet:?xt=urn:btih:"
                + "32d332da761f44df7959e5887b6b94cb4667d781", "upLimit", "1024", "stopped", "true", "savepath",
                "/downloads/m2")));
        var sent = gate(Release.V4_0_4).house().server().commands().getFirst();
        assertTrue(sent.headers().get("content-type").startsWith("multipart/form-data"));
        assertEquals("1024", sent.form().get("upLimit"));
        assertEquals("true", sent.form().get("paused"));
        assertEquals("/downloads/m2", sent.form().get("savepath"));
        assertEquals(List.of(), gate(Release.V4_0_4).house().server().faults());
        gate(Release.V4_0_4).house().server().takeAll("");
    }

    @ParameterizedTest
    @CsvSource({ "V3_2_0,savepath,/downloads", "V3_2_0,stopped,true", "V3_2_0,category,films", "V3_3_16,upLimit,1024",
            "V3_3_16,tags,a", "V4_0_4,autoTMM,false", "V4_0_4,ratioLimit,1" })
    void anAddThatWouldEndElsewhereIsNotSent(Release release, String name, String value) {
        gate(release).house().at("pause");
        var outcome = gate(release).run("torrents/add", Map.of("urls", "a".repeat(40), name, value));
        assertEquals(new Outcome.Unsupported("v" + release.version(), name), outcome);
        assertEquals(List.of(), gate(release).requests());
    }

    /// 3.3.16 and 4.0.4 say `Fails.` and fetch it all the same.
    @ParameterizedTest
    @EnumSource
    void aWebAddressThatIsTakenHasNotFailed(Release release) {
        var url = gate(release).house().server().recording().exchange("download.http_unreachable").form().get("urls");
        gate(release).sends("download.http_unreachable", "torrents/add", Map.of("urls", url));
    }

    @ParameterizedTest
    @EnumSource
    void linksAndEachFileGoByThemselves(Release release) {
        gate(release).house().at("pause");
        gate(release).house().server().takeAll("/command/upload");
        var urls = gate(release).house().server().recording().exchange("download.magnet_urlencoded").form().get("urls");
        assertInstanceOf(Outcome.Done.class, gate(release).run("torrents/add", Map.of("urls", urls), file("a"), file("b")));
        assertEquals(List.of("/command/download 0", "/command/upload 1", "/command/upload 1"), gate(release).house().server()
                .commands().stream().map(asked -> asked.path() + " " + asked.files()).toList());
        gate(release).house().server().takeAll("");
    }

    private static byte[] file(String name) {
        return ("d4:infod6:lengthi5e4:name1:" + name + "12:piece lengthi16384e6:pieces20:" + "x".repeat(20) + "ee")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void preferencesAreSentInTheServersNamesAndUnits(Release release) {
        gate(release).house().at("setPreferences.some");
        gate(release).house().server().takeAll("/command/setPreferences");
        assertInstanceOf(Outcome.Done.class, gate(release).run("app/setPreferences", Map.of("json", """
                {"dl_limit":102400,"up_limit":0,"bittorrent_protocol":1,"scan_dirs":{"/in":0,"/other":1}}""")));
        var sent = LegacyGate.json(new Outcome.Done(0, Outcome.Content.json(
                gate(release).house().server().commands().getFirst().form().get("json"))));
        var old = release == Release.V3_2_0;
        assertEquals(old ? 100 : 102_400, sent.path("dl_limit").asInt());
        assertEquals(old ? -1 : 0, sent.path("up_limit").asInt());
        assertEquals(release == Release.V4_0_4 ? "1" : "false",
                sent.path(release == Release.V4_0_4 ? "bittorrent_protocol" : "enable_utp").asText());
        assertEquals(old ? "[\"/in\",\"/other\"]" : "{\"/in\":0,\"/other\":1}", sent.path("scan_dirs").toString());
        assertEquals(old ? "[true,false]" : "", sent.path("download_in_scan_dirs").toString());
        gate(release).house().server().takeAll("");
    }

    /// A server answers 200 to a key that it does not know.
    @ParameterizedTest
    @CsvSource({ "V3_2_0,max_ratio", "V3_3_16,max_seeding_time", "V4_0_4,async_io_threads" })
    void aPreferenceThatAServerDoesNotHaveIsNotSent(Release release, String key) {
        gate(release).house().at("setPreferences.some");
        assertEquals(new Outcome.Unsupported("v" + release.version(), key),
                gate(release).run("app/setPreferences", Map.of("json", "{\"" + key + "\":1}")));
        assertEquals(List.of(), gate(release).requests());
    }

    @ParameterizedTest
    @EnumSource
    void webSeedsAndPiecesAreReadWhereTheServerTellsThem(Release release) {
        var seeds = gate(release).reads("propertiesWebSeeds.multi", "torrents/webseeds", Map.of("hash", MULTI));
        assertEquals(release == Release.V3_2_0 ? Optional.empty() : Optional.of(2), seeds.map(JsonNode::size));
        var pieces = gate(release).reads("getPieceStates.complete", "torrents/pieceStates", Map.of("hash", COMPLETE));
        assertEquals(release == Release.V3_2_0 ? Optional.empty() : Optional.of(49), pieces.map(JsonNode::size));
    }

    @ParameterizedTest
    @EnumSource
    void theLogIsInSeconds(Release release) {
        var log = gate(release).reads("final.getLog", "log/main", Map.of());
        assertEquals(release == Release.V3_2_0, log.isEmpty());
        log.ifPresent(lines -> {
            assertTrue(lines.size() > 10);
            lines.forEach(line -> assertEquals(10, line.path("timestamp").asText().length()));
        });
    }

    /// 200 and nothing is a torrent that is not there; in 3.2 also one that waits for its metadata.
    @ParameterizedTest
    @EnumSource
    void anEmptyAnswerIsNoTorrent(Release release) {
        gate(release).house().at("propertiesGeneral.magnet");
        var magnet = assertInstanceOf(Outcome.Done.class, gate(release).run("torrents/properties", Map.of("hash", MAGNET)));
        assertEquals(release == Release.V3_2_0 ? 0 : 33, LegacyGate.json(magnet).size());
        var files = assertInstanceOf(Outcome.Done.class, gate(release).run("torrents/files", Map.of("hash", MAGNET)));
        assertEquals("[]", files.content().text());
        gate(release).house().at("propertiesGeneral.complete");
        gate(release).house().server().answerNothing();
        var gone = gate(release).run("torrents/trackers", Map.of("hash", COMPLETE));
        assertEquals(new Outcome.Rejected(404, ""), gone);
    }

    @ParameterizedTest
    @EnumSource
    void unwantedFilesHaveTheirOwnNames(Release release) {
        var files = gate(release).reads("propertiesFiles.multi.after_prio", "torrents/files", Map.of("hash", MULTI))
                .orElseThrow();
        assertEquals("Album (2015)/cover.jpg", files.path(0).path("name").asText());
        assertEquals(release == Release.V3_2_0 ? List.of(0, 7, 6, 1) : List.of(1, 1, 1, 1),
                files.valueStream().map(file -> file.path("priority").asInt()).toList());
    }
}
