package gatehouse.store;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.arc.InjectableInstance;

/// The one active database, SQLite or PostgreSQL. Every failure of it becomes [StoreUnavailable].
@ApplicationScoped
public class Database {

    private final Jdbi jdbi;

    @Inject
    Database(@Any InjectableInstance<AgroalDataSource> sources) {
        this(active(sources));
    }

    public Database(DataSource source) {
        jdbi = Jdbi.create(source);
    }

    private static DataSource active(InjectableInstance<AgroalDataSource> sources) {
        return Set.of("sqlite", "postgresql").stream().map(kind -> sources.select(new DataSourceLiteral(kind)).getHandle())
                .filter(handle -> handle.getBean().isActive()).findFirst()
                .orElseThrow(() -> new IllegalStateException("No database is active")).get();
    }

    /// Runs in one transaction and gives what it returns.
    <T> T get(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException failed) {
            throw new StoreUnavailable("The database did not answer: " + failed.getClass().getSimpleName(), failed);
        }
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
