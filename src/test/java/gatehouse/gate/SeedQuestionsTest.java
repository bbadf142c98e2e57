package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.action.ApiVersion;
import gatehouse.legacy.LegacyHouse;
import gatehouse.legacy.Release;
import gatehouse.qbittorrent.Health;

/// The questions of the description of API 2, each named as there: asked through the gate, down to the wire, of what
/// running servers of three legacy releases were recorded to answer.
class SeedQuestionsTest {

    private static final String COMPLETE = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final String MULTI = "ffd8444ef7321bcbcb04696c10951ea9bdbf1f68";
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
    void versionApi(Release release) {
        var connected = assertInstanceOf(Health.Connected.class, gate(release).house().mirror().health());
        assertEquals(ApiVersion.legacy(release.api()), connected.api());
        assertEquals(String.valueOf(release.api()),
                gate(release).house().server().recording().exchange("version.api.no_auth").body());
    }

    @ParameterizedTest
    @EnumSource
    void versionQbittorrent(Release release) {
        var version = assertInstanceOf(Outcome.Done.class, gate(release).run("app/version", Map.of()));
        assertEquals(gate(release).house().server().recording().exchange("version.qbittorrent.no_auth").body(),
                version.content().text());
    }

    @ParameterizedTest
    @EnumSource
    void queryTorrents(Release release) {
        gate(release).house().at("torrents.filter.all");
        var all = LegacyGate.json((Outcome.Done) gate(release).run("torrents/info", Map.of()));
        assertEquals(gate(release).house().server().contents().torrents().size(), all.size());
        all.forEach(torrent -> assertTrue(torrent.has("category") || release == Release.V3_2_0 && torrent.has("hash")));
        assertEquals(List.of(), gate(release).requests());
    }

    @ParameterizedTest
    @EnumSource
    void queryPropertiesGeneral(Release release) {
        var properties = gate(release).reads("propertiesGeneral.complete", "torrents/properties", Map.of("hash", COMPLETE))
                .orElseThrow();
        assertEquals("/downloads/", properties.path("save_path").asText());
        assertEquals(65_536, properties.path("piece_size").asInt());
    }

    @ParameterizedTest
    @EnumSource
    void queryPropertiesTrackers(Release release) {
        var trackers = gate(release).reads("propertiesTrackers.complete", "torrents/trackers", Map.of("hash", COMPLETE))
                .orElseThrow();
        assertEquals(4, trackers.path(0).path("status").intValue());
        assertEquals("http://127.0.0.1:9/announce", trackers.path(0).path("url").asText());
    }

    @ParameterizedTest
    @EnumSource
    void queryPropertiesFiles(Release release) {
        var files = gate(release).reads("propertiesFiles.multi", "torrents/files", Map.of("hash", MULTI)).orElseThrow();
        assertEquals(4, files.size());
        for (var i = 0; i < files.size(); i++) {
            assertEquals(1, files.path(i).path("priority").asInt(), "normal, whatever the engine's number");
            assertEquals(i, files.path(i).path("index").intValue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void queryTransferInfo(Release release) {
        gate(release).house().at("torrents.filter.all");
        var info = LegacyGate.json((Outcome.Done) gate(release).run("transfer/info", Map.of()));
        for (var name : List.of("connection_status", "dht_nodes", "dl_info_data", "dl_info_speed", "dl_rate_limit",
                "up_info_data", "up_info_speed", "up_rate_limit")) {
            assertTrue(info.has(name), name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void syncMaindata(Release release) {
        gate(release).house().at("torrents.filter.all");
        var maindata = LegacyGate.json((Outcome.Done) gate(release).run("sync/maindata", Map.of()));
        assertTrue(maindata.path("full_update").asBoolean());
        assertEquals(gate(release).house().server().contents().torrents().size(), maindata.path("torrents").size());
    }

    @ParameterizedTest
    @EnumSource
    void queryPreferences(Release release) {
        var preferences = gate(release).reads("default.preferences", "app/preferences", Map.of()).orElseThrow();
        assertEquals(10_240, preferences.path("alt_dl_limit").asLong(), "bytes, whatever the server counts in");
        assertEquals(0, preferences.path("dl_limit").asLong(), "0 for no limit");
        assertTrue(preferences.path("scan_dirs").isObject());
        assertEquals(0, preferences.path("bittorrent_protocol").asInt(-1));
        assertTrue(preferences.path("enable_utp").isMissingNode());
        assertEquals("********", preferences.path("web_ui_password").asText());
    }

    @ParameterizedTest
    @EnumSource
    void login(Release release) {
        var recorded = gate(release).house().server().recording().exchange("login.ok");
        var sent = new java.util.HashMap<>(recorded.form());
        sent.put("password", gatehouse.legacy.LegacyServer.PASSWORD);
        try (var house = LegacyHouse.on(release).polling()) {
            var login = house.server().requests().stream().filter(asked -> asked.path().equals("/login")).toList();
            assertEquals(List.of(sent), login.stream().map(asked -> asked.form()).toList());
            assertEquals(recorded.method(), login.getFirst().method());
        }
    }

    @ParameterizedTest
    @EnumSource
    void logout(Release release) {
        gate(release).house().at("torrents.filter.all");
        assertInstanceOf(Outcome.Missing.class, gate(release).run("auth/logout", Map.of()));
        assertEquals(List.of(), gate(release).requests());
    }

    @ParameterizedTest
    @EnumSource
    void commandGetGlobalDlLimit(Release release) {
        figure(release, "transfer/downloadLimit", "dl_rate_limit");
    }

    @ParameterizedTest
    @EnumSource
    void commandGetGlobalUpLimit(Release release) {
        figure(release, "transfer/uploadLimit", "up_rate_limit");
    }

    private static void figure(Release release, String action, String name) {
        gate(release).house().at("transferInfo.alt_on");
        var limit = assertInstanceOf(Outcome.Done.class, gate(release).run(action, Map.of())).content().text();
        assertEquals(gate(release).house().server().contents().server().get(name).toString(), limit);
    }

    @ParameterizedTest
    @EnumSource
    void commandGetTorrentsDlLimit(Release release) {
        limits(release, "getTorrentsDlLimit.after", "torrents/downloadLimit");
    }

    @ParameterizedTest
    @EnumSource
    void commandGetTorrentsUpLimit(Release release) {
        limits(release, "getTorrentsUpLimit.after", "torrents/uploadLimit");
    }

    private static void limits(Release release, String exchange, String action) {
        var limits = gate(release).reads(exchange, action, Map.of("hashes", COMPLETE + "|" + MULTI)).orElseThrow();
        assertEquals(51_200, limits.path(COMPLETE).asInt());
        assertEquals(51_200, limits.path(MULTI).asInt());
    }

    @ParameterizedTest
    @EnumSource
    void commandAlternativeSpeedLimitsEnabled(Release release) {
        gate(release).house().at("toggleAlternativeSpeedLimits.back");
        assertEquals("1", assertInstanceOf(Outcome.Done.class, gate(release).run("transfer/speedLimitsMode", Map.of()))
                .content().text());
    }
}
