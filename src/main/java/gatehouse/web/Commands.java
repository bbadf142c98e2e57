package gatehouse.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.action.Parameter;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.FormBody;
import gatehouse.http.OutcomeStatus;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.Mirrors;
import gatehouse.torrent.Hash;

/// Carries out what the forms of the torrents screen ask, one instance after the other.
@ApplicationScoped
public class Commands {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Gate gate;
    private final Mirrors mirrors;
    private final Actions actions;
    private final Choices choices;
    private final Offers offers;
    private final Reads reads;
    private final Sentences sentences;
    private final Deeds deeds = Translation.of(Deeds.class);

    Commands(Gate gate, Mirrors mirrors, Actions actions, Choices choices, Offers offers, Reads reads, Sentences sentences) {
        this.gate = gate;
        this.mirrors = mirrors;
        this.actions = actions;
        this.choices = choices;
        this.offers = offers;
        this.reads = reads;
        this.sentences = sentences;
    }

    /// What became of a verb at one instance, in words.
    ///
    /// @param reached of how many torrents it is known that it was done
    /// @param asked for how many it was asked
    public record Result(Outcome outcome, String sentence, int reached, int asked) {

        public boolean done() {
            return outcome instanceof Outcome.Done;
        }

        public int status() {
            return OutcomeStatus.of(outcome);
        }
    }

    /// Does what a form asks for the torrents that it names, once for each instance. Of all that match a filter only those
    /// are meant for which it can succeed.
    ///
    /// @throws Problem 404 when nothing of it is there, 400 when nothing or nonsense was chosen
    List<Result> run(Person person, Verb verb, FormBody form, Origin origin) {
        return run(chosen(person, verb, form), verb, form, origin);
    }

    private List<Result> run(Chosen chosen, Verb verb, FormBody form, Origin origin) {
        var results = new ArrayList<Result>();
        chosen.byInstance().forEach((instance, torrents) -> {
            var steps = Steps.of(verb, form, torrents, new Places(chosen, torrents.getFirst(), verb, origin, reads, actions));
            var outcome = all(chosen.person(), instance, steps, origin);
            results.add(result(verb, instance, outcome, torrents.size()));
        });
        return results;
    }

    Result result(Verb verb, String instance, Outcome outcome, int of) {
        var done = outcome instanceof Outcome.Done ? of : outcome instanceof Outcome.Partly partly ? partly.done() : 0;
        return new Result(outcome, sentences.outcome(outcome, deeds.verb(verb), instance), done, of);
    }

    Chosen chosen(Person person, Verb verb, FormBody form) {
        var matching = form.single("matching");
        if (form.all("torrent").isEmpty() && matching.isEmpty()) {
            throw Problem.badRequest("No torrent was chosen.");
        }
        var chosen = choices.of(person, form.all("torrent"), matching);
        var able = chosen.matching().isPresent() ? offers.able(chosen, verb) : chosen;
        return able.torrents().isEmpty() ? chosen : able;
    }

    /// One after the other, until one does not succeed.
    private Outcome all(Person person, String instance, List<Steps> steps, Origin origin) {
        Outcome outcome = new Outcome.Done(0, Outcome.Content.NONE);
        for (var step : steps) {
            var named = named(step);
            if (named.isPresent() && step.hashes().isEmpty()) {
                continue;
            }
            outcome = gate.run(person, new Command(instance, step.action(), values(step, named), List.of(), origin));
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        return outcome;
    }

    private Optional<String> named(Steps step) {
        return actions.find(step.action()).orElseThrow().parameters().stream()
                .filter(parameter -> parameter.type().namesTorrents()).findFirst().map(Parameter::name);
    }

    private static Map<String, String> values(Steps step, Optional<String> named) {
        var values = new HashMap<>(step.values());
        named.ifPresent(name -> values.put(name, String.join("|", step.hashes().stream().map(Hash::value).toList())));
        return values;
    }

    /// The same, and then waits a moment until a chosen torrent is seen in another state: a page that is drawn now and does
    /// not update by itself then shows what was done.
    List<Result> runAndSettle(Person person, Verb verb, FormBody form, Origin origin) {
        try (var watch = mirrors.watch()) {
            var torrents = Set.copyOf(form.all("torrent"));
            var before = states(torrents);
            var results = run(person, verb, form, origin);
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
                .map(torrent -> torrent.hash() + torrent.text("state") + torrent.category() + torrent.text("tags")
                        + torrent.name()))
                .sorted().toList();
    }
}
