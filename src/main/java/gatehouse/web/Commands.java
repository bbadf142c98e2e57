package gatehouse.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.live.Mirrors;
import gatehouse.torrent.Hash;

/// The buttons of the torrents screen, as commands of the table.
@ApplicationScoped
public class Commands {

    private static final Map<String, Button> BUTTONS = Map.of(
            "start", new Button("torrents/start", Map.of()),
            "stop", new Button("torrents/stop", Map.of()),
            "force-start", new Button("torrents/setForceStart", Map.of("value", "true")),
            "recheck", new Button("torrents/recheck", Map.of()));

    private record Button(String action, Map<String, String> values) {
    }

    /// What became of a command at one instance, in words.
    public record Result(Outcome outcome, String sentence) {

        public boolean done() {
            return outcome instanceof Outcome.Done;
        }

        public int status() {
            return OutcomeStatus.of(outcome);
        }
    }

    private static final int MOST_INSTANCES = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Gate gate;
    private final Mirrors mirrors;
    private final Sentences sentences;
    private final Say say;

    Commands(Gate gate, Mirrors mirrors, Sentences sentences, Say say) {
        this.gate = gate;
        this.mirrors = mirrors;
        this.sentences = sentences;
        this.say = say;
    }

    /// Runs a button for torrents written as `attic/HASH`, once for each instance.
    ///
    /// @throws Problem 404 for a button there is not, 400 when nothing or nonsense was chosen
    List<Result> run(Person person, String word, List<String> chosen, Origin origin) {
        if (!BUTTONS.containsKey(word)) {
            throw Problem.notFound();
        }
        var button = BUTTONS.get(word);
        var results = new ArrayList<Result>();
        byInstance(chosen).forEach((instance, hashes) -> {
            var outcome = gate.run(person, Command.of(instance, button.action(), hashes, button.values(), origin));
            results.add(new Result(outcome, sentences.outcome(outcome, say.action(word), instance)));
        });
        return results;
    }

    /// The same, and then waits a moment until a chosen torrent is seen in another state: a page that is drawn now and does
    /// not update by itself then shows what was done.
    List<Result> runAndSettle(Person person, String word, List<String> chosen, Origin origin) {
        try (var watch = mirrors.watch()) {
            var torrents = Set.copyOf(chosen);
            var before = states(torrents);
            var results = run(person, word, chosen, origin);
            var end = Instant.now().plus(results.stream().anyMatch(Result::done) ? PATIENCE : Duration.ZERO);
            while (states(torrents).equals(before) && Instant.now().isBefore(end)) {
                watch.await(Duration.between(Instant.now(), end));
            }
            return results;
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private List<String> states(Set<String> chosen) {
        return mirrors.all().stream().flatMap(mirror -> mirror.snapshot().torrents().values().stream()
                .filter(torrent -> chosen.contains(mirror.instance() + "/" + torrent.hash()))
                .map(torrent -> torrent.hash() + torrent.text("state"))).sorted().toList();
    }

    private static Map<String, List<String>> byInstance(List<String> chosen) {
        if (chosen.isEmpty()) {
            throw Problem.badRequest("No torrent was chosen.");
        }
        var byInstance = new LinkedHashMap<String, List<String>>();
        for (var written : chosen) {
            var parts = written.split("/", 2);
            if (parts.length != 2 || !parts[0].matches("[a-z0-9-]{1,32}") || !named(parts[1])) {
                throw Problem.badRequest("A chosen torrent is not written as instance/hash.");
            }
            if (byInstance.size() > MOST_INSTANCES) {
                throw Problem.badRequest("The chosen torrents are of more instances than there are.");
            }
            byInstance.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        return byInstance;
    }

    private static boolean named(String hash) {
        return hash.equals("all") || Hash.parse(hash).isPresent();
    }
}
