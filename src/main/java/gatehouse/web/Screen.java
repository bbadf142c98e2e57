package gatehouse.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import gatehouse.live.Freshness;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Query;
import gatehouse.torrent.Sort;
import gatehouse.web.Format.Num;

/// The torrents screen as its templates draw it.
public record Screen(Query query, List<Row> rows, int from, int total, int everything, List<Entry> instances, Num down, Num up,
        List<StatusLink> statuses, List<Column> columns, List<Why> whys, List<Banner> banners, boolean acts,
        Optional<String> alone, Strip strip) {

    /// An instance in the rail and the strip. `seen` is when it last answered.
    public record Entry(String name, String title, Freshness freshness, String words, Optional<Instant> seen, String age,
            Num down,
            Num up, Num free, int count, boolean current, String address) {
    }

    public record StatusLink(String id, String icon, String count, boolean current, boolean bad, String address) {
    }

    public record Column(Sort.Key key, String css, String sorted, String address) {

        public String id() {
            return key.id();
        }
    }

    /// Why rows of an instance cannot be acted on, under the id that those rows name.
    public record Why(String id, String sentence) {
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

    public String totalText() {
        return Format.count(total);
    }

    public List<Filter.Mistake> mistakes() {
        return query.filter().mistakes();
    }

    public Optional<String> previous() {
        return from > 0 ? Optional.of(query.at(Math.max(0, from - query.count())).address()) : Optional.empty();
    }

    public Optional<String> next() {
        return after() > 0 ? Optional.of(query.at(from + query.count()).address()) : Optional.empty();
    }

    /// `true` while no instance has answered yet.
    public boolean waiting() {
        return instances.stream().allMatch(entry -> entry.freshness() == Freshness.WAITING);
    }

    /// The same view on all instances.
    public String everywhere() {
        return query.with(query.filter().with("on", "")).address();
    }

    public String clear() {
        return query.with(Filter.NONE).address();
    }
}
