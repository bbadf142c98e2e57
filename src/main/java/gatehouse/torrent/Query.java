package gatehouse.torrent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What part of a list is wanted, in which order: the state of a page, all of which is in its address.
///
/// @param from the first row of the window, from 0
/// @param count how many rows, 1 to [#LARGEST]
public record Query(Filter filter, Sort sort, int from, int count) {

    /// About three screens of rows, and few enough nodes for a browser to stay quick.
    public static final int USUAL = 80;
    public static final int LARGEST = 300;
    public static final Query START = new Query(Filter.NONE, Sort.DEFAULT, 0, USUAL);

    public Query {
        from = Math.max(0, from);
        count = Math.clamp(count, 1, LARGEST);
    }

    /// The window and what stands around it.
    ///
    /// @param total how many rows match
    /// @param statuses how many rows each status would show, with the rest of the filter as it is
    /// @param instances the same by instance
    public record Page(List<Listed> rows, int from, int total, Map<Status, Integer> statuses,
            Map<String, Integer> instances, int everything) {
    }

    public Query with(Filter other) {
        return new Query(other, sort, 0, count);
    }

    public Query with(Sort other) {
        return new Query(filter, other, 0, count);
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

    /// Filters, counts and sorts. Costs a pass over all rows, one more for each kind of count that the filter takes part in,
    /// and one sort of what matches: some 20 ms for 10,000 rows.
    public Page run(Collection<Listed> all) {
        var matching = all.stream().filter(filter::matches).sorted(sort.order()).toList();
        var start = Math.min(from, matching.size());
        var window = List.copyOf(matching.subList(start, Math.min(start + count, matching.size())));
        var instances = new HashMap<String, Integer>();
        without("on", all, matching).forEach(row -> instances.merge(row.instance(), 1, Integer::sum));
        return new Page(window, start, matching.size(), Status.count(without("status", all, matching)), instances, all.size());
    }

    private Collection<Listed> without(String word, Collection<Listed> all, List<Listed> matching) {
        var rest = filter.without(word);
        return rest.equals(filter) ? matching : all.stream().filter(rest::matches).toList();
    }
}
