package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A real Keycloak on loopback with the realm `home` of `src/test/resources/keycloak`. It needs nothing but the JDK, so
/// that `bin/demo sso` can run it from source.
public final class Keycloak implements AutoCloseable {

    public static final String VERSION = "26.7.3";
    public static final String ZIP = "org/keycloak/keycloak-quarkus-dist/" + VERSION + "/keycloak-quarkus-dist-" + VERSION
            + ".zip";

    private static final String ADMINISTRATOR_PASSWORD = "only-on-loopback-" + Long.toHexString(System.nanoTime());
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final Path home;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    private Keycloak(Path home, int port) {
        this.home = home;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// Starts it with a fresh realm.
    ///
    /// @param values what stands for `@NAME@` in the realm file: URL, SECRET and the passwords OLA, ANN, VIC, EVE
    public static Keycloak start(Path zip, Path cache, String realm, Map<String, String> values) {
        return start(zip, cache, realm, values, Qbittorrent.freePort());
    }

    /// The same on a given port.
    public static Keycloak start(Path zip, Path cache, String realm, Map<String, String> values, int port) {
        var keycloak = new Keycloak(unpacked(zip, cache), port);
        keycloak.launch(realm, values);
        return keycloak;
    }

    /// The issuer: what GATEHOUSE_PROVIDER_URL is set to.
    public String url() {
        return root() + "/realms/home";
    }

    private String root() {
        return "http://127.0.0.1:" + port;
    }

    private void launch(String realm, Map<String, String> values) {
        try {
            delete(home.resolve("data/h2"));
            var text = realm;
            for (var value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            }
            Files.createDirectories(home.resolve("data/import"));
            Files.writeString(home.resolve("data/import/home.json"), text);
            var builder = new ProcessBuilder(home.resolve("bin/kc.sh").toString(), "start-dev", "--http-host=127.0.0.1",
                    "--http-port=" + port, "--import-realm", "--cache=local").redirectErrorStream(true)
                    .redirectOutput(home.resolve("output.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMINISTRATOR_PASSWORD);
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Qbittorrent.await("Keycloak on port " + port, Duration.ofMinutes(5), this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak has stopped: see " + home.resolve("output.log"));
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/.well-known/openid-configuration")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /// Ends all sessions of a person, as an administrator of the provider would; it then tells Gatehouse by back channel.
    public void logOut(String user) {
        var users = send(admin("users?exact=true&username=" + user).GET());
        var id = ID.matcher(users);
        if (!id.find()) {
            throw new IllegalStateException("no user " + user + ": " + users);
        }
        send(admin("users/" + id.group(1) + "/logout").POST(BodyPublishers.noBody()));
    }

    /// How many sessions a person has at the provider.
    public int sessions(String user) {
        var id = ID.matcher(send(admin("users?exact=true&username=" + user).GET()));
        return id.find() ? send(admin("users/" + id.group(1) + "/sessions").GET()).split("\"ipAddress\"", -1).length - 1 : 0;
    }

    /// What a client without a secret gets for a person by direct grant: an access token and an ID token.
    public Tokens tokens(String client, String user, String password) {
        var form = "grant_type=password&scope=openid&client_id=" + client + "&username=" + user + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(URI.create(url() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
        var access = TOKEN.matcher(answer);
        var id = ID_TOKEN.matcher(answer);
        if (!access.find() || !id.find()) {
            throw new IllegalStateException("Keycloak gave no tokens: " + answer);
        }
        return new Tokens(access.group(1), id.group(1));
    }

    public record Tokens(String access, String id) {
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create(root() + "/admin/realms/home/" + path)).header("Authorization",
                "Bearer " + token());
    }

    private String token() {
        var form = "grant_type=password&client_id=admin-cli&username=admin&password="
                + URLEncoder.encode(ADMINISTRATOR_PASSWORD, StandardCharsets.UTF_8);
        var token = TOKEN
                .matcher(send(HttpRequest.newBuilder(URI.create(root() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))));
        if (!token.find()) {
            throw new IllegalStateException("Keycloak gave no token");
        }
        return token.group(1);
    }

    private String send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /// It takes connections and answers nobody, until [#thaw].
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(part -> {
            try {
                new ProcessBuilder("kill", signal, String.valueOf(part.pid())).start().waitFor();
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        var children = process.descendants().toList();
        children.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                children.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
        }
    }

    /// Unpacks the distribution once; started once, it starts quickly ever after.
    private static Path unpacked(Path zip, Path cache) {
        var home = cache.resolve("keycloak-" + VERSION);
        if (Files.exists(home.resolve("unpacked"))) {
            return home;
        }
        try (var archive = FileSystems.newFileSystem(zip)) {
            delete(home);
            var root = archive.getPath("/keycloak-" + VERSION);
            try (var paths = Files.walk(root)) {
                for (var path : (Iterable<Path>) paths::iterator) {
                    var target = home.resolve(root.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            home.resolve("bin/kc.sh").toFile().setExecutable(true);
            Files.createFile(home.resolve("unpacked"));
            return home;
        } catch (IOException failed) {
            throw new UncheckedIOException("Keycloak cannot be unpacked from " + zip, failed);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder, new FileVisitOption[0])) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }
}
