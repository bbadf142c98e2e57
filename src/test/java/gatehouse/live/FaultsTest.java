package gatehouse.live;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Secrets;
import gatehouse.qbittorrent.Backend;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Health;
import gatehouse.qbittorrent.Reply;
import gatehouse.qbittorrent.Request;
import gatehouse.real.Qbittorrent;
import gatehouse.store.Database;
import gatehouse.store.RejectedCredentials;
import io.vertx.core.Vertx;

/// A server that misbehaves as no real one can be made to, and a database that does not answer: the mirror says so and
/// recovers by itself.
class FaultsTest {

    private static final String GOOD = "{\"rid\":5,\"full_update\":true,\"torrents\":{\"" + "a".repeat(40)
            + "\":{\"name\":\"A\"}}}";

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> send(exchange, 200, GOOD);
    private HttpServer server;
    private SQLiteDataSource database;
    private Backend backend;

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v2/app/webapiVersion", exchange -> send(exchange, 200, "2.8.19"));
        server.createContext("/api/v2/app/version", exchange -> send(exchange, 200, "v4.5.2"));
        server.createContext("/api/v2/sync/maindata", exchange -> {
            asked.add(exchange.getRequestURI().getQuery());
            answer.to(exchange);
        });
        server.start();
        var folder = Files.createTempDirectory("gatehouse-faults");
        database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
        var rejected = new RejectedCredentials(new Database(database), Secrets.of("one secret of more than 32 characters"),
                Clock.systemUTC());
        backend = new Backends(file(folder), vertx, rejected, Clock.systemUTC()).polling("barn").orElseThrow();
    }

    private ConfigurationFile file(Path folder) throws IOException {
        var file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, """
                version: 1
                sign-in: { ask: Ola }
                instances:
                  barn: { title: Barn, url: "http://127.0.0.1:%d", username: admin, password: secret }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                """.formatted(server.getAddress().getPort()));
        return new ConfigurationFile(file, changed -> {
        });
    }

    private void migrate() {
        Flyway.configure().dataSource(database).locations("filesystem:src/main/resources/db")
                .placeholders(Map.of("identity", "integer primary key autoincrement")).load().migrate();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        vertx.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void hang(HttpExchange exchange) {
        try {
            over.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply ask(Duration deadline) {
        return backend.send(Request.read("sync/maindata", Map.of("rid", "0")), deadline);
    }

    @Test
    void aServerThatHungIsUsedAgainAsSoonAsItAnswers() {
        migrate();
        answer = this::hang;
        for (var i = 0; i < 10; i++) {
            assertInstanceOf(Reply.Lost.class, ask(Duration.ofMillis(300)));
        }
        answer = exchange -> send(exchange, 200, GOOD);
        assertInstanceOf(Reply.Answered.class, ask(Duration.ofSeconds(10)));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        migrate();
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (var i = 0; i < 200; i++) {
                exchange.getResponseBody().write(new byte[1024 * 1024]);
            }
            exchange.close();
        };
        var lost = assertInstanceOf(Reply.Lost.class, ask(Duration.ofSeconds(30)));
        assertEquals(Health.Failure.TOO_LARGE, assertInstanceOf(Health.Unreachable.class, lost.health()).failure());
        answer = exchange -> send(exchange, 200, GOOD);
        assertInstanceOf(Reply.Answered.class, ask(Duration.ofSeconds(10)));
    }

    @Test
    void garbageIsSaidAndAWholeNewStartFollows() {
        migrate();
        var mirror = new Mirror("barn", () -> {
        });
        var poller = new Poller(backend, mirror, () -> true, Clock.systemUTC());
        Thread.ofVirtual().start(poller);
        Qbittorrent.await("the first answer", () -> mirror.snapshot().torrents().size() == 1);
        for (var garbage : List.<Answer> of(exchange -> send(exchange, 200, "<!doctype html><title>Log in</title>"),
                exchange -> redirect(exchange), exchange -> send(exchange, 200, GOOD.substring(0, 60)),
                exchange -> truncated(exchange), exchange -> send(exchange, 200, "{\"rid\":" + "9".repeat(400) + "}"),
                exchange -> send(exchange, 500, ""))) {
            answer = garbage;
            poller.nudge();
            Qbittorrent.await("it is noticed", () -> mirror.health() instanceof Health.Unreachable);
            assertEquals(1, mirror.snapshot().torrents().size(), "what is known stays");
            asked.clear();
            answer = exchange -> send(exchange, 200, GOOD);
            poller.nudge();
            Qbittorrent.await("it is back", () -> mirror.health().connected());
            assertTrue(asked.contains("rid=0"), asked.toString());
        }
        poller.close();
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
        send(exchange, 302, "");
    }

    private static void truncated(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(GOOD.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @Test
    void aDatabaseThatDoesNotAnswerEndsNoPolling() {
        var mirror = new Mirror("barn", () -> {
        });
        var poller = new Poller(backend, mirror, () -> true, Clock.systemUTC());
        Thread.ofVirtual().start(poller);
        Qbittorrent.await("the trouble is said", () -> mirror.health() instanceof Health.Unreachable);
        migrate();
        poller.nudge();
        Qbittorrent.await("it goes on", () -> mirror.snapshot().torrents().size() == 1);
        poller.close();
    }

    @Test
    void aPageInPlaceOfAVersionIsNoQbittorrent() {
        migrate();
        server.removeContext("/api/v2/app/webapiVersion");
        server.createContext("/api/v2/app/webapiVersion", exchange -> send(exchange, 200, "<html>" + "x".repeat(50_000)));
        assertInstanceOf(Reply.NotSent.class, ask(Duration.ofSeconds(10)));
        var health = assertInstanceOf(Health.Unreachable.class, backend.health());
        assertEquals(Health.Failure.NOT_QBITTORRENT, health.failure());
    }
}
