package gatehouse.twins;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import gatehouse.action.ApiVersion;
import gatehouse.evidence.Evidence;
import gatehouse.evidence.Row;
import gatehouse.real.App.Call;
import gatehouse.real.Qbittorrent;

/// The same calls to two servers that began alike, one after the other, and everything in which the answers differ.
final class Comparison {

    /// For all answers together, so that many differences are told soon.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;
    private static final ApiVersion STOPS = new ApiVersion(2, 11, 0);
    private static final List<String> STATE = List.of("torrents/info?sort=name", "torrents/categories", "torrents/tags",
            "app/preferences", "rss/items", "rss/rules", "transfer/speedLimitsMode", "search/plugins");
    private static final List<String> OF_EACH = List.of("properties", "trackers", "webseeds", "files");

    private final Twin theirs;
    private final Twin ours;
    private final List<String> found = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private Duration left = PATIENCE;

    Comparison(Twin theirs, Twin ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    List<String> found() {
        return List.copyOf(found);
    }

    /// Actions of the table that were asked for something good, by their names in the table.
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /// Everything there is to ask and to tell.
    void all() {
        questions();
        mistakes();
        var stops = theirs.scene().api().compareTo(STOPS) >= 0;
        Calls.toAll(stops ? "torrents/stop" : "torrents/pause", stops ? "torrents/start" : "torrents/resume")
                .forEach(this::tell);
        Calls.clearing().forEach(this::tell);
        Qbittorrent.await("the clearing",
                () -> Stream.of(theirs, ours).allMatch(twin -> twin.scene().server().torrents() == 6));
        evidence();
        state();
    }

    private void questions() {
        var all = new ArrayList<Question>();
        Calls.lists().forEach(call -> all.add(new Question(call, Said::inNoOrder)));
        var fields = new ArrayList<>(List.of("no_such_field"));
        theirs.scene().direct("torrents/info").path(0).fieldNames().forEachRemaining(fields::add);
        fields.forEach(field -> Calls.sortedBy(field).forEach(
                call -> all.add(new Question(call, said -> said.sortedBy(field)))));
        Calls.windows().forEach(call -> all.add(new Question(call, UnaryOperator.identity())));
        Calls.questions().forEach(call -> all.add(new Question(call, reading(call.path()))));
        together(all).keySet().forEach(question -> note(question.call, patient(() -> unlike(question))));
    }

    private void mistakes() {
        var calls = Stream.of(Calls.mistakes(), new Mistakes(theirs.scene().api()).all()).flatMap(List::stream);
        together(calls.map(call -> new Question(call, UnaryOperator.identity())).toList())
                .forEach((question, unlike) -> note(question.call, unlike));
    }

    /// @param reading what of an answer counts
    private record Question(Call call, UnaryOperator<Said> reading) {
    }

    /// Several at once, which change nothing. Whoever names a torrent that is not there waits until the mirror has looked.
    private Map<Question, List<String>> together(List<Question> questions) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var found = new LinkedHashMap<Question, CompletableFuture<List<String>>>();
            questions.forEach(question -> found.put(question, CompletableFuture.supplyAsync(() -> unlike(question), threads)));
            var unlike = new LinkedHashMap<Question, List<String>>();
            found.forEach((question, answer) -> unlike.put(question, answer.join()));
            unlike.values().removeIf(List::isEmpty);
            return unlike;
        }
    }

    /// Answers may need a moment to become the same, because servers do some things after they say so.
    private List<String> patient(Supplier<List<String>> question) {
        var unlike = new AtomicReference<>(List.<String> of());
        var start = System.nanoTime();
        Qbittorrent.within(left.compareTo(EACH) < 0 ? left : EACH, () -> {
            unlike.set(question.get());
            return unlike.get().isEmpty();
        });
        left = left.minusNanos(unlike.get().isEmpty() ? 0 : System.nanoTime() - start);
        return unlike.get();
    }

    private void tell(Call call) {
        note(call, unlike(new Question(call, UnaryOperator.identity())));
    }

    private List<String> unlike(Question question) {
        var theirs = question.reading.apply(this.theirs.say(question.call));
        return unlike(question.call, theirs, question.reading.apply(ours.say(question.call)));
    }

    /// Nothing where they are alike, or differ as Gatehouse means to.
    private List<String> unlike(Call call, Said theirs, Said ours) {
        var deliberate = Deviations.of(new Deviations.Pair(call, this.theirs.scene().api(), theirs, ours));
        return deliberate.isPresent() ? List.of() : theirs.unlike(ours);
    }

    private void note(Call call, List<String> unlike) {
        if (!unlike.isEmpty()) {
            found.add(call + ": " + String.join("; ", unlike));
        }
    }

    /// Every action of the table as the evidence has it, but for the session and the end of the server.
    private void evidence() {
        Evidence.rows().stream().filter(row -> row.asked(theirs.scene().api()))
                .filter(row -> Deviations.asked(row.action(), theirs.scene().api())).forEach(this::row);
    }

    private void row(Row row) {
        row.given().forEach(first -> {
            first.accept(theirs.scene());
            first.accept(ours.scene());
        });
        var calls = theirs.spelt(row.action().id(), row.filled(theirs.scene()), row.files());
        var same = ours.spelt(row.action().id(), row.filled(ours.scene()), row.files());
        var reading = reading(row.action().id());
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var twin = same.get(i);
            if (row.action().writes()) {
                note(call, taken(row, call, twin, UnaryOperator.identity()));
            } else {
                note(call, patient(() -> taken(row, call, twin, reading)));
                note(call, patient(() -> taken(row, call.as("POST"), twin.as("POST"), reading)));
            }
        }
        asked.add(row.action().id());
        patient(() -> made(row, theirs)).forEach(what -> found.add("asked itself: " + what));
        patient(() -> made(row, ours)).forEach(what -> found.add("asked through Gatehouse: " + what));
    }

    private static List<String> made(Row row, Twin twin) {
        return row.made(twin.scene()) ? List.of() : List.of(row + " did nothing");
    }

    /// What is refused, or not done yet, shows nothing.
    private List<String> taken(Row row, Call call, Call twin, UnaryOperator<Said> reading) {
        var said = theirs.say(call);
        var done = said.status() == 200 || said.status() == 204 || row.action().writes() && said.status() == 202;
        var answer = ours.say(twin);
        return done ? unlike(call, reading.apply(said), reading.apply(answer)) : List.of("is not done: " + said);
    }

    private UnaryOperator<Said> reading(String action) {
        if (Deviations.LOGS.contains(action)) {
            return Said::formOnly;
        }
        return Deviations.unordered(action, theirs.scene().api()) ? Said::inNoOrder : UnaryOperator.identity();
    }

    /// What has become of both servers, as they say themselves.
    private void state() {
        for (var path : STATE) {
            same(path);
        }
        theirs.scene().direct("torrents/info").forEach(torrent -> OF_EACH
                .forEach(name -> same("torrents/" + name + "?hash=" + torrent.path("hash").asText())));
    }

    private void same(String path) {
        var reading = reading(path.split("[?]")[0]);
        var unlike = patient(() -> reading.apply(theirs.itself(path)).unlike(reading.apply(ours.itself(path))));
        if (!unlike.isEmpty()) {
            found.add("afterwards " + path + ": " + String.join("; ", unlike));
        }
    }
}
