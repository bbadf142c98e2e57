package gatehouse.torrent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What part of a list is wanted, in which order: the state of a page, all of which is in its address.
///
/// @param from the first row of the window, from 0
/// @param count how many rows, 1 to [#LARGEST]
public record Query(Filter filter, Sort sort, int from, int count) {

    /// About two screens of rows, and few enough nodes for a browser to stay quick; one that shows more at once asks for more.
    public static final int USUAL = 64;
    public static final int LARGEST = 300;
    public static final Query START = new Query(Filter.NONE, Sort.DEFAULT, 0, USUAL);

    public Query {
        from = Math.max(0, from);
        count = Math.clamp(count, 1, LARGEST);
    }

    /// The window and what stands around it.
    ///
    /// @param total how many rows match
    /// @param bytes of all that match
    /// @param facets how many rows each choice of the rail would show
    /// @param everything how many there are without the filter
    /// @param unfinished whether a regular expression took too long, so that rows may be missing
    public record Page(List<Listed> rows, int from, int total, long bytes, Facets facets, int everything,
            boolean unfinished) {

        /// How many rows each status would show, with the rest of the filter as it is.
        public Map<Status, Integer> statuses() {
            var counts = new EnumMap<Status, Integer>(Status.class);
            facets.statuses().forEach((status, tally) -> counts.put(status, tally.count()));
            return counts;
        }

        /// The same by instance.
        public Map<String, Integer> instances() {
            var counts = new HashMap<String, Integer>();
            facets.instances().forEach((instance, tally) -> counts.put(instance, tally.count()));
            return counts;
        }
    }

    public Query with(Filter other) {
        return new Query(other, sort, 0, count);
    }

    public Query with(Sort other) {
        return new Query(filter, other, 0, count);
    }

    public Query by(Asker asker) {
        return new Query(filter.by(asker), sort, from, count);
    }

    public Query at(int other) {
        return new Query(filter, sort, other, count);
    }

    /// The query part of an address, with its question mark; empty for the start page.
    public String address() {
        var parts = new ArrayList<String>();
        if (!filter.text().isEmpty()) {
            parts.add("q=" + URLEncoder.encode(filter.text(), StandardCharsets.UTF_8));
        }
        if (!sort.equals(Sort.DEFAULT)) {
            parts.add("sort=" + sort);
        }
        if (from > 0) {
            parts.add("from=" + from);
        }
        if (count != USUAL) {
            parts.add("count=" + count);
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /// Filters, counts and sorts. Costs one pass over all rows and one sort of what matches: some 20 ms for 10,000 rows.
    public Page run(Collection<Listed> all) {
        filter.regexps().forEach(Regexp::begin);
        var facets = Facets.empty();
        var matching = new ArrayList<Listed>();
        all.forEach(row -> sift(row, facets, matching));
        matching.sort(sort.order());
        var start = Math.min(from, matching.size());
        var window = List.copyOf(matching.subList(start, Math.min(start + count, matching.size())));
        var bytes = matching.stream().mapToLong(row -> Math.max(0, row.torrent().size())).sum();
        return new Page(window, start, matching.size(), bytes, facets, all.size(),
                filter.regexps().anyMatch(Regexp::exhausted));
    }

    /// All rows that the filter lets through, in the order they come in; none when a regular expression took too long.
    public List<Listed> matching(Collection<Listed> all) {
        filter.regexps().forEach(Regexp::begin);
        var matching = all.stream().filter(filter::matches).toList();
        return filter.regexps().anyMatch(Regexp::exhausted) ? List.of() : matching;
    }

    private void sift(Listed row, Facets facets, List<Listed> matching) {
        if (filter.matches(row)) {
            matching.add(row);
            facets.count(row);
        } else {
            var failing = filter.failing(row).limit(2).toList();
            if (failing.size() == 1) {
                facets.count(row, failing.getFirst());
            }
        }
    }
}
