package gatehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.torrent.Hash;

/// Deletes that can still be undone. They wait here and not in memory, so that a restart neither loses nor repeats one.
@ApplicationScoped
public class PendingDeletes {

    /// Whoever took one and has not finished it by then is gone.
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Database database;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final LastKnown<String, Set<Hash>> last;
    private final LastKnown<String, List<PendingDelete>> theirs;

    public PendingDeletes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        last = new LastKnown<>(database, clock);
        theirs = new LastKnown<>(database, clock);
    }

    /// Who asked, as they were when they did, and from where: as much as is needed to ask again for them.
    public record Asker(String issuer, String subject, String name, Set<String> roles, Set<String> groups,
            Optional<Long> session, String request, String address) {
    }

    /// @param batch what is undone together: one delete of several instances
    public record PendingDelete(long id, String batch, String instance, Set<Hash> hashes, boolean files, Asker asker,
            Instant asked, Instant due) {
    }

    private record Known(Instant at, Set<Hash> going) {
    }

    /// Writes down a delete of an instance's torrents that is due later.
    public void put(String batch, String instance, Set<Hash> hashes, boolean files, Asker asker, Instant due) {
        database.run(handle -> handle.createUpdate("""
                insert into pending_delete (batch, instance, hashes, with_files, issuer, subject, name, person_roles,
                    person_groups, session, request, address, asked, due)
                values (:batch, :instance, :hashes, :files, :issuer, :subject, :name, :roles, :groups, :session, :request,
                    :address, :asked, :due)""").bind("batch", batch).bind("instance", instance)
                .bind("hashes", Database.joined(hashes.stream().map(Hash::value).collect(Collectors.toSet())))
                .bind("files", files).bind("issuer", asker.issuer()).bind("subject", asker.subject())
                .bind("name", asker.name()).bind("roles", Database.joined(asker.roles()))
                .bind("groups", Database.joined(asker.groups())).bind("session", asker.session().orElse(null))
                .bind("request", asker.request()).bind("address", asker.address()).bind("asked", clock.millis())
                .bind("due", due.toEpochMilli()).execute());
        known.remove(instance);
    }

    /// The torrents of an instance that are about to go; from memory, read again after a change here and every 2 seconds.
    public Set<Hash> going(String instance) {
        return known.compute(instance, (name, old) -> old != null && old.at().plus(FRESH).isAfter(clock.instant()) ? old
                : new Known(clock.instant(), last.get(name, () -> read(name)))).going();
    }

    private Set<Hash> read(String instance) {
        return database.get(handle -> handle.createQuery("select hashes from pending_delete where instance = :instance")
                .bind("instance", instance).mapTo(String.class).list()).stream()
                .flatMap(hashes -> hashes(hashes).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Hash> hashes(String joined) {
        return Database.split(joined).stream().map(Hash::new).collect(Collectors.toCollection(HashSet::new));
    }

    /// What somebody may still undo, the oldest first.
    public List<PendingDelete> of(String issuer, String subject) {
        return theirs.get(issuer + "#" + subject, () -> read(issuer, subject));
    }

    private List<PendingDelete> read(String issuer, String subject) {
        return database.get(handle -> handle.createQuery("""
                select * from pending_delete where issuer = :issuer and subject = :subject and taken is null and due > :now
                order by id""").bind("issuer", issuer).bind("subject", subject).bind("now", clock.millis())
                .map((row, context) -> pending(row)).list());
    }

    /// Takes a batch back, if it is theirs and nobody has begun to carry it out.
    ///
    /// @return what was taken back
    public List<PendingDelete> undo(String batch, String issuer, String subject) {
        var undone = of(issuer, subject).stream().filter(pending -> pending.batch().equals(batch))
                .filter(pending -> database.get(handle -> handle
                        .createUpdate("delete from pending_delete where id = :id and taken is null")
                        .bind("id", pending.id()).execute() == 1))
                .toList();
        undone.forEach(pending -> known.remove(pending.instance()));
        return undone;
    }

    /// What is due and that nobody carries out, the oldest first.
    public List<PendingDelete> due() {
        return database.get(handle -> handle.createQuery("""
                select * from pending_delete where due <= :now and (taken is null or taken < :late) order by id""")
                .bind("now", clock.millis()).bind("late", clock.instant().minus(LONGEST).toEpochMilli())
                .map((row, context) -> pending(row)).list());
    }

    /// Takes one to carry it out: `true` for one taker only, however many processes try.
    public boolean take(long id) {
        return database.get(handle -> handle.createUpdate("""
                update pending_delete set taken = :now where id = :id and (taken is null or taken < :late)""")
                .bind("now", clock.millis()).bind("id", id).bind("late", clock.instant().minus(LONGEST).toEpochMilli())
                .execute() == 1);
    }

    /// It was carried out, or refused: nothing is left to do.
    public void finish(PendingDelete pending) {
        database.run(handle -> handle.createUpdate("delete from pending_delete where id = :id").bind("id", pending.id())
                .execute());
        known.remove(pending.instance());
    }

    private static PendingDelete pending(ResultSet row) throws SQLException {
        var session = row.getObject("session") instanceof Number number ? Optional.of(number.longValue())
                : Optional.<Long> empty();
        return new PendingDelete(row.getLong("id"), row.getString("batch"), row.getString("instance"),
                hashes(row.getString("hashes")), row.getBoolean("with_files"),
                new Asker(row.getString("issuer"), row.getString("subject"), row.getString("name"),
                        Database.split(row.getString("person_roles")), Database.split(row.getString("person_groups")), session,
                        row.getString("request"), row.getString("address")),
                Instant.ofEpochMilli(row.getLong("asked")), Instant.ofEpochMilli(row.getLong("due")));
    }
}
