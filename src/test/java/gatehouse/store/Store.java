package gatehouse.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import gatehouse.config.Secrets;

/// A database and the time in it.
public record Store(DataSource source, Database database, MovingClock clock) {

    public static final Secrets SECRETS = Secrets.of("one secret of more than 32 characters");

    Sealed sealed() {
        return new Sealed(SECRETS);
    }

    BrowserSessions sessions() {
        return new BrowserSessions(database, sealed(), clock);
    }

    public AppKeys keys() {
        return new AppKeys(database, clock);
    }

    public AppSessions apps() {
        return new AppSessions(database, clock);
    }

    public AuditChain chain() {
        return chain(new ArrayList<>());
    }

    AuditChain chain(List<String> lines) {
        return new AuditChain(new Database(source), SECRETS, new AuditLines(lines::add), clock);
    }

    public AuditLog audit() {
        return new AuditLog(chain(), database, clock);
    }

    /// What somebody does who can write the tables but knows no secret.
    public void sql(String... statements) throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Runs the same in so many threads at once and gives all answers.
    static <T> List<T> atOnce(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var future : pool.invokeAll(IntStream.range(0, threads).mapToObj(number -> work).toList())) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
