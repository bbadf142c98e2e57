package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import gatehouse.config.Instance;
import gatehouse.config.Secret;
import gatehouse.qbittorrent.Wire.Exchange.Answer;
import io.vertx.core.Vertx;

/// Requests at the level of bytes and threads.
class WireTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Test
    void anAnswerThatComesAtOnceIsReadWhole() throws IOException, InterruptedException, ExecutionException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            request.sendResponseHeaders(200, 2);
            request.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            request.close();
        });
        server.start();
        var vertx = Vertx.vertx();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wire = new Wire(vertx, instance("http://127.0.0.1:" + server.getAddress().getPort()));
            for (var i = 0; i < 3_000; i++) {
                var exchange = threads.submit(() -> wire.get("/api/v2/", Map.of(), Proof.NONE, 100, DEADLINE)).get();
                assertEquals("ok", exchange instanceof Answer answer ? answer.text() : exchange.toString(), "request " + i);
            }
        } finally {
            vertx.close();
            server.stop(0);
        }
    }

    private static Instance instance(String url) {
        return new Instance("attic", "Attic", URI.create(url),
                new Instance.Credentials.Password("admin", new Secret("password")),
                Optional.empty(), Optional.empty(), List.of(), Set.of());
    }
}
