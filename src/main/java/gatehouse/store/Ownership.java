package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import gatehouse.torrent.Hash;

/// Whose torrent is whose, by instance and hash. Kept here and not in tags, which any user of the server can edit.
///
/// A hybrid torrent has two hashes and is one thing: what is done under one hash holds under the other. A server lists it
/// by the one or the other, depending on its version.
@ApplicationScoped
public class Ownership {

    /// In [#share]: with everybody.
    public static final String EVERYBODY = "*";

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Database database;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final LastKnown<String, Known> last;

    public Ownership(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        last = new LastKnown<>(database, clock);
    }

    public enum May {
        SEE,
        DO
    }

    /// @param owner a person's id
    /// @param sharedWith what others may, by person's id or [#EVERYBODY]
    /// @param adder who added it; empty when that was past Gatehouse
    public record Owned(String owner, Map<String, May> sharedWith, Optional<String> adder) {

        /// Added by its owner.
        public Owned(String owner, Map<String, May> sharedWith) {
            this(owner, sharedWith, Optional.of(owner));
        }

        /// Shared with nobody.
        public static Owned by(String owner) {
            return new Owned(owner, Map.of());
        }

        public boolean sees(String person) {
            return owner.equals(person) || sharedWith.containsKey(person) || sharedWith.containsKey(EVERYBODY);
        }

        /// Whether it counts as this person's own when they want to change it.
        public boolean touches(String person) {
            return owner.equals(person) || sharedWith.get(person) == May.DO || sharedWith.get(EVERYBODY) == May.DO;
        }
    }

    /// How [#claim] ended.
    public sealed interface Claim {
    }

    /// It had no owner and now has this one.
    public record Claimed() implements Claim {
    }

    /// It was theirs already.
    public record Theirs() implements Claim {
    }

    /// It is somebody else's, and nothing was changed.
    public record Taken(String owner) implements Claim {
    }

    private record Known(Instant at, Map<Hash, Owned> owned, Map<Hash, String> owners) {
    }

    /// The owner as a person's id.
    public Optional<String> owner(String instance, Hash hash) {
        return Optional.ofNullable(owners(instance).get(hash));
    }

    /// All owners of an instance, under every hash; from memory, read again after a change here and every 5 seconds, so
    /// that a change at another replica arrives too. While the database is away they are as they were, for [LastKnown]'s time.
    public Map<Hash, String> owners(String instance) {
        return known(instance).owners();
    }

    /// All owned torrents of an instance and whom they are shared with, under every hash; as fresh as [#owners].
    public Map<Hash, Owned> owned(String instance) {
        return known(instance).owned();
    }

    /// Whose one torrent is and whom it is shared with.
    public Optional<Owned> owned(String instance, Hash hash) {
        return Optional.ofNullable(owned(instance).get(hash));
    }

    private Known known(String instance) {
        return known.compute(instance, (name, old) -> old != null && old.at().plus(FRESH).isAfter(clock.instant()) ? old
                : last.get(name, () -> read(name)));
    }

    /// Makes somebody the owner of a torrent that has none; asked twice at the same time, one of two people gets it.
    ///
    /// @param hashes one, or both of a hybrid
    public Claim claim(String instance, Set<Hash> hashes, String person) {
        try {
            return database.get(handle -> claim(handle, instance, hashes, person));
        } finally {
            forget(instance);
        }
    }

    /// The same for a torrent that a server took as new. Whoever owned it before the server was seen without it owns it no
    /// more: theirs was deleted past Gatehouse, and this is another one.
    ///
    /// @param absent when the server did not have it
    public Claim claimNew(String instance, Set<Hash> hashes, String person, Instant absent) {
        try {
            return database.get(handle -> claimNew(handle, instance, hashes, person, absent));
        } finally {
            forget(instance);
        }
    }

    Claim claimNew(Handle handle, String instance, Set<Hash> hashes, String person, Instant absent) {
        handle.createQuery("""
                select distinct thing from ownership where instance = :instance and hash in (<hashes>) and since < :absent""")
                .bind("instance", instance).bindList("hashes", hashes.stream().map(Hash::value).toList())
                .bind("absent", absent.toEpochMilli()).mapTo(String.class).list()
                .forEach(thing -> end(handle, instance, thing));
        return claim(handle, instance, hashes, person);
    }

    private static void end(Handle handle, String instance, String thing) {
        delete(handle, "shared", "thing", instance, thing);
        delete(handle, "ownership", "thing", instance, thing);
    }

    /// The insert waits for whoever is inserting the same hash; what is read after it is settled.
    Claim claim(Handle handle, String instance, Set<Hash> hashes, String person) {
        var mine = new TreeSet<Hash>();
        for (var hash : new TreeSet<>(hashes)) {
            if (insert(handle, instance, hash, person, person)) {
                mine.add(hash);
            }
        }
        var rows = rows(handle, instance, hashes);
        var other = rows.stream().map(Row::person).filter(owner -> !owner.equals(person)).findFirst();
        if (other.isPresent()) {
            mine.forEach(hash -> delete(handle, "ownership", "hash", instance, hash.value()));
            return new Taken(other.get());
        }
        join(handle, instance, rows);
        return mine.size() == hashes.size() ? new Claimed() : new Theirs();
    }

