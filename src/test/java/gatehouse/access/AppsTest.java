package gatehouse.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.access.Apps.Shown;
import gatehouse.action.Right;
import gatehouse.config.Secrets;
import gatehouse.store.Accounts;
import gatehouse.store.AppKeys.Making;
import gatehouse.store.BrowserSessions;
import gatehouse.store.Kind;
import gatehouse.store.KnownPeople;
import gatehouse.store.Sealed;
import gatehouse.store.Store;
import gatehouse.store.StoreUnavailable;

/// Whom a key opens for, as time passes, owners change and others guess.
class AppsTest {

    private static final String HOME = "192.0.2.7";

    private Store store;
    private Accounts accounts;
    private LocalAccounts local;
    private KnownPeople people;
    private Apps apps;

    @BeforeEach
    void open() throws IOException {
        store = Kind.SQLITE.open();
        accounts = new Accounts(store.database(), store.clock());
        people = new KnownPeople(store.database(), store.clock());
        local = new LocalAccounts(accounts, new BrowserSessions(store.database(), new Sealed(Secrets.of("a secret".repeat(5))),
                store.clock()), new Passwords(), new Throttle(store.clock()));
        accounts.add("ann", "Ann", "a hash", Set.of("member"), false);
        apps = replica();
    }

    private Apps replica() {
        return new Apps(store.keys(), store.apps(), accounts, local, people, store.clock());
    }

    private String key(String issuer, String subject, Duration life) {
        return store.keys().make(new Making(issuer, subject, "sonarr", Set.of("attic"), Set.of(Right.VIEW), Optional.of("tv"),
                Optional.of(store.clock().instant().plus(life)))).secret();
    }

    private Person opened(String secret) {
        return assertInstanceOf(Shown.Good.class, apps.key(secret, HOME)).person();
    }

    @Test
    void aKeyOpensForItsOwnerNarrowed() {
        var person = opened(key("local", "ann", Duration.ofDays(1)));
        assertEquals("local:ann", person.id());
        assertEquals(Set.of("member"), person.roles());
        assertEquals(new Key(1, "sonarr", Set.of("attic"), Set.of(Right.VIEW), Optional.of("tv")), person.key().orElseThrow());
    }

    @Test
    void forTenSecondsItCostsNoLookIntoTheDatabase() throws SQLException {
        var secret = key("local", "ann", Duration.ofDays(1));
        opened(secret);
        var ticket = apps.open(opened(secret));
        apps.session(ticket, HOME).orElseThrow();
        store.sql("alter table app_key rename to elsewhere", "alter table account rename to away");
        store.clock().pass(Duration.ofSeconds(9));
        opened(secret);
        assertEquals("local:ann", apps.session(ticket, HOME).orElseThrow().id());
    }

    @Test
    void whileTheDatabaseIsAwayItOpensForAMinute() throws SQLException {
        var secret = key("local", "ann", Duration.ofDays(1));
        var ticket = apps.open(opened(secret));
        apps.session(ticket, HOME).orElseThrow();
        store.sql("alter table app_key rename to elsewhere", "alter table account rename to away");
        store.clock().pass(Duration.ofSeconds(59));
        opened(secret);
        assertEquals("local:ann", apps.session(ticket, HOME).orElseThrow().id());
        store.clock().pass(Duration.ofSeconds(1));
        assertThrows(StoreUnavailable.class, () -> apps.key(secret, HOME));
        assertThrows(StoreUnavailable.class, () -> apps.session(ticket, HOME));
    }

    @Test
    void anotherReplicaLearnsWithinTenSecondsThatAKeyIsRevoked() {
        var secret = key("local", "ann", Duration.ofDays(1));
        var id = opened(secret).key().orElseThrow().id();
        var ticket = apps.open(opened(secret));
        apps.session(ticket, HOME).orElseThrow();
        assertTrue(store.keys().revoke(id), "elsewhere: these are not the keys that this replica counts changes of");
        store.clock().pass(Duration.ofSeconds(11));
        assertInstanceOf(Shown.Bad.class, apps.key(secret, HOME));
        assertTrue(apps.session(ticket, HOME).isEmpty());
    }

    @Test
    void hereItBitesAtOnce() {
        var keys = store.keys();
        var here = new Apps(keys, store.apps(), accounts, local, people, store.clock());
        var secret = key("local", "ann", Duration.ofDays(1));
        var person = assertInstanceOf(Shown.Good.class, here.key(secret, HOME)).person();
        keys.revoke(person.key().orElseThrow().id());
        assertInstanceOf(Shown.Bad.class, here.key(secret, HOME));
    }

    @Test
    void aKeyMayWhatItsOwnerMayNowAndDiesWithTheAccount() {
        var secret = key("local", "ann", Duration.ofDays(1));
        var ticket = apps.open(opened(secret));
        local.roles("ann", Set.of("viewer"));
        assertEquals(Set.of("viewer"), opened(secret).roles());
        var id = opened(secret).key().orElseThrow().id();
        assertTrue(apps.alive(id));
        local.disable("ann", true);
        assertInstanceOf(Shown.Bad.class, apps.key(secret, HOME));
        assertTrue(apps.session(ticket, HOME).isEmpty());
        assertTrue(!apps.alive(id));
    }

    @Test
    void aProvidersPersonIsWhoTheProviderLastSaid() {
        var secret = key("https://idp", "1", Duration.ofDays(1));
        assertInstanceOf(Shown.Bad.class, apps.key(secret, HOME), "nobody has heard of them");
        people.signedIn(new KnownPeople.Known("https://idp", "1", "Vic", Set.of("member"), Set.of("/g")));
        assertEquals(new Person("https://idp", "1", "Vic", Set.of("member"), Set.of("/g")), opened(secret).inPerson());
        people.signedIn(new KnownPeople.Known("https://idp", "1", "Vic", Set.of(), Set.of()));
        assertEquals(Set.of(), opened(secret).roles(), "at once, not in ten seconds");
    }

    @Test
    void anExpiredKeyOpensNothingHoweverShortlyItWasUsed() {
        var secret = key("local", "ann", Duration.ofSeconds(5));
        opened(secret);
        store.clock().pass(Duration.ofSeconds(5));
        assertInstanceOf(Shown.Bad.class, apps.key(secret, HOME));
    }

    @Test
    void whoGuessesLocksOutNobodyElse() {
        var good = key("local", "ann", Duration.ofDays(1));
        var revoked = key("local", "ann", Duration.ofDays(1));
        store.keys().revoke(store.keys().find(revoked).orElseThrow().id());
        for (var guess = 0; guess < 5; guess++) {
            assertInstanceOf(Shown.Bad.class, apps.key(revoked, HOME));
        }
        assertInstanceOf(Shown.TooMany.class, apps.key(revoked, HOME));
        assertInstanceOf(Shown.Bad.class, apps.key(revoked, "192.0.2.8"), "another address is another matter");
        for (var guess = 100; guess < 140; guess++) {
            assertInstanceOf(Shown.Bad.class, apps.key("gh_" + guess + "A".repeat(40), HOME));
        }
        opened(good);
        assertInstanceOf(Shown.Bad.class, apps.key("adminadmin", HOME));
        assertTrue(local.signIn("vic", "wrong", HOME) instanceof LocalAccounts.SignIn.Wrong, "and no password");
    }
}
