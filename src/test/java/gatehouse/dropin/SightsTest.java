package gatehouse.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.access.Granted;
import gatehouse.access.OnInstance;
import gatehouse.access.Person;
import gatehouse.action.ApiVersion;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.live.Freshness;
import gatehouse.live.Mirror;
import gatehouse.live.Views.Standing;
import gatehouse.qbittorrent.Health;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Delta;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What an app that lays differences over what it has ends up with, and what a number gives away.
class SightsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Presented PRESENTED = Presented.own("v5.1.0", ApiVersion.parse("2.11.4").orElseThrow());
    private static final String POLICY = """
            version: 1
            instances: { attic: { url: "http://a", username: u, password: long-enough } }
            grants:
              - { who: { role: all }, role: operator, on: [attic], see: any, do: any }
              - { who: { role: blind }, role: viewer, on: [attic], see: any, do: own }
              - { who: { role: own }, role: viewer, on: [attic], see: own, do: own }
            """;
    private static final OnInstance SEES_ALL = standing("ola", "all");
    private static final OnInstance SEES_NO_TRACKERS = standing("lin", "blind");
    private static final OnInstance SEES_OWN = standing("ann", "own");
    private static final int TORRENTS = 6;

    private static OnInstance standing(String name, String role) {
        return switch (ConfigurationReader.read(POLICY, Path.of("."))) {
            case Reading.Valid(var configuration) -> new Granted(configuration).policy()
                    .on(new Person(Person.LOCAL, name, name, Set.of(role), Set.of()), "attic");
            case Reading.Broken(var mistakes) -> throw new AssertionError(mistakes);
        };
    }

    private static Standing standing(OnInstance rights, Snapshot snapshot, Map<Hash, Owned> owned) {
        return new Standing(
                new Mirror.Now(snapshot, Optional.of(Instant.EPOCH), new Health.Unknown(), Instant.EPOCH, List.of()),
                rights,
                Freshness.FRESH, owned);
    }

    private static Hash hash(int number) {
        return new Hash(Integer.toHexString(number).repeat(40));
    }

    /// One thing that happens at a server.
    private record Event(int seed) {

        Snapshot after(Snapshot before) {
            var random = new Random(seed);
            var torrent = hash(random.nextInt(TORRENTS));
            var fields = Map.<String, Object> of("name", "n" + random.nextInt(3), "dlspeed", random.nextInt(3), "category",
                    random.nextBoolean() ? "films" : "", "tags", random.nextBoolean() ? "keep" : "", "tracker",
                    "https://t.example/key" + random.nextInt(2) + "/announce");
            var categories = Map.of("films", Map.<String, Object> of("name", "films", "savePath", "/p" + random.nextInt(2)));
            var trackers = Map.of("https://t.example/key/announce",
                    IntStream.range(0, random.nextInt(TORRENTS)).mapToObj(number -> hash(number).value()).toList());
            return before.apply(switch (random.nextInt(6)) {
                case 0 -> delta(Map.of(), Set.of(torrent), Map.of(), Set.of(), Map.of());
                case 1 -> delta(Map.of(), Set.of(), categories, random.nextBoolean() ? Set.of("new") : Set.of(), Map.of());
                case 2 -> new Delta(false, Map.of(), Set.of(), Map.of(), Set.of("films"), Set.of(), Set.of("new"), Map.of(),
                        Set.of("https://t.example/key/announce"), Map.of("dl_info_speed", random.nextInt(3)));
                case 3 -> delta(Map.of(), Set.of(), Map.of(), Set.of(), trackers);
                default -> delta(Map.of(torrent, fields), Set.of(), Map.of(), Set.of(), Map.of());
            });
        }

        private static Delta delta(Map<Hash, Map<String, Object>> torrents, Set<Hash> removed,
                Map<String, Map<String, Object>> categories, Set<String> tags, Map<String, List<String>> trackers) {
            return new Delta(false, torrents, removed, categories, Set.of(), tags, Set.of(), trackers, Set.of(), Map.of());
        }
    }

    /// An app, as all of them do it: `…_removed` first, then fields over fields; what is full replaces everything.
    private static final class Client {

        private ObjectNode state = JSON.createObjectNode();
        private long rid;

        void hear(JsonNode answer) {
            rid = answer.path("rid").asLong();
            if (answer.path("full_update").asBoolean()) {
                state = JSON.createObjectNode();
            }
            for (var part : List.of("torrents", "categories", "trackers")) {
                answer.path(part + "_removed").forEach(name -> state.withObject("/" + part).remove(name.asText()));
                answer.path(part).properties().forEach(entry -> lay(state.withObject("/" + part), entry));
            }
            answer.path("tags_removed").forEach(tag -> state.withObject("/tags").remove(tag.asText()));
            answer.path("tags").forEach(tag -> state.withObject("/tags").put(tag.asText(), true));
            answer.path("server_state").properties()
                    .forEach(entry -> state.withObject("/server_state").set(entry.getKey(), entry.getValue()));
        }

        private static void lay(ObjectNode over, Map.Entry<String, JsonNode> entry) {
            if (entry.getValue().isObject() && over.has(entry.getKey())) {
                ((ObjectNode) over.get(entry.getKey())).setAll((ObjectNode) entry.getValue());
            } else {
                over.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }

        /// Without parts that are empty, which a whole answer leaves out.
        ObjectNode known() {
            var known = state.deepCopy();
            known.removeIf(JsonNode::isEmpty);
            return known;
        }
    }

    @Provide
    Arbitrary<List<Integer>> seeds() {
        return Arbitraries.integers().list().ofMinSize(1).ofMaxSize(60);
    }

    /// Two apps of each kind of viewer poll by turns; every third answer or so is lost.
    @Property(tries = 150)
    void differencesLeadWhereTheWholeLeads(@ForAll("seeds") List<Integer> seeds) throws IOException {
        var sights = new Sights();
        var owned = Map.of(hash(0), Owned.by("local:ann"), hash(1), Owned.by("local:ann"), hash(2), Owned.by("local:bob"));
        for (var rights : List.of(SEES_ALL, SEES_NO_TRACKERS, SEES_OWN)) {
            var clients = List.of(new Client(), new Client());
            var snapshot = Snapshot.NOTHING;
            for (var seed : seeds) {
                snapshot = new Event(seed).after(snapshot);
                var client = clients.get(seed & 1);
                var handed = sights.handOut(standing(rights, snapshot, owned), Words.Modern.AS_THEY_ARE, client.rid);
                var answer = handed.before().map(before -> Deltas.between(before, handed.now(), PRESENTED))
                        .orElseGet(() -> Deltas.full(handed.now(), PRESENTED));
                if (seed % 3 != 0) {
                    client.hear(JSON.readTree(answer));
                    var whole = new Client();
                    whole.hear(JSON.readTree(Deltas.full(handed.now(), PRESENTED)));
                    assertEquals(whole.known(), client.known());
                }
            }
        }
    }

    private static final List<String> QUERIES = List.of("", "sort=name", "sort=tracker", "sort=dlspeed&reverse=true",
            "category=films", "category=", "tag=keep", "limit=1&offset=-1", "filter=inactive");

    /// Two states that differ only in torrents of others give her the same bytes, but for the number, which starts at random.
    @Property(tries = 150)
    void whatSheMayNotSeeIsInNoByte(@ForAll("seeds") List<Integer> hers, @ForAll("seeds") List<Integer> others)
            throws TorrentList.NoSuchField {
        var alone = sightOfHers(hers, List.of());
        var among = sightOfHers(hers, others);
        assertEquals(whole(alone), whole(among));
        for (var query : QUERIES) {
            assertEquals(listed(alone, query), listed(among, query), query);
        }
    }

    private static Sight sightOfHers(List<Integer> hers, List<Integer> others) {
        var owned = new HashMap<Hash, Owned>();
        var torrents = new HashMap<Hash, Map<String, Object>>();
        hers.forEach(seed -> torrents.put(hash(Math.floorMod(seed, 3)), made(seed, "films")));
        torrents.keySet().forEach(hash -> owned.put(hash, Owned.by("local:ann")));
        others.forEach(seed -> torrents.put(hash(3 + Math.floorMod(seed, 3)), made(seed, "secret")));
        var speed = torrents.values().stream().mapToInt(fields -> (int) fields.get("dlspeed")).sum();
        var trackers = Map.of("https://t.example/key/announce", torrents.keySet().stream().map(Hash::value).toList());
        var categories = others.isEmpty() ? Map.<String, Map<String, Object>> of()
                : Map.of("secret", Map.<String, Object> of("name", "secret"));
        var snapshot = Snapshot.NOTHING.apply(new Delta(true, torrents, Set.of(), categories, Set.of(),
                others.isEmpty() ? Set.of() : Set.of("secret"), Set.of(), trackers, Set.of(), Map.of("dl_info_speed", speed,
                        "alltime_dl", speed, "dht_nodes", 3)));
        return new Sights().now(standing(SEES_OWN, snapshot, owned), Words.Modern.AS_THEY_ARE);
    }

    private static Map<String, Object> made(int seed, String category) {
        var random = new Random(seed);
        return Map.of("name", category + random.nextInt(3), "dlspeed", random.nextInt(3), "category", category, "tags",
                random.nextBoolean() ? "keep" : "", "tracker", "https://t" + random.nextInt(2) + ".example/key/announce",
                "state",
                "stalledUP");
    }

    private static String whole(Sight sight) {
        return new String(Deltas.full(sight.numbered(1), PRESENTED));
    }

    private static String listed(Sight sight, String query) throws TorrentList.NoSuchField {
        var asked = new HashMap<String, String>();
        for (var pair : query.split("&")) {
            if (!pair.isEmpty()) {
                asked.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
        }
        return new String(Lists.json(new TorrentList(asked, PRESENTED).of(sight), Map.of()));
    }

    @Test
    void whatOthersDoMovesNobodysNumber() {
        var sights = new Sights();
        var owned = Map.of(hash(0), Owned.by("local:ann"), hash(1), Owned.by("local:bob"));
        var first = Snapshot.NOTHING.apply(Event.delta(Map.of(hash(0), Map.of("name", "a", "dlspeed", 1), hash(1),
                Map.of("name", "b")), Set.of(), Map.of(), Set.of(), Map.of()));
        var second = first
                .apply(Event.delta(Map.of(hash(1), Map.of("name", "c")), Set.of(), Map.of(), Set.of("new"), Map.of()));
        var hers = sights.handOut(standing(SEES_OWN, first, owned), Words.Modern.AS_THEY_ARE, 0).now();
        var everybodys = sights.handOut(standing(SEES_ALL, first, owned), Words.Modern.AS_THEY_ARE, 0).now();
        var again = sights.handOut(standing(SEES_OWN, second, owned), Words.Modern.AS_THEY_ARE, hers.rid());
        assertSame(hers, again.now());
        assertEquals("{\"rid\":" + hers.rid() + "}",
                new String(Deltas.between(again.before().orElseThrow(), again.now(), PRESENTED)));
        var after = sights.handOut(standing(SEES_ALL, second, owned), Words.Modern.AS_THEY_ARE, everybodys.rid());
        assertEquals(everybodys.rid() + 1, after.now().rid());
        assertSame(everybodys, after.before().orElseThrow());
    }

    @Test
    void aNumberOfAnotherProcessOrViewerLeadsToEverything() {
        var snapshot = Snapshot.NOTHING.apply(Event.delta(Map.of(hash(0), Map.of("name", "a")), Set.of(), Map.of(), Set.of(),
                Map.of()));
        var one = new Sights();
        var rid = one.handOut(standing(SEES_ALL, snapshot, Map.of()), Words.Modern.AS_THEY_ARE, 0).now().rid();
        var other = new Sights().handOut(standing(SEES_ALL, snapshot, Map.of()), Words.Modern.AS_THEY_ARE, rid);
        assertTrue(other.before().isEmpty() && other.now().rid() != rid);
        assertTrue(one.handOut(standing(SEES_OWN, snapshot, Map.of()), Words.Modern.AS_THEY_ARE, rid).before().isEmpty());
        var hidden = one.now(standing(SEES_NO_TRACKERS, snapshot, Map.of()), Words.Modern.AS_THEY_ARE);
        assertNotEquals(rid, hidden.rid());
    }

    @Test
    void aRowThatStaysIsEncodedOnceForAllWhoSeeItAlike() {
        var sights = new Sights();
        var fields = new HashMap<Hash, Map<String, Object>>();
        fields.put(hash(0), Map.of("name", "a"));
        fields.put(hash(1), Map.of("name", "b"));
        var first = Snapshot.NOTHING.apply(Event.delta(fields, Set.of(), Map.of(), Set.of(), Map.of()));
        var owned = Map.of(hash(0), Owned.by("local:ann"));
        var lins = sights.now(standing(SEES_NO_TRACKERS, first, owned), Words.Modern.AS_THEY_ARE);
        var anns = sights.now(standing(SEES_OWN, first, owned), Words.Modern.AS_THEY_ARE);
        assertSame(lins.find(hash(0)).orElseThrow(), anns.find(hash(0)).orElseThrow());
        var second = first
                .apply(Event.delta(Map.of(hash(1), Map.of("name", "c")), Set.of(), Map.of(), Set.of(), Map.of()));
        var later = sights.now(standing(SEES_NO_TRACKERS, second, owned), Words.Modern.AS_THEY_ARE);
        assertSame(lins.find(hash(0)).orElseThrow().members(), later.find(hash(0)).orElseThrow().members());
        assertNotSame(lins.find(hash(1)).orElseThrow(), later.find(hash(1)).orElseThrow());
    }
}
