package gatehouse.torrent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The words of the filter language, each with what it asks of a row.
public enum Word {
    NAME(List.of("name:linux", "name:/^ubuntu.*iso$/"), Word::name),
    STATUS(Arrays.stream(Status.values()).map(status -> "status:" + status.id()).toList(), Word::status),
    ON(List.of("on:attic"), value -> Optional.of((row, asker) -> row.instance().equals(value))),
    OWNER(List.of("owner:me", "owner:none"), value -> Optional.of((row, asker) -> owner(row, asker, value))),
    ADDED_BY(List.of("added-by:me", "added-by:none"), value -> Optional.of((row, asker) -> adder(row, asker, value))),
    CATEGORY(List.of("category:films", "category:none"), value -> Optional.of((row, asker) -> within(row, value))),
    TAG(List.of("#keep", "tag:none"), value -> Optional.of((row, asker) -> tagged(row, value))),
    TRACKER(List.of("tracker:example.org", "tracker:none"), value -> Optional.of((row, asker) -> tracked(row, value))),
    SIZE(List.of("size:>4GiB", "size:1GiB..4GiB"), bytes(Torrent::size)),
    RATIO(List.of("ratio:<1"), numbers(Torrent::ratio)),
    DONE(List.of("done:100", "done:50..99"), numbers(torrent -> Math.floor(torrent.progress() * 1000) / 10)),
    DOWN(List.of("down:>1MiB"), bytes(Torrent::downSpeed)),
    UP(List.of("up:>0"), bytes(Torrent::upSpeed)),
    SEEDS(List.of("seeds:<1"), numbers(Torrent::seeds)),
    PEERS(List.of("peers:>10"), numbers(Torrent::peers)),
    ADDED(List.of("added:<7d", "added:2026-10"), moments("added_on")),
    COMPLETED(List.of("completed:>30d", "completed:never"), moments("completion_on")),
    ACTIVE(List.of("active:<1h", "active:>2026-01-31"), moments("last_activity")),
    PATH(List.of("path:/data/linux"), value -> Optional.of((row, asker) -> anyHas(row, value, "save_path", "download_path",
            "content_path"))),
    FILE(List.of("file:.mkv"), value -> Optional.of((row, asker) -> has(file(row), value))),
    HASH(List.of("hash:9f4b"), value -> Optional.of((row, asker) -> hashed(row, value.toLowerCase(Locale.ROOT))));

    static final String ME = "me";
    private static final String NONE = "none";
    private static final String NEVER = "never";

    private final List<String> examples;
    private final Function<String, Optional<Test>> reader;

    Word(List<String> examples, Function<String, Optional<Test>> reader) {
        this.examples = examples;
        this.reader = reader;
    }

    /// What one value asks of a row.
    @FunctionalInterface
    interface Test {
        boolean matches(Listed row, Asker asker);
    }

    /// As it is written, without the colon.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As one begins to write it: `size:`, or `#` for a tag.
    public String start() {
        return this == TAG ? "#" : id() + ":";
    }

    /// How it is used.
    public List<String> examples() {
        return examples;
    }

    public static Optional<Word> parse(String id) {
        return Arrays.stream(values()).filter(word -> word.id().equals(id)).findFirst();
    }

    /// A value as it stands behind this word: `category:"two words"`.
    public String with(String value) {
        return start() + Piece.quoted(value);
    }

    /// Empty when the value means nothing here.
    Optional<Test> read(String value) {
        return reader.apply(value);
    }

    private static Optional<Test> name(String value) {
        return Optional.of((row, asker) -> has(row.torrent().name(), value));
    }

    private static Optional<Test> status(String value) {
        return Status.parse(value.toLowerCase(Locale.ROOT)).map(status -> (row, asker) -> status.matches(row.torrent()));
    }

    private static boolean owner(Listed row, Asker asker, String value) {
        return person(row.owner(), row.ownerName(), asker, value);
    }

    private static boolean adder(Listed row, Asker asker, String value) {
        return person(row.adder().map(Listed.Adder::id), row.adder().map(Listed.Adder::name).orElse(""), asker, value);
    }

    private static boolean person(Optional<String> person, String name, Asker asker, String value) {
        return switch (value) {
            case ME -> person.filter(asker.person()::equals).isPresent();
            case NONE -> person.isEmpty();
            default -> person.filter(id -> id.equals(value) || name.equalsIgnoreCase(value)).isPresent();
        };
    }

    private static boolean within(Listed row, String category) {
        var own = row.torrent().category();
        return category.equals(NONE) ? own.isEmpty()
                : own.startsWith(category) && (own.length() == category.length() || own.charAt(category.length()) == '/');
    }

    private static boolean tagged(Listed row, String tag) {
        return tag.equals(NONE) ? row.torrent().tags().isEmpty() : row.torrent().tags().contains(tag);
    }

    private static boolean tracked(Listed row, String host) {
        return host.equals(NONE) ? row.trackers().isEmpty() : row.trackers().stream().anyMatch(one -> has(one, host));
    }

    private static String file(Listed row) {
        var path = row.torrent().text("content_path");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static boolean anyHas(Listed row, String value, String... fields) {
        return Arrays.stream(fields).anyMatch(field -> has(row.torrent().text(field), value));
    }

    private static boolean hashed(Listed row, String start) {
        return row.torrent().hash().value().startsWith(start) || row.torrent().text("infohash_v1").startsWith(start)
                || row.torrent().text("infohash_v2").startsWith(start);
    }

    /// Whether a text has another one in it, upper and lower case alike.
    private static boolean has(String text, String part) {
        for (var at = 0; at <= text.length() - part.length(); at++) {
            if (text.regionMatches(true, at, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    private static Function<String, Optional<Test>> numbers(ToDoubleFunction<Torrent> number) {
        return value -> Range.numbers(value).map(range -> on(number, range));
    }

    private static Function<String, Optional<Test>> bytes(ToDoubleFunction<Torrent> number) {
        return value -> Range.bytes(value).map(range -> on(number, range));
    }

    private static Test on(ToDoubleFunction<Torrent> number, DoublePredicate range) {
        return (row, asker) -> range.test(number.applyAsDouble(row.torrent()));
    }

    private static Function<String, Optional<Test>> moments(String field) {
        return value -> value.equals(NEVER) ? Optional.of((row, asker) -> row.torrent().number(field) <= 0)
                : Range.moments(value).map(moments -> (row, asker) -> row.torrent().number(field) > 0
                        && moments.test(row.torrent().number(field), asker.now()));
    }
}
