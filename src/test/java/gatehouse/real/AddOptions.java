package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/// What can be chosen for a torrent that is added: a value for each parameter of `torrents/add` but those that say what is
/// added, and where a server shows that it did so. They are chosen several at once, in rounds, because some rule others out.
public final class AddOptions {

    public static final String CATEGORY = "options";
    public static final String TAGS = "one,two words";

    /// A round adds a torrent of its own. That of `HELD` is a folder; what `TRUSTED` is about is there, but wrong; at the
    /// `FIRST` another torrent is there and the queue is on.
    public enum Round {
        HELD,
        MANAGED,
        TRUSTED,
        CHECKED,
        FIRST;

        public TorrentFile file() {
            var name = "Options " + name().toLowerCase(Locale.ROOT);
            return this == HELD ? TorrentFile.folder(name, List.of("a.bin", "b.bin")) : TorrentFile.of(name + ".bin", 300_000);
        }

        /// Makes a server ready for it.
        public void prepare(Qbittorrent server) {
            switch (this) {
                case HELD, MANAGED ->
                    server.post("torrents/createCategory", Map.of("category", CATEGORY, "savePath", ""));
                case TRUSTED -> file().spoil(server.downloads());
                case CHECKED -> queue(server, false);
                case FIRST -> {
                    queue(server, true);
                    var other = TorrentFile.hollow("the first of the queue", 60_000);
                    server.add(List.of(other), Map.of());
                    Qbittorrent.await(other.name(), () -> !server.state(other.hash()).isEmpty());
                }
            }
        }
    }

    /// @param question to the server, or a file in its profile, with `{hash}`
    /// @param pointer into its answer; empty for a file
    /// @param shown what stands there then, a regular expression
    private record Option(Round round, String value, String question, String pointer, String shown) {
    }

    private static final String INFO = "torrents/info?hashes={hash}";
    /// What it keeps of a torrent for its next start. Up to 5.1 it tells some things nowhere else.
    private static final String RESUME = "qBittorrent/data/BT_backup/{hash}.fastresume";
    private static final String FILES = "torrents/files?hash={hash}";

    private static final Map<String, Option> KNOWN = Map.ofEntries(
            info(Round.HELD, "stopped", "true", "state", "(paused|stopped)DL"),
            info(Round.HELD, "category", CATEGORY, "category", CATEGORY),
            info(Round.HELD, "tags", TAGS, "tags", "one, ?two words"),
            info(Round.HELD, "savepath", "{downloads}/there", "save_path", ".*/downloads/there/?"),
            info(Round.HELD, "downloadPath", "{downloads}/unfinished", "download_path", ".*/downloads/unfinished/?"),
            info(Round.HELD, "useDownloadPath", "true", "download_path", ".+"),
            info(Round.HELD, "rename", "Another name", "name", "Another name"),
            Map.entry("contentLayout", new Option(Round.HELD, "NoSubfolder", FILES, "/0/name", "a\\.bin(\\.!qB)?")),
            info(Round.HELD, "sequentialDownload", "true", "seq_dl", "true"),
            info(Round.HELD, "firstLastPiecePrio", "true", "f_l_piece_prio", "true"),
            info(Round.HELD, "dlLimit", "512000", "dl_limit", "512000"),
            info(Round.HELD, "upLimit", "40960", "up_limit", "40960"),
            info(Round.HELD, "ratioLimit", "1.5", "ratio_limit", "1\\.5"),
            info(Round.HELD, "seedingTimeLimit", "90", "seeding_time_limit", "90"),
            info(Round.HELD, "inactiveSeedingTimeLimit", "45", "inactive_seeding_time_limit", "45"),
            Map.entry("shareLimitAction", new Option(Round.HELD, "EnableSuperSeeding", RESUME, "",
                    "(?s).*qBt-shareLimitAction18:EnableSuperSeeding.*")),
            info(Round.HELD, "shareLimitsMode", "MatchAll", "share_limits_mode", "MatchAll"),
            info(Round.MANAGED, "autoTMM", "true", "auto_tmm", "true"),
            info(Round.TRUSTED, "seedMode", "true", "progress", "1(\\.0)?"),
            info(Round.CHECKED, "stopCondition", "FilesChecked", "state", "(paused|stopped)DL"),
            info(Round.FIRST, "addToTopOfQueue", "true", "priority", "1"),
            info(Round.FIRST, "forced", "true", "state", "forcedDL"));

    private AddOptions() {
    }

    private static Map.Entry<String, Option> info(Round round, String name, String value, String key, String shown) {
        return Map.entry(name, new Option(round, value, INFO, "/0/" + key, shown));
    }

    private static void queue(Qbittorrent server, boolean on) {
        server.post("app/setPreferences", Map.of("json", "{\"queueing_enabled\":" + on + "}"));
    }

    /// Those that nothing here can tell of.
    public static List<String> unknown(List<String> names) {
        return names.stream().filter(name -> !KNOWN.containsKey(name)).toList();
    }

    /// Those that are chosen in this round.
    public static List<String> of(Round round, List<String> names) {
        return names.stream().filter(name -> KNOWN.get(name).round() == round).toList();
    }

    /// What to choose, in the newest servers' words.
    public static String value(Qbittorrent server, String name) {
        return KNOWN.get(name).value().replace("{downloads}", server.downloads().toString());
    }

    /// Waits until a server shows all that was chosen.
    public static void await(Qbittorrent server, List<String> names, String hash) {
        Qbittorrent.await("the torrent of " + names, () -> !server.state(hash).isEmpty());
        for (var name : names) {
            Qbittorrent.await(name, () -> shown(server, KNOWN.get(name), hash).matches(KNOWN.get(name).shown()));
        }
    }

    /// Takes away what the rounds have left, but for the torrents.
    public static void clear(Qbittorrent server) {
        server.post("torrents/removeCategories", Map.of("categories", CATEGORY));
        server.post("torrents/deleteTags", Map.of("tags", TAGS));
        queue(server, false);
    }

    private static String shown(Qbittorrent server, Option option, String hash) {
        var question = option.question().replace("{hash}", hash);
        try {
            return option.question().equals(RESUME) ? written(server.profile().resolve(question))
                    : new ObjectMapper().readTree(server.get(question)).at(option.pointer()).asText();
        } catch (IOException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }

    private static String written(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }
}
