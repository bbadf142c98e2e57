package gatehouse.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Secrets;
import gatehouse.live.Mirror;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Backends;
import gatehouse.real.Qbittorrent;
import gatehouse.store.AuditChain;
import gatehouse.store.AuditLines;
import gatehouse.store.AuditLog;
import gatehouse.store.Database;
import gatehouse.store.RejectedCredentials;
import gatehouse.torrent.Hash;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/// The rooms up to the gate before a server of the legacy API, made by hand.
public final class LegacyHouse implements AutoCloseable {

    public static final String INSTANCE = "cellar";

    private static final Secrets SECRETS = Secrets.of("a secret of more than 32 characters");

    private final LegacyServer server;
    private final Vertx vertx = Vertx.vertx();
    private final ConfigurationFile file;
    private final Database database;
    private final Backends backends;
    private final Mirrors mirrors;
    private AutoCloseable watch;

    private LegacyHouse(LegacyServer server, String credentials, String more) throws IOException {
        this.server = server;
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/legacy-houses")), "");
        this.file = file(folder.resolve("gatehouse.yaml"), credentials, more);
        this.database = database(folder.resolve("test.db"));
        this.backends = newBackends();
        this.mirrors = new Mirrors(file, backends, clock(), true);
    }

    /// One whose password is right.
    public static LegacyHouse on(Release release) {
        return on(release, "username: admin, password: " + LegacyServer.PASSWORD, "");
    }

    /// @param credentials as `gatehouse.yaml` has them
    /// @param more another instance, a whole line, or nothing
    public static LegacyHouse on(Release release, String credentials, String more) {
        try {
            return new LegacyHouse(LegacyServer.of(release), credentials, more);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// Begins to poll as fast as for somebody who watches.
    public LegacyHouse polling() {
        mirrors.start(new StartupEvent());
        watch = mirrors.watch();
        Qbittorrent.await("the server answers", () -> mirror().health().connected());
        return this;
    }

    /// Goes to just before this exchange, and waits until the mirror has what the server had then.
    public Recorded at(String name) {
        var exchange = server.at(name);
        settled();
        return exchange;
    }

    /// Waits until the mirror has what the server has.
    public void settled() {
        mirror().nudge();
        Qbittorrent.await("the mirror has what " + server.recording().release() + " has", () -> {
            var contents = server.contents();
            return mirror().snapshot().torrents().size() == contents.torrents().size()
                    && contents.torrents().entrySet().stream().allMatch(torrent -> alike(torrent.getKey(), torrent.getValue()))
                    && contents.server().entrySet().stream()
                            .allMatch(figure -> figure.getValue().toString()
                                    .equals(String.valueOf(mirror().snapshot().server().get(figure.getKey()))));
        });
    }

    private boolean alike(String hash, java.util.Map<String, Object> fields) {
        var torrent = mirror().snapshot().torrents().get(new Hash(hash));
        return torrent != null && fields.get("seq_dl").equals(torrent.fields().get("seq_dl"))
                && fields.get("force_start").equals(torrent.fields().get("force_start"))
                && ((Number) fields.get("dlspeed")).longValue() == torrent.downSpeed()
                && fields.get("state").toString().contains("paused") == torrent.state().stopped();
    }

    public Mirror mirror() {
        return mirrors.find(INSTANCE).orElseThrow();
    }

    public LegacyServer server() {
        return server;
    }

    public Mirrors mirrors() {
        return mirrors;
    }

    public ConfigurationFile file() {
        return file;
    }

    public Database database() {
        return database;
    }

    public Backends backends() {
        return backends;
    }

    /// The same servers as Gatehouse has them after it was started again.
    public Backends newBackends() {
        return new Backends(file, vertx, new RejectedCredentials(database, SECRETS, clock()), clock());
    }

    public AuditLog audit() {
        return new AuditLog(new AuditChain(database, SECRETS, new AuditLines(line -> {
        }), clock()), database, clock());
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    private ConfigurationFile file(Path path, String credentials, String more) throws IOException {
        Files.writeString(path, """
                version: 1
                instances:
                  cellar: { title: Cellar, url: "%s", dangerous: [settings.exec], roots: [/downloads, /in, /other], %s }
                %s
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                """.formatted(server.url(), credentials, more));
        return new ConfigurationFile(path, changed -> {
        });
    }

    private static Database database(Path path) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + path + "?foreign_keys=on");
        Flyway.configure().dataSource(source).locations("filesystem:src/main/resources/db")
                .placeholders(java.util.Map.of("identity", "integer primary key autoincrement")).load().migrate();
        return new Database(source);
    }

    @Override
    public void close() {
        try {
            if (watch != null) {
                watch.close();
                mirrors.stop(new ShutdownEvent());
            }
        } catch (Exception never) {
            throw new IllegalStateException(never);
        }
        server.close();
        vertx.close();
    }
}
