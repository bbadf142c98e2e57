package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.store.AuditLog;
import gatehouse.store.AuditLog.Actor;
import gatehouse.store.AuditLog.Intent;
import gatehouse.store.AuditLog.Result;
import gatehouse.store.AuditLog.Subject;
import gatehouse.torrent.Hash;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// The audit as JSON and as a page: filters, pages, and who may read what.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class AuditTest {

    private static final String AUDIT = "/api/v1/audit";
    private static final Hash SINTEL = new Hash(House.FILMS.getFirst().hash());
    private static final Hash OTHER = new Hash("ab".repeat(20));

    @Inject
    Mirrors mirrors;

    @Inject
    AuditLog audit;

    @BeforeEach
    void mirrorsAreFilled() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
    }

    private long write(String person, Instant at, String instance, Hash torrent, Result result) {
        var entry = audit.begin(new Intent(at, Actor.of(person, person, "192.0.2.7"), instance, "torrents/recheck",
                List.of(new Subject(torrent, "<b>Sintel</b>")), Map.of("value", "<i>true</i>"), 7, "member, line 3"));
        if (result != Result.UNKNOWN) {
            audit.finish(entry, result, "");
        }
        return entry;
    }

    @Test
    void filtersNarrowWhatIsFound() {
        var old = Instant.parse("2021-03-04T05:06:07Z");
        var done = write("local:zoe", old, "attic", SINTEL, Result.DONE);
        var failed = write("local:zoe", old.plusSeconds(1), "attic", OTHER, Result.FAILED);
        var open = write("local:zoe", old.plusSeconds(86_400), "cellar", SINTEL, Result.UNKNOWN);
        assertEquals(List.of(open, failed, done), found("person=local:zoe"));
        assertEquals(List.of(failed, done), found("person=local:zoe&instance=attic"));
        assertEquals(List.of(open, done), found("person=local:zoe&torrent=" + SINTEL));
        assertEquals(List.of(failed), found("person=local:zoe&result=failed"));
        assertEquals(List.of(open), found("person=local:zoe&result=unknown"));
        assertEquals(List.of(failed, done), found("person=local:zoe&from=2021-03-04&until=2021-03-04"));
        assertEquals(List.of(open, failed), found("person=local:zoe&from=2021-03-04T05:06:08Z&until=2021-03-06"));
        assertEquals(List.of(), found("person=local:zoe&action=torrents/stop"));
        assertEquals(List.of(failed), found("person=local:zoe&before=" + open + "&count=1"));
    }

    @Test
    void howACommandFailedIsToldInTheReadersLanguage() {
        var ola = People.signIn("ola");
        ola.ask("attic", "torrents/setComment", "{\"hashes\": [\"" + SINTEL + "\"], \"comment\": \"c\"}").then()
                .statusCode(409);
        assertEquals("unsupported: v4.5.2 torrents/setComment", ola.ask().get(AUDIT + "?action=torrents/setComment&count=1")
                .jsonPath().getString("entries[0].detail"));
        var page = "/audit?action=torrents/setComment";
        assertTrue(ola.browse().get(page).asString().contains("torrents/setComment is not in v4.5.2."));
        assertTrue(ola.browse().header("Accept-Language", "de").get(page).asString()
                .contains("torrents/setComment gibt es in v4.5.2 nicht."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "unreachable: banned|The server was away; nothing was sent.",
            "rejected: 409|The server answered 409.", "lost|The server’s answer was lost.",
            "partly: 2 3 lost|2 of 3 were done. The server’s answer was lost.",
            "partly: 1 3 rejected: 500|1 of 3 were done. The server answered 500." })
    void everyWayToFailIsToldInASentence(String detail, String sentence) {
        var entry = audit.begin(new Intent(Instant.now(), Actor.of("local:vera", "vera", "192.0.2.7"), "attic",
                "torrents/recheck", List.of(new Subject(SINTEL, "Sintel")), Map.of(), 7, "member, line 3"));
        audit.finish(entry, Result.FAILED, detail);
        assertTrue(People.signIn("ola").browse().get("/audit?person=local:vera&before=" + (entry + 1) + "&count=1").asString()
                .contains(sentence));
    }

    private static List<Long> found(String query) {
        return People.signIn("ola").ask().get(AUDIT + "?" + query).then().statusCode(200).extract().jsonPath()
                .getList("entries.id", Long.class);
    }

    @Test
    void pagesFollowEachOtherWithoutAGap() {
        var all = new ArrayList<Long>();
        for (var i = 0; i < 5; i++) {
            all.addFirst(
                    write("local:yves", Instant.parse("2021-01-01T00:00:00Z").plusSeconds(i), "attic", SINTEL, Result.DONE));
        }
        var ola = People.signIn("ola");
        var read = new ArrayList<Long>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            var page = ola.ask().get(AUDIT + "?person=local:yves&count=2&before=" + Math.min(before, 999_999_999L)).then()
                    .statusCode(200).extract().jsonPath();
            read.addAll(page.getList("entries.id", Long.class));
            before = page.get("before") == null ? null : page.getLong("before");
        }
        assertEquals(all, read);
        var first = ola.browse().get("/audit?person=local:yves&count=2").asString();
        assertTrue(first.contains("rel=\"next\"") && first.contains("person=local%3Ayves")
                && first.contains("before=" + all.get(1)), first);
        ola.browse().get("/audit?person=local:yves&count=2&before=" + all.get(3)).then()
                .body(containsString("id=\"entry-" + all.get(4) + "\""), not(containsString("id=\"entry-" + all.get(3) + "\"")),
                        containsString("Newest entries"));
    }

    @Test
    void anEntryHasAllThatIsKnown() {
        var entry = write("local:xavier", Instant.parse("2021-02-03T04:05:06Z"), "attic", SINTEL, Result.DONE);
        People.signIn("ola").ask().get(AUDIT + "?person=local:xavier").then().body("entries[0].id", equalTo((int) entry),
                "entries[0].at", equalTo("2021-02-03T04:05:06Z"), "entries[0].torrents[0].hash", equalTo(SINTEL.value()),
                "entries[0].arguments.value", equalTo("<i>true</i>"), "entries[0].grant", equalTo("member, line 3"),
                "entries[0].generation", equalTo(7), "entries[0].result", equalTo("done"), "entries[0].address",
                equalTo("192.0.2.7"));
        People.signIn("ola").browse().get("/audit?person=local:xavier").then().statusCode(200)
                .body(containsString("3 February 2021"), containsString("04:05:06"),
                        containsString("&lt;b&gt;Sintel&lt;/b&gt;"),
                        containsString("&lt;i&gt;true&lt;/i&gt;"), not(containsString("<i>true</i>")),
                        containsString("member, line 3. Policy 7."), containsString("from 192.0.2.7"));
    }

    @Test
    void aRefusalIsThereInWords() {
        var vic = People.signIn("vic");
        vic.tell("{\"hashes\": [\"" + SINTEL + "\"]}").post("/api/v1/instances/attic/actions/torrents/stop").then()
                .statusCode(403);
        vic.browse().get("/audit?result=refused").then().statusCode(200).body(containsString("Stop torrents"),
                containsString("The right “Start and stop torrents” was missing."));
    }

    @Test
    void withoutTheRightOneReadsOnlyWhatOneDid() {
        var entry = write("local:walter", Instant.parse("2021-05-05T00:00:00Z"), "attic", SINTEL, Result.DONE);
        write("local:ann", Instant.parse("2021-05-06T00:00:00Z"), "attic", SINTEL, Result.DONE);
        var ann = People.signIn("ann");
        ann.ask().get(AUDIT).then().statusCode(200).body("entries.size()", greaterThan(0), "entries.person",
                everyItem(equalTo("local:ann")));
        ann.ask().get(AUDIT + "?torrent=" + SINTEL + "&until=2021-05-05").then().body("entries", empty());
        ann.ask().get(AUDIT + "?before=" + (entry + 1) + "&count=500").then().body("entries.person",
                not(hasItem("local:walter")));
        ann.ask().get(AUDIT + "?person=local:walter").then().statusCode(403).body("right", equalTo("audit.view"), "detail",
                containsString("Read the audit"));
        ann.browse().get("/audit?person=local:walter").then().statusCode(403).body(containsString("Read the audit"));
        ann.browse().get("/audit").then().statusCode(200).body(containsString("What you have done"),
                not(containsString("local:walter")), not(containsString(">Audit</a>")), not(containsString("/audit/verify")));
    }

    @Test
    void whoMayReadItMayAlsoCheckIt() {
        People.signIn("ann").ask().get(AUDIT + "/verify").then().statusCode(403).body("right", equalTo("audit.view"));
        People.signIn("ann").browse().get("/audit/verify").then().statusCode(403);
        var ola = People.signIn("ola");
        write("local:ola", Instant.now(), "attic", SINTEL, Result.DONE);
        ola.ask().get(AUDIT + "/verify").then().statusCode(200).body("intact", equalTo(true), "rows", greaterThan(1));
        ola.browse().get("/audit/verify").then().statusCode(200).body(containsString("unaltered and in its place"),
                containsString(">Audit</a>"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "persn=local:ola", "person=a&person=b", "torrent=xyz", "result=fine", "from=yesterday",
            "until=2026-13-01", "before=x", "before=0", "count=0", "count=501", "count=-1" })
    void aFilterThatMakesNoSenseIsTurnedAway(String query) {
        People.signIn("ola").ask().get(AUDIT + "?" + query).then().statusCode(400);
        People.signIn("ola").browse().get("/audit?" + query).then().statusCode(400);
    }
}
