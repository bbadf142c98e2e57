package gatehouse.evidence;

import static gatehouse.evidence.Row.of;

import java.util.List;
import java.util.Map;

import gatehouse.real.Qbittorrent;

/// The scope `torrents`, as far as it changes one torrent.
final class TorrentRows {

    private static final String INFO = "torrents/info?hashes={target}";
    private static final String FIRST = "torrents/info?hashes={first}";
    private static final String FILES = "torrents/files?hash={folder}";
    private static final String TRACKERS = "torrents/trackers?hash={first}";
    private static final String SEEDS = "torrents/webseeds?hash={first}";

    private TorrentRows() {
    }

    static final List<Row> STATE = List.of(
            of("torrents/stop", "hashes", "{target}").makes("it stopped",
                    scene -> state(scene, "{target}").equals(scene.spelt("2.11.0", "stoppedUP", "pausedUP"))),
            of("torrents/start", "hashes", "{target}").shows(INFO, "/0/state", "stalledUP"),
            of("torrents/setForceStart", "hashes", "{target}", "value", "true").shows(INFO, "/0/state", "forcedUP"),
            of("torrents/setForceStart", "hashes", "{target}", "value", "false").shows(INFO, "/0/state", "stalledUP"),
            of("torrents/setSuperSeeding", "hashes", "{target}", "value", "true").shows(INFO, "/0/super_seeding", "true"),
            of("torrents/toggleSequentialDownload", "hashes", "{first}").shows(FIRST, "/0/seq_dl", "true"),
            of("torrents/toggleFirstLastPiecePrio", "hashes", "{first}").shows(FIRST, "/0/f_l_piece_prio", "true"),
            of("torrents/bottomPrio", "hashes", "{first}")
                    .given("torrents/topPrio", Map.of("hashes", "{first}")).given(TorrentRows::firstIsFirst)
                    .shows(FIRST, "/0/priority", "3"),
            of("torrents/increasePrio", "hashes", "{first}").shows(FIRST, "/0/priority", "2"),
            of("torrents/decreasePrio", "hashes", "{first}").shows(FIRST, "/0/priority", "3"),
            of("torrents/topPrio", "hashes", "{first}").shows(FIRST, "/0/priority", "1"),
            of("torrents/recheck", "hashes", "{doomed}").given(TorrentRows::spoil).makes("it find nothing",
                    scene -> scene.direct("torrents/info?hashes={doomed}").at("/0/progress").asDouble() < 1),
            of("torrents/delete", "hashes", "{doomed}", "deleteFiles", "true")
                    .lacks("torrents/info", "{doomed}"));

    static final List<Row> PLACE = List.of(
            of("torrents/rename", "hash", "{target}", "name", "Another name & more+").shows(INFO, "/0/name",
                    "Another name & more+"),
            of("torrents/renameFile", "hash", "{folder}", "id", "0", "name", "renamed.mkv").until("2.6.1").shows(FILES,
                    "/0/name",
                    "Season/renamed.mkv"),
            of("torrents/renameFile", "hash", "{folder}", "oldPath", "Season/one.mkv", "newPath", "Season/renamed.mkv")
                    .since("2.7.0").shows(FILES, "/0/name", "Season/renamed.mkv"),
            of("torrents/renameFolder", "hash", "{folder}", "oldPath", "Season/extras", "newPath", "Season/more")
                    .shows(FILES, "/1/name", "Season/more/two.txt"),
            of("torrents/filePrio", "hash", "{folder}", "id", "0|1", "priority", "7").shows(FILES, "/1/priority", "7"),
            of("torrents/setLocation", "hashes", "{target}", "location", "{downloads}/moved").makes("it moved", scene -> scene
                    .direct(INFO).at("/0/save_path").asText().replaceAll("/$", "").equals(scene.fill("{downloads}/moved"))),
            of("torrents/setSavePath", "id", "{first}", "path", "{downloads}/saved").shows(FIRST, "/0/save_path",
                    "{downloads}/saved"),
            of("torrents/setDownloadPath", "id", "{first}", "path", "{downloads}/unfinished").shows(FIRST, "/0/download_path",
                    "{downloads}/unfinished"),
            of("torrents/setAutoManagement", "hashes", "{second}", "enable", "true")
                    .shows("torrents/info?hashes={second}", "/0/auto_tmm", "true"));

    static final List<Row> ORDER = List.of(
            of("torrents/createCategory", "category", "films", "savePath", "{downloads}/films")
                    .makes("a category with its path",
                            scene -> scene.direct("torrents/categories").at("/films/savePath").asText()
                                    .equals(scene.fill("{downloads}/films"))),
            of("torrents/editCategory", "category", "films", "savePath", "{downloads}/cinema").shows("torrents/categories",
                    "/films/savePath", "{downloads}/cinema"),
            of("torrents/setCategory", "hashes", "{target}", "category", "films").shows(INFO, "/0/category", "films"),
            of("torrents/setCategory", "hashes", "{target}", "category", "").shows(INFO, "/0/category", ""),
            of("torrents/createTags", "tags", "new,kept").holds("torrents/tags", "kept"),
            of("torrents/addTags", "hashes", "{target}", "tags", "keep,2010").makes("two tags",
                    scene -> List.of(scene.direct(INFO).at("/0/tags").asText().split(", "))
                            .containsAll(List.of("keep", "2010"))),
            of("torrents/removeTags", "hashes", "{target}", "tags", "2010").shows(INFO, "/0/tags", "keep"),
            of("torrents/removeTags", "hashes", "{target}").shows(INFO, "/0/tags", ""),
            of("torrents/setTags", "hashes", "{target}", "tags", "only").given("torrents/addTags",
                    Map.of("hashes", "{target}", "tags", "keep")).shows(INFO, "/0/tags", "only"),
            of("torrents/setComment", "hashes", "{target}", "comment", "A remark\nof two lines")
                    .shows("torrents/properties?hash={target}", "/comment", "A remark\nof two lines"));

