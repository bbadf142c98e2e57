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

    /// Of what a server says of a file only its name, when nothing in it could end the header that it is put into.
    @Test
    void aFileHasTheNameThatTheServerGivesIt() throws IOException {
        var names = Map.of("/api/v2/good", "attachment; filename=\"Sintel (2010) [4K].torrent\"", "/api/v2/path",
                "attachment; filename=\"../a\"", "/api/v2/quote", "attachment; filename=\"a\\\"; b=\"c\"", "/api/v2/page",
                "inline; filename=\"a.html\"");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            Optional.ofNullable(names.get(request.getRequestURI().getPath()))
                    .ifPresent(name -> request.getResponseHeaders().add("Content-Disposition", name));
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        server.start();
        var vertx = Vertx.vertx();
        try {
            var wire = new Wire(vertx, instance("http://127.0.0.1:" + server.getAddress().getPort()));
            assertEquals("Sintel (2010) [4K].torrent", named(wire, "good"));
            assertEquals(List.of("", "", "", ""), List.of(named(wire, "path"), named(wire, "quote"), named(wire, "page"),
                    named(wire, "none")));
        } finally {
            vertx.close();
            server.stop(0);
        }
    }

    private static String named(Wire wire, String path) {
        var exchange = wire.get("/api/v2/" + path, Map.of(), Proof.NONE, 100, DEADLINE);
        return exchange instanceof Answer answer ? answer.fileName() : exchange.toString();
    }

    private static Instance instance(String url) {
        return new Instance("attic", "Attic", URI.create(url),
                new Instance.Credentials.Password("admin", new Secret("password")),
                Optional.empty(), Optional.empty(), List.of(), Set.of());
    }
}
