package gatehouse.torrent;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// The status filters of the rail and of `status:` in the filter field. `stalled` waits for somebody to download from and
/// `idle` for somebody to upload to; only newer servers tell of `tracker` problems.
public enum Status {
    ACTIVE(torrent -> torrent.downSpeed() > 0 || torrent.upSpeed() > 0),
    INACTIVE(torrent -> torrent.downSpeed() == 0 && torrent.upSpeed() == 0),
    DOWNLOADING(in(State.DOWNLOADING, State.METADATA, State.STALLED)),
    SEEDING(in(State.SEEDING, State.SEEDING_IDLE)),
    IDLE(in(State.SEEDING_IDLE)),
    COMPLETED(torrent -> torrent.progress() >= 1),
    RUNNING(torrent -> !torrent.state().stopped()),
    STOPPED(torrent -> torrent.state().stopped()),
    QUEUED(in(State.QUEUED)),
    STALLED(in(State.STALLED)),
    CHECKING(in(State.CHECKING)),
    MOVING(in(State.MOVING)),
    TRACKER(torrent -> torrent.yes("has_tracker_error") || torrent.yes("has_tracker_warning")
            || torrent.yes("has_other_announce_error")),
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

    private static Predicate<Torrent> in(State first, State... others) {
        var states = EnumSet.of(first, others);
        return torrent -> states.contains(torrent.state());
    }
}
