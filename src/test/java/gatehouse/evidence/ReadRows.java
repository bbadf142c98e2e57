package gatehouse.evidence;

import static gatehouse.evidence.Row.of;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.action.PreferenceKey;
import gatehouse.action.PreferenceKeys;
import gatehouse.real.TorrentFile;

/// What is read: of torrents, of the transfer, of what changed; and what comes and goes with an add.
final class ReadRows {

    /// Of the moment in which a server is asked.
    private static final String[] MOMENTARY = { "time_elapsed", "seeding_time", "last_seen", "dl_speed_avg", "up_speed_avg",
            "reannounce", "time_active", "last_activity", "next_announce", "min_announce", "msg", "status", "num_peers",
            "num_seeds", "num_leeches", "num_downloaded", "endpoints", "updating", "popularity", "eta" };
    static final TorrentFile FETCHED = TorrentFile.hollow("fetched.iso", 500_000);
    static final TorrentFile READ = TorrentFile.hollow("read.iso", 500_000);
    static final TorrentFile UPLOADED = TorrentFile.hollow("uploaded.iso", 500_000);
    private static final String UNKNOWN = "0123456789abcdef0123456789abcdef01234567";

    private ReadRows() {
    }

    static final List<Row> TORRENT = List.of(
            of("torrents/count").says("how many there are",
                    (scene, said) -> said.asInt() == scene.direct("torrents/info").size()).answered(),
            of("torrents/info").says("what the server says of each", ReadRows::likeInfo).answered(),
            of("torrents/info", "hashes", "{target}").says("what the server says of one",
                    (scene, said) -> said.size() == 1 && said.at("/0/hash").asText().equals(Scene.TARGET.hash())).answered(),
            of("torrents/properties", "hash", "{target}").same("torrents/properties?hash={target}", MOMENTARY),
            of("torrents/trackers", "hash", "{target}").same("torrents/trackers?hash={target}", MOMENTARY),
            of("torrents/webseeds", "hash", "{target}").same("torrents/webseeds?hash={target}"),
            of("torrents/files", "hash", "{folder}").same("torrents/files?hash={folder}"),
            of("torrents/files", "hash", "{folder}", "indexes", "1").since("2.8.18")
                    .same("torrents/files?hash={folder}&indexes=1"),
            of("torrents/pieceStates", "hash", "{target}").same("torrents/pieceStates?hash={target}"),
            of("torrents/pieceHashes", "hash", "{target}").same("torrents/pieceHashes?hash={target}"),
            of("torrents/pieceAvailability", "hash", "{first}").same("torrents/pieceAvailability?hash={first}"),
            of("torrents/export", "hash", "{target}").says("the file the server has", (scene, said) -> said.asText().equals(
                    Base64.getEncoder().encodeToString(scene.server().bytes(scene.fill("torrents/export?hash={target}"))))),
            of("torrents/downloadFile", "hash", "{other}", "file", Scene.OTHER.name()).says("the file's bytes",
                    (scene, said) -> said.asText().equals(
                            Base64.getEncoder()
                                    .encodeToString(scene.server().bytes(scene.fill("torrents/downloadFile?hash={other}&file="
                                            + Scene.OTHER.name().replace(" ", "%20")))))),
            of("torrents/categories").same("torrents/categories").answered(),
            of("torrents/tags").says("every tag", (scene, said) -> said.equals(scene.direct("torrents/tags"))).answered(),
            of("sync/torrentPeers", "hash", "{target}", "rid", "0").same("sync/torrentPeers?hash={target}&rid=0"),
            of("sync/maindata").says("all torrents, categories and tags", (scene, said) -> {
                var theirs = scene.direct("sync/maindata?rid=0");
                return names(said.path("torrents")).equals(names(theirs.path("torrents")))
                        && said.path("categories").size() == theirs.path("categories").size()
                        && said.path("tags").size() == theirs.path("tags").size();
            }).answered());

