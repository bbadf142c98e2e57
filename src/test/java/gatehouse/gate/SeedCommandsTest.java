package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.legacy.Release;
import gatehouse.real.Qbittorrent;
import gatehouse.torrent.Torrent;

/// The commands of the description of API 2, each named as there: sent through the gate, down to the wire, and answered as
/// running servers of three legacy releases were recorded to answer.
class SeedCommandsTest {

    private static final String COMPLETE = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final String MULTI = "ffd8444ef7321bcbcb04696c10951ea9bdbf1f68";
    private static final String UNICODE = "e91237ca3916adc92721212f9639a971255dd595";
    private static final LegacyGate.Each GATES = new LegacyGate.Each();

    private static LegacyGate gate(Release release) {
        return GATES.of(release);
    }

    @AfterAll
    static void close() {
        GATES.close();
    }

    /// 3.2.0 kept the first of two uploads only, so that the torrent with a difficult name is not there.
    private static String queued(Release release) {
        return release == Release.V3_2_0 ? COMPLETE + "|" + MULTI : UNICODE + "|" + MULTI;
    }

    private static Torrent torrent(Release release, String hash) {
        return GATES.torrent(release, hash);
    }

    private static void becomes(String what, java.util.function.BooleanSupplier condition) {
        Qbittorrent.await(what, condition::getAsBoolean);
    }

    @ParameterizedTest
    @EnumSource
    void commandSetPreferences(Release release) {
        gate(release).sends("setPreferences.queueing_on", "app/setPreferences", Map.of("json", """
                {"queueing_enabled":true,"max_active_downloads":1,"max_active_uploads":1,"max_active_torrents":1,
                 "dont_count_slow_torrents":false}"""));
        becomes("queueing is on",
                () -> Boolean.TRUE.equals(gate(release).house().mirror().snapshot().server().get("queueing")));
    }

    /// Nobody's log-out may end the session that all share.
    @ParameterizedTest
    @EnumSource
    void commandShutdown(Release release) {
        gate(release).house().at("shutdown.get");
        gate(release).house().server().takeAll("/command/shutdown");
        assertInstanceOf(Outcome.Done.class, gate(release).run("app/shutdown", Map.of()));
        assertEquals(List.of("POST /command/shutdown {} 0"), gate(release).requests());
        gate(release).house().server().takeAll("");
    }

    @ParameterizedTest
    @EnumSource
    void commandDownload(Release release) {
        var urls = gate(release).house().server().recording().exchange("download.magnet_urlencoded").form().get("urls");
        gate(release).sends("download.magnet_urlencoded", "torrents/add", Map.of("urls", urls));
    }

    @ParameterizedTest
    @EnumSource
    void commandUpload(Release release) {
        gate(release).sends("upload.one_default", "torrents/add", Map.of(), torrentFile());
    }

