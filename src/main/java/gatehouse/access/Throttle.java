package gatehouse.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Slows down whoever guesses passwords: after a handful of failures each further one doubles the wait. It counts by
/// address and by address with name, never by name alone, so that nobody can lock out somebody else.
@ApplicationScoped
class Throttle {

    private static final int FREE = 5;
    private static final int FREE_FOR_ADDRESS = 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final int freeForAddress;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    @Inject
    Throttle(Clock clock) {
        this(clock, FREE_FOR_ADDRESS);
    }

    /// @param freeForAddress after how many failures of whatever names an address waits as a whole
    Throttle(Clock clock, int freeForAddress) {
        this.clock = clock;
        this.freeForAddress = freeForAddress;
    }

    private record Failures(int count, Instant last) {

        Instant until(int free) {
            return count < free ? Instant.MIN : last.plus(FIRST_WAIT.multipliedBy(1L << Math.min(count - free, 8)));
        }
    }

    /// When the next attempt is possible; empty when it is now.
    synchronized Optional<Instant> blocked(String name, String address) {
        var now = clock.instant();
        return Optional.of(later(until(address + " " + name, FREE), until(address, freeForAddress))).filter(now::isBefore);
    }

    /// Counts an attempt before its password is looked at, so that many at once are not all the first.
    synchronized void attempt(String name, String address) {
        count(address + " " + name);
        count(address);
    }

    /// It was the right password after all.
    synchronized void succeeded(String name, String address) {
        failures.remove(address + " " + name);
        failures.computeIfPresent(address, (same, old) -> old.count() == 1 ? null : new Failures(old.count() - 1, old.last()));
    }

    private Instant until(String key, int free) {
        var known = failures.get(key);
        return known == null || known.last().plus(MEMORY).isBefore(clock.instant()) ? Instant.MIN : known.until(free);
    }

    private void count(String key) {
        failures.merge(key, new Failures(1, clock.instant()), (old, one) -> new Failures(
                old.last().plus(MEMORY).isBefore(clock.instant()) ? 1 : old.count() + 1, clock.instant()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
