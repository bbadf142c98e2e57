package gatehouse.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/// The databases that every test of the store runs on: a SQLite file and a real PostgreSQL, which ends with the tests.
public enum Kind {
    SQLITE("integer primary key autoincrement"),
    POSTGRESQL("bigint generated always as identity primary key");

    private static EmbeddedPostgres postgres;

    private final String identity;

    Kind(String identity) {
        this.identity = identity;
    }

    /// An empty store.
    public Store open() throws IOException {
        var source = source();
        var flyway = Flyway.configure().dataSource(source).locations("filesystem:src/main/resources/db").cleanDisabled(false)
                .placeholders(Map.of("identity", identity)).load();
        flyway.clean();
        flyway.migrate();
        return new Store(source, new Database(source), new MovingClock());
    }

    private DataSource source() throws IOException {
        return this == POSTGRESQL ? postgres().getPostgresDatabase() : sqlite();
    }

    private static synchronized EmbeddedPostgres postgres() throws IOException {
        postgres = postgres == null ? EmbeddedPostgres.start() : postgres;
        return postgres;
    }

    /// With the options that `config/DerivedSettings` gives it.
    private static DataSource sqlite() throws IOException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + Files.createTempDirectory("gatehouse-store").resolve("test.db")
                + "?journal_mode=WAL&busy_timeout=10000&foreign_keys=on&transaction_mode=IMMEDIATE&synchronous=NORMAL");
        return source;
    }
}
