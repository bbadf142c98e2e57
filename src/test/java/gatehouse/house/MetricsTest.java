package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.docs.Documents;
import gatehouse.live.Mirror;
import gatehouse.live.Mirrors;
import gatehouse.qbittorrent.Health;
import gatehouse.real.Qbittorrent;
import gatehouse.store.AuditLog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// What is measured is what happened, and neither the page about it nor alert rules and dashboard name anything else.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class MetricsTest {

    private static final Pattern METRIC = Pattern.compile("\\b(?:gatehouse|jvm|process|system)_[a-z_]+");
    private static final Pattern OURS = Pattern.compile("gatehouse_[a-z_]+");
    private static final Pattern PARTS = Pattern.compile("_(count|sum|bucket)$");
    private static final String SINTEL = House.FILMS.getFirst().hash();

    @Inject
    Mirrors mirrors;

    @Inject
    Actions actions;

    @Inject
    AuditLog audit;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource("/api/v1/torrents/events")
    URL events;

    @BeforeEach
    void open() {
        Qbittorrent.await("the attic's mirror",
                () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == House.FILMS.size());
        Qbittorrent.await("the vault's refusal",
                () -> mirrors.find("vault").orElseThrow().health() instanceof Health.CredentialsRejected);
    }

    private Scrape scrape() {
        return Scrape.of(metrics);
    }

    @Test
    void commandsAndDecisionsAreCountedAsTheyEnd() {
        var vic = People.signIn("vic");
        var ann = People.signIn("ann");
        var before = scrape();
        var rows = audit.recent(1_000_000).size();
        var body = "{\"hashes\": [\"" + SINTEL + "\"]}";
        ann.ask("attic", "torrents/stop", body).then().statusCode(200);
        ann.ask("attic", "torrents/start", body).then().statusCode(200);
        vic.ask("attic", "torrents/stop", body).then().statusCode(403);
        ann.ask("attic", "torrents/stop", "{\"hashes\": [\"nonsense\"]}").then().statusCode(400);
        ann.ask("nowhere", "torrents/stop", body).then().statusCode(404);
        var after = scrape();
        var commands = "gatehouse_commands_seconds_count";
        assertMore(1, before, after, commands, "instance", "attic", "action", "torrents/stop", "outcome", "done");
        assertMore(1, before, after, commands, "instance", "attic", "action", "torrents/start", "outcome", "done");
        assertMore(1, before, after, commands, "instance", "attic", "action", "torrents/stop", "outcome", "refused");
        assertMore(1, before, after, commands, "instance", "attic", "action", "torrents/stop", "outcome", "invalid");
        assertMore(1, before, after, commands, "instance", "", "action", "", "outcome", "missing");
        assertMore(2, before, after, "gatehouse_decisions_total", "right", "control", "decision", "allowed");
        assertMore(1, before, after, "gatehouse_decisions_total", "right", "control", "decision", "refused");
        assertMore(audit.recent(1_000_000).size() - rows, before, after, "gatehouse_audit_rows_total", "kind", "intent");
        assertMore(0, before, after, "gatehouse_audit_failures_total");
    }

    private static void assertMore(int count, Scrape before, Scrape after, String name, String... labels) {
        assertEquals(count, after.sum(name, labels) - before.sum(name, labels), name + " " + List.of(labels));
    }

    @Test
    void instancesAreMeasuredAsTheyStand() {
        var now = scrape();
        for (var mirror : mirrors.all()) {
            assertEquals(1, now.sum("gatehouse_instance_state", "instance", mirror.instance()), mirror.instance());
            assertEquals(1, now.sum("gatehouse_instance_state", "instance", mirror.instance(), "state", mirror.health().word()),
                    mirror.instance());
        }
        assertEquals(House.FILMS.size(), now.sum("gatehouse_instance_torrents", "instance", "attic"));
        assertEquals(Set.copyOf(Health.WORDS), now.values("state"));
        assertTrue(now.sum("gatehouse_polls_seconds_count", "instance", "attic", "outcome", "good") > 0);
        assertTrue(now.sum("gatehouse_polls_seconds_count", "instance", "vault", "outcome", "failed") > 0);
        assertTrue(now.sum("gatehouse_log_ins_total", "instance", "vault", "outcome", "credentials_rejected") > 0);
        assertEquals(1, now.sum("gatehouse_database_up"));
        assertEquals(0, now.sum("gatehouse_configuration_mistakes"));
    }

    @Test
    void anOpenStreamAndASignInCount() throws IOException {
        Qbittorrent.await("nobody watches", () -> scrape().sum("gatehouse_streams") == 0);
        var before = scrape();
        var ola = People.signIn("ola");
        given().header("Origin", "http://localhost").redirects().follow(false).formParam("name", "ola")
                .formParam("password", "not the password").post("/sign-in").then().statusCode(403);
        try (var stream = LiveStream.open(events, ola)) {
            stream.event();
            assertEquals(1, scrape().sum("gatehouse_streams"));
        }
        Qbittorrent.await("the stream has ended", () -> scrape().sum("gatehouse_streams") == 0);
        assertMore(1, before, scrape(), "gatehouse_sign_ins_total", "outcome", "wrong");
        assertTrue(scrape().sum("gatehouse_sign_ins_total", "outcome", "welcome") > before.sum("gatehouse_sign_ins_total",
                "outcome", "welcome"));
        assertMore(1, before, scrape(), "gatehouse_requests_seconds_count", "face", "pages", "status", "4xx");
    }

    /// Labels have closed lists of values, so nobody finds a person, a torrent or a path there, and nobody can make more.
    @Test
    void labelsHoldNothingThatPeopleMakeUp() {
        var ann = People.signIn("ann");
        ann.ask("attic", "torrents/made-up", "{}").then().statusCode(404);
        ann.ask("made-up", "torrents/stop", "{}").then().statusCode(404);
        ann.browse().get("/made-up/" + SINTEL).then().statusCode(404);
        var now = scrape();
        assertWithin(now.values("instance"), Stream.concat(Stream.of(""),
                mirrors.all().stream().map(Mirror::instance)));
        assertWithin(now.values("action"), Stream.concat(Stream.of(""), actions.all().stream().map(Action::id)));
        var told = Stream.concat(House.FILMS.stream(), House.SYSTEMS.stream())
                .flatMap(file -> Stream.of(file.name(), file.hash()));
        Stream.concat(told, Stream.of("made-up", "ann", "ola", "local:", "127.0.0.1"))
                .forEach(word -> assertFalse(Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(now.text()).find(),
                        word));
        new Overheard("nora").check("metrics", now.text());
    }

    private static void assertWithin(Set<String> values, Stream<String> closed) {
        var others = new TreeSet<>(values);
        others.removeAll(closed.toList());
        assertEquals(Set.of(), others);
    }

    @Test
    void thePageNamesEveryMetricAndItsLabelsAndNoOther() {
        everything();
        var page = Documents.of(Path.of("docs/reference/metrics.md"));
        var shown = Stream.of("Gatehouse", "Instances", "Commands").flatMap(heading -> page.rows(heading).stream())
                .collect(Collectors.toMap(row -> row.getFirst().replace("`", ""),
                        row -> Stream.of(row.get(1).replace("`", "").split(", ")).filter(Predicate.not(String::isEmpty))
                                .collect(Collectors.toSet())));
        var served = scrape().samples().stream().filter(sample -> OURS.matcher(sample.name()).matches())
                .collect(Collectors.toMap(sample -> PARTS.matcher(sample.name()).replaceFirst(""),
                        sample -> sample.labels().keySet().stream().filter(label -> !label.equals("le"))
                                .collect(Collectors.toSet()),
                        (one, other) -> one));
        assertEquals(shown, served);
    }

    /// What has a metric only once it has happened.
    private void everything() {
        var ann = People.signIn("ann");
        ann.ask("attic", "torrents/recheck", "{\"hashes\": [\"" + SINTEL + "\"]}").then().statusCode(200);
        Qbittorrent.await("checked", () -> House.attic().state(SINTEL).equals("stalledUP"));
    }

    @Test
    void rulesAndDashboardNameOnlyWhatIsServed() {
        everything();
        var served = scrape().names();
        for (var file : List.of("k8s/components/monitoring/rules.yaml", "k8s/components/monitoring/dashboard.json")) {
            var named = METRIC.matcher(Documents.of(Path.of(file)).text()).results().map(match -> match.group()).distinct()
                    .toList();
            assertTrue(named.size() > 5, file);
            assertEquals(List.of(), named.stream().filter(name -> !served.contains(name)).toList(), file);
        }
    }

    @Test
    void peopleDoNotReachThem() {
        given().get("/q/metrics").then().statusCode(404);
        People.signIn("ola").browse().get("/q/metrics").then().statusCode(404);
    }
}
