package gatehouse.torrent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The order of a list. Equal rows follow by name, then by identity, so that an order is total and never flickers.
public record Sort(Key key, boolean descending) {

    public static final Sort DEFAULT = new Sort(Key.NAME, false);

    public enum Key {
        NAME(Comparator.<Listed, String> comparing(row -> row.torrent().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Listed::id)),
        INSTANCE(Comparator.comparing(Listed::instance)),
        STATUS(Comparator.comparing(row -> row.torrent().state())),
        PROGRESS(Comparator.comparingDouble(row -> row.torrent().progress())),
        SIZE(Comparator.comparingLong(row -> row.torrent().size())),
        DOWN(Comparator.comparingLong(row -> row.torrent().downSpeed())),
        UP(Comparator.comparingLong(row -> row.torrent().upSpeed())),
        ETA(Comparator.comparingLong(row -> row.torrent().eta())),
        PEERS(Comparator.comparingLong(row -> row.torrent().seeds() + row.torrent().peers())),
        RATIO(Comparator.comparingDouble(row -> row.torrent().ratio())),
        ADDED(Comparator.comparingLong(row -> row.torrent().addedOn()));

        private final Comparator<Listed> order;

        Key(Comparator<Listed> order) {
            this.order = order;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads `name`, or `-down` for descending; empty for an unknown key.
    public static Optional<Sort> parse(String text) {
        var descending = text.startsWith("-");
        var word = descending ? text.substring(1) : text;
        return Arrays.stream(Key.values()).filter(key -> key.id().equals(word)).findFirst()
                .map(key -> new Sort(key, descending));
    }

    public Comparator<Listed> order() {
        var order = descending ? key.order.reversed() : key.order;
        var known = key == Key.ETA ? Comparator.<Listed, Boolean> comparing(Sort::etaUnknown).thenComparing(order) : order;
        return known.thenComparing(Key.NAME.order);
    }

    private static boolean etaUnknown(Listed row) {
        return row.torrent().eta() >= Torrent.ETA_UNKNOWN;
    }

    /// As written in the address.
    @Override
    public String toString() {
        return (descending ? "-" : "") + key.id();
    }
}
