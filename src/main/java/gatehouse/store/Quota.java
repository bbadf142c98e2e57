package gatehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import gatehouse.torrent.Hash;

/// Room for torrents that somebody is about to add. It is reserved before the server is asked, so that several adds at the
/// same time, at any replica, never exceed what a person is allowed.
@ApplicationScoped
public class Quota {

    /// A reservation that was neither kept nor released by then is worth nothing.
    public static final Duration STALE = Duration.ofMinutes(10);
    /// The day of "adds a day": it rolls.
    public static final Duration DAY = Duration.ofDays(1);

    /// A server lists a new torrent a moment after it has taken it.
    private static final Duration SLOW_TO_SHOW = Duration.ofSeconds(5);

    private final Database database;
    private final Clock clock;

    public Quota(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What a person may have at an instance; an empty one is no limit.
    ///
    /// @param torrents at most so many of their own
    /// @param addsPerDay at most so many added in 24 hours
    /// @param size of all of their own together, in bytes
    public record Limits(OptionalLong torrents, OptionalLong addsPerDay, OptionalLong size) {
    }

    /// What the mirror shows of this person's torrents.
    ///
    /// @param asOf when the mirror was last fed; adds kept since then that it does not show are counted in addition
    public record Owned(Set<Hash> torrents, long bytes, Instant asOf) {

        private boolean shows(String alike) {
            return Stream.of(alike.split(" ")).anyMatch(hash -> torrents.contains(new Hash(hash)));
        }
    }

    /// What somebody is about to add.
    ///
    /// @param hashes under which the server may list each torrent that is known before it is sent
    /// @param unknown how many others there are
    /// @param bytes of all together as far as that is known, else 0
    public record Load(List<Set<Hash>> hashes, int unknown, long bytes) {

        private int count() {
            return hashes.size() + unknown;
        }

        /// A torrent a line.
        private String written() {
            return hashes.stream().map(alike -> alike.stream().map(Hash::value).collect(Collectors.joining(" ")))
                    .collect(Collectors.joining("\n"));
        }
    }

    public sealed interface Answer {
    }

    /// There is room, and it is theirs until [#keep] or [#release].
    public record Reserved(long id) implements Answer {
    }

    /// There is no room; `used` is without what was asked for.
    public record Exceeded(Limit limit, long used, long allowed) implements Answer {
    }

    public enum Limit {
        TORRENTS,
        ADDS_PER_DAY,
        SIZE
    }

    /// Asks for room.
    public Answer reserve(String person, String instance, Load load, Owned ownedNow, Limits limits) {
        return database.get(handle -> {
            lock(handle, person, instance);
            sweep(handle, person, instance);
            return exceeded(used(handle, person, instance, ownedNow), load, limits).<Answer> map(full -> full)
                    .orElseGet(() -> new Reserved(insert(handle, person, instance, load)));
        });
    }

    /// Until the transaction is over nobody else reserves for this person here.
    private void lock(Handle handle, String person, String instance) {
        handle.createUpdate("""
                insert into quota_turn (person, instance, at) values (:person, :instance, :now)
                on conflict (person, instance) do update set at = excluded.at""").bind("person", person)
                .bind("instance", instance).bind("now", clock.millis()).execute();
    }

    private void sweep(Handle handle, String person, String instance) {
        handle.createUpdate("""
                delete from quota_reservation where person = :person and instance = :instance
                    and coalesce(kept, at) < :day""").bind("person", person).bind("instance", instance)
                .bind("day", clock.instant().minus(DAY).toEpochMilli()).execute();
    }

    /// What counts of a person at an instance now, reservations included.
    ///
    /// @param adds within a day
    public record Used(long torrents, long adds, long bytes) {
    }

    /// What counts of them now.
    public Used used(String person, String instance, Owned ownedNow) {
        return database.get(handle -> used(handle, person, instance, ownedNow));
    }

    private Used used(Handle handle, String person, String instance, Owned ownedNow) {
        var shown = ownedNow.asOf().minus(SLOW_TO_SHOW);
        var all = handle.createQuery("""
                select torrents, bytes, kept, hashes from quota_reservation where person = :person and instance = :instance
                    and (kept is not null or at > :stale)""").bind("person", person).bind("instance", instance)
                .bind("stale", clock.instant().minus(STALE).toEpochMilli()).map((row, context) -> Reservation.read(row)).list();
        var unseen = all.stream().filter(reservation -> reservation.kept() == 0 || reservation.kept() >= shown.toEpochMilli())
                .filter(reservation -> reservation.missing(ownedNow) > 0).toList();
        return new Used(
                ownedNow.torrents().size() + unseen.stream().mapToLong(reservation -> reservation.missing(ownedNow)).sum(),
                all.stream().mapToLong(Reservation::torrents).sum(),
                ownedNow.bytes() + unseen.stream().mapToLong(Reservation::bytes).sum());
    }

    /// @param kept when the server had taken it, in milliseconds; 0 while it has not
    /// @param hashes as [Load#written] gives them
    private record Reservation(long torrents, long bytes, long kept, List<String> hashes) {

        static Reservation read(ResultSet row) throws SQLException {
            return new Reservation(row.getLong("torrents"), row.getLong("bytes"), row.getLong("kept"),
                    row.getString("hashes").lines().toList());
        }

        /// How many of its torrents the mirror does not show as theirs.
        long missing(Owned ownedNow) {
            return torrents - hashes.stream().filter(ownedNow::shows).count();
        }
    }

    private static Optional<Exceeded> exceeded(Used used, Load load, Limits limits) {
        return over(Limit.TORRENTS, used.torrents(), load.count(), limits.torrents())
                .or(() -> over(Limit.ADDS_PER_DAY, used.adds(), load.count(), limits.addsPerDay()))
                .or(() -> over(Limit.SIZE, used.bytes(), load.bytes(), limits.size()));
    }

    /// Somebody whose room is full adds nothing more, not even what has no known size.
    private static Optional<Exceeded> over(Limit limit, long used, long asked, OptionalLong allowed) {
        var full = allowed.isPresent() && (used + asked > allowed.getAsLong() || used >= allowed.getAsLong());
        return full ? Optional.of(new Exceeded(limit, used, allowed.getAsLong())) : Optional.empty();
    }

    private long insert(Handle handle, String person, String instance, Load load) {
        return handle.createUpdate("""
                insert into quota_reservation (person, instance, torrents, bytes, hashes, at)
                values (:person, :instance, :torrents, :bytes, :hashes, :now)""").bind("person", person)
                .bind("instance", instance).bind("torrents", load.count()).bind("bytes", load.bytes())
                .bind("hashes", load.written()).bind("now", clock.millis()).executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class).one();
    }

    /// The server has taken it: it counts as an add of this day, also when it was stale. `false` when there is none of that
    /// number that is still open.
    public boolean keep(long id) {
        return database
                .get(handle -> handle.createUpdate("update quota_reservation set kept = :now where id = :id and kept is null")
                        .bind("now", clock.millis()).bind("id", id).execute()) == 1;
    }

    /// The server has not taken it: the room is free again. What was kept stays.
    public void release(long id) {
        database.run(
                handle -> handle.createUpdate("delete from quota_reservation where id = :id and kept is null").bind("id", id)
                        .execute());
    }
}