    static final List<Row> LIMITS = List.of(
            of("torrents/setDownloadLimit", "hashes", "{target}", "limit", "40960").shows(INFO, "/0/dl_limit", "40960"),
            of("torrents/setUploadLimit", "hashes", "{target}", "limit", "20480").shows(INFO, "/0/up_limit", "20480"),
            of("torrents/downloadLimit", "hashes", "{target}|{first}").same("torrents/downloadLimit?hashes={target}%7C{first}"),
            of("torrents/uploadLimit", "hashes", "{target}").same("torrents/uploadLimit?hashes={target}"),
            of("torrents/setShareLimits", "hashes", "{target}", "ratioLimit", "1.5", "seedingTimeLimit", "600")
                    .makes("both limits", scene -> scene.direct(INFO).at("/0/ratio_limit").asDouble() == 1.5
                            && scene.direct(INFO).at("/0/seeding_time_limit").asInt() == 600),
            of("torrents/setShareLimits", "hashes", "{target}", "ratioLimit", "-2", "seedingTimeLimit", "-2",
                    "inactiveSeedingTimeLimit", "300").since("2.9.2").shows(INFO, "/0/inactive_seeding_time_limit", "300"),
            of("torrents/setShareLimits", "hashes", "{target}", "ratioLimit", "5", "seedingTimeLimit", "-2", "shareLimitAction",
                    "Stop", "shareLimitsMode", "MatchAll").since("2.15.3")
                    .makes("what happens then", scene -> scene.direct(INFO)
                            .at("/0/share_limit_action").asText().equals("Stop")
                            && scene.direct(INFO).at("/0/share_limits_mode").asText().equals("MatchAll")));

    static final List<Row> NETWORK = List.of(
            of("torrents/addTrackers", "hash", "{first}|{target}", "urls", "{site}/announce?a=1&b=2\n{site}/announce/two")
                    .makes("both have the trackers", scene -> scene.direct(TRACKERS).toString().contains("?a=1&b=2")
                            && scene.direct("torrents/trackers?hash={target}").toString().contains("/announce/two")),
            of("torrents/reannounce", "hashes", "{target}")
                    .given("torrents/addTrackers", Map.of("hash", "{target}", "urls", "{site}/announce/target"))
                    .given(scene -> Qbittorrent.await("a first announce",
                            () -> scene.site().asked("/announce/target") == 1))
                    .makes("an announce more", scene -> scene.site().asked("/announce/target") > 1),
            of("torrents/editTracker", "hash", "{first}", "url", "{site}/announce?a=1&b=2", "newUrl", "{site}/announce/three")
                    .holds(TRACKERS, "/announce/three"),
            of("torrents/editTracker", "hash", "{first}", "url", "{site}/announce/three", "newUrl", "{site}/announce/four",
                    "tier", "2").since("2.13.0").holds(TRACKERS, "/announce/four"),
            of("torrents/removeTrackers", "hash", "{first}", "urls", "{site}/announce/two").lacks(TRACKERS, "/announce/two"),
            of("torrents/addWebSeeds", "hash", "{first}", "urls", "{site}/seed/one|{site}/seed/two").makes("both seeds",
                    scene -> scene.direct(SEEDS).size() == 2),
            of("torrents/editWebSeed", "hash", "{first}", "origUrl", "{site}/seed/one", "newUrl", "{site}/seed/a%2520b")
                    .holds(SEEDS, "/seed/a b"),
            of("torrents/removeWebSeeds", "hash", "{first}", "urls", "{site}/seed/two").lacks(SEEDS, "/seed/two"),
            of("torrents/addPeers", "hashes", "{first}", "peers", "{peer}").makes("a call at the peer",
                    scene -> scene.site().called()),
            of("torrents/setSSLParameters", "hash", "{first}", "ssl_certificate", Certificate.PEM, "ssl_private_key",
                    Certificate.KEY, "ssl_dh_params", Certificate.DH).makes("the certificate",
                            scene -> scene.direct("torrents/SSLParameters?hash={first}").path("ssl_certificate").asText()
                                    .strip().equals(Certificate.PEM.strip())),
            of("torrents/SSLParameters", "hash", "{first}").never());

    private static String state(Scene scene, String hash) {
        return scene.server().state(scene.fill(hash));
    }

    /// An old server remembers what it has read of a torrent until that is stopped.
    private static void spoil(Scene scene) {
        scene.server().post("torrents/" + scene.spelt("2.11.0", "stop", "pause"), Map.of("hashes", Scene.DOOMED.hash()));
        Qbittorrent.await("it is stopped", () -> state(scene, "{doomed}").endsWith("edUP")
                && !state(scene, "{doomed}").equals("stalledUP"));
        Scene.DOOMED.spoil(scene.server().downloads());
    }

    private static void firstIsFirst(Scene scene) {
        Qbittorrent.await("it is the first", () -> scene.direct(FIRST).at("/0/priority").asInt() == 1);
    }
}
