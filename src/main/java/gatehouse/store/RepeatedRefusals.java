package gatehouse.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import gatehouse.store.AuditLog.Repeats;

/// Counts refusals that say the same within a minute, so that nobody floods the audit by asking again and again.
class RepeatedRefusals {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /// When more are open than this, further ones are written one by one.
    private static final int MOST = 1000;

    private final Map<Key, Open> open = new ConcurrentHashMap<>();

    record Key(String person, String instance, String action, String reason) {
    }

    private record Open(long entry, Instant first, Instant last, long times) {

        boolean over(Instant now) {
            return !first.plus(WINDOW).isAfter(now);
        }

        void write(Consumer<Repeats> repeated) {
            if (times > 1) {
                repeated.accept(new Repeats(entry, times, first, last));
            }
        }
    }

    /// Counts the refusal if one like it is open, else has `first` write it.
    ///
    /// @param first returns the number of the entry it wrote
    void of(Key key, Instant now, LongSupplier first, Consumer<Repeats> repeated) {
        if (open.size() >= MOST && !open.containsKey(key)) {
            first.getAsLong();
            return;
        }
        open.compute(key, (same, known) -> {
            if (known != null && !known.over(now)) {
                return new Open(known.entry(), known.first(), now, known.times() + 1);
            }
            if (known != null) {
                known.write(repeated);
            }
            return new Open(first.getAsLong(), now, now, 1);
        });
    }

    /// Writes what is over. What cannot be written stays, for the next time.
    void sweep(Instant now, Consumer<Repeats> repeated) {
        open.keySet().forEach(key -> open.computeIfPresent(key, (same, known) -> {
            if (!known.over(now)) {
                return known;
            }
            known.write(repeated);
            return null;
        }));
    }
}
