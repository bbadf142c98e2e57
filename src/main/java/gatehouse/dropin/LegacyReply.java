package gatehouse.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.qbittorrent.LegacyPreferences;

/// An answer in the newest servers' words as a legacy server gives it: the mirror image of `qbittorrent/LegacyAnswer`.
record LegacyReply(LegacyVersion version) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TRACKER = List.of("Disabled", "Not contacted yet", "Working", "Updating...",
            "Not working");
    private static final Set<String> OF_A_TRACKER = Set.of("msg", "num_peers", "status", "url");
    private static final Set<String> OF_A_FILE = Set.of("availability", "is_seed", "name", "piece_range", "priority",
            "progress", "size");
    private static final Set<String> OF_THE_TRANSFER = Set.of("connection_status", "dht_nodes", "dl_info_data",
            "dl_info_speed", "dl_rate_limit", "up_info_data", "up_info_speed", "up_rate_limit");
    private static final Set<String> STATISTICS = Set.of("alltime_dl", "alltime_ul", "average_time_queue", "global_ratio",
            "queued_io_jobs", "read_cache_hits", "read_cache_overload", "total_buffers_size", "total_peer_connections",
            "total_queued_size", "total_wasted_session", "write_cache_overload");
    private static final Set<String> PROPERTIES = Set.of("addition_date", "comment", "completion_date", "created_by",
            "creation_date", "dl_limit", "dl_speed", "dl_speed_avg", "eta", "last_seen", "nb_connections",
            "nb_connections_limit", "peers", "peers_total", "piece_size", "pieces_have", "pieces_num", "reannounce",
            "save_path", "seeding_time", "seeds", "seeds_total", "share_ratio", "time_elapsed", "total_downloaded",
            "total_downloaded_session", "total_size", "total_uploaded", "total_uploaded_session", "total_wasted", "up_limit",
            "up_speed", "up_speed_avg");
    /// Later than any moment in seconds: servers before 4.5 count milliseconds, as legacy ones do.
    private static final long LATEST_SECOND = 100_000_000_000L;

    /// @param action the table's id
    /// @param modern the answer in the newest words
    String of(String action, String modern) {
        return switch (action) {
            case "app/preferences" -> preferences(modern);
            case "app/defaultSavePath" -> version.own() ? modern : LegacyTorrent.folder(modern);
            case "transfer/info" -> write(transfer((ObjectNode) read(modern)));
            case "torrents/properties" -> properties(modern);
            case "torrents/files" -> files(modern);
            case "torrents/trackers" -> trackers(modern);
            case "log/main", "log/peers" -> log(modern);
            default -> modern;
        };
    }

    private String preferences(String modern) {
        var shown = (ObjectNode) read(new LegacyPreferences(version.api()).shown(modern));
        if (!version.own()) {
            Set.of("save_path", "temp_path").stream().filter(shown::has)
                    .forEach(name -> shown.put(name, LegacyTorrent.folder(shown.get(name).asText())));
        }
        return write(shown);
    }

    private ObjectNode transfer(ObjectNode figures) {
        return figures.retain(figures.propertyStream().map(entry -> entry.getKey()).filter(name -> transfers(version, name))
                .toList());
    }

    /// Is a figure one of `query/transferInfo`?
    static boolean transfers(LegacyVersion version, String figure) {
        return OF_THE_TRANSFER.contains(figure) || version.statistics() && STATISTICS.contains(figure);
    }

    /// 3.2.x has nothing to say before there is metadata.
    private String properties(String modern) {
        var properties = (ObjectNode) read(modern);
        if (version.own()) {
            return properties.isEmpty() ? "" : modern;
        }
        properties.put("save_path", LegacyTorrent.folder(properties.path("save_path").asText()));
        return write(properties.retain(PROPERTIES));
    }

    private String files(String modern) {
        var files = read(modern).valueStream().map(ObjectNode.class::cast)
                .sorted(Comparator.comparingInt(file -> file.path("index").asInt())).toList();
        files.forEach(file -> file.put("priority", priority(file.path("priority").asInt())).retain(OF_A_FILE));
        return files.isEmpty() && version.fewStates() ? "" : write(list(files));
    }

    private int priority(int modern) {
        return switch (modern) {
            case 1 -> version.own() && !version.oldEngine() ? 4 : 1;
            case 6 -> version.fewStates() ? 2 : 6;
            default -> modern;
        };
    }

    /// DHT, PeX and LSD are no trackers to a legacy server.
    private static String trackers(String modern) {
        var trackers = read(modern).valueStream().map(ObjectNode.class::cast)
                .filter(tracker -> !tracker.path("url").asText().startsWith("** [")).toList();
        trackers.forEach(tracker -> status(tracker).retain(OF_A_TRACKER));
        return write(list(trackers));
    }

    /// Newer words for what fails than 4 are the same to a legacy app; a server in another language has its own.
    private static ObjectNode status(ObjectNode tracker) {
        var status = tracker.path("status");
        return status.isInt() ? tracker.put("status", TRACKER.get(Math.clamp(status.asInt(), 0, TRACKER.size() - 1)))
                : tracker;
    }

    private static String log(String modern) {
        var lines = read(modern);
        lines.forEach(line -> {
            var at = line.path("timestamp").asLong();
            ((ObjectNode) line).put("timestamp", at < LATEST_SECOND ? at * 1000 : at);
        });
        return write(lines);
    }

    private static ArrayNode list(List<ObjectNode> rows) {
        return JSON.createArrayNode().addAll(rows);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }

    private static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
