package gatehouse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import gatehouse.real.Era;
import gatehouse.real.Gatehouse;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;

/// A long list: one real server behind a proxy that notes every request, and the packaged Gatehouse before both.
final class Barn implements AutoCloseable {

    static final String PASSWORD = "a password for the bench";
    static final String NAME = "ola";

    static final Duration LONG = Duration.ofMinutes(5);
    private static final int AT_ONCE = 200;

    final Qbittorrent server;
    final RecordingProxy door;
    final Gatehouse gatehouse;
    final URI root;
    private final int megabytes;

    private Barn(Path application, Path folder, Era era, int megabytes) throws IOException {
        var port = Qbittorrent.freePort();
        this.megabytes = megabytes;
        root = URI.create("http://localhost:" + port);
        server = Qbittorrent.start(era, folder.resolve("server"), PASSWORD, 5, Qbittorrent.DEFAULT_REFRESH);
        door = RecordingProxy.before(server.port());
        gatehouse = new Gatehouse(application.toAbsolutePath(), folder, environment(folder), port, megabytes);
    }

    /// Starts the server, empty, and not yet Gatehouse; [#NAME] can sign in there.
    ///
    /// @param application the packaged one's folder
    /// @param megabytes of memory for Gatehouse's objects
    static Barn open(Path application, int megabytes) throws IOException {
        return open(application, Era.installed(), megabytes);
    }

    /// The same with the qBittorrent of an era.
    static Barn open(Path application, Era era, int megabytes) throws IOException {
        var barn = new Barn(application, Files.createTempDirectory("gatehouse-bench"), era, megabytes);
        barn.gatehouse.account(NAME, "Ola", "admin", PASSWORD);
        return barn;
    }

    private Map<String, String> environment(Path folder) throws IOException {
        var file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, """
                version: 1
                sign-in: { ask: Ola }
                instances:
                  barn: { title: Barn, url: "%s", host: "127.0.0.1:%d", username: %s, password: %s }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                """.formatted(door.url(), server.port(), Qbittorrent.USER, PASSWORD));
        return Map.of("GATEHOUSE_FILE", file.toString(), "GATEHOUSE_DATA", folder.resolve("data").toString(),
                "GATEHOUSE_EXTERNAL_URL", root.toString());
    }

    void machine() throws IOException {
        var cpu = Path.of("/proc/cpuinfo");
        var model = !Files.exists(cpu) ? "unknown"
                : Files.readString(cpu).lines().filter(line -> line.startsWith("model name"))
                        .map(line -> line.split(":\\s*", 2)[1])
                        .findFirst().orElse("unknown");
        say("machine        %s, %d cores, %s", model, Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"));
        say("Java           %s %s, Gatehouse with -Xmx%dm", System.getProperty("java.vendor"), Runtime.version(), megabytes);
        say("qBittorrent    %s, Web API %s", server.get("app/version"), server.get("app/webapiVersion"));
    }

    /// The torrents of a list in the order of their names.
    static List<TorrentFile> files(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> TorrentFile.hollow("Volume %05d of the long list.mkv".formatted(number), 100_000 + number))
                .toList();
    }

    /// Adds these and waits until the server has this many.
    void fill(List<TorrentFile> files, int many) {
        for (var from = 0; from < files.size(); from += AT_ONCE) {
            server.add(files.subList(from, Math.min(files.size(), from + AT_ONCE)),
                    Map.of("savepath", server.downloads().toString(), "paused", "true", "stopped", "true"));
        }
        Qbittorrent.await("%,d torrents".formatted(many), LONG, () -> server.torrents() == many);
    }

    /// Somebody signed in, once the page has this many.
    Visit visit(int many) {
        var visit = new Visit(root, NAME, PASSWORD);
        Qbittorrent.await("the page has them", LONG, () -> visit.text("/torrents").contains("%,d torrents".formatted(many)));
        return visit;
    }

    static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }

    @Override
    public void close() throws Exception {
        gatehouse.close();
        door.close();
        server.close();
    }
}
