package gatehouse.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The tabs of a torrent's details, in their order. Each has an address.
public enum Tab {
    OVERVIEW,
    FILES,
    TRACKERS,
    PEERS,
    WEB_SEEDS,
    LIMITS,
    ACTIVITY;

    /// The last part of its address: `web-seeds`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Tab> of(String word) {
        return Arrays.stream(values()).filter(tab -> tab.word().equals(word)).findFirst();
    }
}
