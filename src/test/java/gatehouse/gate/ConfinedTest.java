package gatehouse.gate;

import static gatehouse.access.Rules.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;

/// Ways around what a grant confines, limits and forces (threats A4, A5, A6, A19).
class ConfinedTest {

    private static final String HEAD = """
            version: 1
            instances: { attic: { url: "http://a", username: u, password: long-enough, roots: [/data], dangerous: [create] } }
            roles:
              most: { extends: operator, add: [rss.rules, create] }
              shelver: { extends: viewer, add: [taxonomy, settings.safe] }
              mover: { extends: viewer, add: [location, settings.full] }
            grants:
            """;
    private static final String CONFINED = HEAD + "  - { who: { role: r1 }, role: most, on: [attic], see: any, do: any, %s }\n";
    private static final String PATHS = "confine: { paths: [/data/ann] }";
    private static final Hash MANAGED = new Hash("a".repeat(40));
    private static final Hash PLAIN = new Hash("b".repeat(40));

    private static Doorway door;

    @BeforeAll
    static void open() {
        door = new Doorway();
        var torrents = Map.of(MANAGED, new Torrent(MANAGED, Map.of("name", "managed", "auto_tmm", true)), PLAIN,
                new Torrent(PLAIN, Map.of("name", "plain", "auto_tmm", false)));
        door.state("attic", new Snapshot(1, torrents, Map.of(), Set.of(), Map.of(), Map.of()));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.owners(Map.of());
        door.forget();
    }

    @ParameterizedTest
    @CsvSource({ "/data/ann/x, true", "/data/bob, false" })
    void oneGrantDoesNotLendItsFoldersToAnother(String path, boolean allowed) {
        door.policy(HEAD + """
                  - { who: { role: r1 }, role: shelver, on: [attic], see: any, do: any }
                  - { who: { role: r1 }, role: mover, on: [attic], see: any, do: any, confine: { paths: [/data/ann] } }
                """);
        expect(allowed, "torrents/createCategory", Map.of("category", "x", "savePath", path));
        expect(allowed, "app/setPreferences", Map.of("json", "{\"save_path\":\"" + path + "\"}"));
    }

    private static void expect(boolean allowed, String action, Map<String, String> values) {
        door.forget();
        var outcome = door.ask(ANN, "attic", action, values);
        assertTrue(allowed ? outcome instanceof Outcome.Done : outcome instanceof Outcome.Outside,
                action + values + ": " + outcome);
        assertEquals(allowed ? 1 : 0, door.reached().size(), action);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{}; false",
            "{\"savePath\":\"\"}; false",
            "{\"savePath\":\"/data/ann\"}; true",
            "{\"savePath\":\"/data/bob\"}; false",
            "{\"savePath\":\"/data/ann\",\"torrentParams\":{}}; false",
            "{\"torrentParams\":{\"save_path\":\"/data/ann\",\"use_auto_tmm\":false}}; false",
            "{\"savePath\":\"/data/ann\",\"torrentParams\":{\"save_path\":\"/data/ann\"}}; false",
            "{\"savePath\":\"/data/ann\",\"torrentParams\":{\"save_path\":\"/data/ann\",\"use_auto_tmm\":true}}; false",
            "{\"savePath\":\"/data/ann\",\"torrentParams\":{\"save_path\":\"/data/ann\",\"use_auto_tmm\":false}}; true",
            "{\"savePath\":\"/data/ann\",\"torrentParams\":{\"save_path\":\"/etc\",\"use_auto_tmm\":false}}; false" })
    void aRuleSaysWhereItSavesForEveryServer(String rule, boolean allowed) {
        door.policy(CONFINED.formatted(PATHS));
        expect(allowed, "rss/setRule", Map.of("ruleName", "x", "ruleDef", rule));
    }

    @ParameterizedTest
    @ValueSource(strings = { "limits: { torrents: 5 }", "force: { category: ann }", "force: { tags: [ann] }",
            "limits: { size: 1GiB }", PATHS, "confine: { categories: [ann] }" })
    void whatAddsPastTheCountIsNotForTheLimited(String terms) {
        door.policy(CONFINED.formatted(terms));
        expect(false, "search/downloadTorrent", Map.of("torrentUrl", "https://example.org/a", "pluginName", "p"));
        expect(false, "rss/setRule", Map.of("ruleName", "x", "ruleDef", "{}"));
    }

    @Test
    void whatIsMadeAndSeededCountsAsAdded() {
        door.policy(CONFINED.formatted("limits: { torrents: 5 }"));
        var values = new HashMap<>(Map.of("sourcePath", "/data/x"));
        expect(false, "torrentcreator/addTask", values);
        values.put("startSeeding", "false");
        expect(true, "torrentcreator/addTask", values);
    }

    @Test
    void aCategoryMovesNoManagedTorrent() {
        door.policy(CONFINED.formatted(PATHS));
        expect(false, "torrents/setCategory", Map.of("hashes", MANAGED.value(), "category", "x"));
        expect(false, "torrents/setCategory", Map.of("hashes", "all", "category", "x"));
        expect(true, "torrents/setCategory", Map.of("hashes", PLAIN.value(), "category", "x"));
        expect(false, "torrents/editCategory", Map.of("category", "x", "savePath", ""));
        expect(true, "torrents/editCategory", Map.of("category", "x", "savePath", "/data/ann/x"));
        expect(false, "torrents/setAutoManagement", Map.of("hashes", PLAIN.value(), "enable", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "savepath", "autoTMM", "category" })
    void whatIsWrittenEmptyIsAsGoodAsLeftOut(String name) {
        door.policy(
                CONFINED.formatted("confine: { paths: [/data/ann], categories: [ann] }, force: { category: ann, tags: [t] }"));
        door.ask(ANN, "attic", "torrents/add", Map.of("urls", "1".repeat(40), name, ""));
        var sent = URLDecoder.decode(door.reached("attic").getFirst().body(), StandardCharsets.UTF_8).split("&");
        assertTrue(List.of(sent).containsAll(List.of("savepath=/data/ann", "autoTMM=false", "category=ann", "tags=t")),
                String.join(" ", sent));
    }

    /// Newer servers answer with all that they know of a torrent that they have.
    @Test
    void metadataOfAnUnseenTorrentIsNotFetched() {
        door.policy(HEAD + "  - { who: { role: r1 }, role: member, on: [attic], see: own, do: own }\n");
        door.owners(Map.of("attic", Map.of(PLAIN, Owned.by(ANN.id()))));
        door.answers("torrents/fetchMetadata", "{\"trackers\":[{\"url\":\"https://t.example/key/announce\"}]}");
        for (var source : List.of(MANAGED.value(), "magnet:?xt=urn:btih:" + MANAGED,
                MANAGED.value().toUpperCase(java.util.Locale.ROOT))) {
            assertInstanceOf(Outcome.Missing.class, door.ask(ANN, "attic", "torrents/fetchMetadata", Map.of("source", source)));
            assertInstanceOf(Outcome.Missing.class, door.ask(ANN, "attic", "torrents/saveMetadata", Map.of("source", source)));
        }
        assertEquals(List.of(), door.reached());
        assertInstanceOf(Outcome.Done.class, door.ask(ANN, "attic", "torrents/fetchMetadata", Map.of("source", PLAIN.value())));
    }
}
