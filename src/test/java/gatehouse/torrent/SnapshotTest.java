package gatehouse.torrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SnapshotTest {

    private static final Hash ONE = new Hash("1".repeat(40));
    private static final Hash TWO = new Hash("2".repeat(40));

    static Delta delta(boolean full, Map<Hash, Map<String, Object>> torrents, Set<Hash> removed) {
        return new Delta(full, torrents, removed, Map.of(), Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), Map.of());
    }

    @Test
    void aDeltaChangesOnlyWhatItNames() {
        var first = Snapshot.NOTHING
                .apply(delta(true, Map.of(ONE, Map.of("name", "a", "size", 1L), TWO, Map.of("name", "b")), Set.of()));
        var second = first.apply(delta(false, Map.of(ONE, Map.of("size", 2L)), Set.of()));
        assertEquals(2, second.torrents().get(ONE).size());
        assertEquals("a", second.torrents().get(ONE).name());
        assertSame(first.torrents().get(TWO), second.torrents().get(TWO), "what did not change is the same object");
        assertEquals(1, first.torrents().get(ONE).size(), "a snapshot never changes");
        assertEquals(2, second.version());
    }

    @Test
    void whatIsRemovedAndAddedAgainInOneDeltaIsNew() {
        var first = Snapshot.NOTHING.apply(delta(true, Map.of(ONE, Map.of("name", "a", "size", 1L)), Set.of()));
        var second = first.apply(delta(false, Map.of(ONE, Map.of("name", "b")), Set.of(ONE)));
        assertEquals(Map.of("name", "b"), second.torrents().get(ONE).fields());
    }

    @Test
    void aFullUpdateForgetsWhatItDoesNotName() {
        var first = Snapshot.NOTHING.apply(delta(true, Map.of(ONE, Map.of("name", "a")), Set.of()));
        assertEquals(Set.of(TWO), first.apply(delta(true, Map.of(TWO, Map.of("name", "b")), Set.of())).torrents().keySet());
    }

    @Property(tries = 200)
    void anyRowOfDeltasEndsWhereTheWholeStateIs(@ForAll("deltas") List<Delta> deltas) {
        var snapshot = Snapshot.NOTHING;
        var expected = new HashMap<Hash, Map<String, Object>>();
        for (var delta : deltas) {
            snapshot = snapshot.apply(delta);
            if (delta.full()) {
                expected.clear();
            }
            delta.torrentsRemoved().forEach(expected::remove);
            delta.torrents().forEach((hash, fields) -> expected.computeIfAbsent(hash, fresh -> new HashMap<>()).putAll(fields));
        }
        var actual = new HashMap<Hash, Map<String, Object>>();
        snapshot.torrents().forEach((hash, torrent) -> actual.put(hash, torrent.fields()));
        assertEquals(expected, actual);
        assertEquals(deltas.size(), snapshot.version());
    }

    @Provide
    Arbitrary<List<Delta>> deltas() {
        var hash = Arbitraries.of("0", "1", "2", "3", "4").map(digit -> new Hash(digit.repeat(40)));
        var fields = Arbitraries.maps(Arbitraries.of("name", "size", "state"),
                Arbitraries.integers().between(0, 9).map(number -> (Object) number));
        var torrents = Arbitraries.maps(hash, fields).ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(true, false, false, false), torrents, hash.set().ofMaxSize(2))
                .as((full, changed, removed) -> delta(full, changed, removed)).list().ofMaxSize(12);
    }
}
