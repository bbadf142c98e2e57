package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged Gatehouse as a process of its own, with the memory of a small household machine. Like [Qbittorrent] it
/// needs nothing but the JDK.
public final class Gatehouse implements AutoCloseable {

    private static final int HOUSEHOLD = 256;
    /// A busy machine needs much longer than a quiet one.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path application;
    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private final int management = Qbittorrent.freePort();
    private final int megabytes;
    private Process process;

    /// @param application the folder with `quarkus-run.jar`
    /// @param folder where it runs and writes its log
    /// @param environment its settings, as an operator would give them
    public Gatehouse(Path application, Path folder, Map<String, String> environment, int port) {
        this(application, folder, environment, port, HOUSEHOLD);
    }

    /// The same with this much memory for its objects.
    public Gatehouse(Path application, Path folder, Map<String, String> environment, int port, int megabytes) {
        this.application = application;
        this.folder = folder;
        this.environment = environment;
        this.port = port;
        this.megabytes = megabytes;
    }

    /// The port of probes and metrics.
    public int management() {
        return management;
    }

    /// Makes a local account, or gives the one there is this password.
    public void account(String name, String displayName, String role, String password) {
        var builder = java("account", "set", name, "--role", role, "--name", displayName, "--password-stdin");
        var log = folder.resolve("accounts.log");
        try {
            var account = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            try (var in = account.outputWriter()) {
                in.write(password + "\n");
            }
            if (account.waitFor() != 0) {
                throw new IllegalStateException("The account could not be made: see " + log);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /// Starts it and waits until it listens.
    public Process start() {
        var builder = java();
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        var log = folder.resolve("gatehouse.log");
        try {
            Files.deleteIfExists(log);
            process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Qbittorrent.await("Gatehouse, which writes " + log, LONGEST, () -> listens(log));
        return process;
    }

    private boolean listens(Path log) {
        try {
            if (!process.isAlive()) {
                throw new IllegalStateException("Gatehouse has stopped: see " + log);
            }
            return Files.readString(log).contains("Listening on");
        } catch (IOException notYet) {
            return false;
        }
    }

    private ProcessBuilder java(String... arguments) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx" + megabytes + "m",
                        "-jar", application.resolve("quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /// Ends it as a crash would: it can do nothing any more.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor(15, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }
}
