package gatehouse.twins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import gatehouse.action.ApiVersion;
import gatehouse.evidence.Evidence;
import gatehouse.evidence.Scene;
import gatehouse.evidence.Site;
import gatehouse.house.House;
import gatehouse.real.App;
import gatehouse.real.Era;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// Two real servers with copies of one profile.
final class Twins implements AutoCloseable {

    static final TorrentFile HYBRID = TorrentFile.hybrid("of both versions.iso", 200_000);
    static final TorrentFile TRACKED = TorrentFile.hollow("Ünïcode & \"quotes\" <b>.mkv", 700_000);
    static final String MAGNET = "89abcdef0123456789abcdef0123456789abcdef";

    private final Site site = Evidence.site();
    private final Site otherSite = Evidence.site();
    private final Qbittorrent one;
    private final Qbittorrent other;
    private final ApiVersion api;
    private final Map<String, String> cast;

    private Twins(Qbittorrent one, Qbittorrent other) {
        this.one = one;
        this.other = other;
        api = ApiVersion.parse(one.get("app/webapiVersion")).orElseThrow();
        Stream.of(one, other).forEach(server -> server.post("torrents/editCategory", Map.of("category", "films", "savePath",
                server.downloads() + "/films")));
        cast = Map.of("hybrid", hash(HYBRID.name()), "tracked", TRACKED.hash(), "magnet", MAGNET);
    }

    /// From 4.4 a torrent of both versions goes by its newer hash.
    private String hash(String name) {
        var list = Scene.node(one.get("torrents/info"));
        return list.valueStream().filter(torrent -> torrent.path("name").asText().equals(name))
                .map(torrent -> torrent.path("hash").asText()).findFirst().orElseThrow();
    }

    static Twins of(Era era) {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/twins")), "");
            var one = Qbittorrent.start(era, folder.resolve("server-1"), House.PASSWORD, 0);
            fill(one);
            return new Twins(one, one.twin(folder.resolve("server-2")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void fill(Qbittorrent server) {
        var site = Evidence.site();
        new Scene(server, null, null, site, null).open();
        site.close();
        server.post("torrents/createCategory", Map.of("category", "films/new", "savePath", ""));
        server.add(List.of(HYBRID), Map.of("paused", "true", "stopped", "true", "category", "films", "tags", "keep"));
        server.add(List.of(TRACKED), Map.of("paused", "true", "stopped", "true", "category", "a,b"));
        server.post("torrents/add",
                Map.of("urls", "magnet:?xt=urn:btih:" + MAGNET + "&dn=a+magnet", "paused", "true", "stopped",
                        "true"));
        Qbittorrent.await("all of them", () -> server.torrents() == 9);
        server.post("torrents/addTags", Map.of("hashes", TRACKED.hash(), "tags", "keep,two words"));
        server.post("torrents/addTrackers", Map.of("hash", TRACKED.hash(), "urls",
                "http://127.0.0.1:9/announce?passkey=0123456789abcdef\n\nhttp://127.0.0.1:9/second"));
        server.post("rss/addFolder", Map.of("path", "old news"));
        Qbittorrent.await("tags", () -> server.get("torrents/info?hashes=" + TRACKED.hash()).contains("two words"));
        Stream.of("torrents/stop", "torrents/pause").forEach(stop -> server.post(stop, Map.of("hashes", "all")));
        Qbittorrent.await("all have stopped", () -> Scene.node(server.get("torrents/info")).valueStream()
                .allMatch(torrent -> torrent.path("state").asText().matches("(stopped|paused)..")));
    }

    Qbittorrent other() {
        return other;
    }

    ApiVersion api() {
        return api;
    }

    /// The first, which is asked itself.
    Twin first() {
        return new Twin(one, api, site, itself(one), cast);
    }

    /// The second, which is asked in another way.
    Twin second(App app) {
        return new Twin(other, api, otherSite, app, cast);
    }

    static App itself(Qbittorrent server) {
        var session = server.logIn(House.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return App.at(server.url() + "/api/v2").with("Cookie", session);
    }

    @Override
    public void close() {
        site.close();
        otherSite.close();
        one.kill();
        other.kill();
    }
}
