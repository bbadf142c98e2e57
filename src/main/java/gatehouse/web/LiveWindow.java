package gatehouse.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import gatehouse.http.Streams.Event;

/// What one open page shows now, so that only the difference to the next moment is sent.
class LiveWindow {

    private final Frame frame;
    private final RowHtml rowHtml;
    private Map<String, String> rows = Map.of();
    private List<String> order = List.of();
    private int from = -1;
    private int total = -1;
    private final Map<String, String> parts = new HashMap<>();

    LiveWindow(Frame frame, RowHtml rowHtml) {
        this.frame = frame;
        this.rowHtml = rowHtml;
    }

    /// The difference to what was sent before, empty when there is none: `rows` (HTML by id), `order` (ids, with `from` and
    /// `total`), `parts` (HTML by the id of the element whose content it is).
    Optional<Event> change(Screen screen) {
        var change = new LinkedHashMap<String, Object>();
        rows(screen, change);
        order(screen, change);
        parts(screen, change);
        return change.isEmpty() ? Optional.empty() : Optional.of(new Event("view", change));
    }

    private void rows(Screen screen, Map<String, Object> change) {
        var now = new HashMap<String, String>();
        var changed = new LinkedHashMap<String, String>();
        for (var row : screen.rows()) {
            var html = rowHtml.of(frame, row);
            now.put(row.id(), html);
            if (!html.equals(rows.get(row.id()))) {
                changed.put(row.id(), html);
            }
        }
        rows = now;
        if (!changed.isEmpty()) {
            change.put("rows", changed);
        }
    }

    private void order(Screen screen, Map<String, Object> change) {
        var ids = screen.rows().stream().map(Row::id).toList();
        if (!ids.equals(order) || screen.from() != from || screen.total() != total) {
            order = ids;
            from = screen.from();
            total = screen.total();
            change.put("order", new ArrayList<>(ids));
            change.put("from", from);
            change.put("total", total);
            change.put("q", screen.query().filter().text());
            change.put("size", screen.size().toString());
            change.put("alone", screen.alone().isPresent());
        }
    }

    private void parts(Screen screen, Map<String, Object> change) {
        var changed = new LinkedHashMap<String, String>();
        part("instances", new Torrents.instances(frame, screen).render(), changed);
        part("facets", new Torrents.facets(frame, screen).render(), changed);
        part("typed", new Torrents.typed(screen).render(), changed);
        part("chips", new Torrents.chips(frame, screen).render(), changed);
        part("count", new Torrents.count(screen).render(), changed);
        part("quick", new Torrents.quick(frame, screen).render(), changed);
        part("head", new Torrents.head(frame, screen).render(), changed);
        part("strip", new Torrents.strip(frame, screen).render(), changed);
        part("banners", new Torrents.banners(frame, screen).render(), changed);
        if (!changed.isEmpty()) {
            change.put("parts", changed);
        }
    }

    private void part(String id, String html, Map<String, String> changed) {
        if (!html.equals(parts.put(id, html))) {
            changed.put(id, html);
        }
    }
}
