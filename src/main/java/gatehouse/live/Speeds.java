package gatehouse.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// How fast a torrent was in the last minutes, as far as somebody looked at it. Nobody pays for torrents that nobody opens:
/// a sample is taken when one is looked at, at most one a second, and torrents that were left are forgotten.
@ApplicationScoped
public class Speeds {

    /// How far back samples go.
    public static final Duration SPAN = Duration.ofMinutes(5);

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int MOST = 200;

    private final Map<Which, Deque<Sample>> rings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Which, Deque<Sample>> eldest) {
            return size() > MOST;
        }
    };

    private record Which(String instance, Hash hash) {
    }

    /// Bytes a second at a moment.
    public record Sample(Instant at, long down, long up) {
    }

    /// Takes a sample and gives those of [#SPAN], the oldest first.
    ///
    /// @param at when the server said so
    public synchronized List<Sample> look(String instance, Torrent torrent, Instant at) {
        var ring = rings.computeIfAbsent(new Which(instance, torrent.hash()), fresh -> new ArrayDeque<>());
        if (ring.isEmpty() || !at.isBefore(ring.getLast().at().plus(STEP))) {
            ring.addLast(new Sample(at, torrent.downSpeed(), torrent.upSpeed()));
        }
        while (ring.getFirst().at().isBefore(at.minus(SPAN))) {
            ring.removeFirst();
        }
        return List.copyOf(ring);
    }
}
