package gatehouse.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import gatehouse.config.ConfigurationFile;
import gatehouse.config.Secrets;
import gatehouse.qbittorrent.Backends;
import gatehouse.store.AuditChain;
import gatehouse.store.AuditLines;
import gatehouse.store.AuditLog;
import gatehouse.store.Database;
import gatehouse.store.RejectedCredentials;
import io.vertx.core.Vertx;

/// The rooms of Gatehouse put together by hand, with one real server of an era, `attic`, behind a proxy that notes what
/// Gatehouse asks. Quick to build, so each test has its own. Whoever has the role `admin` may do everything.
public final class SmallHouse implements AutoCloseable {

    public static final String INSTANCE = "attic";
    public static final String PASSWORD = "qbittorrent-password";

    private static final Secrets SECRETS = Secrets.of("a secret of more than 32 characters");

    private final Qbittorrent server;
    private final RecordingProxy door;
    private final Vertx vertx = Vertx.vertx();
    private final ConfigurationFile file;
    private final Database database;
    private final Backends backends;

    private SmallHouse(Path folder, Qbittorrent server, String password, String grants) throws IOException {
        this.server = server;
        this.door = RecordingProxy.before(server.port());
        this.file = file(folder.resolve("gatehouse.yaml"), password, grants);
        this.database = database(folder.resolve("test.db"));
        this.backends = newBackends();
    }

    /// One whose server bans nobody and whose password is right.
    public static SmallHouse on(Era era) {
        return on(era, PASSWORD, 0);
    }

    /// @param password what `gatehouse.yaml` says; the server's own is [#PASSWORD]
    /// @param failures how many wrong log-ins ban an address at the server; 0 for none
    public static SmallHouse on(Era era, String password, int failures) {
        return on(era, password, failures, "");
    }

    /// One with more grants than the administrator's.
    ///
    /// @param grants lines of `gatehouse.yaml`; `{downloads}` is the folder the server puts torrents into
    public static SmallHouse with(Era era, String grants) {
        return on(era, PASSWORD, 0, grants);
    }

    private static SmallHouse on(Era era, String password, int failures, String grants) {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/small-houses")), "");
            return new SmallHouse(folder, Qbittorrent.start(era, folder.resolve("server"), PASSWORD, failures), password,
                    grants);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public Qbittorrent server() {
        return server;
    }

    /// What stands before the server.
    public RecordingProxy door() {
        return door;
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

    /// Puts torrents with their whole content into the server and waits until it seeds them.
    public void fill(List<TorrentFile> files, Map<String, String> options) {
        files.forEach(torrent -> torrent.write(server.downloads()));
        server.add(files, options);
        files.forEach(torrent -> Qbittorrent.await(torrent.name(), () -> server.state(torrent.hash()).equals("stalledUP")));
    }

    private ConfigurationFile file(Path path, String password, String grants) throws IOException {
        Files.writeString(path, """
                version: 1
                instances:
                  attic: { title: Attic, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s, roots: ["%s"],
                    dangerous: [settings.exec, search.plugins, create] }
                grants:
                  - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
                %s""".formatted(door.url(), server.port(), password, path.toAbsolutePath().getParent(),
                grants.replace("{downloads}", server.downloads().toString())));
        return new ConfigurationFile(path, changed -> {
        });
    }

    private static Database database(Path path) {
        var options = new SQLiteConfig();
        options.setJournalMode(SQLiteConfig.JournalMode.WAL);
        options.setBusyTimeout(10_000);
        options.enforceForeignKeys(true);
        options.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(options);
        source.setUrl("jdbc:sqlite:" + path);
        Flyway.configure().dataSource(source).locations("filesystem:src/main/resources/db")
                .placeholders(Map.of("identity", "integer primary key autoincrement")).load().migrate();
        return new Database(source);
    }

    @Override
    public void close() {
        door.close();
        server.kill();
        vertx.close();
    }
}
