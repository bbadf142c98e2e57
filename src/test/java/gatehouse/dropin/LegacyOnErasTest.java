package gatehouse.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.action.Actions;
import gatehouse.dropin.LegacyWords.Meant;
import gatehouse.gate.Outcome;
import gatehouse.gate.SmallGate;
import gatehouse.legacy.Recording;
import gatehouse.legacy.Release;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.Hash;

/// What a legacy app asks is done by servers of every age, and what they answer has the shape that a real 4.0.4 gave it.
class LegacyOnErasTest {

    private static final TorrentFile FILM = TorrentFile.of("Sintel (2010) [4K].mkv", 300_000);
    private static final LegacyVersion VERSION = LegacyVersion.shown(LegacyVersion.NEWEST);
    private static final Set<String> STATES = Set.of("stalledUP", "pausedUP", "queuedUP", "uploading", "forcedUP");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// An app in front of one server.
    private record App(SmallGate gate) {

        JsonNode reads(String path) {
            var asked = asked(path, Map.of());
            var done = assertInstanceOf(Outcome.Done.class, gate.run(SmallGate.OLA, asked.action().id(), asked.values()), path);
            return json(new LegacyReply(VERSION).of(asked.action().id(), done.content().text()));
        }

        void does(String path, String... fields) {
            var sent = new LinkedHashMap<String, String>();
            for (var i = 0; i < fields.length; i += 2) {
                sent.put(fields[i], fields[i + 1]);
            }
            var asked = asked(path, sent);
            assertInstanceOf(Outcome.Done.class, gate.run(SmallGate.OLA, asked.action().id(), asked.values()), path);
        }

        private static Meant.Asked asked(String path, Map<String, String> sent) {
            return assertInstanceOf(Meant.Asked.class, new LegacyWords(VERSION, new Actions()).read(path, sent));
        }

        Map<String, Object> torrent() {
            gate.mirror().nudge();
            var torrent = gate.mirror().snapshot().torrents().get(new Hash(FILM.hash()));
            return torrent == null ? Map.of() : new LegacyTorrent(VERSION).torrent(torrent.hash(), torrent.fields());
        }

        void await(String field, Object value) {
            Qbittorrent.await(field + " is " + value, () -> value.equals(torrent().get(field)));
        }
    }

    @OnEachEra
    void aServerOfAnyAgeAnswersAsA404(Era era) {
        try (var house = SmallHouse.on(era)) {
            house.fill(List.of(FILM), Map.of());
            try (var gate = new SmallGate(house)) {
                var app = new App(gate);
                Qbittorrent.await("it is listed", () -> !app.torrent().isEmpty());
                assertTrue(STATES.contains(app.torrent().get("state")), app.torrent().toString());
                shapes(app);
                commands(app);
            }
        }
    }

    private static void shapes(App app) {
        var recording = Recording.of(Release.V4_0_4);
        var listed = json(recording.exchange("torrents.queueing_on").body()).get(0);
        alike(listed, JSON.<ObjectNode> valueToTree(app.torrent()).put("hash", FILM.hash()));
        var hash = FILM.hash();
        alike(recording, "propertiesGeneral.complete", app.reads("query/propertiesGeneral/" + hash));
        alike(json(recording.exchange("propertiesFiles.complete").body()).get(0),
                app.reads("query/propertiesFiles/" + hash).get(0));
        alike(recording, "empty.transferInfo", app.reads("query/transferInfo"));
        var log = app.reads("query/getLog");
        assertTrue(log.get(0).path("timestamp").asLong() > 1_000_000_000_000L, log.toString());
        assertEquals(0, app.reads("query/propertiesTrackers/" + hash).size());
        preferences(json(recording.exchange("default.preferences").body()), app.reads("query/preferences"));
    }

    /// Of its preferences newer servers have given up some; those that are left are of the same kinds.
    private static void preferences(JsonNode recorded, JsonNode told) {
        told.properties().forEach(entry -> {
            assertTrue(recorded.has(entry.getKey()), entry.getKey());
            assertTrue(recorded.get(entry.getKey()).getNodeType() == entry.getValue().getNodeType()
                    || entry.getValue().asText().equals("********"), entry.toString());
        });
        for (var key : Set.of("save_path", "dht", "max_ratio_enabled", "max_ratio", "max_ratio_act", "queueing_enabled",
                "dl_limit", "up_limit", "proxy_type", "scan_dirs")) {
            assertTrue(told.has(key), key);
        }
    }

    private static void alike(Recording recording, String name, JsonNode told) {
        alike(json(recording.exchange(name).body()), told);
    }

    private static void alike(JsonNode recorded, JsonNode told) {
        recorded.properties().forEach(entry -> {
            assertTrue(told.has(entry.getKey()), entry.getKey() + " of " + told);
            assertEquals(entry.getValue().getNodeType(), told.get(entry.getKey()).getNodeType(), entry.getKey());
        });
        assertEquals(recorded.size(), told.size(), told.toString());
    }

    private static void commands(App app) {
        var hash = FILM.hash();
        app.does("command/pause", "hash", hash);
        app.await("state", "pausedUP");
        app.does("command/resume", "hash", hash);
        Qbittorrent.await("it is started", () -> !"pausedUP".equals(app.torrent().get("state")));
        app.does("command/addCategory", "category", "films");
        app.does("command/setCategory", "hashes", hash, "category", "films");
        app.await("category", "films");
        app.does("command/setForceStart", "hashes", hash, "value", "true");
        app.await("force_start", true);
        app.does("command/setTorrentsDlLimit", "hashes", hash, "limit", "51200");
        Qbittorrent.await("it is limited", () -> ((Number) app.torrent().get("dl_limit")).longValue() == 51_200);
        app.does("command/setFilePrio", "hash", hash, "id", "0", "priority", "2");
        Qbittorrent.await("its file is wanted first",
                () -> app.reads("query/propertiesFiles/" + hash).get(0).path("priority").asInt() == 6);
        app.does("command/rename", "hash", hash, "name", "Another name");
        app.await("name", "Another name");
        app.does("command/setPreferences", "json", "{\"dl_limit\":102400,\"queueing_enabled\":true}");
        assertEquals(102_400, app.reads("query/preferences").path("dl_limit").asInt());
        app.does("command/topPrio", "hashes", hash);
        app.does("command/download", "urls", "magnet:?xt=urn:btih:" + "a".repeat(40), "paused", "true", "category", "films");
        Qbittorrent.await("the magnet is there",
                () -> app.gate().mirror().snapshot().torrents().containsKey(new Hash("a".repeat(40))));
        app.does("command/deletePerm", "hashes", hash + "|" + "a".repeat(40));
        Qbittorrent.await("both are gone", () -> {
            app.gate().mirror().nudge();
            return app.gate().mirror().snapshot().torrents().isEmpty();
        });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException garbage) {
            throw new AssertionError(text, garbage);
        }
    }
}
