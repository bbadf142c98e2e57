package gatehouse.gate;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Constraints;
import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Refused;
import gatehouse.access.LocalAccounts;
import gatehouse.access.OnInstance;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.config.Grant.Scope;
import gatehouse.gate.Command.Origin;
import gatehouse.live.Mirrors;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.Ownership;
import gatehouse.store.Ownership.May;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// Whose a torrent is and who shares it: seen by those whom it concerns, changed like a command, with the intent in the
/// audit before and the outcome after. No server is asked.
///
/// A torrent's owner may share it and give it away with the right `organise`. Whoever has that right for anybody's
/// torrents there may do so with every torrent, and give one that is nobody's to somebody. Those it is shared with may not.
/// Whoever may add only so much keeps what they have added.
@ApplicationScoped
public class Owners {

    private final Access access;
    private final Mirrors mirrors;
    private final Ownership ownership;
    private final LocalAccounts accounts;
    private final Journal journal;
    private final Clock clock;

    Owners(Access access, Mirrors mirrors, Ownership ownership, LocalAccounts accounts, Journal journal, Clock clock) {
        this.access = access;
        this.mirrors = mirrors;
        this.ownership = ownership;
        this.accounts = accounts;
        this.journal = journal;
        this.clock = clock;
    }

    /// A torrent of an instance, as somebody names it.
    public record Which(String instance, String hash) {
    }

    /// What somebody may know: all of it when they may change it, otherwise what concerns themselves.
    ///
    /// @param owned whether it is anybody's
    /// @param owner a person's id; empty also when it is not theirs to know
    /// @param shared what others may, by person's id or [Ownership#EVERYBODY]
    /// @param change whether they may change it
    public record Known(Hash hash, boolean owned, Optional<String> owner, Map<String, May> shared, boolean change) {
    }

    /// A change that somebody asks for.
    public sealed interface Change {

        /// Makes a person the owner, and ends what was shared.
        record Assign(String person) implements Change {
        }

        /// Nobody owns it any more.
        record Release() implements Change {
        }

        record Share(String person, May may) implements Change {
        }

        record Unshare(String person) implements Change {
        }

        /// Its name in the audit.
        default String action() {
            return switch (this) {
                case Assign assign -> "owner/assign";
                case Release release -> "owner/release";
                case Share share -> "owner/share";
                case Unshare unshare -> "owner/unshare";
            };
        }
    }

    /// A torrent that the person sees, and how they stand to it.
    private record Found(Person person, OnInstance standing, Torrent torrent, Optional<Owned> owned) {

        boolean owns() {
            return owned.filter(one -> one.owner().equals(person.id())).isPresent();
        }
    }

    /// Empty when there is no such torrent, as far as this person can tell.
    public Optional<Known> known(Person person, Which which) {
        return find(person, which).map(found -> {
            var change = found.standing().dispose(found.owned()).allowed();
            var all = change || found.owns();
            var shared = found.owned().map(Owned::sharedWith).orElse(Map.of());
            return new Known(found.torrent().hash(), found.owned().isPresent(),
                    found.owned().map(Owned::owner).filter(owner -> all || shared.containsKey(person.id())),
                    all ? shared : own(shared, person), change);
        });
    }

    private static Map<String, May> own(Map<String, May> shared, Person person) {
        return shared.containsKey(person.id()) ? Map.of(person.id(), shared.get(person.id())) : Map.of();
    }

    private Optional<Found> find(Person person, Which which) {
        var standing = access.policy().on(person, which.instance());
        return Hash.parse(which.hash()).flatMap(hash -> mirrors.find(which.instance())
                .map(mirror -> mirror.snapshot().torrents().get(hash))).filter(torrent -> standing.visible())
                .map(torrent -> new Found(person, standing, torrent, ownership.owned(which.instance(), torrent.hash())))
                .filter(found -> standing.sees(found.owned()));
    }

