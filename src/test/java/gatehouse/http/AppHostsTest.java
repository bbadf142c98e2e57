package gatehouse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import gatehouse.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/// Which path a request is led to by its host, below a base path too (P20: a base path that is not taken off).
class AppHostsTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Settings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(Settings.class)
                .withSources(new PropertiesConfigSource(values, "test", 1))
                .build().getConfigMapping(Settings.class);
    }

    /// The path that reaches the routes, of a request to the loopback address.
    private String led(Map<String, String> values, String path) throws IOException, InterruptedException {
        var settings = settings(values);
        var filters = new Filters();
        new RawPathGuard().guard(filters);
        new AppHosts(settings).guard(filters);
        new BasePath(new Proxies(settings)).strip(filters);
        var router = Router.router(vertx);
        filters.getFilters().stream().sorted(Comparator.comparingInt(filter -> -filter.getPriority()))
                .forEach(filter -> router.route().handler(filter.getHandler()));
        router.route().handler(context -> context.end(context.request().uri()));
        var server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().join();
        var address = java.net.URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }

    @Test
    void aHostLeadsToItsInstance() throws IOException, InterruptedException {
        var hosts = Map.of("gatehouse.qbittorrent.hosts", "{instance}.0.0.1");
        assertEquals("/qbittorrent/127/api/v2/app/version?a=b", led(hosts, "/api/v2/app/version?a=b"));
        var legacy = Map.of("gatehouse.qbittorrent.legacy-hosts", "{instance}.0.0.1");
        assertEquals("/qbittorrent/127/legacy/query/torrents", led(legacy, "/query/torrents"));
        assertEquals("/torrents", led(Map.of("gatehouse.qbittorrent.hosts", "{instance}.elsewhere"), "/torrents"));
    }

    @Test
    void p20TheBasePathIsTakenOff() throws IOException, InterruptedException {
        var based = Map.of("gatehouse.external-url", "https://home.example/gatehouse");
        assertEquals("/qbittorrent/attic/api/v2/app/version", led(based, "/gatehouse/qbittorrent/attic/api/v2/app/version"));
        assertEquals("/qbittorrent/127/api/v2/app/version",
                led(Map.of("gatehouse.external-url", "https://home.example/gatehouse",
                        "gatehouse.qbittorrent.hosts", "{instance}.0.0.1"), "/api/v2/app/version"));
    }

    @Test
    void aPatternWithoutAnInstanceEndsTheStart() {
        var settings = settings(Map.of("gatehouse.qbittorrent.hosts", "qbittorrent.example"));
        assertThrows(IllegalStateException.class, () -> new AppHosts(settings));
    }
}
