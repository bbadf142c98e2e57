package gatehouse.live;

import static gatehouse.real.Qbittorrent.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Secrets;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Health;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import gatehouse.store.Database;
import gatehouse.store.RejectedCredentials;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;

/// Servers that come, go and change in `gatehouse.yaml` while everything runs: two real qBittorrents behind proxies that
/// note what is asked of them.
class ReloadTest {

    private static final String PASSWORD = "qbittorrent-password";
    private static final TorrentFile FILM = TorrentFile.of("Sintel.mkv", 1_000_000);

    @TempDir
    static Path servers;

    private static Qbittorrent attic;
    private static Qbittorrent cellar;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private RecordingProxy atticDoor;
    private RecordingProxy cellarDoor;
    private ConfigurationFile file;
    private Backends backends;
    private Mirrors mirrors;

    @BeforeAll
    static void start() {
        attic = Qbittorrent.start(servers.resolve("attic"), PASSWORD, 5);
        cellar = Qbittorrent.start(servers.resolve("cellar"), PASSWORD, 5);
        FILM.write(attic.downloads());
        attic.add(List.of(FILM), Map.of("savepath", attic.downloads().toString()));
        await("the film", () -> attic.torrents() == 1);
    }

    @AfterAll
    static void end() {
        List.of(attic, cellar).forEach(Qbittorrent::kill);
    }

    @BeforeEach
    void open() throws IOException {
        atticDoor = RecordingProxy.before(attic.port());
        cellarDoor = RecordingProxy.before(cellar.port());
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
        Flyway.configure().dataSource(source).locations("db")
                .placeholders(Map.of("identity", "integer primary key autoincrement")).load().migrate();
        var rejected = new RejectedCredentials(new Database(source), Secrets.of("0123456789012345678901234567890123456789"),
                Clock.systemUTC());
        Files.writeString(folder.resolve("gatehouse.yaml"), yaml(instance("attic", atticDoor, attic, PASSWORD)));
        file = new ConfigurationFile(folder.resolve("gatehouse.yaml"), configuration -> mirrors.reload(configuration));
        backends = new Backends(file, vertx, rejected, Clock.systemUTC());
        mirrors = new Mirrors(file, backends, Clock.systemUTC(), true);
        mirrors.run();
    }

    @AfterEach
    void close() {
        mirrors.stop(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        List.of(atticDoor, cellarDoor).forEach(RecordingProxy::close);
    }

    private static String instance(String name, RecordingProxy door, Qbittorrent server, String password) {
        return "  %s: { url: \"%s\", host: \"127.0.0.1:%d\", username: admin, password: %s }\n".formatted(name, door.url(),
                server.port(), password);
    }

    private static String yaml(String... instances) {
        return "version: 1\ninstances:\n" + String.join("", instances);
    }

    private void change(String text) throws IOException {
        Files.writeString(folder.resolve("gatehouse.yaml"), text);
        file.look();
        assertTrue(file.look());
        assertEquals(List.of(), file.lastMistakes());
    }

    private Mirror mirror(String name) {
        return mirrors.find(name).orElseThrow();
    }

    private void awaitConnected(String name) {
        await(name + " is connected", () -> mirror(name).health().connected());
    }

    @Test
    void anAddedServerIsPolledAndTheOthersKeepTheirSession() throws IOException {
        awaitConnected("attic");
        var before = mirror("attic");
        change(yaml(instance("cellar", cellarDoor, cellar, PASSWORD), instance("attic", atticDoor, attic, PASSWORD)
                .replace("attic: {", "attic: { title: The attic, roots: [/data],")));
        awaitConnected("cellar");
        assertEquals(List.of("cellar", "attic"), mirrors.all().stream().map(Mirror::instance).toList());
        assertSame(before, mirror("attic"));
        var polls = atticDoor.count("sync/maindata");
        before.nudge();
        await("the attic is still polled", () -> atticDoor.count("sync/maindata") > polls);
        assertEquals(1, atticDoor.logIns());
    }

    @Test
    void aRemovedServerIsGoneAndNotAskedAnyMore() throws IOException {
        change(yaml(instance("attic", atticDoor, attic, PASSWORD), instance("cellar", cellarDoor, cellar, PASSWORD)));
        awaitConnected("attic");
        awaitConnected("cellar");
        try (var watch = mirrors.watch()) {
            change(yaml(instance("cellar", cellarDoor, cellar, PASSWORD)));
            assertEquals(Optional.empty(), mirrors.find("attic"));
            assertTrue(watch.open());
            await("a poll that was under way is over", () -> quiet(atticDoor));
            atticDoor.clear();
            var polls = cellarDoor.count("sync/maindata");
            await("the other is polled at the fast rate", () -> cellarDoor.count("sync/maindata") > polls + 2);
            assertEquals(0, atticDoor.count("sync/maindata"));
        }
    }

    /// While the cellar is polled twice the attic would have been as well.
    private boolean quiet(RecordingProxy door) {
        var asked = door.count("sync/maindata");
        var polls = cellarDoor.count("sync/maindata");
        await("the other goes on", () -> cellarDoor.count("sync/maindata") > polls + 1);
        return door.count("sync/maindata") == asked;
    }

    @Test
    void aChangedPasswordIsTriedOnceAndARightOneEndsTheTrouble() throws IOException {
        change(yaml(instance("attic", atticDoor, attic, "not-the-password")));
        await("it is refused", () -> mirror("attic").health() instanceof Health.CredentialsRejected);
        var refusals = atticDoor.logIns();
        change(yaml(instance("attic", atticDoor, attic, "not-the-password-either")));
        await("the other is refused", () -> mirror("attic").health() instanceof Health.CredentialsRejected);
        assertEquals(refusals + 1, atticDoor.logIns(), "each wrong password is tried once");
        change(yaml(instance("attic", atticDoor, attic, PASSWORD)));
        awaitConnected("attic");
        await("the film is back", () -> mirror("attic").snapshot().torrents().size() == 1);
        assertEquals(refusals + 2, atticDoor.logIns());
    }

    @Test
    void anInstanceThatMovesToAnotherServerShowsNothingOfTheOldOne() throws IOException {
        await("the film", () -> mirror("attic").snapshot().torrents().size() == 1);
        var before = mirror("attic");
        change(yaml(instance("attic", cellarDoor, cellar, PASSWORD)));
        assertNotSame(before, mirror("attic"));
        assertEquals(Map.of(), mirror("attic").snapshot().torrents());
        assertTrue(mirror("attic").snapshot().version() > before.snapshot().version(), "no version means two things");
        awaitConnected("attic");
        assertEquals(Map.of(), mirror("attic").snapshot().torrents());
        assertEquals(1, cellarDoor.logIns());
    }

    /// Nothing is polled here, so that only the change can wake.
    @Test
    void whoeverWatchesIsWokenByAChangeOfGrantsAlone() throws Exception {
        var still = new Mirrors(file, backends, Clock.systemUTC(), true);
        var mirror = still.find("attic").orElseThrow();
        try (var watch = still.watch()) {
            change(yaml(instance("attic", atticDoor, attic, PASSWORD))
                    + "grants:\n  - { who: { role: r }, role: viewer, on: [attic], see: any, do: any }\n");
            still.reload(file.current());
            assertTrue(watch.await(Duration.ofSeconds(30)), "an open page is asked about again");
        }
        assertSame(mirror, still.find("attic").orElseThrow());
    }
}
