package gatehouse.store;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

import gatehouse.config.Settings;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.arc.InjectableInstance;

/// The one active database, SQLite or PostgreSQL. Every failure of it becomes [StoreUnavailable].
@ApplicationScoped
public class Database {

    /// After a connection was refused nobody else waits for one in this time: who asks is told so at once.
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Jdbi jdbi;
    private final Duration patience;
    private volatile long refused = System.nanoTime() - PAUSE;

    @Inject
    Database(@Any InjectableInstance<AgroalDataSource> sources, Settings settings) {
        this(active(sources), settings.database().patience());
    }

    public Database(DataSource source) {
        this(source, Duration.ofSeconds(60));
    }

    private Database(DataSource source, Duration patience) {
        jdbi = Jdbi.create(source);
        this.patience = patience;
    }

    private static DataSource active(InjectableInstance<AgroalDataSource> sources) {
        return Set.of("sqlite", "postgresql").stream().map(kind -> sources.select(new DataSourceLiteral(kind)).getHandle())
                .filter(handle -> handle.getBean().isActive()).findFirst()
                .orElseThrow(() -> new IllegalStateException("No database is active")).get();
    }

    /// How long reading goes on from memory while the database is away ([LastKnown]).
    Duration patience() {
        return patience;
    }

    /// Runs in one transaction and gives what it returns.
    <T> T get(Function<Handle, T> work) {
        if (System.nanoTime() - refused < PAUSE) {
            throw new StoreUnavailable("The database did not answer a moment ago", null);
        }
        try {
            return jdbi.inTransaction(work::apply);
        } catch (ConnectionException absent) {
            refused = System.nanoTime();
            throw unavailable(absent);
        } catch (JdbiException failed) {
            throw unavailable(failed);
        }
    }

    private static StoreUnavailable unavailable(JdbiException failed) {
        return new StoreUnavailable("The database did not answer: " + failed.getClass().getSimpleName(), failed);
    }

    /// Runs in one transaction.
    void run(Consumer<Handle> work) {
        get(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /// Names as one text, for columns that hold a few of them.
    static String joined(Set<String> names) {
        return String.join("\n", new TreeSet<>(names));
    }

    static Set<String> split(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split("\n"));
    }
}
