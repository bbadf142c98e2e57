package gatehouse.twins;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.action.Action;
import gatehouse.action.ApiVersion;
import gatehouse.real.App.Call;

/// Everything in which an answer of Gatehouse may differ from the server's own, each with its reason. What the face means to
/// do otherwise stands in the README of the room `dropin`, in the row that is named here.
final class Deviations {

    /// What is not asked.
    static final Map<String, String> NOT_ASKED = Map.of(
            "auth/login", "sessions are of Gatehouse: they are tried by apps that log in",
            "auth/logout", "it would end the session of the comparison itself",
            "app/shutdown", "nothing could be compared afterwards; that it ends a server is shown elsewhere",
            "app/cookies", "refused to everybody: it holds log-ins of trackers",
            "app/setCookies", "refused to everybody: it replaces the log-ins of trackers",
            "app/rotateAPIKey", "refused to everybody: Gatehouse itself may stand on this key",
            "app/deleteAPIKey", "refused to everybody: Gatehouse itself may stand on this key",
            "torrents/SSLParameters", "refused to everybody: it holds a private key",
            "app/getFreeSpaceAtPath", "the disk fills and empties meanwhile");

    /// Members of answers of which only the kind is compared.
    static final Set<String> MOMENTARY = Stream.of(
            depends("on the second in which a server is asked", "time_elapsed", "seeding_time", "reannounce", "time_active",
                    "last_activity", "next_announce", "min_announce", "popularity", "eta", "last_seen", "seen_complete"),
            depends("on when each server came to do it", "added_on", "addition_date", "timestamp", "launch_time", "timeAdded",
                    "timeStarted", "timeFinished", "lastBuildDate", "lastMatch", "creation_date"),
            depends("on what crosses the wire between a server and its trackers and peers", "dl_speed_avg", "up_speed_avg",
                    "alltime_dl", "alltime_ul", "dl_info_data", "up_info_data", "total_wasted_session", "msg",
                    "num_downloaded", "tracker", "nb_connections", "peers"),
            depends("on the machine", "free_space_on_disk", "total_buffers_size", "queued_io_jobs", "average_time_queue",
                    "total_queued_size", "read_cache_hits", "read_cache_overload", "write_cache_overload", "web_ui_port",
                    "listen_port"),
            depends("on a number that was drawn, or that each counts for itself", "rid", "id", "uid", "taskID", "apiKey"))
            .flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /// Lists that stand in no certain order at a server: torrents, of which Gatehouse has one; tags before 5.0; trackers of
    /// one tier, of which the one that answered last comes first.
    static boolean unordered(String action, ApiVersion version) {
        return switch (action) {
            case "torrents/info", "torrents/trackers" -> true;
            case "torrents/tags" -> version.compareTo(SORTED_TAGS) < 0;
            default -> false;
        };
    }

    /// Of the answers to these, whose lines tell what happened at each, only the form.
    static final Set<String> LOGS = Set.of("log/main", "log/peers");

    private static final ApiVersion UTF_8_IS_NAMED = new ApiVersion(2, 6, 0);
    private static final ApiVersion TIERS = new ApiVersion(2, 13, 0);
    private static final ApiVersion SORTED_TAGS = new ApiVersion(2, 11, 0);
    private static final ApiVersion METHODS_COUNT = new ApiVersion(2, 8, 5);
    private static final String UTF_8 = "text/plain; charset=UTF-8";

    static final List<Deviation> DELIBERATE = List.of(
            new Deviation("a value of the wrong shape is 400 with a line that names it",
                    pair -> pair.ours.status() == 400 && pair.ours.text().startsWith("“")
                            && pair.ours.text().endsWith("Nothing was done.")
                            && Set.of(200, 400, 404, 409).contains(pair.theirs.status())),
            new Deviation("a value of the wrong shape is 400 with a line that names it", pair -> pair.both(415)),
            new Deviation("commands want POST in every version", pair -> pair.call.method().equals("GET")
                    && pair.ours.status() == 405
                    && (pair.before(METHODS_COUNT) || pair.call.path().equals("search/downloadTorrent"))),
            new Deviation("`torrents/setShareLimits` may leave out what came with 4.6 and later",
                    pair -> pair.call.path().equals("torrents/setShareLimits") && pair.theirs.status() == 400
                            && pair.ours.status() < 300 && pair.call.fields().containsKey("ratioLimit")
                            && pair.call.fields().containsKey("seedingTimeLimit")),
            new Deviation("a path that is none is 404 or 400 with a sentence", pair -> !pair.call.path().matches("\\w+/\\w+")
                    && pair.theirs.status() == 404 && List.of(400, 404).contains(pair.ours.status())),
            new Deviation("`torrents/editCategory` wants `savePath`",
                    pair -> pair.call.path().equals("torrents/editCategory") && pair.ours.status() == 400
                            && !pair.call.fields().containsKey("savePath")),
            new Deviation("a torrent that is not there is 404 before a missing `id`, `name` or `newUrl` is 400",
                    pair -> Set.of("torrents/renameFile", "torrents/editTracker").contains(pair.call.path())
                            && pair.before(TIERS) && pair.ours.status() == 404 && pair.theirs.status() == 400),
            new Deviation("a torrent file is `application/x-bittorrent`", pair -> pair.call.path().equals("torrents/export")
                    && pair.ours.type().equals("application/x-bittorrent") && pair.sameBut(pair.theirs.type())),
            new Deviation("a file of a torrent is `application/octet-stream`",
                    pair -> pair.call.path().equals("torrents/downloadFile")
                            && pair.ours.type().equals("application/octet-stream") && pair.sameBut(pair.theirs.type())),
            new Deviation("secrets in preferences are `********`", pair -> pair.call.path().equals("app/preferences")
                    && pair.ours.unmasked(pair.theirs).unlike(pair.theirs).isEmpty()),
            new Deviation("plain text names its encoding", pair -> pair.before(UTF_8_IS_NAMED) && pair.ours.type().equals(UTF_8)
                    && Set.of("", "text/plain").contains(pair.theirs.type()) && pair.sameBut(pair.theirs.type())));

    private Deviations() {
    }

    private static Set<String> depends(String on, String... members) {
        return Set.of(members);
    }

    /// What both said to one call.
    record Pair(Call call, ApiVersion version, Said theirs, Said ours) {

        boolean before(ApiVersion other) {
            return version.compareTo(other) < 0;
        }

        boolean both(int status) {
            return theirs.status() == status && ours.status() == status;
        }

        /// Whether nothing else differs than their types.
        boolean sameBut(String type) {
            return ours.typed(type).unlike(theirs).isEmpty();
        }
    }

    /// @param row how the row in the README begins
    record Deviation(String row, Predicate<Pair> is) {
    }

    static Optional<Deviation> of(Pair pair) {
        return DELIBERATE.stream().filter(one -> one.is.test(pair)).findFirst();
    }

    static boolean asked(Action action, ApiVersion version) {
        return action.spelling(version).isPresent() && !NOT_ASKED.containsKey(action.id());
    }
}
