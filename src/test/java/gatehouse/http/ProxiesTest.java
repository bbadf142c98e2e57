package gatehouse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import gatehouse.config.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/// What is believed of the headers of a reverse proxy, read from real requests.
class ProxiesTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    private static Proxies trusting(String proxies) {
        return new Proxies(new SmallRyeConfigBuilder().withMapping(Settings.class)
                .withDefaultValues(Map.of("gatehouse.trusted-proxies", proxies, "gatehouse.external-url",
                        "https://home.example/gate"))
                .build().getConfigMapping(Settings.class));
    }

    private String answer(Proxies proxies, String headers) throws IOException {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(
                        request -> request.response().end("<" + proxies.client(request) + " " + proxies.prefix(request) + ">"))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        try (var socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: home\r\nConnection: close\r\n"
                    + headers.replace("|", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var whole = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(whole.contains("<"), whole);
            return whole.substring(whole.indexOf('<') + 1, whole.indexOf('>'));
        }
    }

    /// Some proxies add a line of their own below what the caller sent.
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "X-Forwarded-For: 198.51.100.1;198.51.100.1",
            "X-Forwarded-For: 203.0.113.9, 198.51.100.1;198.51.100.1",
            "X-Forwarded-For: 203.0.113.9|X-Forwarded-For: 198.51.100.1;198.51.100.1",
            "X-Forwarded-For: 203.0.113.9, 198.51.100.1, 10.0.0.7;198.51.100.1", "X-Forwarded-For: <script>;127.0.0.1",
            "X-Other: 1;127.0.0.1" })
    void theLastAddressThatIsNoProxyOfOursIsTheCallers(String headers, String address) throws IOException {
        assertEquals(address + " /gate", answer(trusting("127.0.0.0/8,10.0.0.0/8"), headers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "X-Forwarded-Prefix: /door;/door", "X-Forwarded-Prefix: /a/b/;/a/b",
            "X-Forwarded-Prefix: //evil;/gate", "X-Forwarded-Prefix: /a/../b;/gate", "X-Forwarded-Prefix: /a?b;/gate",
            "X-Forwarded-Prefix: http://evil;/gate", "X-Forwarded-Prefix: /\\evil;/gate" })
    void aPrefixIsAPlainPathOrNothing(String headers, String prefix) throws IOException {
        assertEquals("127.0.0.1 " + prefix, answer(trusting("127.0.0.1"), headers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "X-Forwarded-For: 203.0.113.9|X-Forwarded-Prefix: /evil;127.0.0.1 /gate" })
    void aStrangersHeadersMeanNothing(String headers, String answer) throws IOException {
        assertEquals(answer, answer(trusting("10.0.0.0/8"), headers));
    }
}