    static final List<Row> ADDS = List.of(
            of("torrents/add", "savepath", "{downloads}/added").file("torrents", UPLOADED.bytes())
                    .holds("torrents/info", UPLOADED.hash()),
            of("torrents/add", "urls", "magnet:?xt=urn:btih:" + UNKNOWN + "&dn=a+magnet").holds("torrents/info", UNKNOWN),
            of("torrents/add", "urls", "{site}/torrents/fetched", "stopped", "true", "category", "fetched", "rename", "Renamed",
                    "dlLimit", "10240", "upLimit", "20480", "sequentialDownload", "true", "firstLastPiecePrio", "true")
                    .makes("it with all that, and no tag of ours left", scene -> {
                        var torrent = scene.direct("torrents/info?hashes=" + FETCHED.hash()).path(0);
                        return torrent.path("state").asText().equals(scene.spelt("2.11.0", "stoppedDL", "pausedDL"))
                                && torrent.path("category").asText().equals("fetched")
                                && torrent.path("name").asText().equals("Renamed") && torrent.path("dl_limit").asInt() == 10240
                                && torrent.path("up_limit").asInt() == 20480 && torrent.path("seq_dl").asBoolean()
                                && torrent.path("f_l_piece_prio").asBoolean()
                                && !scene.direct("torrents/tags").toString().contains("gatehouse-add-");
                    }),
            of("torrents/parseMetadata").file("file", READ.bytes()).says("what is in the file",
                    (scene, said) -> said.toString().contains(READ.hash()) && said.toString().contains("read.iso")),
            of("torrents/fetchMetadata", "source", "{site}/torrents/read").says("what is in the file",
                    (scene, said) -> said.toString().contains(READ.hash())),
            of("torrents/saveMetadata", "source", "{site}/torrents/read").says("the file",
                    (scene, said) -> new String(Base64.getDecoder().decode(said.asText())).contains("read.iso")),
            of("torrents/removeCategories", "categories", "films\nfetched").lacks("torrents/categories", "fetched"),
            of("torrents/deleteTags", "tags", "kept,new").lacks("torrents/tags", "kept"));

    static final List<Row> TRANSFER = List.of(
            of("transfer/info").says("the limits and the connection", (scene, said) -> {
                var theirs = scene.direct("transfer/info");
                return List.of("connection_status", "dl_rate_limit", "up_rate_limit", "dht_nodes").stream()
                        .allMatch(name -> said.path(name).equals(theirs.path(name)) && !said.path(name).isMissingNode());
            }).answered(),
            of("transfer/setDownloadLimit", "limit", "1048576").shows("transfer/downloadLimit", "", "1048576"),
            of("transfer/setUploadLimit", "limit", "524288").shows("transfer/uploadLimit", "", "524288"),
            of("transfer/downloadLimit").says("the limit", (scene, said) -> said.asInt() == 1048576
                    && said.asText().equals(scene.direct("transfer/downloadLimit").asText())).answered(),
            of("transfer/uploadLimit").says("the limit", (scene, said) -> said.asInt() == 524288
                    && said.asText().equals(scene.direct("transfer/uploadLimit").asText())).answered(),
            of("transfer/toggleSpeedLimitsMode").shows("transfer/speedLimitsMode", "", "1"),
            of("transfer/speedLimitsMode").says("that they are on", (scene, said) -> said.asInt() == 1
                    && said.asText().equals(scene.direct("transfer/speedLimitsMode").asText())).answered(),
            of("transfer/setSpeedLimitsMode", "mode", "0").shows("transfer/speedLimitsMode", "", "0"),
            of("transfer/getSpeedLimits").same("transfer/getSpeedLimits"),
            of("transfer/setSpeedLimits", "up_limit", "11264", "dl_limit", "12288", "alt_up_limit", "13312", "alt_dl_limit",
                    "14336")
                    .shows("transfer/getSpeedLimits", "/alt_dl_limit", "14336"),
            of("transfer/banPeers", "peers", "192.0.2.7:6881|192.0.2.8:6881").makes("both banned",
                    scene -> scene.direct("app/preferences").path("banned_IPs").asText().contains("192.0.2.7\n192.0.2.8")),
            of("transfer/pauseSession").makes("the session paused", ReadRows::paused),
            of("transfer/resumeSession").makes("the session run", scene -> !paused(scene)));

    static boolean likePreferences(Scene scene, JsonNode said) {
        var theirs = scene.direct("app/preferences");
        return theirs.properties().stream().allMatch(entry -> {
            var secret = PreferenceKeys.known().find(entry.getKey()).filter(PreferenceKey::secret).isPresent();
            var name = PreferenceKeys.known().all().stream().filter(newer -> newer.was().equals(entry.getKey()))
                    .map(PreferenceKey::name).findFirst().orElse(entry.getKey());
            return secret ? said.path(name).asText().equals(PreferenceKeys.MASK)
                    : said.path(name).equals(entry.getValue());
        });
    }

    private static boolean likeInfo(Scene scene, JsonNode said) {
        var theirs = scene.direct("torrents/info");
        return said.size() == theirs.size() && StreamSupport.stream(said.spliterator(), false).allMatch(ours -> StreamSupport
                .stream(theirs.spliterator(), false).anyMatch(other -> List.of("hash", "name", "size", "category", "save_path",
                        "added_on", "auto_tmm", "magnet_uri", "tags", "state", "progress").stream()
                        .allMatch(name -> ours.path(name).asText().equals(other.path(name).asText()))));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static boolean paused(Scene scene) {
        return scene.direct("sync/maindata?rid=0").at("/server_state/session_state").asBoolean();
    }
}
