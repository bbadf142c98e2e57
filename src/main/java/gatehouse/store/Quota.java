package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

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
    /// @param asOf when the mirror was last fed; adds kept since then are counted in addition
    public record Owned(long torrents, long bytes, Instant asOf) {
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

    /// Asks for room for `count` torrents.
    ///
    /// @param bytesKnown their size as far as it is known before they are sent, else 0
    public Answer reserve(String person, String instance, long count, long bytesKnown, Owned ownedNow, Limits limits) {
        return database.get(handle -> {
            lock(handle, person, instance);
            sweep(handle, person, instance);
            return exceeded(used(handle, person, instance, ownedNow), count, bytesKnown, limits).<Answer> map(full -> full)
                    .orElseGet(() -> new Reserved(insert(handle, person, instance, count, bytesKnown)));
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
        return handle.createQuery("""
                select coalesce(sum(torrents), 0) as adds,
                    coalesce(sum(case when kept is null or kept >= :shown then torrents else 0 end), 0) as torrents,
                    coalesce(sum(case when kept is null or kept >= :shown then bytes else 0 end), 0) as bytes
                from quota_reservation where person = :person and instance = :instance
                    and (kept is not null or at > :stale)""").bind("person", person).bind("instance", instance)
                .bind("shown", ownedNow.asOf().minus(SLOW_TO_SHOW).toEpochMilli())
                .bind("stale", clock.instant().minus(STALE).toEpochMilli())
                .map((row, context) -> new Used(ownedNow.torrents() + row.getLong("torrents"), row.getLong("adds"),
                        ownedNow.bytes() + row.getLong("bytes")))
                .one();
    }

    private static Optional<Exceeded> exceeded(Used used, long count, long bytes, Limits limits) {
        return over(Limit.TORRENTS, used.torrents(), count, limits.torrents())
                .or(() -> over(Limit.ADDS_PER_DAY, used.adds(), count, limits.addsPerDay()))
                .or(() -> over(Limit.SIZE, used.bytes(), bytes, limits.size()));
    }

    /// Somebody whose room is full adds nothing more, not even what has no known size.
    private static Optional<Exceeded> over(Limit limit, long used, long asked, OptionalLong allowed) {
        var full = allowed.isPresent() && (used + asked > allowed.getAsLong() || used >= allowed.getAsLong());
        return full ? Optional.of(new Exceeded(limit, used, allowed.getAsLong())) : Optional.empty();
    }

    private long insert(Handle handle, String person, String instance, long count, long bytes) {
        return handle.createUpdate("""
                insert into quota_reservation (person, instance, torrents, bytes, at)
                values (:person, :instance, :torrents, :bytes, :now)""").bind("person", person).bind("instance", instance)
                .bind("torrents", count).bind("bytes", bytes).bind("now", clock.millis()).executeAndReturnGeneratedKeys("id")
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
