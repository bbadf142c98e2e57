package gatehouse.dropin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import gatehouse.action.ApiVersion;

/// The legacy server that an app is shown: 3.2.0 to 4.0.4.
///
/// @param api the number that it states
/// @param app the version that it states: `v4.0.4`
/// @param own whether the server behind is one itself, so that its mirror holds exactly what such a server tells
record LegacyVersion(int api, String app, boolean own) {

    /// What modern servers are shown as. 4.0.4 was the last of its kind, so that whatever an app can do, it does.
    static final int NEWEST = 17;
    /// The last release that states each number (qBittorrent's sources), from the first on with speeds in bytes and with
    /// categories: what modern servers have been since.
    private static final Map<Integer, String> RELEASES = Map.of(11, "v3.3.10", 12, "v3.3.11", 13, "v3.3.12", 14, "v3.3.13",
            15, "v3.3.16", 16, "v4.0.0", 17, "v4.0.4");
    private static final int LAST_WITH_FEW_STATES = 5;
    private static final int LAST_WITH_LABELS = 9;
    private static final int LAST_WITHOUT_ENGINE_11 = 7;
    private static final int FIRST_WITH_TAGS = 16;
    private static final int FIRST_WITH_STATISTICS = 13;

    /// How a server that is behind the face is shown.
    ///
    /// @param configured the number for modern servers
    static LegacyVersion of(ApiVersion server, String app, int configured) {
        return server.legacy() ? new LegacyVersion(server.minor(), app, true) : shown(configured);
    }

    static LegacyVersion shown(int configured) {
        return new LegacyVersion(configured, RELEASES.get(configured), false);
    }

    /// The number of a release as it is configured: `4.0.4`; empty when it is none of these.
    static Optional<Integer> configured(String release) {
        return RELEASES.entrySet().stream().filter(known -> known.getValue().equals("v" + release)).map(Map.Entry::getKey)
                .findFirst();
    }

    static List<String> releases() {
        return RELEASES.values().stream().map(release -> release.substring(1)).sorted().toList();
    }

    /// Lists are as those of the first modern servers but for the words.
    Presented presented() {
        return new Presented(app, ApiVersion.FIRST_MODERN, new LegacyTorrent(this));
    }

    /// The oldest API number whose apps it says it serves (qBittorrent's sources).
    int oldest() {
        return switch (api) {
            case 2, 3, 4, 5, 6, 7 -> 2;
            case 8, 9 -> 8;
            case 11, 12 -> 11;
            default -> Math.min(api, 15);
        };
    }

    /// 3.2.x, which has fewer words for what a torrent does, and -1 for what nobody knows.
    boolean fewStates() {
        return api <= LAST_WITH_FEW_STATES;
    }

    /// Up to 3.3.4 categories are labels.
    boolean labels() {
        return api <= LAST_WITH_LABELS;
    }

    /// With libtorrent 1.0 a file's normal priority is 1, with 1.1 it is 4. Of the releases that ran, 3.3.1 was the last with
    /// the older.
    boolean oldEngine() {
        return api <= LAST_WITHOUT_ENGINE_11;
    }

    /// From 4.0 on there are tags and automatic management. (4.0.0 to 4.0.3 have no tags; their number does not tell.)
    boolean tags() {
        return api >= FIRST_WITH_TAGS;
    }

    /// From 3.3.12 on `query/transferInfo` has the statistics.
    boolean statistics() {
        return api >= FIRST_WITH_STATISTICS;
    }
}
