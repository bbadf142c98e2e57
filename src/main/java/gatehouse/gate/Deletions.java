package gatehouse.gate;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.gate.Check.Passed;
import gatehouse.gate.Check.Stopped;
import gatehouse.gate.Command.Origin;
import gatehouse.live.Mirror;
import gatehouse.live.Mirrors;
import gatehouse.store.Accounts;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.PendingDeletes;
import gatehouse.store.PendingDeletes.Asker;
import gatehouse.store.PendingDeletes.PendingDelete;
import gatehouse.store.StoreUnavailable;
import gatehouse.torrent.Hash;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// Deletes that can be undone for a moment. Rights are asked when somebody asks, and again when it is carried out, by which
/// time they may have lost them; the audit has an entry for the asking, for the undoing, and one for the delete itself.
///
/// A restart meanwhile neither loses nor repeats one: they wait in the store, one process takes each, and a torrent that was
/// added again after the asking is left alone.
@ApplicationScoped
public class Deletions {

    /// How long a delete may be undone.
    public static final Duration UNDO = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Deletions.class);
    private static final String ACTION = "torrents/delete";
    private static final String ASK = "delete/ask";
    private static final String TAKE_BACK = "delete/undo";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Outcome GONE = new Outcome.Refused(
            new Refused(Right.DELETE, Optional.empty(), Reason.NO_GRANT, Optional.empty(), 0), List.of());

    private final Gate gate;
    private final Check check;
    private final Journal journal;
    private final Mirrors mirrors;
    private final PendingDeletes pending;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean serving;
    private volatile boolean stopping;

    Deletions(Gate gate, Check check, Journal journal, Mirrors mirrors, PendingDeletes pending, Accounts accounts,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.gate = gate;
        this.check = check;
        this.journal = journal;
        this.mirrors = mirrors;
        this.pending = pending;
        this.accounts = accounts;
        this.clock = clock;
        this.serving = serving;
    }

    void start(@Observes StartupEvent event) {
        if (serving) {
            Thread.ofVirtual().name("deletions").start(this::watch);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /// Asks for a delete that is carried out after [#UNDO], unless it is undone by its batch.
    ///
    /// @param command of `torrents/delete`
    /// @return done when it waits, or why it may not be
    public Outcome ask(Person person, Command command, String batch) {
        return switch (check.of(person, command)) {
            case Stopped(var outcome) -> journal.stopped(person, command, outcome);
            case Passed passed -> wait(passed, batch);
        };
    }

    private Outcome wait(Passed passed, String batch) {
        var instance = passed.asked().command().instance();
        var hashes = passed.torrents().stream().map(torrent -> torrent.hash()).collect(Collectors.toCollection(
                LinkedHashSet::new));
        hashes.removeAll(pending.going(instance));
        var entry = journal.begin(intent(passed));
        if (entry.isEmpty()) {
            return new Outcome.Unaudited();
        }
        if (!hashes.isEmpty()) {
            pending.put(batch, instance, hashes, files(passed), asker(passed), clock.instant().plus(UNDO));
        }
        var outcome = new Outcome.Done(hashes.size(), Outcome.Content.NONE);
        journal.finish(entry.get(), outcome);
        mirrors.wake();
        return outcome;
    }

    private static boolean files(Passed passed) {
        return "true".equals(passed.values().get("deleteFiles"));
    }

    private Intent intent(Passed passed) {
        var whole = Trail.intent(passed, clock.instant());
        return new Intent(whole.at(), whole.actor(), whole.instance(), ASK, whole.torrents(), whole.arguments(),
                whole.generation(), whole.grant());
    }

    private static Asker asker(Passed passed) {
        var person = passed.asked().person();
        var origin = passed.asked().command().origin();
        return new Asker(person.issuer(), person.subject(), person.name(), person.roles(), person.groups(), origin.session(),
                origin.request(), origin.address());
    }

    /// Takes a batch of somebody's own back, as long as nobody has begun to carry it out.
    ///
    /// @return how many torrents stay
    public int undo(Person person, String batch, Origin origin) {
        var undone = pending.undo(batch, person.issuer(), person.subject());
        undone.forEach(one -> note(person, one, origin));
        mirrors.wake();
        return undone.stream().mapToInt(one -> one.hashes().size()).sum();
    }

    private void note(Person person, PendingDelete undone, Origin origin) {
        var command = new Command(undone.instance(), TAKE_BACK, Map.of(), List.of(), origin);
        var subjects = undone.hashes().stream().map(hash -> new Subject(hash, name(undone.instance(), hash))).toList();
        Actor actor = Trail.actor(person, command);
        journal.begin(new Intent(clock.instant(), actor, undone.instance(), TAKE_BACK, subjects, Map.of(), 0, ""))
                .ifPresent(entry -> journal.finish(entry, new Outcome.Done(subjects.size(), Outcome.Content.NONE)));
    }

    private String name(String instance, Hash hash) {
        return mirrors.find(instance).map(mirror -> mirror.snapshot().torrents().get(hash)).map(torrent -> torrent.name())
                .orElse("");
    }

    private void watch() {
        while (!stopping) {
            try {
                Thread.sleep(PAUSE);
                carryOut();
            } catch (StoreUnavailable unavailable) {
                LOG.debug("Deletes wait for the database", unavailable);
            } catch (RuntimeException unforeseen) {
                if (!stopping) {
                    LOG.error("A delete went wrong", unforeseen);
                }
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /// Carries out what is due, as far as its instance can be reached; what cannot for a minute is given up.
    void carryOut() {
        pending.due().stream().filter(this::ready).filter(one -> pending.take(one.id())).forEach(this::carryOut);
    }

    private boolean ready(PendingDelete one) {
        return mirrors.find(one.instance()).map(Mirror::health).filter(health -> health.connected()).isPresent()
                || clock.instant().isAfter(one.due().plus(PATIENCE));
    }

    private void carryOut(PendingDelete one) {
        var hashes = left(one);
        if (!hashes.isEmpty()) {
            var asker = one.asker();
            var command = Command.of(one.instance(), ACTION, hashes.stream().map(Hash::value).toList(),
                    Map.of("deleteFiles", String.valueOf(one.files())),
                    new Origin(asker.session(), asker.request(), asker.address()));
            person(asker).ifPresentOrElse(person -> gate.run(person, command),
                    () -> journal.stopped(asked(asker, asker.roles()), command, GONE));
        }
        pending.finish(one);
        mirrors.wake();
    }

    /// Somebody with an account as they are now, nobody when it is disabled or gone meanwhile; somebody of a provider as it
    /// said they were when they asked.
    private Optional<Person> person(Asker asker) {
        return !asker.issuer().equals(Person.LOCAL) ? Optional.of(asked(asker, asker.roles()))
                : accounts.find(asker.subject()).filter(account -> !account.disabled())
                        .map(account -> asked(asker, account.roles()));
    }

    private static Person asked(Asker asker, Set<String> roles) {
        return new Person(asker.issuer(), asker.subject(), asker.name(), roles, asker.groups());
    }

    /// What is still there and is not something that was added again since.
    private Set<Hash> left(PendingDelete one) {
        var torrents = mirrors.find(one.instance()).map(mirror -> mirror.snapshot().torrents()).orElse(Map.of());
        return one.hashes().stream().filter(torrents::containsKey)
                .filter(hash -> torrents.get(hash).addedOn() <= one.asked().getEpochSecond()).collect(Collectors.toSet());
    }
}
