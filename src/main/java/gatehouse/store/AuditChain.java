package gatehouse.store;

import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import gatehouse.config.Secrets;

/// The rows of the audit, each sealed with HMAC-SHA256 over its content and the seal of the row before it, under a key that
/// the database does not hold. A head row, sealed too, says where the chain begins and ends.
///
/// Whoever can write the tables can thus not alter, remove, reorder or cut off rows unseen. They can put back an older
/// state of both tables as a whole; only a copy of the rows elsewhere (`gatehouse.audit.log`) shows that.
///
/// Adding costs one read and one write of the head row beside the row itself, and writers wait for each other there.
@ApplicationScoped
public class AuditChain {

    private static final Logger LOG = Logger.getLogger(AuditChain.class);
    private static final int PAGE = 1000;

    private final Database database;
    private final AuditLines lines;
    private final Clock clock;
    private final SecretKeySpec key;

    public AuditChain(Database database, Secrets secrets, AuditLines lines, Clock clock) {
        this.database = database;
        this.lines = lines;
        this.clock = clock;
        key = new SecretKeySpec(secrets.key("audit"), "HmacSHA256");
    }

    /// What a look at the whole chain found.
    public sealed interface Verdict {
    }

    /// Every one of so many rows is there, unaltered and in its place.
    public record Intact(long count) implements Verdict {
    }

    /// The first row that is not what it should be.
    public record Broken(long id, Fault what) implements Verdict {
    }

    public enum Fault {
        /// The row, or the head that vouches for it, is not what was written under this installation's secret.
        ALTERED,
        /// The row is gone and later ones are there.
        MISSING,
        /// The row is genuine but not in its place.
        REORDERED,
        /// The row and all later ones are gone, or nothing proves that they are not.
        TRUNCATED
    }

    private record Head(long first, String start, long last, String hash, String mac) {

        byte[] content() {
            return AuditRow.canonical("head", first, start, last, hash);
        }

        boolean pristine() {
            return first == 1 && last == 0 && start.isEmpty() && hash.isEmpty() && mac.isEmpty();
        }

        static Head read(ResultSet row) throws SQLException {
            return new Head(row.getLong("first"), row.getString("start_hash"), row.getLong("last"),
                    row.getString("last_hash"), row.getString("mac"));
        }
    }

    /// Adds what `work` appends, all or nothing, after every row that others have added.
    ///
    /// @throws StoreUnavailable when it could not be written
    <T> T write(Function<End, T> work) {
        var written = new ArrayList<AuditRow>();
        var result = write(work, written);
        written.forEach(lines::write);
        Meters.written(written);
        return result;
    }

    private <T> T write(Function<End, T> work, List<AuditRow> written) {
        try {
            return database.get(handle -> {
                written.clear();
                var end = new End(handle, lock(handle), written);
                var given = work.apply(end);
                end.seal();
                return given;
            });
        } catch (StoreUnavailable unavailable) {
            Meters.failed();
            throw unavailable;
        }
    }

    /// The update locks the head row in PostgreSQL and the whole of SQLite, until the transaction is over.
    private Head lock(Handle handle) {
        return handle.createQuery("update audit_head set id = 1 where id = 1 returning *")
                .map((row, context) -> Head.read(row)).findOne()
                .orElseThrow(() -> new StoreUnavailable("The audit has lost its head row; restore the database", null));
    }

    /// The end of the chain while it is locked.
    final class End {

        private final Handle handle;
        private final List<AuditRow> written;
        private Head head;

        /// A head that does not verify must not be sealed anew as if it did: the break is written into the chain.
        private End(Handle handle, Head head, List<AuditRow> written) {
            this.handle = handle;
            this.head = head;
            this.written = written;
            if (!genuine(head)) {
                LOG.error("The audit's head is not what was written under this secret; run `audit verify`");
                append(Map.of("kind", "break", "at", clock.millis()));
            }
        }

        /// Adds a row with these values by column and returns its number.
        long append(Map<String, ?> values) {
            var id = head.last() + 1;
            var bound = new HashMap<String, Object>();
            AuditRow.COLUMNS.forEach(column -> bound.put(column, values.get(column)));
            var hash = sealed(AuditRow.content(bound, head.hash()));
            handle.createUpdate(AuditRow.INSERT).bind("id", id).bind("previous", head.hash()).bind("hash", hash).bindMap(bound)
                    .execute();
            var texts = new HashMap<String, String>();
            bound.forEach((column, value) -> texts.put(column, value == null ? null : value.toString()));
            written.add(new AuditRow(id, texts, head.hash(), hash));
            head = new Head(head.first(), head.start(), id, hash, "");
            return id;
        }

