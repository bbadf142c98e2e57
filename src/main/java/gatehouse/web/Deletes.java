package gatehouse.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Deletions;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.FormBody;
import gatehouse.http.Problem;
import gatehouse.http.Translation;
import gatehouse.store.PendingDeletes;
import gatehouse.torrent.Listed;
import gatehouse.web.Commands.Result;

/// Deletes as the torrents screen asks for them: with a moment in which they can be undone, or at once when that is wanted.
@ApplicationScoped
class Deletes {

    private final Commands commands;
    private final Deletions deletions;
    private final Gate gate;
    private final PendingDeletes pending;
    private final Deeds deeds = Translation.of(Deeds.class);
    private final Clock clock;

    Deletes(Commands commands, Deletions deletions, Gate gate, PendingDeletes pending, Clock clock) {
        this.commands = commands;
        this.deletions = deletions;
        this.gate = gate;
        this.pending = pending;
        this.clock = clock;
    }

    /// A delete that can still be undone.
    ///
    /// @param seconds how long
    public record Undo(String batch, int torrents, long seconds) {
    }

    /// @throws Problem 400 when a large delete with files was not typed
    List<Result> run(Person person, FormBody form, Origin origin) {
        var chosen = commands.chosen(person, Verb.DELETE, form);
        var files = form.text("files").equals("true");
        demandTyped(chosen, files, form.text("typed"));
        var batch = UUID.randomUUID().toString();
        var results = new ArrayList<Result>();
        chosen.byInstance().forEach((instance, torrents) -> {
            var command = command(instance, torrents, files, origin);
            var outcome = form.text("now").equals("true") ? gate.run(person, command)
                    : deletions.ask(person, command, batch);
            var result = commands.result(Verb.DELETE, instance, outcome, torrents.size());
            results.add(outcome instanceof Outcome.Done && !form.text("now").equals("true")
                    ? new Result(outcome, deeds.deleting(torrents.size()), result.reached(), result.asked())
                    : result);
        });
        return results;
    }

    private void demandTyped(Chosen chosen, boolean files, String typed) {
        var large = chosen.size() >= DialogBodies.MANY || chosen.bytes() >= DialogBodies.MUCH;
        if (files && large && !typed.strip().equals(DialogBodies.typed(chosen.size()))) {
            throw Problem.badRequest(deeds.not_typed(DialogBodies.typed(chosen.size())));
        }
    }

    private static Command command(String instance, List<Listed> torrents, boolean files, Origin origin) {
        return Command.of(instance, "torrents/delete",
                torrents.stream().map(listed -> listed.torrent().hash().value()).toList(),
                Map.of("deleteFiles", String.valueOf(files)), origin);
    }

    /// What somebody may still undo, by batch.
    List<Undo> undos(Person person) {
        var batches = new LinkedHashMap<String, Undo>();
        pending.of(person.issuer(), person.subject()).forEach(one -> batches.merge(one.batch(),
                new Undo(one.batch(), one.hashes().size(), Math.max(1, Duration.between(clock.instant(), one.due())
                        .toSeconds())),
                (some, more) -> new Undo(some.batch(), some.torrents() + more.torrents(), some.seconds())));
        return List.copyOf(batches.values());
    }

    /// How many torrents stay.
    int undo(Person person, String batch, Origin origin) {
        return deletions.undo(person, batch, origin);
    }

    /// What somebody is told who undid in time.
    Result undone(int torrents) {
        return new Result(new Outcome.Done(torrents, Outcome.Content.NONE), deeds.undone(torrents), torrents, torrents);
    }

    /// What somebody is told who did not.
    Problem tooLate() {
        return new Problem(409, deeds.too_late_title(), deeds.too_late());
    }
}
