package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import gatehouse.store.Ownership.Claim;
import gatehouse.torrent.Hash;

/// Adds of torrents whose hash nobody knows yet, because the server itself fetches them from an address. They are sent
/// with a tag of our own; when the mirror shows a torrent with the tag, it belongs to whoever asked.
///
/// The tag is a claim on a torrent, so it must be random and long, and nobody but the gate may set tags like it.
@ApplicationScoped
public class PendingAdds {

    /// How the tags begin. Nobody but the gate may set one like it, and nobody is shown any.
    public static final String TAG = "gatehouse-add-";

    /// What a server has not fetched by then will not come.
    public static final Duration LONGEST = Duration.ofDays(1);

    private final Database database;
    private final Ownership ownership;
    private final Clock clock;

    public PendingAdds(Database database, Ownership ownership, Clock clock) {
        this.database = database;
        this.ownership = ownership;
        this.clock = clock;
    }

    /// @param torrents how many are still to come under this tag
    public record PendingAdd(String instance, String tag, String person, int torrents, Instant at) {
    }

    /// Writes down, before it is sent, who asks for so many torrents under a tag that was never used before.
    public void expect(String instance, String tag, String person, int torrents) {
        database.run(handle -> handle.createUpdate("""
                insert into pending_add (instance, tag, person, torrents, at)
                values (:instance, :tag, :person, :torrents, :now)""").bind("instance", instance).bind("tag", tag)
                .bind("person", person).bind("torrents", torrents).bind("now", clock.millis()).execute());
    }

    /// What is still to come at an instance, the oldest first; what is older than [#LONGEST] is forgotten.
    public List<PendingAdd> of(String instance) {
        return database.get(handle -> {
            handle.createUpdate("delete from pending_add where instance = :instance and at < :late").bind("instance", instance)
                    .bind("late", clock.instant().minus(LONGEST).toEpochMilli()).execute();
            return handle.createQuery("select * from pending_add where instance = :instance order by at, tag")
                    .bind("instance", instance)
                    .map((row, context) -> new PendingAdd(row.getString("instance"), row.getString("tag"),
                            row.getString("person"), row.getInt("torrents"), Instant.ofEpochMilli(row.getLong("at"))))
                    .list();
        });
    }

    /// A torrent with the tag has come: it becomes theirs, and one less is to come. Asked again for the same torrent, it
    /// changes nothing. Empty when nothing is expected under the tag.
    ///
    /// @param hashes one, or both of a hybrid
    public Optional<Claim> settle(String instance, String tag, Set<Hash> hashes) {
        try {
            return database.get(handle -> {
                var claim = handle.createQuery(
                        "select person, at from pending_add where instance = :instance and tag = :tag and at >= :late")
                        .bind("instance", instance).bind("tag", tag)
                        .bind("late", clock.instant().minus(LONGEST).toEpochMilli())
                        .map((row, context) -> ownership.claimNew(handle, instance, hashes, row.getString("person"),
                                Instant.ofEpochMilli(row.getLong("at"))))
                        .findOne();
                if (claim.filter(Ownership.Claimed.class::isInstance).isPresent()) {
                    handle.createUpdate(
                            "update pending_add set torrents = torrents - 1 where instance = :instance and tag = :tag")
                            .bind("instance", instance).bind("tag", tag).execute();
                    drop(handle, instance, tag, "torrents <= 0");
                }
                return claim;
            });
        } finally {
            ownership.forget(instance);
        }
    }

    /// The server refused the add: nothing is to come.
    public void cancel(String instance, String tag) {
        database.run(handle -> drop(handle, instance, tag, "true"));
    }

    private static void drop(Handle handle, String instance, String tag, String when) {
        handle.createUpdate("delete from pending_add where instance = :instance and tag = :tag and " + when)
                .bind("instance", instance).bind("tag", tag).execute();
    }
}
