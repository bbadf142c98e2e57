package gatehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.torrent.Hash;

/// Who asked what of which instance, on which torrents, and how it ended. Rows are only ever added: an intent before
/// the act, an outcome after it.
@ApplicationScoped
public class AuditLog {

    /// What is about to be tried. `arguments` carry no secrets.
    public record Intent(Instant at, String person, String instance, String action, List<Subject> torrents,
            Map<String, String> arguments, String address) {
    }

    /// A torrent as the audit remembers it, since its name is gone once it is deleted.
    public record Subject(Hash hash, String name) {
    }

    public enum Result {
        DONE,
        REFUSED,
        FAILED,
        UNKNOWN
    }

    /// An intent with its outcome; [Result#UNKNOWN] when none was written. `torrents` is one `hash name` a line.
    public record Entry(long id, Instant at, String person, String instance, String action, String torrents,
            String arguments, String address, Result result, String detail) {
    }

    private final Database database;
    private final Clock clock;

    public AuditLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Writes the intent and returns its number. Until [#finish] it counts as [Result#UNKNOWN].
    ///
    /// @throws StoreUnavailable when it could not be written: the act must not happen then
    public long begin(Intent intent) {
        return database.get(handle -> handle.createUpdate("""
                insert into audit_entry (at, person, instance, action, torrents, arguments, address)
                values (:at, :person, :instance, :action, :torrents, :arguments, :address)""")
                .bind("at", intent.at().toEpochMilli()).bind("person", intent.person()).bind("instance", intent.instance())
                .bind("action", intent.action()).bind("torrents", text(intent.torrents()))
                .bind("arguments", new TreeMap<>(intent.arguments()).toString()).bind("address", intent.address())
                .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one());
    }

    /// Writes how it ended; `detail` says why, without secrets.
    public void finish(long entry, Result result, String detail) {
        database.run(handle -> handle
                .createUpdate("insert into audit_outcome (entry, at, result, detail) values (:entry, :at, :result, :detail)")
                .bind("entry", entry).bind("at", clock.millis()).bind("result", result.name()).bind("detail", detail)
                .execute());
    }

    /// The newest entries first.
    public List<Entry> recent(int count) {
        return database.get(handle -> handle.createQuery("""
                select e.*, o.result, o.detail from audit_entry e left join audit_outcome o on o.entry = e.id
                order by e.id desc limit :count""").bind("count", count).map((row, context) -> entry(row)).list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var result = row.getString("result");
        return new Entry(row.getLong("id"), Instant.ofEpochMilli(row.getLong("at")), row.getString("person"),
                row.getString("instance"), row.getString("action"), row.getString("torrents"), row.getString("arguments"),
                row.getString("address"), result == null ? Result.UNKNOWN : Result.valueOf(result),
                result == null ? "" : row.getString("detail"));
    }

    private static String text(List<Subject> torrents) {
        return torrents.stream().map(torrent -> torrent.hash() + " " + torrent.name().replace('\n', ' '))
                .collect(Collectors.joining("\n"));
    }
}
