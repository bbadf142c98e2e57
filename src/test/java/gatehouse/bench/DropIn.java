package gatehouse.bench;

import static gatehouse.bench.Barn.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.bench.Load.Place;
import gatehouse.bench.Load.Taken;
import gatehouse.real.Era;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// What `bin/bench dropin` runs: the same questions of an app to one real server with 10,000 torrents, straight, through
/// nginx and through Gatehouse, by turns. Prints the table of `docs/performance.md`.
///
/// Arguments: the packaged application's folder, and the Debian suite of the qBittorrent if not the installed one is meant.
public final class DropIn {

    private static final int MANY = 10_000;
    private static final int ROUNDS = 3;
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final String DIRECT = "direct";
    private static final String NGINX = "nginx";
    private static final String GATEHOUSE = "Gatehouse";
    private static final int CHANGED = 100;
    private static final int ENOUGH = 100;

    private final Barn barn;
    private final List<TorrentFile> files = Barn.files(0, MANY);
    private final Map<String, Place> places = new LinkedHashMap<>();

    private DropIn(Barn barn) {
        this.barn = barn;
    }

    private record Question(String name, Load load, boolean changing) {
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("`app/version`, 8 connections", new Load("app/version", false, 8, false), false),
            new Question("`torrents/info`", new Load("torrents/info", false, 1, false), false),
            new Question("`torrents/info`, gzip", new Load("torrents/info", true, 1, false), false),
            new Question("`torrents/info`, 100 torrents change each second", new Load("torrents/info", false, 1, false), true),
            new Question("`torrents/info?limit=100&sort=name`", new Load("torrents/info?limit=100&sort=name", false, 1, false),
                    false),
            new Question("`sync/maindata`, nothing changes", new Load("sync/maindata", false, 1, true), false),
            new Question("`sync/maindata`, 100 torrents change each second", new Load("sync/maindata", false, 1, true), true));

    public static void main(String... arguments) throws Exception {
        var era = arguments.length == 1 ? Era.installed()
                : Stream.of(Era.values()).filter(one -> one.suite().equals(arguments[1])).findFirst().orElseThrow();
        try (var barn = Barn.open(Path.of(arguments[0]), era, 256);
                var nginx = new Nginx(Files.createTempDirectory("gatehouse-nginx"), barn.server.port())) {
            barn.machine();
            var run = new DropIn(barn);
            barn.fill(run.files, MANY);
            barn.gatehouse.start();
            run.places.put(DIRECT, new Place(barn.server.port(), "/api/v2/", cookie(barn.server)));
            run.places.put(NGINX, new Place(nginx.port(), "/api/v2/", cookie(barn.server)));
            run.places.put(GATEHOUSE, new Place(barn.root.getPort(), "/qbittorrent/barn/api/v2/",
                    "Authorization: Bearer " + key(barn) + "\r\n"));
            run.measure();
        }
    }

    /// A session of its own: two who share one would be told of each other's changes.
    private static String cookie(Qbittorrent server) {
        return "Cookie: " + server.logIn(Barn.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0] + "\r\n";
    }

    private static String key(Barn barn) {
        return new Visit(barn.root, Barn.NAME, Barn.PASSWORD).ask("/api/v1/keys", """
                { "name": "the bench", "instances": ["*"], "rights": ["view", "trackers.view"] }""")
                .replaceAll("(?s).*\"secret\":\"([^\"]+)\".*", "$1");
    }

    private void measure() throws InterruptedException, ExecutionException {
        var gatehouse = places.get(GATEHOUSE);
        Qbittorrent.await("Gatehouse knows them", Barn.LONG, () -> count(gatehouse).equals(String.valueOf(MANY)));
        for (var question : QUESTIONS) {
            question.load().at(gatehouse, TURN.toNanos());
        }
        say("%n| question | asked | a second | median | p99 | slowest | bytes |%n"
                + "| --- | --- | --- | --- | --- | --- | --- |");
        var all = new LinkedHashMap<Question, Map<String, Taken>>();
        for (var question : QUESTIONS) {
            all.put(question, question.changing() ? whileChanging(question) : rounds(question));
            all.get(question)
                    .forEach((place, taken) -> say("| %s | %s | %s | %s | %s | %s | %,d |", question.name(), place,
                            rate(taken.rate()), taken.time(0.5), taken.nanoseconds().size() < ENOUGH ? "" : taken.time(0.99),
                            taken.time(1), taken.bytes() / taken.nanoseconds().size()));
        }
        say("");
        all.forEach((question, taken) -> say("%s: Gatehouse answers %s times as often as the server, %s times as nginx",
                question.name(), rate(taken.get(GATEHOUSE).rate() / taken.get(DIRECT).rate()),
                rate(taken.get(GATEHOUSE).rate() / taken.get(NGINX).rate())));
    }

    private static String count(Place place) {
        try (var wire = new Wire(place.port())) {
            wire.ask(place.port(), place.root() + "torrents/info", place.headers());
            return String.valueOf(wire.text().split("\"hash\":", -1).length - 1);
        } catch (IOException notYet) {
            return "";
        }
    }

    /// One after the other, again and again, so that what else the machine does meets all of them alike.
    private Map<String, Taken> rounds(Question question) throws InterruptedException, ExecutionException {
        var taken = new LinkedHashMap<String, List<Taken>>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var place : places.entrySet()) {
                taken.computeIfAbsent(place.getKey(), first -> new ArrayList<>())
                        .add(question.load().at(place.getValue(), TURN.toNanos()));
            }
        }
        var together = new LinkedHashMap<String, Taken>();
        taken.forEach((place, parts) -> together.put(place, Taken.together(parts, 1.0 / ROUNDS)));
        return together;
    }

    private Map<String, Taken> whileChanging(Question question) throws InterruptedException, ExecutionException {
        var changes = Thread.ofVirtual().start(this::change);
        try {
            return rounds(question);
        } finally {
            changes.interrupt();
            changes.join();
        }
    }

    private void mark(String action) {
        var hashes = files.subList(0, CHANGED).stream().map(TorrentFile::hash).collect(Collectors.joining("|"));
        barn.server.post(action, Map.of("hashes", hashes, "tags", "changed"));
    }

    private void change() {
        try {
            for (var number = 0;; number++) {
                Thread.sleep(1000);
                if (number % 2 == 0) {
                    mark("torrents/addTags");
                } else {
                    mark("torrents/removeTags");
                }
            }
        } catch (InterruptedException | IllegalStateException enough) {
            // the measurement is over
        }
    }

    private static String rate(double number) {
        return number < 10 ? "%.2f".formatted(number) : "%,.0f".formatted(number);
    }
}