    private static byte[] torrentFile() {
        var info = "d6:lengthi5e4:name1:a12:piece lengthi16384e6:pieces20:" + "x".repeat(20) + "e";
        return ("d4:info" + info + "e").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void commandAddTrackers(Release release) {
        var urls = gate(release).house().server().recording().exchange("addTrackers").form().get("urls");
        gate(release).sends("addTrackers", "torrents/addTrackers", Map.of("hash", COMPLETE, "urls", urls));
    }

    @ParameterizedTest
    @EnumSource
    void commandPause(Release release) {
        gate(release).sends("pause", "torrents/stop", Map.of("hashes", COMPLETE));
        becomes("it is stopped", () -> torrent(release, COMPLETE).state().stopped());
    }

    @ParameterizedTest
    @EnumSource
    void commandResume(Release release) {
        gate(release).sends("resume", "torrents/start", Map.of("hashes", COMPLETE));
        becomes("it runs", () -> !torrent(release, COMPLETE).state().stopped());
    }

    /// All that somebody may touch are named one by one: what another adds meanwhile is not theirs.
    @ParameterizedTest
    @EnumSource
    void commandPauseAll(Release release) {
        everyOne(release, "pauseAll", "torrents/stop", "/command/pause");
    }

    @ParameterizedTest
    @EnumSource
    void commandResumeAll(Release release) {
        everyOne(release, "resumeAll", "torrents/start", "/command/resume");
    }

    private static void everyOne(Release release, String exchange, String action, String path) {
        gate(release).house().at(exchange);
        var all = gate(release).house().server().contents().torrents().keySet();
        gate(release).house().server().takeAll(path);
        assertInstanceOf(Outcome.Done.class, gate(release).run(action, Map.of("hashes", "all")));
        var sent = gate(release).house().server().commands();
        assertEquals(all, sent.stream().map(asked -> asked.form().get("hash")).collect(java.util.stream.Collectors.toSet()));
        assertTrue(sent.stream().allMatch(asked -> asked.path().equals(path) && asked.form().size() == 1), sent.toString());
        gate(release).house().server().takeAll("");
    }

    @ParameterizedTest
    @EnumSource
    void commandDelete(Release release) {
        deletes(release, "sync.seq.16.delete", "false");
    }

    @ParameterizedTest
    @EnumSource
    void commandDeletePerm(Release release) {
        deletes(release, "states.delete_sparse", "true");
    }

    private static void deletes(Release release, String exchange, String files) {
        var recorded = gate(release).house().server().recording().exchange(exchange);
        assertEquals(files.equals("true") ? "/command/deletePerm" : "/command/delete", recorded.path());
        var hash = recorded.form().get("hashes");
        gate(release).sends(exchange, "torrents/delete", Map.of("hashes", hash, "deleteFiles", files));
        becomes("it is gone", () -> torrent(release, hash) == null);
    }

    @ParameterizedTest
    @EnumSource
    void commandRecheck(Release release) {
        gate(release).sends("recheck.complete", "torrents/recheck", Map.of("hashes", COMPLETE));
    }

    @ParameterizedTest
    @EnumSource
    void commandIncreasePrio(Release release) {
        moves(release, "increasePrio");
    }

    @ParameterizedTest
    @EnumSource
    void commandDecreasePrio(Release release) {
        moves(release, "decreasePrio");
    }

    @ParameterizedTest
    @EnumSource
    void commandTopPrio(Release release) {
        moves(release, "topPrio");
    }

    @ParameterizedTest
    @EnumSource
    void commandBottomPrio(Release release) {
        moves(release, "bottomPrio");
    }

    /// Also while queueing is off, when the server refuses.
    private static void moves(Release release, String word) {
        var both = release == Release.V3_2_0 ? MULTI : UNICODE;
        var recorded = gate(release).house().server().recording().exchange(word + ".queueing_off");
        if (gate(release).house().at(word + ".queueing_off").status() == 403 && release != Release.V3_2_0) {
            var off = assertInstanceOf(Outcome.Rejected.class, gate(release).run("torrents/" + word, recorded.form()));
            assertEquals(409, off.status());
            assertEquals("Torrent queueing must be enabled", off.text());
            gate(release).sends(word, "torrents/" + word, Map.of("hashes", queued(release)));
        } else {
            gate(release).house().server().takeAll("/command/" + word);
            gate(release).house().at(word);
            assertInstanceOf(Outcome.Done.class, gate(release).run("torrents/" + word, Map.of("hashes", both)));
            assertEquals(Map.of("hashes", both), gate(release).house().server().commands().getFirst().form());
            gate(release).house().server().takeAll("");
        }
    }

    @ParameterizedTest
    @EnumSource
    void commandSetFilePrio(Release release) {
        gate(release).sends("setFilePrio.7", "torrents/filePrio", Map.of("hash", MULTI, "id", "1", "priority", "7"));
    }

    @ParameterizedTest
    @EnumSource
    void commandSetGlobalDlLimit(Release release) {
        gate(release).sends("setGlobalDlLimit", "transfer/setDownloadLimit", Map.of("limit", "102400"));
    }

    @ParameterizedTest
    @EnumSource
    void commandSetGlobalUpLimit(Release release) {
        gate(release).sends("setGlobalUpLimit", "transfer/setUploadLimit", Map.of("limit", "102400"));
    }

    @ParameterizedTest
    @EnumSource
    void commandSetTorrentsDlLimit(Release release) {
        gate(release).sends("setTorrentsDlLimit", "torrents/setDownloadLimit",
                Map.of("hashes", COMPLETE + "|" + MULTI, "limit", "51200"));
    }

    @ParameterizedTest
    @EnumSource
    void commandSetTorrentsUpLimit(Release release) {
        gate(release).sends("setTorrentsUpLimit", "torrents/setUploadLimit",
                Map.of("hashes", COMPLETE + "|" + MULTI, "limit", "51200"));
    }

    @ParameterizedTest
    @EnumSource
    void commandToggleAlternativeSpeedLimits(Release release) {
        gate(release).sends("toggleAlternativeSpeedLimits", "transfer/toggleSpeedLimitsMode", Map.of());
        becomes("the alternative limits count",
                () -> Boolean.TRUE.equals(gate(release).house().mirror().snapshot().server().get("use_alt_speed_limits")));
    }

    @ParameterizedTest
    @EnumSource
    void commandToggleSequentialDownload(Release release) {
        toggles(release, "toggleSequentialDownload");
        gate(release).house().settled();
        var recorded = gate(release).house().server().contents().torrents().get(MULTI);
        assertEquals(recorded.get("seq_dl"), torrent(release, MULTI).fields().get("seq_dl"));
    }

    @ParameterizedTest
    @EnumSource
    void commandToggleFirstLastPiecePrio(Release release) {
        toggles(release, "toggleFirstLastPiecePrio");
    }

    @ParameterizedTest
    @EnumSource
    void commandSetForceStart(Release release) {
        if (release == Release.V3_2_0) {
            forced(release, COMPLETE);
        } else {
            gate(release).sends("setForceStart", "torrents/setForceStart",
                    Map.of("hashes", COMPLETE + "|" + UNICODE, "value", "true"));
            becomes("it is forced", () -> torrent(release, COMPLETE).text("state").equals("forcedUP"));
        }
    }

    private static void forced(Release release, String hash) {
        gate(release).house().at("setForceStart");
        gate(release).house().server().takeAll("/command/setForceStart");
        assertInstanceOf(Outcome.Done.class,
                gate(release).run("torrents/setForceStart", Map.of("hashes", hash, "value", "true")));
        assertEquals(Map.of("hashes", hash, "value", "true"), gate(release).house().server().commands().getFirst().form());
        becomes("it is forced", () -> torrent(release, hash).text("state").equals("forcedUP"));
        gate(release).house().server().takeAll("");
    }

    private static void toggles(Release release, String word) {
        if (release == Release.V3_2_0) {
            gate(release).house().at(word);
            gate(release).house().server().takeAll("/command/" + word);
            assertInstanceOf(Outcome.Done.class, gate(release).run("torrents/" + word, Map.of("hashes", MULTI)));
            assertEquals(Map.of("hashes", MULTI), gate(release).house().server().commands().getFirst().form());
            gate(release).house().server().takeAll("");
        } else {
            gate(release).sends(word, "torrents/" + word, Map.of("hashes", queued(release)));
        }
    }
}
