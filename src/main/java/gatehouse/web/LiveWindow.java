package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import gatehouse.http.Streams.Event;

/// What one open page shows now, so that only the difference to the next moment is sent.
class LiveWindow {

    private static final Drawn NOTHING = new Drawn(-1, -1, Map.of(), Map.of());

    private Set<String> seen;
    private Drawn before = NOTHING;

    /// @param seen what the page shows by itself, as [Drawn#signs] says it; empty when that is not known
    LiveWindow(String seen) {
        this.seen = Set.copyOf(List.of(seen.split("\\.")));
    }

    /// The difference to what was sent before, empty when there is none: `rows` (HTML by id), `order` (ids, with `from` and
    /// `total`), `parts` (HTML by the id of the element whose content it is). The first time there always is an event.
    Optional<Event> change(Screen screen, Drawn now) {
        var change = new LinkedHashMap<String, Object>();
        if (!seen.contains(now.sign())) {
            rows(now, change);
            order(screen, now, change);
        }
        parts(now, change);
        var first = before == NOTHING;
        before = now;
        seen = Set.of();
        return change.isEmpty() && !first ? Optional.empty() : Optional.of(new Event("view", change));
    }

    private void rows(Drawn now, Map<String, Object> change) {
        var changed = new LinkedHashMap<>(now.rows());
        changed.entrySet().removeIf(row -> row.getValue().equals(before.rows().get(row.getKey())));
        if (!changed.isEmpty()) {
            change.put("rows", changed);
        }
    }

    private void order(Screen screen, Drawn now, Map<String, Object> change) {
        if (!now.order().equals(before.order()) || now.from() != before.from() || now.total() != before.total()) {
            change.put("order", now.order());
            change.put("from", now.from());
            change.put("total", now.total());
            change.put("q", screen.query().filter().text());
            change.put("size", screen.size().toString());
            change.put("alone", screen.alone().isPresent());
        }
    }

    private void parts(Drawn now, Map<String, Object> change) {
        var changed = new LinkedHashMap<>(now.parts());
        changed.entrySet().removeIf(part -> part.getValue().equals(before.parts().get(part.getKey()))
                || seen.contains(now.sign(part.getKey())));
        if (!changed.isEmpty()) {
            change.put("parts", changed);
        }
    }
}
