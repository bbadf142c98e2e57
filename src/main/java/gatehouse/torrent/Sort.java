package gatehouse.torrent;

import java.util.Comparator;
import java.util.Optional;

/// The order of a list by one field, or by two. Equal rows follow by name, then by identity, so that an order is total and
/// never flickers.
///
/// @param then what decides between rows that are equal in the first
public record Sort(Field field, boolean descending, Optional<Sort> then) {

    public static final Sort DEFAULT = new Sort(Field.NAME, false);

    private static final Comparator<Listed> LAST = Field.NAME.order(false).thenComparing(Listed::id);

    public Sort(Field field, boolean descending) {
        this(field, descending, Optional.empty());
    }

    /// Reads `name`, `-down` for descending, or two of them: `-down,name`; empty for an unknown field.
    public static Optional<Sort> parse(String text) {
        var parts = text.split(",", -1);
        if (parts.length > 2) {
            return Optional.empty();
        }
        var first = one(parts[0]);
        return parts.length == 1 ? first
                : first.flatMap(sort -> one(parts[1]).map(sort::then));
    }

    private static Optional<Sort> one(String text) {
        var descending = text.startsWith("-");
        return Field.parse(descending ? text.substring(1) : text).map(field -> new Sort(field, descending));
    }

    /// This order with another one for equal rows; a field decides once only.
    public Sort then(Sort second) {
        return new Sort(field, descending, Optional.of(new Sort(second.field, second.descending))
                .filter(other -> other.field != field && !equals(DEFAULT)));
    }

    public Comparator<Listed> order() {
        var order = field.order(descending);
        return then.map(second -> order.thenComparing(second.field.order(second.descending))).orElse(order).thenComparing(LAST);
    }

    /// As written in the address.
    @Override
    public String toString() {
        return (descending ? "-" : "") + field.id() + then.map(second -> "," + second).orElse("");
    }
}
