package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Secrets;
import gatehouse.store.Database;
import gatehouse.store.RejectedCredentials;
import io.vertx.core.Vertx;

/// Signing in with an API key. A stand-in answers as qBittorrent 5.2 does: 403 without the key or with another one, 403
/// to auth/* with it, no cookie.
class ApiKeyTest {

    private static final String KEY = "qbt_0123456789abcdefghijklmnopqr";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String accepted = KEY;
    private HttpServer server;
    private ConfigurationFile file;
    private RejectedCredentials rejected;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(folder.resolve("key"), KEY + "\n");
        Files.writeString(folder.resolve("gatehouse.yaml"), """
                version: 1
                instances:
                  attic: { url: "http://127.0.0.1:%d", api-key-file: key }
                """.formatted(server.getAddress().getPort()));
        file = new ConfigurationFile(folder.resolve("gatehouse.yaml"), ignored -> {
        });
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
        Flyway.configure().dataSource(source).locations("db")
                .placeholders(Map.of("identity", "integer primary key autoincrement")).load().migrate();
        rejected = new RejectedCredentials(new Database(source), Secrets.of("0123456789012345678901234567890123456789"),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var proof = exchange.getRequestHeaders().getFirst("Authorization");
        var cookie = exchange.getRequestHeaders().getFirst("Cookie");
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path + " " + proof + " " + cookie);
        var known = ("Bearer " + accepted).equals(proof) && !path.contains("/auth/");
        var body = (!known ? "Forbidden" : switch (path) {
            case "/api/v2/app/webapiVersion" -> "2.15.1";
            case "/api/v2/app/version" -> "v5.2.0";
            default -> "";
        }).getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(known ? 200 : 403, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Backend backend() {
        return new Backends(file, vertx, rejected, Clock.systemUTC()).commands("attic").orElseThrow();
    }

    @Test
    void p18EveryRequestAfterTheFirstCarriesTheKeyAndNobodyLogsIn() {
        var backend = backend();
        assertTrue(assertInstanceOf(Reply.Answered.class, backend.send(Request.write("torrents/stop", Map.of("hashes", "a"))))
                .ok());
        assertEquals(List.of("GET /api/v2/app/webapiVersion null null",
                "GET /api/v2/app/webapiVersion Bearer " + KEY + " null",
                "GET /api/v2/app/webapiVersion Bearer " + KEY + " null",
                "GET /api/v2/app/version Bearer " + KEY + " null", "POST /api/v2/torrents/stop Bearer " + KEY + " null"),
                asked);
        assertEquals("v5.2.0", assertInstanceOf(Health.Connected.class, backend.health()).app());
    }

    @Test
    void aRefusedKeyIsTriedOnceEverAlsoAfterARestart() {
        accepted = "another";
        for (var backend : List.of(backend(), backend())) {
            assertInstanceOf(Reply.NotSent.class, backend.send(Request.read("app/preferences", Map.of())));
            assertInstanceOf(Health.CredentialsRejected.class, backend.health());
        }
        assertEquals(1, asked.stream().filter(request -> request.contains("Bearer")).count());
    }

    @Test
    void aKeyThatIsRevokedLaterIsToldAndNotTriedAgain() {
        var backend = backend();
        backend.send(Request.read("torrents/info", Map.of()));
        accepted = "another";
        assertInstanceOf(Reply.NotSent.class, backend.send(Request.read("torrents/info", Map.of())));
        asked.clear();
        assertInstanceOf(Reply.NotSent.class, backend.send(Request.read("torrents/info", Map.of())));
        assertEquals(List.of(), asked);
    }

    @Test
    void aNewKeyInTheFileIsTried() throws IOException {
        accepted = "qbt_another_key_another_key_anot";
        var backends = new Backends(file, vertx, rejected, Clock.systemUTC());
        assertInstanceOf(Reply.NotSent.class, backends.commands("attic").orElseThrow().send(Request.read("x", Map.of())));
        Files.writeString(folder.resolve("key"), accepted);
        file.look();
        file.look();
        backends.reconcile(file.current().instances().values());
        assertInstanceOf(Reply.Answered.class, backends.commands("attic").orElseThrow().send(Request.read("x", Map.of())));
    }
}
