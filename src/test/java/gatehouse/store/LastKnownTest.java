package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.real.Qbittorrent;

/// A database that goes away: who was signed in goes on for a minute, nothing is changed, and nothing outlives an ending.
class LastKnownTest {

    private Absent absent;
    private Store store;
    private BrowserSessions sessions;
    private Accounts accounts;
    private String ticket;

    @BeforeEach
    void signIn() throws Exception {
        var good = Kind.SQLITE.open();
        absent = new Absent(good.source());
        store = new Store(absent, new Database(absent), good.clock());
        sessions = store.sessions();
        accounts = new Accounts(store.database(), store.clock());
        accounts.add("ann", "Ann", "hash", Set.of("member"), false);
        ticket = sessions.open(new BrowserSessions.Opening("local", "ann", "Ann", Optional.empty(), Optional.empty(), "", ""));
        sessions.find(ticket);
        accounts.find("ann");
    }

    @Test
    void whoIsSignedInGoesOnForAMinuteAndNotLonger() {
        absent.away(true);
        assertTrue(sessions.find(ticket).isPresent());
        assertTrue(accounts.find("ann").isPresent());
        store.clock().pass(Duration.ofSeconds(59));
        assertTrue(sessions.find(ticket).isPresent());
        store.clock().pass(Duration.ofSeconds(1));
        assertThrows(StoreUnavailable.class, () -> sessions.find(ticket));
        assertThrows(StoreUnavailable.class, () -> accounts.find("ann"));
    }

    @Test
    void whoHasNotBeenHereIsNotLetIn() {
        absent.away(true);
        assertThrows(StoreUnavailable.class, () -> sessions.find("another ticket"));
    }

    @Test
    void anEndedSessionIsOverEvenIfTheDatabaseCouldNotBeTold() {
        absent.away(true);
        assertThrows(StoreUnavailable.class, () -> sessions.end(ticket));
        assertThrows(StoreUnavailable.class, () -> sessions.find(ticket));
    }

    @Test
    void nobodyWaitsForAConnectionThatWasRefusedAMomentAgo() {
        absent.away(true);
        sessions.find(ticket);
        var asked = absent.asked();
        sessions.find(ticket);
        accounts.find("ann");
        assertEquals(asked, absent.asked());
    }

    @Test
    void itGoesOnByItselfWhenTheDatabaseIsBack() {
        absent.away(true);
        sessions.find(ticket);
        store.clock().pass(Duration.ofSeconds(90));
        absent.away(false);
        Qbittorrent.await("the database", () -> {
            try {
                return sessions.find(ticket).isPresent();
            } catch (StoreUnavailable notYet) {
                return false;
            }
        });
    }
}
