package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.config.Secrets;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.store.BrowserSessions.Opening;
import gatehouse.torrent.Hash;

/// The same tests on a SQLite file and on a real PostgreSQL.
class StoreTest {

    private static final Hash HASH = new Hash("a".repeat(40));

    private static Opening opening(String subject, String sid) {
        return new Opening("https://idp", subject, "Ann", Optional.ofNullable(sid), Optional.of("the tokens"), "Firefox",
                "192.0.2.1");
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsFoundByItsTicketUntilItEnds(Kind kind) throws IOException {
        var store = kind.open();
        var sessions = store.sessions();
        var ticket = sessions.open(opening("ann", "sid-1"));
        var session = sessions.find(ticket).orElseThrow();
        assertEquals(Optional.of("the tokens"), session.tokens());
        assertEquals(Optional.of("sid-1"), session.providerSession());
        assertTrue(sessions.find("another ticket").isEmpty());
        assertTrue(sessions.alive(session.id()));
        assertFalse(sessions.end(session.id(), "https://idp", "vic"), "nobody ends somebody else's");
        assertTrue(sessions.end(session.id(), "https://idp", "ann"));
        assertTrue(sessions.find(ticket).isEmpty());
        assertFalse(sessions.alive(session.id()));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionEndsWhenNobodyUsesItAndAfterItsLongestLife(Kind kind) throws IOException {
        var store = kind.open();
        var sessions = store.sessions();
        var idle = sessions.open(opening("ann", null));
        store.clock().pass(BrowserSessions.IDLE.plusSeconds(1));
        assertTrue(sessions.find(idle).isEmpty());
        var used = sessions.open(opening("ann", null));
        for (var day = 0; day < 29; day++) {
            store.clock().pass(Duration.ofDays(1));
            assertTrue(sessions.find(used).isPresent());
        }
        store.clock().pass(Duration.ofDays(2));
        assertTrue(sessions.find(used).isEmpty());
        assertEquals(2, sessions.sweep());
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshKeepsTheSessionAndASuspendedOneIsWorthNothing(Kind kind) throws IOException {
        var sessions = kind.open().sessions();
        var ticket = sessions.open(opening("ann", null));
        var id = sessions.find(ticket).orElseThrow().id();
        sessions.suspend(ticket);
        assertTrue(sessions.find(ticket).isEmpty());
        assertTrue(sessions.of("https://idp", "ann").isEmpty());
        assertTrue(sessions.renew(id, ticket, "new tokens"));
        assertEquals(Optional.of("new tokens"), sessions.find(ticket).orElseThrow().tokens());
        sessions.end(ticket);
        assertFalse(sessions.renew(id, ticket, "newer tokens"), "an ended session stays ended");
    }

    @ParameterizedTest
    @EnumSource
    void aProvidersLogOutEndsOneSessionOrAllOfAPerson(Kind kind) throws IOException {
        var sessions = kind.open().sessions();
        sessions.open(opening("ann", "sid-1"));
        sessions.open(opening("ann", "sid-2"));
        var vic = sessions.open(opening("vic", "sid-3"));
        assertEquals(0, sessions.endByProvider("https://another", Optional.of("sid-1"), Optional.empty()));
        assertEquals(1, sessions.endByProvider("https://idp", Optional.of("sid-1"), Optional.of("ann")));
        assertEquals(1, sessions.endByProvider("https://idp", Optional.empty(), Optional.of("ann")));
        assertTrue(sessions.find(vic).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void ticketsAndTokensAreNotInTheDatabase(Kind kind) throws IOException {
        var store = kind.open();
        var ticket = store.sessions().open(opening("ann", null));
        var rows = store.database().get(handle -> handle.createQuery("select * from browser_session").mapToMap().list())
                .toString();
        assertFalse(rows.contains(ticket) || rows.contains("the tokens"));
        var other = new BrowserSessions(store.database(), new Sealed(Secrets.of("another secret of more than 32 characters")),
                store.clock());
        assertEquals(Optional.empty(), other.find(ticket).orElseThrow().tokens(), "under another secret they cannot be read");
    }

    @ParameterizedTest
    @EnumSource
    void anAuditEntryWithoutAnOutcomeIsUnknown(Kind kind) throws IOException {
        var store = kind.open();
        var audit = store.audit();
        var intent = new Intent(store.clock().instant(), Actor.of("local:ann", "Ann", "192.0.2.1"), "attic", "torrents/stop",
                List.of(new Subject(HASH, "Two\nlines")), Map.of("value", "true"), 7, "line 12");
        var first = audit.begin(intent);
        var second = audit.begin(intent);
        audit.finish(second, Result.REFUSED, "control");
        assertEquals(List.of(Result.REFUSED, Result.UNKNOWN), audit.recent(10).stream().map(AuditLog.Entry::result).toList());
        assertEquals(intent, audit.recent(10).getLast().intent());
        assertThrows(StoreUnavailable.class, () -> audit.finish(second, Result.DONE, "twice"), "an outcome is written once");
        assertTrue(second > first);
    }

    @ParameterizedTest
    @EnumSource
    void refusedCredentialsAreKnownUntilTheyChange(Kind kind) throws IOException {
        var store = kind.open();
        var rejected = new RejectedCredentials(store.database(), Store.SECRETS,
                store.clock());
        rejected.remember("attic", "admin", "wrong");
        assertTrue(rejected.known("attic", "admin", "wrong"));
        assertFalse(rejected.known("attic", "admin", "other"));
        assertFalse(rejected.known("cellar", "admin", "wrong"));
        rejected.remember("attic", "admin", "other");
        assertFalse(rejected.known("attic", "admin", "wrong"));
    }

    @ParameterizedTest
    @EnumSource
    void accountsOwnersPreferencesAndSetUpCodesAreKept(Kind kind) throws IOException {
        var store = kind.open();
        var accounts = new Accounts(store.database(), store.clock());
        assertTrue(accounts.none());
        assertTrue(accounts.add("ann", "Ann", "hash", Set.of("member", "viewer"), true));
        assertFalse(accounts.add("ann", "Somebody else", "hash", Set.of("admin"), false));
        assertEquals(Set.of("member", "viewer"), accounts.find("ann").orElseThrow().roles());
        accounts.disabled("ann", true);
        assertTrue(accounts.find("ann").orElseThrow().disabled());

        var ownership = new Ownership(store.database(), store.clock());
        assertEquals(Map.of(), ownership.owners("attic"));
        ownership.assign("attic", HASH, "local:ann");
        ownership.assign("attic", HASH, "local:vic");
        assertEquals(new HashMap<>(Map.of(HASH, "local:vic")), ownership.owners("attic"));
        assertEquals(Map.of(), ownership.owners("cellar"));

        var preferences = new Preferences(store.database(), store.clock());
        preferences.put("local:ann", "theme", "dark");
        preferences.put("local:ann", "theme", "light");
        assertEquals(Optional.of("light"), preferences.get("local:ann", "theme"));
        assertEquals(Optional.empty(), preferences.get("local:vic", "theme"));

        var links = new SetupLinks(store.database(), store.clock());
        var old = links.issue();
        var code = links.issue();
        assertFalse(links.valid(old));
        assertTrue(links.redeem(code));
        assertFalse(links.redeem(code), "a code is good once");
        var late = links.issue();
        store.clock().pass(Duration.ofHours(25));
        assertFalse(links.redeem(late));
    }
}
