package gatehouse.dropin;

import java.util.Map;
import java.util.Optional;

import gatehouse.action.ApiVersion;

/// The qBittorrent that an app believes to talk to.
///
/// @param app as `app/version` says it: `v4.5.2`
/// @param api as `app/webapiVersion` says it
/// @param words how it tells of torrents, where the mirror's words are not its own
record Presented(String app, ApiVersion api, Words words) {

    /// Empty replies are 204, a failed add is 409 and reasons are told in full since 5.2.
    private static final ApiVersion SINCE_5_2 = new ApiVersion(2, 15, 1);
    private static final ApiVersion SINCE_5_0 = new ApiVersion(2, 11, 0);
    private static final ApiVersion SINCE_4_3 = new ApiVersion(2, 6, 0);

    /// The last release of each line, by what `GATEHOUSE_QBITTORRENT_VERSION` may say. None newer: what 5.2 answers to an add
    /// cannot be made of what older servers answer.
    static final Map<String, String> RELEASES = Map.of("4.1.9", "2.2.1", "4.2.5", "2.5.1", "4.3.9", "2.8.2", "4.4.5", "2.8.5",
            "4.5.5", "2.8.19", "4.6.7", "2.9.3", "5.0.5", "2.11.2", "5.1.4", "2.11.4");

    /// The server's own version.
    static Presented own(String app, ApiVersion api) {
        return new Presented(app, api, Words.Modern.AS_THEY_ARE);
    }

    /// Another one than the server's: `5.1.4`; empty when it is none of [#RELEASES].
    static Optional<Presented> release(String release) {
        return Optional.ofNullable(RELEASES.get(release)).flatMap(ApiVersion::parse)
                .map(api -> new Presented("v" + release, api,
                        api.compareTo(SINCE_5_0) < 0 ? Words.Modern.BEFORE_5_0 : Words.Modern.SINCE_5_0));
    }

    boolean since(String version) {
        return api.compareTo(ApiVersion.parse(version).orElseThrow()) >= 0;
    }

    boolean since52() {
        return api.compareTo(SINCE_5_2) >= 0;
    }

    /// The body of an error that has none of its own: older servers say nothing.
    String plain(String status) {
        return api.compareTo(SINCE_4_3) < 0 ? "" : status;
    }
}