        /// Removes the rows from the front that are older than `limit`; empty when there are none.
        Optional<Cut> cut(Instant limit) {
            var next = handle.createQuery("select min(id) from audit_row where at >= :limit").bind("limit", limit.toEpochMilli())
                    .mapTo(Long.class).findOne().orElse(head.last() + 1);
            if (next <= head.first()) {
                return Optional.empty();
            }
            var start = handle.createQuery("select previous from audit_row where id = :next").bind("next", next)
                    .mapTo(String.class).findOne().orElse(head.hash());
            var part = new Head(head.first(), head.start(), next - 1, start, "");
            var cut = new Cut(next - head.first(), walk(part, (from, last) -> page(handle, from, last)));
            handle.createUpdate("delete from audit_row where id < :next").bind("next", next).execute();
            head = new Head(next, start, head.last(), head.hash(), "");
            return Optional.of(cut);
        }

        private void seal() {
            handle.createUpdate("""
                    update audit_head set first = :first, start_hash = :start, last = :last, last_hash = :hash, mac = :mac
                    where id = 1""").bind("first", head.first()).bind("start", head.start()).bind("last", head.last())
                    .bind("hash", head.hash()).bind("mac", sealed(head.content())).execute();
        }
    }

    /// So many rows were removed; `verdict` says whether they were still what was written.
    record Cut(long rows, Verdict verdict) {
    }

    /// Looks at every row, a page at a time, so that memory stays small and writers go on meanwhile. Rows that retention
    /// removes meanwhile make it start again.
    public Verdict verify() {
        var before = bounds();
        if (before.isEmpty()) {
            return new Broken(1, Fault.MISSING);
        }
        var verdict = verify(before.get());
        return bounds().filter(now -> now.head().first() != before.get().head().first()).isPresent() ? verify() : verdict;
    }

    private record Bounds(Head head, long oldest, long newest) {
    }

    private Optional<Bounds> bounds() {
        return database.get(handle -> handle.createQuery("""
                select h.*, (select coalesce(min(id), h.first) from audit_row) as oldest,
                    (select coalesce(max(id), h.last) from audit_row) as newest from audit_head h where h.id = 1""")
                .map((row, context) -> new Bounds(Head.read(row), row.getLong("oldest"), row.getLong("newest"))).findOne());
    }

    private Verdict verify(Bounds bounds) {
        var head = bounds.head();
        var verdict = walk(head, (from, last) -> database.get(handle -> page(handle, from, last)));
        if (verdict instanceof Broken) {
            return verdict;
        }
        if (bounds.oldest() < head.first() || bounds.newest() > head.last()) {
            return new Broken(bounds.oldest() < head.first() ? bounds.oldest() : head.last() + 1, Fault.ALTERED);
        }
        return genuine(head) ? verdict : new Broken(head.last() + 1, Fault.TRUNCATED);
    }

    private interface Pages {
        List<AuditRow> from(long first, long last);
    }

    private static List<AuditRow> page(Handle handle, long from, long last) {
        return handle.createQuery("select * from audit_row where id between :from and :last order by id limit :page")
                .bind("from", from).bind("last", last).bind("page", PAGE).map((row, context) -> AuditRow.read(row)).list();
    }

    private Verdict walk(Head head, Pages pages) {
        var id = head.first();
        var hash = head.start();
        while (id <= head.last()) {
            var page = pages.from(id, head.last());
            if (page.isEmpty()) {
                return new Broken(id, Fault.TRUNCATED);
            }
            for (var row : page) {
                var fault = fault(row, id, hash);
                if (fault.isPresent()) {
                    return new Broken(id, fault.get());
                }
                hash = row.hash();
                id++;
            }
        }
        return hash.equals(head.hash()) ? new Intact(head.last() - head.first() + 1) : new Broken(head.last(), Fault.ALTERED);
    }

    private Optional<Fault> fault(AuditRow row, long id, String previous) {
        if (row.id() != id) {
            return Optional.of(Fault.MISSING);
        }
        if (!row.hash().equals(sealed(row.content())) || row.kind().equals("break")) {
            return Optional.of(Fault.ALTERED);
        }
        return row.previous().equals(previous) ? Optional.empty() : Optional.of(Fault.REORDERED);
    }

    private boolean genuine(Head head) {
        return head.pristine() || head.mac().equals(sealed(head.content()));
    }

    private String sealed(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
