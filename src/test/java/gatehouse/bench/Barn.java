package gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;

/// The real server that is measured, with 10,000 torrents of one piece each, and what Gatehouse is told of it.
final class Barn {

    static final int MANY = 10_000;
    static final String PASSWORD = "a password for the bench";
    static final Duration LONG = Duration.ofMinutes(5);

    private final Qbittorrent server;
    private final List<TorrentFile> files = IntStream.range(0, MANY)
            .mapToObj(number -> TorrentFile.hollow("Volume %05d of the long list.mkv".formatted(number), 100_000 + number))
            .toList();

    Barn(Qbittorrent server) {
        this.server = server;
    }

    static void machine() throws IOException {
        var cpu = Path.of("/proc/cpuinfo");
        var model = !Files.exists(cpu) ? "unknown"
                : Files.readString(cpu).lines().filter(line -> line.startsWith("model name"))
                        .map(line -> line.split(":\\s*", 2)[1])
                        .findFirst().orElse("unknown");
        say("machine        %s, %d cores, %s", model, Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"));
        say("Java           %s %s, Gatehouse with -Xmx256m", System.getProperty("java.vendor"), Runtime.version());
    }

    void fill() {
        say("qBittorrent    %s, Web API %s", server.get("app/version"), server.get("app/webapiVersion"));
        for (var from = 0; from < MANY; from += 200) {
            server.add(files.subList(from, from + 200),
                    Map.of("savepath", server.downloads().toString(), "paused", "true", "stopped", "true"));
        }
        Qbittorrent.await("ten thousand torrents", LONG, () -> server.torrents() == MANY);
    }

    /// Gives this tag to the first torrents of the list, past Gatehouse.
    void tag(int count, String tag) {
        mark("torrents/addTags", count, tag);
    }

    /// And takes it away.
    void untag(int count, String tag) {
        mark("torrents/removeTags", count, tag);
    }

    private void mark(String action, int count, String tag) {
        var hashes = files.subList(0, count).stream().map(TorrentFile::hash).collect(Collectors.joining("|"));
        server.post(action, Map.of("hashes", hashes, "tags", tag));
    }

    /// The settings of a Gatehouse that finds the server at this address.
    Map<String, String> environment(Path folder, String url, int port) throws IOException {
        var file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, """
                version: 1
                sign-in: { ask: Ola }
                instances:
                  barn: { title: Barn, url: "%s", host: "127.0.0.1:%d", username: %s, password: %s }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                """.formatted(url, server.port(), Qbittorrent.USER, PASSWORD));
        return Map.of("GATEHOUSE_FILE", file.toString(), "GATEHOUSE_DATA", folder.resolve("data").toString(),
                "GATEHOUSE_EXTERNAL_URL", "http://localhost:" + port);
    }

    static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
