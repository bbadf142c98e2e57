package gatehouse.web;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.torrent.Field;

/// The columns of one person's list, in order. Kept as text: `name:20 size down`, with widths in rem.
///
/// @param own whether they were chosen; the usual ones also come and go with the width of the list
public record Columns(List<Column> shown, boolean own) {

    static final Columns USUAL = new Columns(Stream.of(Field.NAME, Field.INSTANCE, Field.STATUS, Field.SIZE, Field.DOWN,
            Field.UP, Field.ETA, Field.PEERS, Field.RATIO, Field.OWNER, Field.ADDED)
            .map(field -> new Column(field, OptionalDouble.empty())).toList(), false);

    private static final double BOX = 2.25;
    private static final double END = 0.5;

    /// @param width in rem, when it was chosen
    public record Column(Field field, OptionalDouble width) {

        private static final double NARROWEST = 2;
        private static final double WIDEST = 100;

        static Optional<Column> parse(String text) {
            var parts = text.split(":", 2);
            var width = parts.length == 1 ? OptionalDouble.empty() : width(parts[1]);
            return Field.parse(parts[0]).filter(field -> parts.length == 1 || width.isPresent())
                    .map(field -> new Column(field, width));
        }

        private static OptionalDouble width(String text) {
            return !text.matches("\\d{1,3}(\\.\\d{1,3})?") ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.clamp(Double.parseDouble(text), NARROWEST, WIDEST));
        }

        public String id() {
            return field.id();
        }

        double rem() {
            return width.orElse(usual(field));
        }

        private String css() {
            return field == Field.NAME && width.isEmpty() ? "minmax(14rem, 1fr)" : rem(rem());
        }

        private static String rem(double width) {
            return String.format(Locale.ROOT, "%.2frem", width);
        }

        private static double usual(Field field) {
            return switch (field) {
                case NAME -> 14;
                case INSTANCE -> 4.75;
                case STATUS -> 13.5;
                case UP, ADDED, CREATED, COMPLETED_ON, SEEN_COMPLETE, LAST_ACTIVITY -> 5.5;
                case ETA -> 4.75;
                case RATIO, PROGRESS -> 3.75;
                case OWNER -> 3.25;
                case ICON, QUEUE -> 2.5;
                case CATEGORY, TAGS, TRACKER -> 9;
                case SAVE_PATH, DOWNLOAD_PATH, HASH_V1, HASH_V2 -> 16;
                default -> 5.75;
            };
        }

        private String written() {
            return id() + (width.isEmpty() ? "" : ":" + String.format(Locale.ROOT, "%.2f", width.getAsDouble()));
        }
    }

    /// The usual ones for an empty text; what is not a column is left out.
    static Columns parse(String text) {
        var seen = EnumSet.noneOf(Field.class);
        var shown = Stream.of(text.strip().split("\\s+")).map(Column::parse).flatMap(Optional::stream)
                .filter(column -> seen.add(column.field())).toList();
        return seen.contains(Field.NAME) ? new Columns(shown, true) : USUAL;
    }

    /// The class of a column's cells.
    static String css(Field field) {
        return switch (field) {
            case STATUS -> "c-prog";
            case INSTANCE -> "c-inst";
            case NAME, OWNER, ICON, CATEGORY, TAGS, TRACKER, SAVE_PATH, DOWNLOAD_PATH, HASH_V1, HASH_V2, PRIVATE ->
                "c-" + field.id();
            default -> "c-" + field.id() + " r";
        };
    }

    /// Those that are not shown.
    List<Field> hidden() {
        var hidden = EnumSet.allOf(Field.class);
        shown.forEach(column -> hidden.remove(column.field()));
        return List.copyOf(hidden);
    }

    /// As it is kept.
    @Override
    public String toString() {
        return own ? shown.stream().map(Column::written).collect(Collectors.joining(" ")) : "";
    }

    /// Changes with what [#sheet] says.
    public String version() {
        return Integer.toHexString(toString().hashCode());
    }

    /// The style sheet with their widths; on a phone the list has a shape of its own.
    String sheet() {
        var widths = new ArrayList<>(List.of(Column.rem(BOX)));
        shown.forEach(column -> widths.add(column.css()));
        var least = BOX + END + shown.stream().mapToDouble(Column::rem).sum();
        return """
                @layer screens {
                  @media (width >= 48rem) { .app .own.tt { --cols: %s; min-inline-size: %s; } }
                }
                """.formatted(String.join(" ", widths), Column.rem(least));
    }
}
