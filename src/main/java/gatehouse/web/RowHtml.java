package gatehouse.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.http.Display;
import gatehouse.torrent.Torrent;

/// Rows that were drawn before. A torrent that has not changed is the same object in the next snapshot, so its row is
/// drawn once, for everybody who sees it alike.
@ApplicationScoped
class RowHtml {

    private static final int MOST = 20_000;

    private final Map<Look, Drawn> drawn = new ConcurrentHashMap<>();

    /// All that a row depends on besides its torrent.
    private record Look(String id, String title, boolean stale, boolean going, Columns columns, int year,
            String owner,
            List<String> trackers, String ui, Display display) {
    }

    private record Drawn(Torrent torrent, String html) {
    }

    String of(Frame frame, Row row) {
        if (drawn.size() > MOST) {
            drawn.clear();
        }
        var look = new Look(row.id(), row.title(), row.stale(), row.going(), row.columns(), row.year(),
                row.listed().ownerName(), row.listed().trackers(), frame.ui(), Display.current());
        return drawn.compute(look, (same, old) -> old != null && old.torrent() == row.torrent() ? old
                : new Drawn(row.torrent(), new Torrents.row(frame, row).render())).html();
    }
}
