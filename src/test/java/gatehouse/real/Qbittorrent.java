package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A real qbittorrent-nox with a profile of its own, on loopback and cut off from the network. It needs nothing but the
/// JDK, so that `bin/demo` can run it from source.
public final class Qbittorrent implements AutoCloseable {

    public static final String USER = "admin";

    public static final Duration DEFAULT_REFRESH = Duration.ofMillis(1500);

    private static final Duration START = Duration.ofSeconds(30);
    private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\"");

    private final Era era;
    private final Path profile;
    private final String password;
    private final int port;
    private final int peerPort;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private String cookie = "";

    private Qbittorrent(Era era, Path profile, String password, int port, int peerPort) {
        this.era = era;
        this.profile = profile;
        this.password = password;
        this.port = port;
        this.peerPort = peerPort;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /// Starts the installed one on free ports. An existing profile keeps its torrents.
    ///
    /// @param failures how many wrong log-ins ban an address; 0 for none
    public static Qbittorrent start(Path profile, String password, int failures) {
        return start(Era.installed(), profile, password, failures, DEFAULT_REFRESH);
    }

    /// Starts one of an era for a short test: it looks after its torrents six times as often as it would by itself, and so
    /// shows sooner what a command did.
    public static Qbittorrent start(Era era, Path profile, String password, int failures) {
        return start(era, profile, password, failures, DEFAULT_REFRESH.dividedBy(6));
    }

    /// @param refresh how often it looks after its torrents; [#DEFAULT_REFRESH] by itself
    public static Qbittorrent start(Era era, Path profile, String password, int failures, Duration refresh) {
        var server = new Qbittorrent(era, profile.toAbsolutePath(), password, freePort(), freePort());
        QbittorrentSettings.write(server, profile.toAbsolutePath(), password, failures, refresh);
        server.launch();
        return server;
    }

    /// A second one with the settings and torrents that this one has now, on ports of its own. This one is started again.
    ///
    /// @param folder with a path as long as this one's, because it is written over this one's in the copied files
    public Qbittorrent twin(Path folder) {
        var twin = new Qbittorrent(era, folder.toAbsolutePath(), password, freePort(), freePort());
        close();
        Profile.copy(profile, twin.profile, Map.of(String.valueOf(port), String.valueOf(twin.port), String.valueOf(peerPort),
                String.valueOf(twin.peerPort)));
        launch();
        twin.launch();
        return twin;
    }

    public int port() {
        return port;
    }

    public Path profile() {
        return profile;
    }

    public int peerPort() {
        return peerPort;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Path downloads() {
        return profile.resolve("downloads");
    }

    /// Starts it again on the same ports.
    public void launch() {
        try {
            Files.createDirectories(downloads());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        process = era.start(profile, port);
        await("qbittorrent-nox on port " + port, this::answers);
        cookie = "";
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("qbittorrent-nox has stopped: see " + profile.resolve("output.log"));
        }
        try {
            return client
                    .send(HttpRequest.newBuilder(URI.create(url() + "/api/v2/app/webapiVersion")).build(),
                            BodyHandlers.discarding())
                    .statusCode() == 403;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Ends it as a power cut would.
    public void kill() {
        if (process != null) {
            server().forEach(ProcessHandle::destroyForcibly);
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Ends it properly, so that it keeps its torrents.
    @Override
    public void close() {
        server().forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopping) {
            kill();
        }
    }

    /// A sandbox passes no signals on and ends with its child, so the child gets them.
    private List<ProcessHandle> server() {
        var inside = era.sandboxed() ? process.descendants().toList() : List.<ProcessHandle> of();
        return inside.isEmpty() ? List.of(process.toHandle()) : inside;
    }

    public void restart() {
        close();
        launch();
    }

    /// Asks the server itself, past Gatehouse.
    public String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/v2/" + path)).GET()).body();
    }

    /// The same for what is not text.
    public byte[] bytes(String path) {
        if (cookie.isEmpty()) {
            cookie = session();
        }
        return exchange(HttpRequest.newBuilder(URI.create(url() + "/api/v2/" + path)).header("Cookie", cookie).build(),
                BodyHandlers.ofByteArray()).body();
    }

    public String post(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/v2/" + path))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(encoded(form))))
                .body();
    }

    /// The state word of a torrent, empty when there is no such torrent.
    public String state(String hash) {
        var found = STATE.matcher(get("torrents/info?hashes=" + hash));
        return found.find() ? found.group(1) : "";
    }

    /// How many torrents it has.
    public int torrents() {
        return get("torrents/info").split("\"hash\":", -1).length - 1;
    }

    /// Adds torrent files, many at once, and does not wait for them to appear.
    public void add(List<TorrentFile> files, Map<String, String> options) {
        var boundary = "gatehouse-test-boundary";
        var body = new java.io.ByteArrayOutputStream();
        options.forEach((name, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
        for (var i = 0; i < files.size(); i++) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"torrents\"; filename=\"t" + i
                    + ".torrent\"\r\nContent-Type: application/x-bittorrent\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(files.get(i).bytes());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        send(HttpRequest.newBuilder(URI.create(url() + "/api/v2/torrents/add"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (cookie.isEmpty()) {
            cookie = session();
        }
        return exchange(request.header("Cookie", cookie).build());
    }

    /// Tries to log in, past Gatehouse and without a session, and gives the server's answer.
    public HttpResponse<String> logIn(String attempt) {
        var form = encoded(Map.of("username", USER, "password", attempt));
        return exchange(HttpRequest.newBuilder(URI.create(url() + "/api/v2/auth/login"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build());
    }

    private String session() {
        var response = logIn(password);
        return response.headers().firstValue("Set-Cookie").map(line -> line.split(";")[0])
                .orElseThrow(() -> new IllegalStateException("no log-in at " + url() + ": " + response.body()));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        return exchange(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> reader) {
        try {
            return client.send(request, reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// Waits until something is so, and says what was waited for when it never was.
    public static void await(String what, BooleanSupplier condition) {
        await(what, START, condition);
    }

    public static void await(String what, Duration longest, BooleanSupplier condition) {
        if (!within(longest, condition)) {
            throw new AssertionError("Waited in vain for: " + what);
        }
    }

    /// Waits until something is so, and says whether it came to be.
    public static boolean within(Duration longest, BooleanSupplier condition) {
        var end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
        }
        return true;
    }
}
