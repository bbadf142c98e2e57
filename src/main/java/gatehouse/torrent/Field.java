package gatehouse.torrent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// What a list can tell of a torrent and be sorted by: everything the official interface has a column for, in its order, and
/// the instance, the owner, and seeds and peers together.
public enum Field {
    NAME(by(row -> row.torrent().name(), NaturalOrder.INSTANCE), row -> false),
    INSTANCE(text(Listed::instance)),
    STATUS(Comparator.comparing(row -> row.torrent().state())),
    SIZE(number("size"), below("size", 0)),
    DOWN(steps(Torrent::downSpeed)),
    UP(steps(Torrent::upSpeed)),
    ETA(number("eta"), row -> row.torrent().eta() >= Torrent.ETA_UNKNOWN),
    PEERS(counted(torrent -> torrent.seeds() + torrent.peers())),
    RATIO(decimal("ratio"), below("ratio", 0)),
    OWNER(text(Listed::ownerName), row -> row.owner().isEmpty()),
    ADDED(number("added_on"), below("added_on", 1)),
    QUEUE(number("priority"), below("priority", 1)),
    ICON(Comparator.comparing(row -> row.torrent().state())),
    TOTAL_SIZE(number("total_size"), below("total_size", 0)),
    PROGRESS(decimal("progress")),
    SEEDS(counted(Torrent::seeds).thenComparing(number("num_complete"))),
    LEECHES(counted(Torrent::peers).thenComparing(number("num_incomplete"))),
    POPULARITY(decimal("popularity")),
    CATEGORY(text("category"), empty("category")),
    TAGS(text("tags"), empty("tags")),
    CREATED(number("creation_date"), below("creation_date", 1)),
    COMPLETED_ON(number("completion_on"), below("completion_on", 1)),
    TRACKER(text(row -> row.trackers().stream().findFirst().orElse("")), row -> row.trackers().isEmpty()),
    DOWN_LIMIT(number("dl_limit"), below("dl_limit", 1)),
    UP_LIMIT(number("up_limit"), below("up_limit", 1)),
    DOWNLOADED(number("downloaded")),
    UPLOADED(number("uploaded")),
    DOWNLOADED_SESSION(number("downloaded_session")),
    UPLOADED_SESSION(number("uploaded_session")),
    LEFT(number("amount_left")),
    TIME_ACTIVE(number("time_active")),
    SAVE_PATH(text("save_path"), empty("save_path")),
    COMPLETED(number("completed")),
    RATIO_LIMIT(decimal("max_ratio"), below("max_ratio", 0)),
    SEEN_COMPLETE(number("seen_complete"), below("seen_complete", 1)),
    LAST_ACTIVITY(number("last_activity"), below("last_activity", 1)),
    AVAILABILITY(decimal("availability"), below("availability", 0)),
    DOWNLOAD_PATH(text("download_path"), empty("download_path")),
    HASH_V1(text("infohash_v1"), empty("infohash_v1")),
    HASH_V2(text("infohash_v2"), empty("infohash_v2")),
    REANNOUNCE(number("reannounce")),
    PRIVATE(Comparator.comparing(row -> String.valueOf(row.torrent().fields().get("private"))));

    private static final double STEP = Math.log(1.01);

    private final Comparator<Listed> order;
    private final Predicate<Listed> unknown;

    Field(Comparator<Listed> order) {
        this(order, row -> false);
    }

    Field(Comparator<Listed> order, Predicate<Listed> unknown) {
        this.order = order;
        this.unknown = unknown;
    }

    /// The word in addresses: `total-size`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Field> parse(String id) {
        return Arrays.stream(values()).filter(field -> field.id().equals(id)).findFirst();
    }

    /// What is unknown comes last in both directions.
    Comparator<Listed> order(boolean descending) {
        return Comparator.<Listed, Boolean> comparing(unknown::test).thenComparing(descending ? order.reversed() : order);
    }

    private static Comparator<Listed> number(String field) {
        return Comparator.comparingLong(row -> row.torrent().number(field));
    }

    private static Comparator<Listed> decimal(String field) {
        return Comparator.comparingDouble(row -> row.torrent().decimal(field));
    }

    private static Comparator<Listed> counted(ToLongFunction<Torrent> count) {
        return Comparator.comparingLong(row -> count.applyAsLong(row.torrent()));
    }

    /// Speeds that differ by less than a hundredth are alike, so that rows do not change places all the time.
    private static Comparator<Listed> steps(ToLongFunction<Torrent> speed) {
        ToDoubleFunction<Listed> step = row -> Math.floor(Math.log1p(speed.applyAsLong(row.torrent())) / STEP);
        return Comparator.comparingDouble(step);
    }

    private static Comparator<Listed> text(String field) {
        return text(row -> row.torrent().text(field));
    }

    private static Comparator<Listed> text(Function<Listed, String> text) {
        return by(text, NaturalOrder.INSTANCE);
    }

    private static Comparator<Listed> by(Function<Listed, String> text, Comparator<String> order) {
        return Comparator.comparing(text, order);
    }

    private static Predicate<Listed> below(String field, long least) {
        return row -> row.torrent().decimal(field) < least;
    }

    private static Predicate<Listed> empty(String field) {
        return row -> row.torrent().text(field).isEmpty();
    }
}
