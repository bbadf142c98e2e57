package gatehouse.gate;

import static gatehouse.access.Rules.ANN;
import static gatehouse.access.Rules.INSTANCES;
import static gatehouse.access.Rules.OWNERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import gatehouse.access.Rules;
import gatehouse.access.Rules.Line;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Sample;
import gatehouse.action.Way;
import gatehouse.real.RecordingProxy.Request;
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

/// Whatever Ann asks under whatever policy, a server sees no torrent, path, category, address or preference key that she
/// may not touch, and never an empty list of torrents (threats A6, A14, A15, A16).
class HarmlessTest {

    private static final Actions ACTIONS = new Actions();
    private static final List<Hash> HASHES = IntStream.range(0, 6)
            .mapToObj(number -> new Hash(Integer.toHexString(number + 10).repeat(40))).toList();
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{40,64}");
    private static final List<String> PATHS = List.of("/data/ann", "/data", "/data/annex", "/data/ann/../bob", "/data/bob",
            "/data/ann/./x//y/", "/etc", "relative", "~/x", "/data/ann/..", "/data\\ann", "/data/ann ", "/data/ann\u0000",
            "C:/data/ann", "//data/ann", "/data/ann/\uFF0E\uFF0E/x", "/more/ann", "/DATA/ann", "");
    private static final List<String> CATEGORIES = List.of("ann", "ann/films", "annex", "bob", "ann/../bob", "", "ANN",
            "ann//x", "ann\\x", "/ann");
    private static final List<String> URLS = List.of("https://example.org/a.torrent", "file:///etc/passwd", "/etc/passwd",
            "magnet:?xt=urn:btih:" + "1".repeat(40), "2".repeat(40), "ftp://example.org/x", "HTTPS://EXAMPLE.ORG/b",
            "https://example.org\n/etc/passwd", "C:\\x.torrent", "javascript:alert(1)", "");

    private static Doorway door;

    @BeforeContainer
    static void open() {
        door = new Doorway();
        var torrents = HASHES.stream().limit(OWNERS.size())
                .collect(Collectors.toMap(hash -> hash, hash -> new Torrent(hash, Map.of("name", "a torrent"))));
        INSTANCES.forEach(name -> door.state(name, new Snapshot(1, torrents, Map.of(), Set.of(), Map.of(), Map.of())));
    }

    @AfterContainer
    static void close() {
        door.close();
    }

    record Policy(List<Line> lines, List<String> owners) {

        /// Gives the n-th torrent the n-th owner, on both instances.
        Map<Hash, Owned> owned() {
            var owned = new HashMap<Hash, Owned>();
            for (var number = 0; number < owners.size(); number++) {
                var hash = HASHES.get(number);
                Rules.owned(owners.get(number)).ifPresent(one -> owned.put(hash, one));
            }
            return owned;
        }

        void set() {
            door.policy(new Rules(lines, List.of()).configuration());
            door.owners(Map.of("attic", owned(), "cellar", owned()));
            door.forget();
        }
    }

    @Property(tries = 400)
    void noHashThatMayNotBeTouched(@ForAll("policies") Policy policy, @ForAll("torrentActions") Action action,
            @ForAll("hashLists") String hashes, @ForAll("instances") String instance) {
        policy.set();
        var values = new HashMap<>(Sample.values(action, hashes, instance.equals("attic") ? "/data/x" : "/srv/x"));
        var outcome = door.ask(ANN, instance, action.id(), values);
        var rules = new Rules(policy.lines(), List.of());
        for (var request : door.reached()) {
            var sent = HASH.matcher(text(request)).results().map(found -> found.group()).filter(hash -> !hash.startsWith("f"))
                    .toList();
            assertTrue(!sent.isEmpty(), () -> "no torrent in " + request);
            assertEquals(List.copyOf(Set.copyOf(sent)).size(), sent.size(), () -> "twice in " + request);
            sent.forEach(
                    hash -> assertTrue(touches(rules, policy, action, values, instance, hash), () -> hash + " in " + request));
            assertTrue(sent.stream().allMatch(hash -> hash.equals(hash.toLowerCase(Locale.ROOT))));
            assertTrue(request.path().startsWith("/api/v2/" + action.id()) && outcome instanceof Outcome.Done);
        }
        assertEquals(List.of(), door.reached(instance.equals("attic") ? "cellar" : "attic"));
        assertEquals(List.of(), door.faults());
    }

    private static boolean touches(Rules rules, Policy policy, Action action, Map<String, String> values, String instance,
            String hash) {
        var number = HASHES.indexOf(new Hash(hash));
        return number >= 0 && number < policy.owners().size() && action.rights(values).stream()
                .allMatch(right -> rules.torrent(right.id(), instance, policy.owners().get(number)));
    }

    private static String text(Request request) {
        return URLDecoder.decode(request.path() + " " + request.body(), StandardCharsets.UTF_8);
    }

    private static final String CONFINED = """
            version: 1
            instances: { attic: { url: "http://a", username: u, password: long-enough, roots: [/data, /more] } }
            roles: { most: { extends: operator, add: [rss.rules, settings.safe, settings.full, files.browse] } }
            grants:
              - who: { role: r1 }
                role: most
                on: [attic]
                see: any
                do: any
                confine: { paths: [/data/ann], categories: [ann] }
            """;

