package gatehouse.dropin;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import gatehouse.torrent.Torrent;

/// The words of the parameter `filter` of `torrents/info`, and what they mean (qBittorrent's `TorrentFilter`). A word that
/// some version does not know means all.
enum StatusWord {
    DOWNLOADING("2.0.0", "", in("downloading", "metaDL", "forcedMetaDL", "stalledDL", "checkingDL", "pausedDL", "stoppedDL",
            "queuedDL", "forcedDL", "allocating")),
    SEEDING("2.0.0", "", in("uploading", "stalledUP", "checkingUP", "queuedUP", "forcedUP")),
    COMPLETED("2.0.0", "",
            in("uploading", "stalledUP", "checkingUP", "pausedUP", "stoppedUP", "queuedUP", "forcedUP")),
    PAUSED("2.0.0", "2.11.0", StatusWord::stopped),
    RESUMED("2.0.0", "2.11.0", torrent -> !stopped(torrent)),
    STOPPED("2.11.0", "", StatusWord::stopped),
    RUNNING("2.11.0", "", torrent -> !stopped(torrent)),
    ACTIVE("2.0.0", "", StatusWord::active),
    INACTIVE("2.0.0", "", torrent -> !active(torrent)),
    ERRORED("2.0.0", "", in("error", "missingFiles")),
    STALLED("2.4.1", "", in("stalledUP", "stalledDL")),
    STALLED_UPLOADING("2.4.1", "", in("stalledUP")),
    STALLED_DOWNLOADING("2.4.1", "", in("stalledDL")),
    CHECKING("2.8.4", "", in("checkingUP", "checkingDL", "checkingResumeData")),
    MOVING("2.8.18", "", in("moving"));

    private static final Set<String> AT_WORK = Set.of("metaDL", "forcedMetaDL", "downloading", "forcedDL", "uploading",
            "forcedUP", "moving");

    private final String since;
    private final String before;
    private final Predicate<Torrent> test;

    StatusWord(String since, String before, Predicate<Torrent> test) {
        this.since = since;
        this.before = before;
        this.test = test;
    }

    /// Empty when all are meant.
    static Optional<Predicate<Torrent>> test(String word, Presented presented) {
        return Arrays.stream(values()).filter(one -> one.name().toLowerCase(java.util.Locale.ROOT).equals(word))
                .filter(one -> presented.since(one.since) && (one.before.isEmpty() || !presented.since(one.before)))
                .findFirst().map(one -> one.test);
    }

    private static Predicate<Torrent> in(String... states) {
        var all = Set.of(states);
        return torrent -> all.contains(torrent.text("state"));
    }

    private static boolean stopped(Torrent torrent) {
        var state = torrent.text("state");
        return state.startsWith("paused") || state.startsWith("stopped");
    }

    /// One that cannot download may still upload.
    private static boolean active(Torrent torrent) {
        var state = torrent.text("state");
        return AT_WORK.contains(state) || state.equals("stalledDL") && torrent.upSpeed() > 0;
    }
}
