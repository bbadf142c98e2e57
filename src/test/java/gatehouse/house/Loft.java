package gatehouse.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;
import gatehouse.torrent.State;
import gatehouse.torrent.Torrent;
import io.quarkus.arc.Arc;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/// What is in the loft during a test: one torrent of Kim's, one of Kai's and one of nobody's, each with a pass key in its
/// tracker's address.
final class Loft {

    static final String PASSKEY = "canary0passkey5f0e";
    /// A password for somewhere else, which nobody may see again.
    static final String SECRET = "canary0secret91af";
    static final TorrentFile KIMS = TorrentFile.hollow("Kims film.mkv", 400_000);
    static final TorrentFile KAIS = TorrentFile.hollow("Kais secret film.mkv", 500_000);
    static final TorrentFile NOBODYS = TorrentFile.hollow("Secret of nobody.mkv", 600_000);
    /// What apps add.
    static final TorrentFile EPISODE = TorrentFile.hollow("Show.S01E02.mkv", 700_000);
    static final TorrentFile FILM = TorrentFile.of("A film (2020).mkv", 300_000);
    private static final List<TorrentFile> ALL = List.of(KIMS, KAIS, NOBODYS);

    private Loft() {
    }

    static Path folder() {
        return House.loft().downloads();
    }

    static void fill() {
        add(KIMS, "kim", "kims");
        add(KAIS, "kais-category", "kais-tag");
        add(NOBODYS, "nobodys-category", "nobodys-tag");
        ownership().assign("loft", new Hash(KIMS.hash()), "local:kim");
        ownership().assign("loft", new Hash(KAIS.hash()), "local:kai");
        await("the loft is full", () -> ALL.stream().allMatch(file -> shows(file) && tracked(file)));
        House.doors().forEach(door -> door.clear());
    }

    static void add(TorrentFile file, String category, String tag) {
        House.loft().add(List.of(file),
                Map.of("savepath", folder().resolve("kim").toString(), "category", category, "tags", tag,
                        "paused", "true"));
        Qbittorrent.await(file.name(), () -> !House.loft().state(file.hash()).isEmpty());
        House.loft().post("torrents/addTrackers",
                Map.of("hash", file.hash(), "urls", "http://127.0.0.1:9/" + PASSKEY + "/announce?key=" + PASSKEY));
    }

    /// Leaves nothing behind: no torrent, owner, category or tag.
    static void empty() {
        House.loft().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        House.loft().post("torrents/removeCategories", Map.of("categories", "kim\nkais-category\nnobodys-category"));
        House.loft().post("torrents/deleteTags", Map.of("tags", "kims,kais-tag,nobodys-tag,by kim,by kai"));
        ownership().owned("loft").keySet().forEach(hash -> ownership().release("loft", hash));
        await("the loft is empty", () -> mirror().torrents().isEmpty() && mirror().categories().isEmpty());
    }

    /// The server has the episode, stopped, and the mirror knows.
    static void episode() {
        House.loft().add(List.of(EPISODE), Map.of("savepath", folder().toString(), "paused", "true"));
        await("the episode", () -> shows(EPISODE));
    }

    /// The server has a film and all of its data.
    static void film(String category) {
        FILM.write(folder());
        House.loft().add(List.of(FILM), Map.of("savepath", folder().toString(), "category", category));
        Qbittorrent.await("the film", () -> House.loft().state(FILM.hash()).equals("stalledUP"));
        await("the mirror has it", () -> mirror().torrents().get(new Hash(FILM.hash())) instanceof Torrent torrent
                && torrent.state() == State.SEEDING_IDLE);
    }

    /// Leaves nothing behind of an app that has made categories and tags of its own.
    static void emptyAfterApps() {
        var categories = JsonPath.from(House.loft().get("torrents/categories")).<String, Object> getMap("").keySet();
        House.loft().post("torrents/removeCategories", Map.of("categories", String.join("\n", categories)));
        House.loft().post("torrents/deleteTags",
                Map.of("tags", String.join(",", JsonPath.from(House.loft().get("torrents/tags")).<String> getList(""))));
        empty();
    }

    /// What the server itself says of a torrent; nothing when it has none.
    static Map<String, Object> torrent(String hash) {
        var torrents = JsonPath.from(House.loft().get("torrents/info")).<Map<String, Object>> getList("");
        return torrents.stream().filter(torrent -> torrent.get("hash").equals(hash)).findFirst().orElse(Map.of());
    }

    static Ownership ownership() {
        return Arc.container().instance(Ownership.class).get();
    }

    static gatehouse.torrent.Snapshot mirror() {
        return Arc.container().instance(Mirrors.class).get().find("loft").orElseThrow().snapshot();
    }

    static boolean shows(TorrentFile file) {
        return Optional.ofNullable(mirror().torrents().get(new Hash(file.hash())))
                .filter(torrent -> torrent.state() == State.STOPPED).isPresent();
    }

    private static boolean tracked(TorrentFile file) {
        return mirror().trackers().values().stream().anyMatch(hashes -> hashes.contains(file.hash()));
    }

    /// Looks at once, again and again, instead of waiting for the next poll.
    static void await(String what, BooleanSupplier condition) {
        var mirror = Arc.container().instance(Mirrors.class).get().find("loft").orElseThrow();
        Qbittorrent.await(what, () -> {
            mirror.nudge();
            return condition.getAsBoolean();
        });
    }

    /// What reached the loft's server besides the polls.
    static List<gatehouse.real.RecordingProxy.Request> reached() {
        return House.loftDoor().requests().stream().filter(request -> !request.is("sync/maindata") && !request.is("auth/")
                && !request.is("app/webapiVersion") && !request.is("app/version")).toList();
    }

    /// Whether a list that was answered has this torrent.
    static boolean listed(Response list, String hash) {
        return list.jsonPath().getList("hash").contains(hash);
    }

    /// Waits until the server has it no longer.
    static void gone(String hash) {
        Qbittorrent.await("it is gone", () -> torrent(hash).isEmpty());
    }
}
