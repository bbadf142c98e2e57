package gatehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jdbi.v3.core.Handle;

import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Entry;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.torrent.Hash;

/// Which entries to read.
///
/// @param from the earliest time, included
/// @param until the latest time, excluded
/// @param before only entries with a smaller number: the number of the last one of the page before
/// @param count at most so many
public record AuditQuery(Optional<String> person, Optional<String> instance, Optional<String> action, Optional<Hash> torrent,
        Optional<Result> result, Optional<Instant> from, Optional<Instant> until, OptionalLong before, int count) {

    /// The newest of all.
    public static AuditQuery recent(int count) {
        return new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), OptionalLong.empty(), count);
    }

    /// The newest of one person, by id.
    public static AuditQuery of(String person, int count) {
        return new AuditQuery(Optional.of(person), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), OptionalLong.empty(), count);
    }

    List<Entry> run(Handle handle) {
        var values = new HashMap<String, Object>();
        var where = where(values);
        return handle.createQuery("""
                select i.*, o.at as outcome_at, o.result as outcome_result, o.detail as outcome_detail, r.times as repeat_times,
                    r.at as repeat_at
                from audit_row i left join audit_row o on o.entry = i.id and o.kind = 'outcome'
                    left join audit_row r on r.entry = i.id and r.kind = 'repeat'
                where i.kind = 'intent' %s order by i.id desc limit :count""".formatted(where)).bindMap(values)
                .bind("count", count).map((row, context) -> entry(row)).list();
    }

    private String where(Map<String, Object> values) {
        var where = new StringBuilder();
        add(where, values, "i.person = :person", "person", person);
        add(where, values, "i.instance = :instance", "instance", instance);
        add(where, values, "i.action = :action", "action", action);
        add(where, values, "i.torrents like :torrent", "torrent", torrent.map(hash -> "%\"hash\":\"" + hash + "\"%"));
        add(where, values, "coalesce(o.result, 'UNKNOWN') = :result", "result", result.map(Result::name));
        add(where, values, "i.at >= :from", "from", from.map(Instant::toEpochMilli));
        add(where, values, "i.at < :until", "until", until.map(Instant::toEpochMilli));
        add(where, values, "i.id < :before", "before", before.isPresent() ? Optional.of(before.getAsLong()) : Optional.empty());
        return where.toString();
    }

    private static void add(StringBuilder where, Map<String, Object> values, String condition, String name,
            Optional<?> value) {
        value.ifPresent(given -> {
            where.append(" and ").append(condition);
            values.put(name, given);
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var result = row.getString("outcome_result");
        var at = Instant.ofEpochMilli(row.getLong("at"));
        var times = row.getLong("repeat_times");
        return new Entry(row.getLong("id"), intent(row, at), result == null ? Result.UNKNOWN : Result.valueOf(result),
                result == null ? "" : row.getString("outcome_detail"), time(row, "outcome_at"), times == 0 ? 1 : times,
                time(row, "repeat_at").orElse(at));
    }

    private static Intent intent(ResultSet row, Instant at) throws SQLException {
        var number = row.getLong("session");
        var session = row.wasNull() ? Optional.<Long> empty() : Optional.of(number);
        var actor = new Actor(row.getString("person"), row.getString("name"), Optional.ofNullable(row.getString("app_key")),
                session, row.getString("request"), row.getString("address"));
        return new Intent(at, actor, row.getString("instance"), row.getString("action"),
                AuditText.readTorrents(row.getString("torrents")), AuditText.readArguments(row.getString("arguments")),
                row.getLong("generation"), row.getString("granted_by"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
