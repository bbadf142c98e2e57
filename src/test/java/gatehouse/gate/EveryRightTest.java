package gatehouse.gate;

import static gatehouse.access.Rules.ANN;
import static gatehouse.access.Rules.DANGEROUS;
import static gatehouse.access.Rules.INSTANCES;
import static gatehouse.access.Rules.OWNERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.access.Rules;
import gatehouse.access.Rules.Line;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.action.Sample;
import gatehouse.action.Way;
import gatehouse.gate.Command.Upload;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;

/// Every cell of role × right × whose torrent × granted or another instance, through the whole gate to a server that
/// listens, against the rules as somebody else wrote them down.
class EveryRightTest {

    private static final Actions ACTIONS = new Actions();
    private static final Map<String, String> FOLDERS = Map.of("attic", "/data/x", "cellar", "/srv/x");
    private static final Map<String, Hash> HASHES = hashes();

    private static Doorway door;

    private static Map<String, Hash> hashes() {
        var hashes = new LinkedHashMap<String, Hash>();
        OWNERS.forEach(owner -> hashes.put(owner, new Hash(Integer.toHexString(hashes.size() + 10).repeat(40))));
        return hashes;
    }

    @BeforeAll
    static void open() {
        door = new Doorway();
        var owned = new HashMap<Hash, Owned>();
        var torrents = new HashMap<Hash, Torrent>();
        HASHES.forEach((owner, hash) -> {
            torrents.put(hash, new Torrent(hash, Map.of("name", "of " + owner)));
            Rules.owned(owner).ifPresent(known -> owned.put(hash, known));
        });
        door.owners(Map.of("attic", owned, "cellar", owned));
        INSTANCES.forEach(name -> door.state(name, new Snapshot(1, torrents, Map.of(), Set.of(), Map.of(), Map.of())));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    static Stream<Line> grants() {
        return Stream.of("any", "own")
                .flatMap(see -> Stream.of("any", "own").flatMap(act -> Rules.ROLES.keySet().stream().sorted()
                        .map(role -> new Line("role: r1", role, "attic", see, act))));
    }

    /// For each right an action that needs it alone, or as little else as possible, about a torrent where there is one.
    private static List<Action> actions() {
        var actions = new ArrayList<Action>();
        for (var right : Right.values()) {
            ACTIONS.all().stream().filter(action -> action.way() == Way.SENT && (action.right() == right
                    || right == Right.DELETE_DATA && action.id().equals("torrents/delete")))
                    .min(java.util.Comparator.comparing((Action action) -> !ofTorrents(action))
                            .thenComparing(action -> action.also().size()))
                    .ifPresent(actions::add);
        }
        return actions;
    }

    private static boolean ofTorrents(Action action) {
        return action.parameters().stream().anyMatch(parameter -> parameter.type().namesTorrents());
    }

    @ParameterizedTest
    @MethodSource("grants")
    void whatReachesAServerIsWhatTheRulesAllow(Line line) {
        for (var optedIn : List.of(List.<String> of(), DANGEROUS.stream().map(right -> "attic " + right).toList())) {
            var rules = new Rules(List.of(line), optedIn);
            door.policy(rules.configuration());
            for (var action : actions()) {
                INSTANCES.forEach(instance -> everybodys(rules, action, instance));
            }
        }
    }

    private static void everybodys(Rules rules, Action action, String instance) {
        var owners = ofTorrents(action) ? OWNERS : List.of("");
        for (var owner : owners) {
            var values = new HashMap<>(Sample.values(action, HASHES.get(owner).value(), FOLDERS.get(instance)));
            values.computeIfPresent("deleteFiles", (name, no) -> "true");
            var allowed = needed(action, values).allMatch(right -> ofTorrents(action) ? rules.torrent(right, instance, owner)
                    : rules.here(right, instance));
            cell(rules + ": " + action.id() + " on " + instance + " of " + owner, allowed, instance, action, values);
        }
    }

    private static Stream<String> needed(Action action, Map<String, String> values) {
        return action.rights(values).stream().map(Right::id);
    }

    private static void cell(String cell, boolean allowed, String instance, Action action, Map<String, String> values) {
        door.forget();
        var outcome = action.id().equals("rss/importRules")
                ? door.ask(ANN, instance, action.id(), values, new Upload("file", "rules", "{}".getBytes()))
                : door.ask(ANN, instance, action.id(), values);
        assertEquals(allowed, outcome instanceof Outcome.Done, () -> cell + " ended with " + outcome);
        assertEquals(allowed ? 1 : 0, door.reached().size(), cell);
        if (allowed) {
            var request = door.reached(instance).getFirst();
            assertTrue(request.is(action.id()), cell);
            HASHES.values().stream().map(Hash::value).forEach(hash -> assertEquals(values.containsValue(hash),
                    (request.path() + request.body()).contains(hash), cell));
        } else {
            assertTrue(outcome instanceof Outcome.Refused || outcome instanceof Outcome.Missing, () -> cell + ": " + outcome);
        }
    }

    @Test
    void everyRightOverAServerHasAnActionAboutIt() {
        var without = Stream.of(Right.values()).filter(right -> !right.ofTheHouse())
                .filter(right -> actions().stream().noneMatch(action -> needs(action, right))).toList();
        assertEquals(List.of(Right.SETTINGS_FULL), without, "what only keys of preferences need: see PreferencesGateTest");
        assertEquals(List.of(), door.faults());
    }

    private static boolean needs(Action action, Right right) {
        return action.rights(Map.of("deleteFiles", "true")).contains(right);
    }
}
