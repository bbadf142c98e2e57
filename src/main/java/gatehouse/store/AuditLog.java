package gatehouse.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.torrent.Hash;

/// Who asked what of which instance, on which torrents, and how it ended. Entries are added and finished, never
/// changed otherwise.
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

    /// Writes the intent and returns its number. Until [#finish] it counts as [Result#UNKNOWN].
    ///
    /// @throws StoreUnavailable when it could not be written: the act must not happen then
    public long begin(Intent intent) {
        throw new UnsupportedOperationException();
    }

    /// Writes how it ended; `detail` says why, without secrets.
    public void finish(long entry, Result result, String detail) {
        throw new UnsupportedOperationException();
    }
}