    /// Does it, or says why not.
    public Outcome change(Person person, Which which, Change change, Origin origin) {
        var found = find(person, which);
        if (found.isEmpty()) {
            return new Outcome.Missing(which.hash());
        }
        return switch (found.get().standing().dispose(found.get().owned())) {
            case Refused refused -> journal.stopped(person, command(which.instance(), change, origin),
                    new Outcome.Refused(refused, List.of(found.get().torrent().hash())));
            case Allowed allowed -> obstacle(found.get(), change)
                    .map(outcome -> journal.stopped(person, command(which.instance(), change, origin), outcome))
                    .orElseGet(() -> act(found.get(), allowed, change, origin));
        };
    }

    private Optional<Outcome> obstacle(Found found, Change change) {
        return kept(found, change).or(() -> fault(change).map(why -> new Outcome.Invalid("person", why)));
    }

    /// What counts against somebody's limits must not cease to because they give it away, and then add more.
    private static Optional<Outcome> kept(Found found, Change change) {
        var adds = found.standing().constraints(Right.ADD);
        var limited = !adds.isEmpty() && adds.stream().map(Constraints::limits)
                .noneMatch(limits -> limits.torrents().isEmpty() && limits.size().isEmpty());
        var leaves = change instanceof Change.Assign || change instanceof Change.Release;
        var others = found.standing().scope(Right.ORGANISE).equals(Optional.of(Scope.ANY));
        return limited && leaves && !others
                ? Optional.of(new Outcome.Outside("owner", List.of(found.person().id()), adds.getFirst().grant()))
                : Optional.empty();
    }

    /// What is given to nobody who can sign in is lost, so a mistyped name is refused. Of a provider's people only the
    /// shape can be checked.
    private Optional<String> fault(Change change) {
        return switch (change) {
            case Change.Assign(var person) -> nobody(person);
            case Change.Share(var person, var may) when !person.equals(Ownership.EVERYBODY) -> nobody(person);
            case Change.Share share -> Optional.empty();
            case Change.Release release -> Optional.empty();
            case Change.Unshare unshare -> Optional.empty();
        };
    }

    private Optional<String> nobody(String person) {
        var local = Person.LOCAL + ":";
        var known = person.startsWith(local) ? accounts.find(person.substring(local.length())).isPresent()
                : person.matches("\\S{1,400}#\\S{1,400}");
        return known ? Optional.empty() : Optional.of("is nobody: write local:NAME for an account, or ISSUER#SUBJECT");
    }

    private Outcome act(Found found, Allowed allowed, Change change, Origin origin) {
        var entry = journal.begin(intent(found, allowed, change, origin));
        if (entry.isEmpty()) {
            return new Outcome.Unaudited();
        }
        var outcome = apply(found.standing().instance(), found.torrent().hash(), change)
                ? new Outcome.Done(1, Outcome.Content.NONE)
                : new Outcome.Missing(change.action());
        journal.finish(entry.get(), outcome);
        return outcome;
    }

    private Intent intent(Found found, Allowed allowed, Change change, Origin origin) {
        var instance = found.standing().instance();
        return new Intent(clock.instant(), Trail.actor(found.person(), command(instance, change, origin)), instance,
                change.action(),
                List.of(new Subject(found.torrent().hash(), found.torrent().name())), arguments(change),
                allowed.generation(), Trail.grant(allowed.grant()));
    }

    private static Command command(String instance, Change change, Origin origin) {
        return new Command(instance, change.action(), arguments(change), List.of(), origin);
    }

    private static Map<String, String> arguments(Change change) {
        return switch (change) {
            case Change.Assign(var person) -> Map.of("person", person);
            case Change.Release release -> Map.of();
            case Change.Share(var person, var may) -> Map.of("person", person, "may", may.name());
            case Change.Unshare(var person) -> Map.of("person", person);
        };
    }

    /// `false` when there is nobody's ownership to share.
    private boolean apply(String instance, Hash hash, Change change) {
        return switch (change) {
            case Change.Assign(var person) -> assign(instance, hash, person);
            case Change.Release release -> release(instance, hash);
            case Change.Share(var person, var may) -> ownership.share(instance, hash, person, may);
            case Change.Unshare(var person) -> ownership.unshare(instance, hash, person);
        };
    }

    private boolean assign(String instance, Hash hash, String person) {
        ownership.assign(instance, hash, person);
        return true;
    }

    private boolean release(String instance, Hash hash) {
        ownership.release(instance, hash);
        return true;
    }
}
