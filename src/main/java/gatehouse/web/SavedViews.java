package gatehouse.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.store.Preferences;

/// Filters and orders that somebody has given a name, in their order. Kept as one text: a line of name and address each.
@ApplicationScoped
class SavedViews {

    static final int MOST = 50;
    static final int LONGEST_NAME = 60;

    private static final String NAME = "views";
    private static final String LAST = "last-view";

    private final Preferences preferences;

    SavedViews(Preferences preferences) {
        this.preferences = preferences;
    }

    /// @param address the query of the list's address, with its question mark; empty for the whole list
    public record SavedView(String name, String address) {
    }

    List<SavedView> of(String person) {
        return preferences.get(person, NAME).stream().flatMap(String::lines).map(line -> line.split(" ", 2))
                .map(parts -> new SavedView(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length > 1 ? parts[1] : ""))
                .toList();
    }

    /// In place of the one of this name, or at the end.
    void save(String person, SavedView view) {
        var views = of(person);
        var kept = Stream.concat(views.stream().filter(other -> !other.name().equals(view.name())), Stream.of(view)).toList();
        put(person, kept);
    }

    void rename(String person, String from, String to) {
        var views = new ArrayList<SavedView>();
        of(person).stream().filter(view -> !view.name().equals(to) || to.equals(from)).forEach(view -> views.add(
                view.name().equals(from) ? new SavedView(to, view.address()) : view));
        put(person, views);
    }

    void delete(String person, String name) {
        put(person, of(person).stream().filter(view -> !view.name().equals(name)).toList());
    }

    /// The query of the view that somebody had last; empty for the whole list.
    String last(String person) {
        return preferences.get(person, LAST).orElse("");
    }

    void last(String person, String address) {
        preferences.put(person, LAST, address);
    }

    private void put(String person, List<SavedView> views) {
        preferences.put(person, NAME, views.stream()
                .map(view -> URLEncoder.encode(view.name(), StandardCharsets.UTF_8) + " " + view.address())
                .collect(Collectors.joining("\n")));
    }
}
