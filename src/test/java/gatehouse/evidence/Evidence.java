package gatehouse.evidence;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;

import gatehouse.action.ApiVersion;
import gatehouse.real.TorrentFile;

/// What proves every action of the table, in the order in which it is run on one server: each row finds what those before
/// it have left.
public final class Evidence {

    static final TorrentFile FOUND = TorrentFile.hollow("found.iso", 500_000);

    private static final List<Row> ROWS = Stream.of(ServerRows.APP, ReadRows.TORRENT, TorrentRows.STATE, TorrentRows.ORDER,
            TorrentRows.PLACE, TorrentRows.LIMITS, TorrentRows.NETWORK, ReadRows.TRANSFER, ReadRows.ADDS, ServerRows.RSS,
            ServerRows.SEARCH, ServerRows.CREATOR, ServerRows.END).flatMap(List::stream).toList();

    private Evidence() {
    }

    public static List<Row> rows() {
        return ROWS;
    }

    /// The world that the rows need.
    public static Site site() {
        return new Site().offer("fetched", ReadRows.FETCHED).offer("read", ReadRows.READ).offer("found", FOUND);
    }

    /// Runs every row that servers of this version can be asked, and for the others asks all the same.
    public static void run(Scene scene) {
        scene.open();
        var known = ROWS.stream().filter(row -> row.known(scene.api()));
        var without = known.map(row -> row.action().id()).distinct().filter(id -> proofs(id, scene.api()) == 0).toList();
        assertEquals(List.of(), without, "actions of this version without evidence");
        assertAll(ROWS.stream().map(row -> () -> row.run(scene)));
        assertEquals(List.of(), scene.door().faults());
    }

    private static long proofs(String action, ApiVersion version) {
        return ROWS.stream().filter(row -> row.action().id().equals(action) && row.isFor(version)).count();
    }
}
