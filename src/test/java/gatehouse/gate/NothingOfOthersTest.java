package gatehouse.gate;

import static gatehouse.access.Rules.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Sample;
import gatehouse.action.Way;
import gatehouse.store.Ownership.May;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Threat A17: two states of a server that differ only in torrents that Ann may not see give her the same bytes, whatever
/// she asks that Gatehouse answers itself.
///
/// Figures of the whole server are excepted, for nobody can be shown a disk without what lies on it: free space, the state
/// of the connection, the number of nodes, limits and alternative limits, queueing and the refresh interval, and the time
/// of the last poll.
class NothingOfOthersTest {

    private static final String POLICY = """
            version: 1
            instances: { attic: { url: "http://a", username: u, password: long-enough, roots: [/data] } }
            grants: [ { who: { role: r1 }, role: %s, on: [attic], see: own, do: own } ]
            """;
    private static final List<Action> READS = new Actions().all().stream().filter(action -> action.way() == Way.ANSWERED
            && !action.writes()).toList();

    private static Doorway door;

    @BeforeContainer
    static void open() {
        door = new Doorway();
    }

    @AfterContainer
    static void close() {
        door.close();
    }

    /// What may differ from torrent to torrent.
    record Made(String owner, String category, String tags, String tracker, long speed, String state) {

        boolean hers() {
            return owner.equals("ann") || owner.equals("shared");
        }

        Map<String, Object> fields(Hash hash) {
            return Map.of("name", owner + "s " + hash.value().substring(0, 4), "category", category, "tags", tags, "tracker",
                    tracker, "dlspeed", speed, "upspeed", speed / 2, "state", state, "size", speed * 7, "save_path",
                    "/data/" + owner,
                    "magnet_uri", "magnet:?xt=urn:btih:" + hash + "&tr=" + tracker);
        }
    }

    @Property(tries = 300)
    void whatSheMayNotSeeIsInNoByte(@ForAll("torrents") List<Made> hers, @ForAll("torrents") List<Made> some,
            @ForAll("torrents") List<Made> others, @ForAll("roles") String role) {
        door.policy(POLICY.formatted(role));
        var mine = hers.stream().filter(Made::hers).toList();
        var one = answers(mine, some.stream().filter(made -> !made.hers()).toList(), 3);
        var other = answers(mine, others.stream().filter(made -> !made.hers()).toList(), 5);
        one.forEach((id, answer) -> assertEquals(answer, other.get(id), id));
        one.values().forEach(answer -> assertFalse(answer.contains("bob") || answer.contains("nobody"), answer));
        assertEquals(List.of(), door.reached());
    }

    private static Map<String, String> answers(List<Made> mine, List<Made> others, int version) {
        show(mine, others, version);
        var answers = new HashMap<String, String>();
        for (var action : READS) {
            answers.put(action.id(), said(door.ask(ANN, "attic", action.id(), Map.of())));
        }
        var foreign = new Hash("c".repeat(39) + "0").value();
        for (var id : List.of("torrents/properties", "torrents/files", "torrents/stop", "torrents/delete")) {
            var action = new Actions().find(id).orElseThrow();
            answers.put(id, said(door.ask(ANN, "attic", id, Sample.values(action, foreign, "/data"))));
        }
        answers.put("torrents/info of one", said(door.ask(ANN, "attic", "torrents/info", Map.of("hashes", foreign))));
        return answers;
    }

    private static String said(Outcome outcome) {
        return outcome instanceof Outcome.Done done ? done.torrents() + done.content().type() + done.content().text()
                : outcome.toString();
    }

    private static void show(List<Made> mine, List<Made> others, int versions) {
        var torrents = new HashMap<Hash, Torrent>();
        var owned = new HashMap<Hash, Owned>();
        fill(mine, "a", torrents, owned);
        fill(others, "c", torrents, owned);
        door.owners(Map.of("attic", owned));
        var all = torrents.values();
        var trackers = all.stream().filter(torrent -> !torrent.text("tracker").isEmpty()).collect(Collectors.groupingBy(
                torrent -> torrent.text("tracker"),
                Collectors.mapping(torrent -> torrent.hash().value(), Collectors.toList())));
        var categories = all.stream().map(Torrent::category).filter(name -> !name.isEmpty()).distinct()
                .collect(Collectors.<String, String, Map<String, Object>> toMap(name -> name,
                        name -> Map.of("name", name, "savePath", "/data/" + name)));
        var tags = all.stream().flatMap(torrent -> torrent.tags().stream()).collect(Collectors.toSet());
        var speed = all.stream().mapToLong(Torrent::downSpeed).sum();
        for (var version = 0; version < versions; version++) {
            door.state("attic", new Snapshot(version, torrents, categories, tags, trackers, Map.of("free_space_on_disk", 77L,
                    "dl_info_speed", speed, "up_info_speed", speed, "dl_info_data", speed, "alltime_dl", speed * 3,
                    "total_peer_connections", all.size(), "connection_status", "connected", "global_ratio", "" + speed)));
        }
    }

    private static void fill(List<Made> some, String digit, Map<Hash, Torrent> torrents, Map<Hash, Owned> owned) {
        for (var number = 0; number < some.size(); number++) {
            var hash = new Hash(digit.repeat(39) + Integer.toHexString(number));
            var made = some.get(number);
            torrents.put(hash, new Torrent(hash, made.fields(hash)));
            switch (made.owner()) {
                case "ann" -> owned.put(hash, Owned.by(ANN.id()));
                case "shared" -> owned.put(hash, new Owned("local:carl", Map.of(ANN.id(), May.SEE)));
                case "bob" -> owned.put(hash, Owned.by("local:bob"));
                default -> {
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Made>> torrents() {
        var owner = Arbitraries.of("ann", "shared", "bob", "nobody");
        return owner
                .flatMap(who -> Combinators.combine(Arbitraries.of("", "films", "films/old", who.equals("bob") ? "bobs" : "x"),
                        Arbitraries.of("", "keep", "keep, " + (who.equals("bob") ? "bobtag" : "own"), "gatehouse-add-0123"),
                        Arbitraries.of("", "https://one.example/pass-" + who + "/announce", "https://two.example/key/announce"),
                        Arbitraries.longs().between(0, 1000), Arbitraries.of("stalledUP", "downloading", "error"))
                        .as((category, tags, tracker, speed, state) -> new Made(who, category, tags, tracker, speed, state)))
                .list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> roles() {
        return Arbitraries.of("viewer", "member", "operator");
    }
}
