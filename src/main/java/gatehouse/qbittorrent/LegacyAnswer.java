package gatehouse.qbittorrent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An answer of a legacy server to one action, in the newest servers' words. JSON comes as `text/html` and
/// `text/javascript` too (3.2.0), so what it is follows from what was asked.
///
/// @param api the legacy API number
/// @param action the table's id
/// @param values what was asked
record LegacyAnswer(int api, String action, Map<String, String> values) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_A_TORRENT = Set.of("torrents/properties", "torrents/trackers", "torrents/webseeds",
            "torrents/files", "torrents/pieceStates", "torrents/pieceHashes", "sync/torrentPeers");
    private static final Set<String> QUEUE = Set.of("torrents/increasePrio", "torrents/decreasePrio", "torrents/topPrio",
            "torrents/bottomPrio");
    private static final String QUEUEING_OFF = "Torrent queueing must be enabled";
    /// The engine's own words for how a tracker does, in English; a server in another language keeps its own.
    private static final Map<String, Integer> TRACKER = Map.of("Disabled", 0, "Not contacted yet", 1, "Working", 2,
            "Updating...", 3, "Not working", 4);
    /// 3.2.x: a torrent without metadata has no files and properties, and is answered as one that is not there.
    private static final int LAST_WITHOUT_METADATA = 5;
    private static final String UNWANTED = ".unwanted/";

    Reply.Answered modern(Reply.Answered answered) {
        if (!answered.ok()) {
            return queueing(answered);
        }
        if (OF_A_TORRENT.contains(action) && nothing(answered.text())) {
            return none();
        }
        return switch (action) {
            case "app/preferences" -> json(new LegacyPreferences(api).inward(answered.text()));
            case "torrents/trackers", "torrents/files", "log/main", "log/peers" -> list(answered);
            case "torrents/add" -> added(answered);
            default -> answered.text().startsWith("{") || answered.text().startsWith("[") ? json(answered.text()) : answered;
        };
    }

    /// The reason is in the status line only, which nobody keeps. Newer servers answer 409 with the sentence.
    private Reply.Answered queueing(Reply.Answered answered) {
        return answered.status() == 403 && QUEUE.contains(action) ? text(409, QUEUEING_OFF) : answered;
    }

    /// 200 without a body, or `{}` from a short-lived cache, is for a torrent that is not there; newer servers answer 404.
    private static boolean nothing(String text) {
        return text.isBlank() || text.strip().equals("{}");
    }

    private Reply.Answered none() {
        return api > LAST_WITHOUT_METADATA ? text(404, "") : switch (action) {
            case "torrents/files" -> json("[]");
            case "torrents/properties" -> json("{}");
            default -> text(404, "");
        };
    }

    /// 3.3.16 and 4.0.4 say `Fails.` to every web address, although they fetch it and add what they find.
    private Reply.Answered added(Reply.Answered answered) {
        return answered.text().strip().equals("Fails.") && values.getOrDefault("urls", "").contains("http") ? text(200, "Ok.")
                : answered;
    }

    private Reply.Answered list(Reply.Answered answered) {
        if (!(read(answered.text()) instanceof ArrayNode rows)) {
            return answered;
        }
        for (var i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof ObjectNode row) {
                row(row, i);
            }
        }
        return json(write(rows));
    }

    private void row(ObjectNode row, int index) {
        switch (action) {
            case "torrents/trackers" -> tracker(row);
            case "torrents/files" -> file(row, index);
            default -> row.put("timestamp", row.path("timestamp").asLong() / 1000);
        }
    }

    /// `-1` is what newer servers say for what nobody knows.
    private static void tracker(ObjectNode row) {
        var status = TRACKER.get(row.path("status").asText());
        if (status != null) {
            row.put("status", status);
        }
        row.put("tier", 0);
        Set.of("num_seeds", "num_leeches", "num_downloaded").forEach(unknown -> row.put(unknown, -1));
    }

    /// Normal is 1 with libtorrent 1.0 and 4 with 1.1, high is 2; today they are 1 and 6. What is not wanted shows the
    /// folder it is kept in.
    private static void file(ObjectNode row, int index) {
        row.put("index", index);
        row.put("name", row.path("name").asText().replace(UNWANTED, ""));
        row.put("priority", switch (row.path("priority").asInt()) {
            case 0 -> 0;
            case 1, 3, 4, 5 -> 1;
            case 2, 6 -> 6;
            default -> 7;
        });
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException garbage) {
            return JSON.nullNode();
        }
    }

    private static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Reply.Answered json(String text) {
        return new Reply.Answered(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply.Answered text(int status, String text) {
        return new Reply.Answered(status, "text/plain; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
