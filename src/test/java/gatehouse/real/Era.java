package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The ages of qBittorrent that Gatehouse is tried on, oldest first, each as a Debian suite has it.
///
/// A plain run has the one that is installed here, as `qbittorrent-nox`. With the system property `qbittorrent.eras`, the
/// folder that `bin/qbittorrent` fills, it has all of them: that is `bin/test versions`.
public enum Era {
    V4_2("bullseye", "4.2.5", "2.5.1"),
    V4_5("bookworm", "4.5.2", "2.8.19"),
    V5_1("trixie", "5.1.0", "2.11.4"),
    V5_3("forky", "5.3.0", "2.16.2");

    private static final Optional<Path> ROOTS = Optional.ofNullable(System.getProperty("qbittorrent.eras"))
            .map(folder -> Path.of(folder).toAbsolutePath());

    private final String suite;
    private final String app;
    private final String api;

    Era(String suite, String app, String api) {
        this.suite = suite;
        this.app = app;
        this.api = api;
    }

    /// What to test on, for `@MethodSource`; tests say `@OnEachEra`.
    public static Stream<Era> tested() {
        return ROOTS.isPresent() ? Arrays.stream(values()) : Stream.of(installed());
    }

    /// The newest one that is no newer than the `qbittorrent-nox` of this machine.
    public static Era installed() {
        var version = Version.parse(installedVersion());
        return Arrays.stream(values()).filter(era -> Version.parse(era.app).compareTo(version) <= 0)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("qbittorrent-nox " + version + " is older than " + V4_2));
    }

    private static String installedVersion() {
        try {
            var process = new ProcessBuilder("qbittorrent-nox", "--version").redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.replaceAll("(?s).*v(\\d+(\\.\\d+)+).*", "$1");
        } catch (IOException missing) {
            throw new UncheckedIOException("qbittorrent-nox cannot be started; on Debian: apt-get install qbittorrent-nox",
                    missing);
        }
    }

    /// The Debian suite.
    public String suite() {
        return suite;
    }

    /// qBittorrent's own version: `4.5.2`.
    public String app() {
        return app;
    }

    /// The version of its Web API: `2.8.19`.
    public String api() {
        return api;
    }

    /// Before 5.0 to stop was to pause, and to start to resume.
    public boolean pauses() {
        return compareTo(V5_1) < 0;
    }

    /// The state word of a torrent that is held: `stopped("DL")` is `pausedDL` or `stoppedDL`.
    public String stopped(String direction) {
        return (pauses() ? "paused" : "stopped") + direction;
    }

    /// Starts it with this profile, where it also writes its log, on this port. A sandbox ends with the thread that starts it,
    /// so that thread waits for it.
    Process start(Path profile, int port) {
        var builder = new ProcessBuilder(command(profile, port)).redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.log").toFile());
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                started.complete(builder.start());
                started.join().waitFor();
            } catch (IOException missing) {
                started.completeExceptionally(missing);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        return started.exceptionally(missing -> {
            throw new IllegalStateException(this + " cannot be started; bin/test installs what that takes", missing);
        }).join();
    }

    private List<String> command(Path profile, int port) {
        var server = List.of("qbittorrent-nox", "--profile=" + profile, "--webui-port=" + port);
        return ROOTS.map(roots -> sandboxed(roots.resolve(suite), profile, server)).orElse(server);
    }

    /// `true` when what [#start] starts has the server as its child.
    boolean sandboxed() {
        return ROOTS.isPresent();
    }

    /// It sees the suite's programs and its own profile, nothing else of this machine, and looks up no names. It dies with
    /// the thread that starts it.
    private static List<String> sandboxed(Path root, Path profile, List<String> server) {
        if (!Files.isDirectory(root)) {
            throw new IllegalStateException(root + " is missing: run bin/qbittorrent " + root.getFileName());
        }
        var sandbox = Stream.of("bwrap", "--die-with-parent", "--clearenv", "--setenv", "HOME", profile.toString(), "--setenv",
                "PATH", "/usr/bin:/bin", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--bind", profile.toString(),
                profile.toString());
        var programs = Stream.of("usr", "bin", "lib", "lib64", "etc")
                .flatMap(folder -> Stream.of("--ro-bind-try", root.resolve(folder).toString(), "/" + folder));
        return Stream.of(sandbox, programs, server.stream()).flatMap(part -> part).toList();
    }

    @Override
    public String toString() {
        return "qBittorrent " + app;
    }
}
