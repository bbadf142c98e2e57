package gatehouse.torrent;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What a torrent is doing, in the words a person is told. Old and new servers' words for the same thing meet here.
public enum State {
    DOWNLOADING("downloading", "forcedDL", "allocating"),
    METADATA("metaDL", "forcedMetaDL"),
    SEEDING("uploading", "forcedUP"),
    SEEDING_IDLE("stalledUP"),
    COMPLETED("stoppedUP", "pausedUP"),
    STOPPED("stoppedDL", "pausedDL"),
    QUEUED("queuedDL", "queuedUP"),
    STALLED("stalledDL"),
    CHECKING("checkingDL", "checkingUP", "checkingResumeData", "queuedForChecking"),
    MOVING("moving"),
    ERROR("error"),
    MISSING_FILES("missingFiles"),
    UNKNOWN("unknown");

    private static final Map<String, State> BY_WORD = new HashMap<>();

    static {
        for (var state : values()) {
            for (var word : state.words) {
                BY_WORD.put(word, state);
            }
        }
    }

    private final String[] words;

    State(String... words) {
        this.words = words;
    }

    /// The state behind a server's word (`stalledDL`, `pausedUP`, …); [#UNKNOWN] for words newer than us.
    public static State of(String word) {
        return BY_WORD.getOrDefault(word, UNKNOWN);
    }

    /// `true` when the torrent is held by a person: start it to go on.
    public boolean stopped() {
        return this == STOPPED || this == COMPLETED;
    }

    /// The name used in message keys and in the address: `seeding-idle`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
