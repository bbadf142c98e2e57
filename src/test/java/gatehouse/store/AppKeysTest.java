package gatehouse.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.action.Right;
import gatehouse.store.AppKeys.Making;

/// Keys of apps and their sessions, on a SQLite file and on a real PostgreSQL.
class AppKeysTest {

    private static Making making(Optional<Instant> expires) {
        return new Making("local", "ann", "sonarr", Set.of("attic"), Set.of(Right.VIEW, Right.ADD), Optional.of("tv"), expires);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsFoundByItsSecretUntilItIsRevoked(Kind kind) throws IOException {
        var store = kind.open();
        var keys = store.keys();
        var made = keys.make(making(Optional.empty()));
        assertTrue(made.secret().matches("gh_[A-Za-z0-9_-]{43}"), "256 bits");
        assertFalse(made.toString().contains(made.secret()));
        var key = keys.find(made.secret()).orElseThrow();
        assertEquals(new AppKey(made.id(), "local", "ann", "sonarr", Set.of("attic"), Set.of(Right.VIEW, Right.ADD),
                Optional.of("tv"), store.clock().instant(), Optional.empty(), Optional.empty(), ""), key);
        assertTrue(keys.find(keys.make(making(Optional.empty())).secret() + "x").isEmpty());
        var rows = store.database().get(handle -> handle.createQuery("select * from app_key").mapToMap().list()).toString();
        assertFalse(rows.contains(made.secret().substring(4)), "only its hash is stored");
        var before = keys.changes();
        assertTrue(keys.revoke(made.id()));
        assertFalse(keys.revoke(made.id()), "once");
        assertTrue(keys.changes() > before);
        assertTrue(keys.find(made.secret()).isEmpty() && keys.find(made.id()).isEmpty());
        assertEquals(1, keys.of("local", "ann").size());
        assertEquals(0, keys.of("https://idp", "ann").size());
    }

    @ParameterizedTest
    @EnumSource
    void aKeyExpiresAndItsUseIsWrittenOnceAMinute(Kind kind) throws IOException {
        var store = kind.open();
        var keys = store.keys();
        var end = store.clock().instant().plus(Duration.ofDays(1));
        var made = keys.make(making(Optional.of(end)));
        var first = store.clock().instant();
        keys.used(keys.find(made.secret()).orElseThrow(), "192.0.2.1");
        store.clock().pass(Duration.ofSeconds(30));
        keys.used(keys.find(made.secret()).orElseThrow(), "192.0.2.2");
        var used = keys.find(made.id()).orElseThrow();
        assertEquals(Optional.of(first), used.lastUsed());
        assertEquals("192.0.2.1", used.lastAddress());
        store.clock().pass(Duration.ofSeconds(31));
        keys.used(used, "192.0.2.2");
        assertEquals("192.0.2.2", keys.find(made.id()).orElseThrow().lastAddress());
        store.clock().pass(Duration.ofDays(1));
        assertTrue(keys.find(made.secret()).isEmpty());
        assertTrue(keys.find(made.id()).orElseThrow().expired(store.clock().instant()), "its owner still sees it");
    }

    @ParameterizedTest
    @EnumSource
    void aSessionLivesWhileItIsUsedAndAsLongAsItsKey(Kind kind) throws IOException {
        var store = kind.open();
        var keys = store.keys();
        var sessions = store.apps();
        var made = keys.make(making(Optional.empty()));
        var ticket = sessions.open(made.id());
        var other = sessions.open(made.id());
        assertEquals(made.id(), sessions.find(ticket).orElseThrow().id());
        assertTrue(sessions.find("another").isEmpty());
        for (var half = 0; half < 4; half++) {
            store.clock().pass(AppSessions.IDLE.dividedBy(2));
            assertTrue(sessions.find(ticket).isPresent());
        }
        assertTrue(sessions.find(other).isEmpty(), "nobody used it for an hour");
        assertEquals(1, sessions.sweep());
        sessions.end(ticket);
        assertTrue(sessions.find(ticket).isEmpty());
        var last = sessions.open(made.id());
        keys.revoke(made.id());
        assertTrue(sessions.find(last).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void whatAProviderSaysIsKeptUntilItSaysOtherwise(Kind kind) throws IOException {
        var store = kind.open();
        var people = new KnownPeople(store.database(), store.clock());
        var ann = new KnownPeople.Known("https://idp", "1", "Ann", Set.of("member", "boss"), Set.of("/g"));
        people.signedIn(ann);
        people.signedIn(ann);
        assertEquals(1, people.changes());
        assertEquals(Optional.of(ann), people.find("https://idp", "1"));
        var less = new KnownPeople.Known("https://idp", "1", "Ann B.", Set.of("member"), Set.of());
        people.signedIn(less);
        assertEquals(Optional.of(less), people.find("https://idp", "1"));
        assertTrue(people.find("https://other", "1").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aServiceAccountHasNoPasswordAndDoesNotCountAsSomebody(Kind kind) throws IOException {
        var store = kind.open();
        var accounts = new Accounts(store.database(), store.clock());
        assertTrue(accounts.addService("backup", "Backup", Set.of("viewer")));
        assertFalse(accounts.addService("backup", "Backup", Set.of("admin")));
        assertTrue(accounts.none());
        var account = accounts.find("backup").orElseThrow();
        assertTrue(account.service() && account.password().isEmpty() && !account.disabled());
        assertTrue(accounts.add("ann", "Ann", "a hash", Set.of("member"), false));
        assertFalse(accounts.none());
        var before = accounts.changes();
        accounts.disabled("backup", true);
        accounts.roles("ann", Set.of("viewer"));
        assertEquals(before + 2, accounts.changes());
    }
}
