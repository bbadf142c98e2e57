package gatehouse.store;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.store.AuditChain.End;
import gatehouse.torrent.Hash;

/// Who asked what of which instance, on which torrents, and how it ended. Rows are only ever added: an intent before
/// the act, an outcome after it; [AuditChain] proves that none was changed.
@ApplicationScoped
public class AuditLog {

    /// What is about to be tried.
    ///
    /// @param instance empty when it concerns none
    /// @param arguments without secrets
    /// @param generation of the policy that allowed or refused it
    /// @param grant the grant that decided, in words; empty when none did
    public record Intent(Instant at, Actor actor, String instance, String action, List<Subject> torrents,
            Map<String, String> arguments, long generation, String grant) {
    }

    /// Who asks, from where.
    ///
    /// @param person the id: `local:alice`, or issuer`#`subject
    /// @param name as it was shown at that time
    /// @param key the id of the app's key, if it was one
    /// @param session the number of the browser session, if it was one
    /// @param request the request's id, empty when there is none
    public record Actor(String person, String name, Optional<String> key, Optional<Long> session, String request,
            String address) {

        /// Somebody of whom no more is known.
        public static Actor of(String person, String name, String address) {
            return new Actor(person, name, Optional.empty(), Optional.empty(), "", address);
        }
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

    /// An intent with its outcome.
    ///
    /// @param result [Result#UNKNOWN] also when no outcome was written
    /// @param ended when the outcome was written
    /// @param times how often it was asked in all: more than once only for refusals
    /// @param last when it was asked the last time
    public record Entry(long id, Intent intent, Result result, String detail, Optional<Instant> ended, long times,
            Instant last) {

        public String person() {
            return intent.actor().person();
        }

        public String instance() {
            return intent.instance();
        }

        public String action() {
            return intent.action();
        }

        public List<Subject> torrents() {
            return intent.torrents();
        }
    }

    /// How often a refusal was repeated after its entry was written.
    record Repeats(long entry, long times, Instant since, Instant last) {
    }

    private final AuditChain chain;
    private final Database database;
    private final Clock clock;
    private final RepeatedRefusals refusals = new RepeatedRefusals();

    public AuditLog(AuditChain chain, Database database, Clock clock) {
        this.chain = chain;
        this.database = database;
        this.clock = clock;
    }

    /// Writes the intent and returns its number. Until [#finish] it counts as [Result#UNKNOWN].
    ///
    /// @throws StoreUnavailable when it could not be written: the act must not happen then
    public long begin(Intent intent) {
        return chain.write(end -> end.append(row(intent)));
    }

    /// Writes how it ended; `detail` says why, without secrets.
    public void finish(long entry, Result result, String detail) {
        chain.write(end -> finish(end, entry, result, detail));
    }

    /// Writes that it was refused. Within a minute of the first, the same of the same person (action, instance, reason) is
    /// only counted; the count is written when the minute is over.
    ///
    /// @param reason the missing right and why, always in the same words
    public void refused(Intent intent, String reason) {
        refusals.of(new RepeatedRefusals.Key(intent.actor().person(), intent.instance(), intent.action(), reason),
                intent.at(), () -> chain.write(end -> {
                    var entry = end.append(row(intent));
                    finish(end, entry, Result.REFUSED, reason);
                    return entry;
                }), this::repeated);
    }

    /// Writes the counts of repeated refusals whose minute is over at `now`.
    void sweep(Instant now) {
        refusals.sweep(now, this::repeated);
    }

    /// Removes what is older than `limit`, as far as the chain's front goes, and writes an entry that says so.
    ///
    /// @return how many rows were removed
    public long forget(Instant limit) {
        return chain.write(end -> end.cut(limit).map(cut -> {
            var intact = cut.verdict() instanceof AuditChain.Intact;
            var entry = end.append(row(new Intent(clock.instant(), Actor.of("gatehouse", "Gatehouse", ""), "", "audit/forget",
                    List.of(), Map.of("before", limit.toString(), "rows", String.valueOf(cut.rows())), 0, "")));
            finish(end, entry, intact ? Result.DONE : Result.FAILED,
                    intact ? "" : "what was removed was not intact: " + cut.verdict());
            return cut.rows();
        }).orElse(0L));
    }

    private long finish(End end, long entry, Result result, String detail) {
        return end.append(Map.of("kind", "outcome", "entry", entry, "at", clock.millis(), "result", result.name(), "detail",
                AuditText.line(detail, 1000)));
    }

    private void repeated(Repeats repeats) {
        chain.write(end -> end.append(Map.of("kind", "repeat", "entry", repeats.entry(), "at", repeats.last().toEpochMilli(),
                "since", repeats.since().toEpochMilli(), "times", repeats.times())));
    }

    private static Map<String, Object> row(Intent intent) {
        var row = new HashMap<String, Object>();
        row.put("kind", "intent");
        row.put("at", intent.at().toEpochMilli());
        row.put("person", AuditText.line(intent.actor().person(), 1000));
        row.put("name", AuditText.line(intent.actor().name(), 200));
        row.put("app_key", intent.actor().key().map(key -> AuditText.line(key, 200)).orElse(null));
        row.put("session", intent.actor().session().orElse(null));
        row.put("request", AuditText.line(intent.actor().request(), 200));
        row.put("address", AuditText.line(intent.actor().address(), 100));
        row.put("instance", AuditText.line(intent.instance(), 64));
        row.put("action", AuditText.line(intent.action(), 100));
        row.put("torrents", AuditText.torrents(intent.torrents()));
        row.put("arguments", AuditText.arguments(intent.arguments()));
        row.put("generation", intent.generation());
        row.put("granted_by", AuditText.line(intent.grant(), 1000));
        return row;
    }

    /// The newest entries first.
    public List<Entry> recent(int count) {
        return find(AuditQuery.recent(count));
    }

    /// What a query asks for, the newest first. The cost is one walk along the index of the person or of the numbers.
    public List<Entry> find(AuditQuery query) {
        return database.get(query::run);
    }
}