    @Property(tries = 400)
    void noPathCategoryOrAddressOutside(@ForAll("placed") Action action, @ForAll("paths") String path,
            @ForAll("categories") String category, @ForAll("links") String links, @ForAll boolean sparse) {
        door.policy(CONFINED);
        door.owners(Map.of());
        door.forget();
        var values = values(action, path, category, links, sparse);
        door.ask(ANN, "attic", action.id(), values);
        for (var request : door.reached()) {
            fields(request).forEach((name, value) -> harmless(action, name, value));
        }
        assertEquals(List.of(), door.faults());
    }

    private static Map<String, String> values(Action action, String path, String category, String links, boolean sparse) {
        var values = new HashMap<>(Sample.values(action, HASHES.getFirst().value(), path));
        for (var parameter : action.parameters()) {
            if (sparse && !values.containsKey(parameter.name())) {
                continue;
            }
            switch (parameter.type()) {
                case PATH -> values.put(parameter.name(), path);
                case CATEGORY, CATEGORIES -> values.put(parameter.name(), category);
                case URLS -> values.put(parameter.name(), links);
                case RULE -> values.put(parameter.name(),
                        "{\"savePath\":%s,\"assignedCategory\":%s,\"torrentParams\":{\"save_path\":%s}}"
                                .formatted(quoted(path), quoted(category), quoted(path)));
                case PREFERENCES -> values.put(parameter.name(), "{\"save_path\":%s,\"export_dir\":%s}"
                        .formatted(quoted(path), quoted(path)));
                default -> {
                }
            }
        }
        return values;
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    private static Map<String, String> fields(Request request) {
        var query = request.method().equals("POST") ? request.body() : request.path().replaceAll("^[^?]*\\??", "");
        return Stream.of(query.split("&")).filter(pair -> !pair.isEmpty()).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void harmless(Action action, String name, String value) {
        var parameter = action.parameter(name).orElseThrow(() -> new AssertionError(name + " is not of " + action.id()));
        switch (parameter.type()) {
            case PATH -> assertTrue(value.isEmpty() ? !name.matches("savepath|location|dirPath") : within(value), value);
            case CATEGORY, CATEGORIES -> value.lines().forEach(one -> assertTrue(one.equals("ann") || one.startsWith("ann/")
                    && !one.contains(".."), value));
            case URLS ->
                value.lines().forEach(line -> assertTrue(line.matches("(?i)(https?://|magnet:\\?).*|[0-9a-f]{40}"), value));
            case RULE, PREFERENCES -> Pattern.compile("\"(/[^\"]*)\"").matcher(value).results()
                    .forEach(path -> assertTrue(within(path.group(1)), value));
            default -> {
            }
        }
    }

    private static boolean within(String path) {
        return path.equals("/data/ann") || path.startsWith("/data/ann/") && !path.matches(".*(\\.\\.|//|/\\./|[\u0000\\\\]).*");
    }

    @Provide
    Arbitrary<Policy> policies() {
        var line = Combinators.combine(Arbitraries.of("role: r1", "group: /g1", "role: r2"),
                Arbitraries.of(Rules.ROLES.keySet().stream().sorted().toList()), Arbitraries.of("attic", "cellar", "\"*\""),
                Arbitraries.of("any", "own"), Arbitraries.of("any", "own")).as(Line::new);
        return Combinators.combine(line.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(OWNERS).list().ofSize(OWNERS.size()))
                .as(Policy::new);
    }

    @Provide
    Arbitrary<Action> torrentActions() {
        return Arbitraries.of(ACTIONS.all().stream().filter(action -> action.way() == Way.SENT)
                .filter(action -> action.parameters().stream().anyMatch(parameter -> parameter.type().namesTorrents()))
                .toList());
    }

    @Provide
    Arbitrary<Action> placed() {
        return Arbitraries.of(ACTIONS.all().stream().filter(action -> action.way() == Way.SENT)
                .filter(action -> action.parameters().stream().anyMatch(parameter -> switch (parameter.type()) {
                    case PATH, CATEGORY, CATEGORIES, URLS, RULE, PREFERENCES -> true;
                    default -> false;
                })).toList());
    }

    /// Known ones and unknown, as they are, in upper case, twice, and what is almost one.
    @Provide
    Arbitrary<String> hashLists() {
        var one = Arbitraries.of(HASHES).map(Hash::value);
        var element = Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(8, one),
                net.jqwik.api.Tuple.of(2, one.map(hash -> hash.toUpperCase(Locale.ROOT))),
                net.jqwik.api.Tuple.of(1, Arbitraries.of("all", "ALL", "", " ", "a".repeat(39), "a".repeat(41), "٣".repeat(40),
                        "9".repeat(40), "a".repeat(40) + " ")));
        return Arbitraries.oneOf(element.list().ofMaxSize(4).map(list -> String.join("|", list)), Arbitraries.just("all"));
    }

    @Provide
    Arbitrary<String> instances() {
        return Arbitraries.of(INSTANCES);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(PATHS);
    }

    @Provide
    Arbitrary<String> categories() {
        return Arbitraries.of(CATEGORIES);
    }

    @Provide
    Arbitrary<String> links() {
        return Arbitraries.of(URLS).list().ofMaxSize(3).map(list -> String.join("\n", list));
    }
}
