package gatehouse.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Reply;
import gatehouse.qbittorrent.Request;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// What only the server knows of torrents in a list: their trackers (`includeTrackers`, since 5.1) and files
/// (`includeFiles`, since 5.2). One question for all of them, whatever is asked by it; a server that is away or older tells
/// nothing.
@ApplicationScoped
class Particulars {

    private static final Map<String, String> FIELDS = Map.of("includeTrackers", "trackers", "includeFiles", "files");
    /// More would make too long an address, and are asked for as all.
    private static final int MOST_NAMED = 50;

    private final Backends backends;
    private final ObjectMapper json;

    Particulars(Backends backends, ObjectMapper json) {
        this.backends = backends;
        this.json = json;
    }

    /// By torrent, the fields that were asked for besides.
    Map<Hash, Map<String, JsonNode>> of(Asked asked, Seen seen, List<Torrent> torrents) {
        var wanted = FIELDS.keySet().stream().filter(name -> known(asked, name)).sorted().toList();
        var backend = backends.commands(asked.command().instance());
        if (wanted.isEmpty() || torrents.isEmpty() || backend.isEmpty()) {
            return Map.of();
        }
        var values = new HashMap<>(wanted.stream().collect(Collectors.toMap(name -> name, name -> "true")));
        if (torrents.size() <= MOST_NAMED) {
            values.put("hashes", torrents.stream().map(torrent -> torrent.hash().value()).collect(Collectors.joining("|")));
        }
        return backend.get().send(Request.read("torrents/info", values)) instanceof Reply.Answered answered && answered.ok()
                ? read(answered.body(), wanted, seen)
                : Map.of();
    }

    private static boolean known(Asked asked, String name) {
        return asked.values().getOrDefault(name, "").equals("true")
                && asked.mirror().health() instanceof Health.Connected(var app, var api)
                && asked.action().parameter(name).flatMap(parameter -> parameter.at(api)).isPresent();
    }

    private Map<Hash, Map<String, JsonNode>> read(byte[] body, List<String> wanted, Seen seen) {
        var all = new HashMap<Hash, Map<String, JsonNode>>();
        try {
            json.readTree(body).forEach(row -> Hash.parse(row.path("hash").asText()).filter(seen::sees).ifPresent(
                    hash -> all.put(hash, fields(row, wanted, seen.trackers(hash)))));
        } catch (IOException garbage) {
            return Map.of();
        }
        return all;
    }

    /// Whoever may not see a torrent's trackers is told of none.
    private Map<String, JsonNode> fields(JsonNode row, List<String> wanted, boolean trackers) {
        var fields = new HashMap<String, JsonNode>();
        for (var name : new ArrayList<>(wanted)) {
            var field = FIELDS.get(name);
            if (row.has(field)) {
                fields.put(field, trackers || !field.equals("trackers") ? row.get(field) : json.createArrayNode());
            }
        }
        return fields;
    }
}
