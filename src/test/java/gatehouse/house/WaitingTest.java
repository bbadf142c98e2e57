package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// The embedded database takes one transaction at a time, and whoever waits for it does not keep the one under way from going on.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class WaitingTest {

    private static final int PEOPLE = 2 * Runtime.getRuntime().availableProcessors() + 2;

    @Inject
    @DataSource("sqlite")
    AgroalDataSource source;

    /// A virtual thread that waits inside SQLite keeps its carrier: with as many of them as there are processors, whoever
    /// holds the lock and has let go of its own carrier would not come back to it before the others give up.
    @Test
    void manyWhoWriteAtOnceAllHaveTheirTurn() throws Exception {
        Callable<Boolean> transaction = () -> {
            try (var connection = source.getConnection()) {
                hold(connection);
                return true;
            }
        };
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = 0;
            for (var turn : people.invokeAll(IntStream.range(0, PEOPLE).mapToObj(number -> transaction).toList())) {
                written += turn.get() ? 1 : 0;
            }
            assertEquals(PEOPLE, written);
        }
    }

    /// A transaction that lets go of its carrier in the middle, as one that logs does.
    private static void hold(Connection connection) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select count(*) from account");
            Thread.sleep(20);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
