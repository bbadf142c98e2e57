package gatehouse.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import gatehouse.action.Right;
import gatehouse.live.Freshness;
import gatehouse.torrent.Field;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Query;
import gatehouse.torrent.Word;
import gatehouse.web.Format.Num;
import gatehouse.web.Rail.Choice;
import gatehouse.web.Rail.Group;
import gatehouse.web.Screens.Look;

/// The torrents screen as its templates draw it.
///
/// @param size of all that match
/// @param unfinished whether a regular expression took too long
/// @param acts what they may do with torrents somewhere
public record Screen(Query query, Look look, List<Row> rows, int from, int total, Num size, int everything, boolean unfinished,
        List<Entry> instances, Num down, Num up, List<Group> groups, List<Column> columns,
        List<Banner> banners, Set<Right> acts, Optional<String> alone, Strip strip) {

    private static final int PAGE = 100;
    private static final List<Integer> SIZES = List.of(50, PAGE, 200, Query.LARGEST);

    /// A number of rows on a page, and the view that has so many.
    public record Size(int count, String address, boolean current) {
    }

    /// An instance in the rail and the strip. `seen` is when it last answered.
    public record Entry(String name, String title, Freshness freshness, String words, Optional<Instant> seen, String age,
            Num down, Num up, Num free, int count, boolean current, boolean excluded, String address, String or, String not) {
    }

    /// @param sorted `ascending`, `descending` or empty; `second` the same for the second key
    /// @param address sorts by it, `secondAddress` by it after what the list is sorted by now
    public record Column(Field field, String css, String sorted, String second, String address, String secondAddress) {
    }

    /// A word of the filter.
    ///
    /// @param space what stands before it
    /// @param start its beginning up to the colon, empty for a word of a name
    /// @param kind `word`, `bare` or `wrong`
    /// @param without the address of the view without it
    public record Piece(String space, String start, String rest, String kind, String without) {

        public String written() {
            return start + rest;
        }
    }

    public record Banner(String kind, String icon, String title, String text) {
    }

    /// How many rows stand before the window and after it.
    public int after() {
        return total - from - rows.size();
    }

    /// The rows of the grid: its header is the first.
    public int rowCount() {
        return total + 1;
    }

    public boolean may(String right) {
        return acts.contains(Right.valueOf(right));
    }

    public String totalText() {
        return Format.count(total);
    }

    /// The words of the filter as they are tinted and as chips.
    public List<Piece> pieces() {
        var written = query.filter().pieces();
        var wrong = query.filter().mistakes().stream().map(Filter.Mistake::written).toList();
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (var index = 0; index < written.size(); index++) {
            var word = written.get(index);
            var begin = query.filter().text().indexOf(word, at);
            var colon = word.startsWith("#") || word.startsWith("-#") ? word.indexOf('#') + 1 : word.indexOf(':') + 1;
            var kind = wrong.contains(word) ? "wrong" : colon > 0 && !word.startsWith("\"") ? "word" : "bare";
            var cut = kind.equals("bare") ? 0 : colon;
            pieces.add(new Piece(query.filter().text().substring(at, begin), word.substring(0, cut), word.substring(cut), kind,
                    query.with(query.filter().drop(index)).address()));
            at = begin + word.length();
        }
        return pieces;
    }

    /// Whether anything but the choice of an instance is in the filter.
    public boolean filtered() {
        return query.filter().terms().stream().anyMatch(term -> term.word() != Word.ON) || alone.isEmpty() && everything > 0;
    }

    /// The title of the one instance that is shown; empty when there are more.
    public String aloneTitle() {
        return instances.stream().filter(entry -> alone.filter(entry.name()::equals).isPresent()).map(Entry::title).findFirst()
                .orElse("");
    }

    public List<String> densities() {
        return List.of("comfortable", "", "compact");
    }

    public String densityIcon(String density) {
        return switch (density) {
            case "comfortable" -> "rows-2";
            case "compact" -> "rows-4";
            default -> "rows-3";
        };
    }

    /// The quick filters of a phone.
    public List<Choice> quick() {
        return groups.getFirst().choices();
    }

    /// The view of the filter that was probably meant instead of one with a mistake.
    public String meant(Filter.Mistake mistake) {
        return query.with(Filter.parse(mistake.meant().orElseThrow())).address();
    }

    /// The query of this view from its start, for saving it.
    public String address() {
        return query.at(0).address();
    }

    /// The same as a value in another address.
    public String addressInAddress() {
        return URLEncoder.encode(address(), StandardCharsets.UTF_8);
    }

    public List<Filter.Mistake> mistakes() {
        return query.filter().mistakes();
    }

    public Optional<String> previous() {
        return from > 0 ? Optional.of(page(Math.max(0, from - rowsAPage()))) : Optional.empty();
    }

    public Optional<String> next() {
        return after() > 0 ? Optional.of(page(from + rows.size())) : Optional.empty();
    }

    private String page(int start) {
        return new Query(query.filter(), query.sort(), start, rowsAPage()).address();
    }

    private int rowsAPage() {
        return query.count() == Query.USUAL ? PAGE : query.count();
    }

    /// How many rows a page may have, for whoever turns pages.
    public List<Size> sizes() {
        return SIZES.stream().map(count -> new Size(count, new Query(query.filter(), query.sort(), from, count).address(),
                count == rowsAPage())).toList();
    }

    /// `true` while there is nothing to show and an instance has not answered yet, though nothing is known to be wrong.
    public boolean waiting() {
        return total == 0 && shown().anyMatch(entry -> entry.freshness() == Freshness.WAITING);
    }

    /// `true` while no instance that is shown has ever answered: it may have torrents or none.
    public boolean silent() {
        return shown().allMatch(entry -> entry.seen().isEmpty());
    }

    private Stream<Entry> shown() {
        return instances.stream().filter(entry -> alone.isEmpty() || alone.get().equals(entry.name()));
    }

    /// The same view on all instances.
    public String everywhere() {
        return query.with(query.filter().with(Word.ON, "")).address();
    }

    public String clear() {
        return query.with(Filter.NONE).address();
    }
}