    private boolean insert(Handle handle, String instance, Hash hash, String person, String adder) {
        return handle.createUpdate("""
                insert into ownership (instance, hash, thing, person, since, adder)
                values (:instance, :hash, :hash, :person, :now, :adder) on conflict do nothing""").bind("instance", instance)
                .bind("hash", hash.value()).bind("person", person).bind("now", clock.millis()).bind("adder", adder)
                .execute() == 1;
    }

    private record Row(Hash hash, String thing, String person) {
    }

    private static List<Row> rows(Handle handle, String instance, Collection<Hash> hashes) {
        return handle.createQuery(
                "select hash, thing, person from ownership where instance = :instance and hash in (<hashes>) order by since, hash")
                .bind("instance", instance).bindList("hashes", hashes.stream().map(Hash::value).toList())
                .map((row, context) -> new Row(new Hash(row.getString("hash")), row.getString("thing"),
                        row.getString("person")))
                .list();
    }

    /// Makes one thing of the rows, with the shares of all; where two differ about a person, the older row's holds.
    private static void join(Handle handle, String instance, List<Row> rows) {
        var thing = rows.getFirst().thing();
        for (var old : new TreeSet<>(rows.stream().map(Row::thing).toList())) {
            if (!old.equals(thing)) {
                handle.createUpdate("update ownership set thing = :thing where instance = :instance and thing = :old")
                        .bind("thing", thing).bind("instance", instance).bind("old", old).execute();
                handle.createUpdate("""
                        insert into shared (instance, thing, person, may) select instance, :thing, person, may from shared
                        where instance = :instance and thing = :old on conflict do nothing""").bind("thing", thing)
                        .bind("instance", instance).bind("old", old).execute();
                delete(handle, "shared", "thing", instance, old);
            }
        }
    }

    /// Makes somebody the owner, in place of whoever was and of everybody it was shared with. Who added it stays.
    public void assign(String instance, Hash hash, String person) {
        change(instance, handle -> {
            insert(handle, instance, hash, person, null);
            var thing = thing(handle, instance, hash).orElseThrow();
            handle.createUpdate(
                    "update ownership set person = :person, since = :now where instance = :instance and thing = :thing")
                    .bind("person", person).bind("now", clock.millis()).bind("instance", instance).bind("thing", thing)
                    .execute();
            delete(handle, "shared", "thing", instance, thing);
            return true;
        });
    }

    /// Lets a further person, or [#EVERYBODY], see it or do to it what they may do to their own; `false` when nobody owns it.
    public boolean share(String instance, Hash hash, String person, May may) {
        return change(instance, handle -> thing(handle, instance, hash).map(thing -> handle.createUpdate("""
                insert into shared (instance, thing, person, may) values (:instance, :thing, :person, :may)
                on conflict (instance, thing, person) do update set may = excluded.may""").bind("instance", instance)
                .bind("thing", thing).bind("person", person).bind("may", may.name()).execute()).isPresent());
    }

    /// Takes back a [#share]; `false` when there was none.
    public boolean unshare(String instance, Hash hash, String person) {
        return change(instance, handle -> thing(handle, instance, hash).filter(thing -> handle.createUpdate("""
                delete from shared where instance = :instance and thing = :thing and person = :person""")
                .bind("instance", instance).bind("thing", thing).bind("person", person).execute() > 0).isPresent());
    }

    /// The torrent is deleted: nobody owns it any more, under either hash.
    public void release(String instance, Hash hash) {
        change(instance, handle -> {
            thing(handle, instance, hash).ifPresent(thing -> end(handle, instance, thing));
            return true;
        });
    }

    private boolean change(String instance, Function<Handle, Boolean> work) {
        try {
            return database.get(work);
        } finally {
            forget(instance);
        }
    }

    /// What memory knows of an instance is read again.
    void forget(String instance) {
        known.remove(instance);
    }

    private static Optional<String> thing(Handle handle, String instance, Hash hash) {
        return rows(handle, instance, Set.of(hash)).stream().map(Row::thing).findFirst();
    }

    private static void delete(Handle handle, String table, String column, String instance, String value) {
        handle.createUpdate("delete from " + table + " where instance = :instance and " + column + " = :value")
                .bind("instance", instance).bind("value", value).execute();
    }

    private Known read(String instance) {
        return database.get(handle -> {
            var shares = new HashMap<String, Map<String, May>>();
            handle.createQuery("select thing, person, may from shared where instance = :instance").bind("instance", instance)
                    .mapToMap(String.class)
                    .forEach(row -> shares.computeIfAbsent(row.get("thing"), thing -> new HashMap<>()).put(row.get("person"),
                            May.valueOf(row.get("may"))));
            var owned = new HashMap<Hash, Owned>();
            var owners = new HashMap<Hash, String>();
            handle.createQuery("select hash, thing, person, adder from ownership where instance = :instance")
                    .bind("instance", instance)
                    .mapToMap(String.class).forEach(row -> {
                        var hash = new Hash(row.get("hash"));
                        owners.put(hash, row.get("person"));
                        owned.put(hash, new Owned(row.get("person"),
                                Map.copyOf(shares.getOrDefault(row.get("thing"), Map.of())),
                                Optional.ofNullable(row.get("adder"))));
                    });
            return new Known(clock.instant(), Map.copyOf(owned), Map.copyOf(owners));
        });
    }
}
