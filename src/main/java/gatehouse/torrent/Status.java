package gatehouse.torrent;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The status filters of the rail and of `status:` in the filter field.
public enum Status {
    ACTIVE(torrent -> torrent.downSpeed() > 0 || torrent.upSpeed() > 0),
    INACTIVE(torrent -> torrent.downSpeed() == 0 && torrent.upSpeed() == 0),
    DOWNLOADING(in(State.DOWNLOADING, State.METADATA, State.STALLED)),
    SEEDING(in(State.SEEDING, State.SEEDING_IDLE)),
    COMPLETED(torrent -> torrent.progress() >= 1),
    RUNNING(torrent -> !torrent.state().stopped()),
    STOPPED(torrent -> torrent.state().stopped()),
    QUEUED(in(State.QUEUED)),
    STALLED(in(State.STALLED)),
    CHECKING(in(State.CHECKING)),
    MOVING(in(State.MOVING)),
    ERROR(in(State.ERROR, State.MISSING_FILES));

    private final Predicate<Torrent> test;

    Status(Predicate<Torrent> test) {
        this.test = test;
    }

    public boolean matches(Torrent torrent) {
        return test.test(torrent);
    }

    /// The word in the address: `downloading`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> parse(String word) {
        return Arrays.stream(values()).filter(status -> status.id().equals(word)).findFirst();
    }

    /// How many of these torrents each status matches, in one pass.
    public static Map<Status, Integer> count(Iterable<Listed> rows) {
        var counts = new EnumMap<Status, Integer>(Status.class);
        for (var status : values()) {
            counts.put(status, 0);
        }
        for (var row : rows) {
            for (var status : values()) {
                if (status.matches(row.torrent())) {
                    counts.merge(status, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static Predicate<Torrent> in(State first, State... others) {
        var states = EnumSet.of(first, others);
        return torrent -> states.contains(torrent.state());
    }
}
