package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import gatehouse.config.Instance;
import gatehouse.config.Secret;
import gatehouse.config.Secrets;
import gatehouse.store.Kind;
import gatehouse.store.RejectedCredentials;
import gatehouse.store.Store;
import io.vertx.core.Vertx;

/// What goes wrong at other gateways on the way to a server, by the numbers of a list of such defects (see
/// `gatehouse.house.DefectsTest`), tried at a stand-in, because real servers do not show it on demand.
class UpstreamDefectsTest {

    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Store store;
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Optional<HttpServer> server = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        store = Kind.SQLITE.open();
    }

    @AfterEach
    void stop() {
        server.ifPresent(one -> one.stop(0));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private int serve(HttpServer made) {
        server = Optional.of(made);
        made.createContext("/", this::answer);
        made.start();
        return made.getAddress().getPort();
    }

    /// It knows one session, and refuses one action whoever asks.
    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        exchange.getRequestBody().readAllBytes();
        var action = path.replaceFirst(".*/api/v2/", "");
        var known = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")).contains("SID=known");
        if (action.equals("auth/login")) {
            exchange.getResponseHeaders().add("Set-Cookie", "SID=known; HttpOnly");
        }
        var body = switch (action) {
            case "auth/login" -> "Ok.";
            case "app/webapiVersion" -> "2.8.19";
            case "app/version" -> "v4.5.2";
            default -> "";
        };
        var status = action.equals("auth/login") || known && !action.equals("torrents/topPrio") ? 200 : 403;
        var bytes = (status == 200 ? body : "Forbidden").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Backend backend(String url, Optional<String> ca) {
        var instance = new Instance("attic", "Attic", URI.create(url),
                new Instance.Credentials.Password("admin", new Secret("password")), ca, Optional.empty(), List.of(), Set.of());
        var rejected = new RejectedCredentials(store.database(), Secrets.of("0123456789012345678901234567890123456789"),
                Clock.systemUTC());
        var wire = new Wire(vertx, instance);
        return new Backend(instance, wire, new SignIn(instance, wire, rejected, Clock.systemUTC()), Clock.systemUTC());
    }

    @Test
    void p17A403ThatIsNoLostSessionIsPassedOnAndNobodyLogsInAgain() throws IOException {
        var port = serve(HttpServer.create(FREE, 0));
        var backend = backend("http://127.0.0.1:" + port, Optional.empty());
        for (var i = 0; i < 5; i++) {
            var reply = backend.send(Request.write("torrents/topPrio", Map.of("hashes", "a")));
            assertEquals(403, assertInstanceOf(Reply.Answered.class, reply).status());
        }
        assertEquals(1, asked.stream().filter(path -> path.endsWith("auth/login")).count());
        assertEquals(5, asked.stream().filter(path -> path.endsWith("torrents/topPrio")).count(), "and none is repeated");
    }

    @Test
    void p19AServersSubPathIsPartOfEveryRequest() throws IOException {
        var port = serve(HttpServer.create(FREE, 0));
        backend("http://127.0.0.1:" + port + "/torrents/here", Optional.empty())
                .send(Request.write("torrents/pause", Map.of("hashes", "a")));
        assertTrue(asked.contains("/torrents/here/api/v2/torrents/pause"), asked.toString());
        assertTrue(asked.stream().allMatch(path -> path.startsWith("/torrents/here/api/v2/")), asked.toString());
    }

    @Test
    void p21AnAuthorityOfAServersOwnIsTrustedForAllThatIsAskedOfIt(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        var held = certificate(folder.resolve("store.p12"));
        var https = HttpsServer.create(FREE, 0);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(held, "password".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        var url = "https://localhost:" + serve(https);
        var ca = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder()
                .encodeToString(held.getCertificate("a").getEncoded()) + "\n-----END CERTIFICATE-----\n";
        var reply = backend(url, Optional.of(ca)).send(Request.write("torrents/pause", Map.of("hashes", "a")));
        assertTrue(assertInstanceOf(Reply.Answered.class, reply).ok());
        asked.clear();
        assertInstanceOf(Reply.NotSent.class, backend(url, Optional.empty()).send(Request.read("app/version", Map.of())));
        assertEquals(List.of(), asked);
    }

    @Test
    void p27AnAnswerThatDoesNotEndIsCutOff() throws IOException, InterruptedException {
        var endless = HttpServer.create(FREE, 0);
        var cut = new CountDownLatch(1);
        endless.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[8_192]);
                }
            } catch (IOException closed) {
                cut.countDown();
            }
        });
        endless.start();
        server = Optional.of(endless);
        var wire = new Wire(vertx, backend("http://127.0.0.1:" + endless.getAddress().getPort(), Optional.empty()).instance());
        var exchange = wire.get("/api/v2/sync/torrentPeers", Map.of(), Proof.NONE, 100_000, Duration.ofSeconds(20));
        assertEquals("the answer is larger than 100000 bytes", assertInstanceOf(Wire.Exchange.Broken.class, exchange).detail());
        assertTrue(cut.await(20, TimeUnit.SECONDS), "the connection is closed");
    }

    private static KeyStore certificate(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "a",
                "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "30", "-storetype",
                "PKCS12",
                "-storepass", "password", "-keystore", file.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        return KeyStore.getInstance(file.toFile(),
                "password".toCharArray());
    }
}
