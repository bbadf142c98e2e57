package gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What was last read of the database, so that people who are signed in go on reading pages while it is away for a moment.
/// Each value counts for as long as the database's patience and not a second more: what was ended meanwhile elsewhere must
/// not live on here.
final class LastKnown<K, V> {

    private static final int MOST = 2_000;

    private final Duration patience;
    private final Clock clock;
    private final Map<K, Read<V>> values = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Read<V>> eldest) {
            return size() > MOST;
        }
    };

    LastKnown(Database database, Clock clock) {
        this.patience = database.patience();
        this.clock = clock;
    }

    private record Read<V>(V value, Instant at) {
    }

    /// Reads it; gives what was read before when the database does not answer.
    ///
    /// @throws StoreUnavailable when that was never, or too long ago
    V get(K key, Supplier<V> read) {
        try {
            var value = read.get();
            remember(key, value);
            return value;
        } catch (StoreUnavailable away) {
            return remembered(key).orElseThrow(() -> away);
        }
    }

    /// Something was changed here: nothing that was read before counts any more.
    synchronized void forget() {
        values.clear();
    }

    private synchronized void remember(K key, V value) {
        values.put(key, new Read<>(value, clock.instant()));
    }

    private synchronized Optional<V> remembered(K key) {
        return Optional.ofNullable(values.get(key)).filter(read -> clock.instant().isBefore(read.at().plus(patience)))
                .map(Read::value);
    }
}
