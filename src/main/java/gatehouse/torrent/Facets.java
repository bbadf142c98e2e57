package gatehouse.torrent;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How many torrents each choice of the rail would show, with the rest of the filter as it is: a status is counted without
/// the filter's own statuses, and so on. A category counts what is below it too. What has no category, tag, tracker or
/// owner is counted under the empty text.
///
/// @param adders by the id of whoever added them; what nobody knows of is not counted
/// @param names what people call the owners and adders, by id
public record Facets(Map<Status, Tally> statuses, Map<String, Tally> instances, Map<String, Tally> categories,
        Map<String, Tally> tags, Map<String, Tally> trackers, Map<String, Tally> owners, Map<String, Tally> adders,
        Map<String, String> names) {

    /// @param bytes of all of them together
    public record Tally(int count, long bytes) {

        static final Tally NOTHING = new Tally(0, 0);

        Tally plus(Torrent torrent) {
            return new Tally(count + 1, bytes + Math.max(0, torrent.size()));
        }
    }

    static Facets empty() {
        var statuses = new EnumMap<Status, Tally>(Status.class);
        for (var status : Status.values()) {
            statuses.put(status, Tally.NOTHING);
        }
        return new Facets(statuses, new TreeMap<>(), new TreeMap<>(NaturalOrder.INSTANCE.thenComparing(String::compareTo)),
                new TreeMap<>(NaturalOrder.INSTANCE.thenComparing(String::compareTo)), new TreeMap<>(), new TreeMap<>(),
                new TreeMap<>(), new TreeMap<>());
    }

    /// Counts a row that the filter lets through.
    void count(Listed row) {
        for (var word : List.of(Word.STATUS, Word.ON, Word.CATEGORY, Word.TAG, Word.TRACKER, Word.OWNER,
                Word.ADDED_BY)) {
            count(row, word);
        }
    }

    /// Counts a row that only words of this kind keep out.
    void count(Listed row, Word word) {
        switch (word) {
            case STATUS -> statuses(row.torrent());
            case ON -> add(instances, row.instance(), row);
            case CATEGORY -> above(row.torrent().category()).forEach(category -> add(categories, category, row));
            case TAG -> each(row.torrent().tags()).forEach(tag -> add(tags, tag, row));
            case TRACKER -> each(row.trackers()).forEach(host -> add(trackers, host, row));
            case OWNER -> owner(row);
            case ADDED_BY -> adder(row);
            default -> {
            }
        }
    }

    private void statuses(Torrent torrent) {
        for (var status : Status.values()) {
            if (status.matches(torrent)) {
                statuses.put(status, statuses.get(status).plus(torrent));
            }
        }
    }

    private void owner(Listed row) {
        add(owners, row.owner().orElse(""), row);
        names.put(row.owner().orElse(""), row.ownerName());
    }

    private void adder(Listed row) {
        row.adder().ifPresent(adder -> {
            add(adders, adder.id(), row);
            names.put(adder.id(), adder.name());
        });
    }

    private static void add(Map<String, Tally> tallies, String key, Listed row) {
        tallies.put(key, tallies.getOrDefault(key, Tally.NOTHING).plus(row.torrent()));
    }

    private static Set<String> each(List<String> values) {
        return values.isEmpty() ? Set.of("") : new LinkedHashSet<>(values);
    }

    /// `films/old` and `films`.
    private static Set<String> above(String category) {
        var all = new LinkedHashSet<>(List.of(category));
        for (var at = category.indexOf('/'); at > 0; at = category.indexOf('/', at + 1)) {
            all.add(category.substring(0, at));
        }
        return all;
    }
}
