package gatehouse.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import gatehouse.real.Qbittorrent;

/// What `bin/bench start` runs: how long the packaged application takes from its start to the first page, and how much memory
/// it has then, with and without the AOT cache. Prints the median of several starts each.
///
/// Argument: the packaged application's folder, with `gatehouse.aot`.
public final class Start {

    private static final int TIMES = 7;

    private final Path application;
    private final Path folder;

    private Start(Path application, Path folder) {
        this.application = application;
        this.folder = folder;
    }

    private record Taken(long milliseconds, long processor, long megabytes) {
    }

    public static void main(String... arguments) throws Exception {
        var start = new Start(Path.of(arguments[0]).toAbsolutePath(), Files.createTempDirectory("gatehouse-bench"));
        Files.writeString(start.folder.resolve("gatehouse.yaml"), """
                version: 1
                instances:
                  nowhere: { url: "http://127.0.0.1:9", username: nobody, password: a password for nobody }
                grants: []
                """);
        System.out.printf("Java %s, %d cores, median of %d starts%n", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), TIMES);
        start.measure("without a cache", List.of());
        start.measure("with the AOT cache", List.of("-XX:AOTMode=on", "-XX:AOTCache=gatehouse.aot"));
    }

    /// The first start of each kind makes the database and warms the disk's cache, and does not count.
    private void measure(String name, List<String> options) throws IOException, InterruptedException {
        once(options);
        var taken = new ArrayList<Taken>();
        for (var time = 0; time < TIMES; time++) {
            taken.add(once(options));
        }
        System.out.printf("%-20s first page after %5d ms, %5d ms of processor, %4d MB%n", name,
                taken.stream().mapToLong(Taken::milliseconds).sorted().skip(TIMES / 2).findFirst().orElseThrow(),
                taken.stream().mapToLong(Taken::processor).sorted().skip(TIMES / 2).findFirst().orElseThrow(),
                taken.stream().mapToLong(Taken::megabytes).sorted().skip(TIMES / 2).findFirst().orElseThrow());
    }

    private Taken once(List<String> options) throws IOException, InterruptedException {
        var port = Qbittorrent.freePort();
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        var builder = new ProcessBuilder(command).directory(application.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("GATEHOUSE_FILE", folder.resolve("gatehouse.yaml").toString());
        builder.environment().put("GATEHOUSE_DATA", folder.resolve("data").toString());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(Qbittorrent.freePort()));
        var began = System.nanoTime();
        var process = builder.start();
        try {
            Qbittorrent.await("the first page", Duration.ofMinutes(1), () -> answers(port));
            return new Taken((System.nanoTime() - began) / 1_000_000,
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis(), memory(process));
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static boolean answers(int port) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/sign-in").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static long memory(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElse(0);
    }
}
