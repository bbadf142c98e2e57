package gatehouse.evidence;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.action.ApiVersion;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;

/// One real server, what stands before it, the world around it, and a way through Gatehouse to it.
public record Scene(Qbittorrent server, RecordingProxy door, ApiVersion api, Site site, Face face) {

    static final TorrentFile TARGET = TorrentFile.of("Sintel (2010) [4K].mkv", 300_000);
    static final TorrentFile OTHER = TorrentFile.of("Tears of Steel.webm", 200_000);
    static final TorrentFile FOLDER = TorrentFile.folder("Season", List.of("one.mkv", "extras/two.txt"));
    static final TorrentFile FIRST = TorrentFile.hollow("first in the queue.iso", 1_000_000);
    static final TorrentFile SECOND = TorrentFile.hollow("second in the queue.iso", 1_000_000);
    static final TorrentFile DOOMED = TorrentFile.of("doomed.iso", 100_000);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /// Fills an empty server with the cast, and lets it queue.
    public void open() {
        var whole = List.of(TARGET, OTHER, DOOMED);
        whole.forEach(torrent -> torrent.write(server.downloads()));
        server.add(whole, Map.of());
        server.add(List.of(FOLDER, FIRST, SECOND), Map.of());
        server.post("app/setPreferences",
                Map.of("json",
                        "{\"queueing_enabled\": true, \"max_active_torrents\": 20, \"rss_processing_enabled\": true, \"announce_to_all_trackers\": true, "
                                + "\"max_active_downloads\": 20, \"max_active_uploads\": 20}"));
        whole.forEach(torrent -> Qbittorrent.await(torrent.name(), () -> server.state(torrent.hash()).equals("stalledUP")));
        List.of(FOLDER, FIRST, SECOND).forEach(torrent -> Qbittorrent.await(torrent.name(),
                () -> server.state(torrent.hash()).equals("stalledDL")));
    }

    boolean atLeast(String version) {
        return api.compareTo(ApiVersion.parse(version).orElseThrow()) >= 0;
    }

    /// How a server of this age calls something that newer ones call otherwise.
    String spelt(String since, String now, String before) {
        return atLeast(since) ? now : before;
    }

    /// What the server itself says, past Gatehouse: JSON where it is JSON, otherwise a text.
    public JsonNode direct(String path) {
        return node(server.get(fill(path)));
    }

    public static JsonNode node(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException plain) {
            return TextNode.valueOf(text);
        }
    }

    /// Requests for anything but what the poller and the sign-in ask.
    long calls() {
        return door.requests().stream().filter(request -> !request.is("sync/maindata") && !request.is("auth/")
                && !request.is("app/version") && !request.is("app/webapiVersion")).count();
    }

    private static final Map<String, Function<Scene, String>> PLACES = Map.of("downloads",
            scene -> scene.server.downloads().toString(), "site", scene -> scene.site.url(), "peer", scene -> scene.site.peer(),
            "target", scene -> TARGET.hash(), "other", scene -> OTHER.hash(), "folder", scene -> FOLDER.hash(), "first",
            scene -> FIRST.hash(), "second", scene -> SECOND.hash(), "doomed", scene -> DOOMED.hash());
    private static final Map<String, Function<Scene, String>> FOUND = Map.of("search",
            scene -> scene.face.ask("search/status", Map.of(), List.of()).content().path(0).path("id").asText(), "task",
            scene -> scene.direct("torrentcreator/status").path(0).path("taskID").asText("none"), "article",
            scene -> scene.direct("rss/items?withData=true").findValue("articles").path(0).path("id").asText());

    /// A text with every `{place}` in it filled in.
    public String fill(String text) {
        return PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                PLACES.getOrDefault(found.group(1), FOUND.getOrDefault(found.group(1), scene -> found.group())).apply(this)));
    }
}
