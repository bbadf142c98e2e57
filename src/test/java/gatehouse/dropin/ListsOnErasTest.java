package gatehouse.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.gate.SmallGate;
import gatehouse.live.Freshness;
import gatehouse.live.Views.Standing;
import gatehouse.qbittorrent.Health;
import gatehouse.real.Era;
import gatehouse.real.OnEachEra;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.real.TorrentFile;

/// A server of each age and its mirror are asked the same, and answer the same.
class ListsOnErasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<TorrentFile> FILES = List.of(hollow("b2", 300), hollow("B1", 900), hollow("a10", 600),
            hollow("a9", 300), hollow("Ärger", 100), hollow("_x", 700), hollow("zeta", 200));
    private static final TorrentFile TAGGED = hollow("A9", 400);
    private static final List<String> QUERIES = List.of("sort=name", "sort=name&reverse=true", "sort=size&reverse=TRUE",
            "sort=hash", "sort=bogus", "sort=bogus&category=none", "sort=has_tracker_error", "sort=name&limit=3",
            "sort=name&limit=3&offset=2", "sort=name&offset=-2", "sort=name&offset=-2&limit=1", "sort=name&offset=100",
            "sort=name&offset=100&limit=2", "sort=name&offset=-100&limit=3", "sort=name&offset=-9&limit=3",
            "sort=name&offset=-100", "sort=name&limit=-3", "sort=name&limit=x", "sort=name&limit=0", "category=films",
            "category=films%2Fhd", "category=", "category=film", "tag=x", "tag=", "tag=nothing", "filter=paused",
            "filter=stopped", "filter=resumed", "filter=running", "filter=downloading", "filter=seeding", "filter=completed",
            "filter=active", "filter=inactive", "filter=errored", "filter=stalled", "filter=stalled_uploading",
            "filter=stalled_downloading", "filter=checking", "filter=moving", "filter=bogus", "filter=", "hashes=ZZ",
            "hashes=", "hashes=all", "private=true", "private=no", "private=false");
    /// What moves by itself, and what only one of the two knows.
    private static final Set<String> MOVING = Set.of("time_active", "last_activity", "reannounce", "popularity");

    private static TorrentFile hollow(String name, int kilobytes) {
        return TorrentFile.hollow(name, kilobytes * 1000L);
    }

    @OnEachEra
    void itListsTheSame(Era era) throws IOException {
        try (var house = SmallHouse.on(era)) {
            fill(house.server());
            try (var gate = new SmallGate(house)) {
                settle(house.server(), gate);
                for (var query : QUERIES) {
                    compare(query, house.server(), gate);
                }
                compare("hashes=" + written(FILES.getFirst().hash(), era) + "%7Czz", house.server(), gate);
                everything(house.server(), gate);
            }
        }
    }

    /// 4.2 does not find a hash in capitals.
    private static String written(String hash, Era era) {
        return era == Era.V4_2 ? hash : hash.toUpperCase(java.util.Locale.ROOT);
    }

    private static void fill(Qbittorrent server) {
        var stopped = Map.of("paused", "true", "stopped", "true");
        server.add(FILES, with(stopped, "category", "films"));
        server.add(List.of(TAGGED), stopped);
        Qbittorrent.await("all are there", () -> server.torrents() == FILES.size() + 1);
        server.post("torrents/createCategory", Map.of("category", "films/hd"));
        server.post("torrents/setCategory", Map.of("hashes", FILES.get(1).hash(), "category", "films/hd"));
        server.post("torrents/addTags", Map.of("hashes", TAGGED.hash(), "tags", "x,y"));
        server.post("torrents/addTrackers", Map.of("hash", TAGGED.hash(), "urls", "http://127.0.0.1:9/announce"));
        Qbittorrent.await("they stand still", () -> !server.get("torrents/info").contains("checking")
                && server.get("torrents/info").contains("films/hd"));
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        var all = new HashMap<>(values);
        all.put(name, value);
        return all;
    }

    private static void settle(Qbittorrent server, SmallGate gate) {
        Qbittorrent.await("the mirror is as the server", () -> {
            gate.mirror().nudge();
            return still(rows(server.get("torrents/info"))).equals(still(rows(list(gate, Map.of()))));
        });
    }

    private static void compare(String query, Qbittorrent server, SmallGate gate) {
        var asked = new HashMap<String, String>();
        for (var pair : query.split("&")) {
            asked.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        var theirs = server.get("torrents/info?" + query);
        var ours = list(gate, asked);
        if (!theirs.startsWith("[")) {
            assertEquals(theirs, ours, query);
        } else if (query.startsWith("sort=bogus") || query.startsWith("sort=has_")) {
            assertEquals(rows(theirs).size(), rows(ours).size(), query);
        } else if (asked.containsKey("sort")) {
            assertEquals(names(theirs, asked), names(ours, asked), query);
        } else {
            assertEquals(still(rows(theirs)), still(rows(ours)), query);
        }
    }

    /// Equal ones are in no order at a server.
    private static List<String> names(String list, Map<String, String> asked) {
        var caseless = !asked.get("sort").equals("hash");
        return rows(list).stream().map(row -> row.path(asked.get("sort")).asText())
                .map(text -> caseless ? text.toLowerCase(java.util.Locale.ROOT) : text).toList();
    }

    private static void everything(Qbittorrent server, SmallGate gate) throws IOException {
        var theirs = (ObjectNode) JSON.readTree(server.get("sync/maindata"));
        var ours = (ObjectNode) JSON.readTree(Deltas.full(sight(gate), presented(gate)));
        var fields = new java.util.TreeSet<String>();
        theirs.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(name -> theirs.get(name).isEmpty() && theirs.get(name).isContainerNode());
        var known = new java.util.TreeSet<String>();
        ours.fieldNames().forEachRemaining(known::add);
        assertEquals(fields, known);
        assertEquals(theirs.path("categories"), ours.path("categories"));
        assertEquals(unordered(theirs.path("tags")), unordered(ours.path("tags")));
        theirs.path("torrents").properties().forEach(row -> assertEquals(still((ObjectNode) row.getValue()),
                still((ObjectNode) ours.path("torrents").path(row.getKey())), row.getKey()));
        assertEquals(names(theirs.path("server_state")), names(ours.path("server_state")));
    }

    /// A server keeps tags in a set and tells them in another order each time it runs.
    private static List<String> unordered(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).sorted().toList();
    }

    private static Set<String> names(JsonNode object) {
        var names = new java.util.TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, JsonNode> still(List<ObjectNode> rows) {
        var all = new HashMap<String, JsonNode>();
        rows.forEach(row -> all.put(row.path("hash").asText(), still(row)));
        return all;
    }

    private static JsonNode still(ObjectNode row) {
        return row.remove(MOVING);
    }

    private static List<ObjectNode> rows(String list) {
        return Json.objects(list);
    }

    private static Presented presented(SmallGate gate) {
        var health = (Health.Connected) gate.mirror().health();
        return Presented.own(health.app(), health.api());
    }

    private static Sight sight(SmallGate gate) {
        var standing = new Standing(gate.mirror().now(), gate.standing(SmallGate.OLA), Freshness.FRESH, Map.of());
        return new Sights().now(standing, Words.Modern.AS_THEY_ARE);
    }

    private static String list(SmallGate gate, Map<String, String> asked) {
        try {
            var rows = new TorrentList(asked, presented(gate)).of(sight(gate));
            return new String(Lists.json(rows, Map.of()), StandardCharsets.UTF_8);
        } catch (TorrentList.NoSuchField none) {
            return "'sort' parameter is invalid";
        }
    }
}
