package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.action.Sample;
import gatehouse.action.Way;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// A viewer with a valid session and token writes every request of the table by hand. Each that needs more than a viewer
/// has is refused with what it needs, and the server before which the proxy stands hears of none. A new row is tried too.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class RefusalsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EnumSet<Right> VIEWERS = EnumSet.of(Right.VIEW, Right.RSS_VIEW);
    private static final String SINTEL = House.FILMS.getFirst().hash();

    private static People vic;

    @BeforeEach
    void open() {
        var mirror = Arc.container().instance(Mirrors.class).get().find("attic").orElseThrow();
        Qbittorrent.await("the attic's mirror", () -> mirror.snapshot().torrents().size() == 2);
        vic = vic == null ? People.signIn("vic") : vic;
        House.doors().forEach(RecordingProxy::clear);
    }

    static List<String> beyondAViewer() {
        return new Actions().all().stream().filter(action -> action.way() == Way.REFUSED
                || action.way() == Way.SENT && !VIEWERS.containsAll(needed(action))).map(Action::id).toList();
    }

    private static EnumSet<Right> needed(Action action) {
        return EnumSet.copyOf(action.rights(Sample.values(action, SINTEL, "/data")));
    }

    @ParameterizedTest
    @MethodSource("beyondAViewer")
    void whatNeedsMoreIsRefusedAndNamed(String id) throws Exception {
        var action = new Actions().find(id).orElseThrow();
        var answer = vic.ask("attic", id, JSON.valueToTree(Sample.values(action, SINTEL, "/data")).toString());
        assertEquals(403, answer.statusCode(), answer.asString());
        var problem = JSON.readTree(answer.asString());
        if (action.way() == Way.REFUSED) {
            assertEquals("Nobody may do this", problem.path("title").asText());
            assertTrue(problem.path("detail").asText().contains(id), answer.asString());
        } else {
            refusedFor(action, problem);
        }
        House.doors().forEach(door -> assertEquals(List.of(), asked(door)));
    }

    private static void refusedFor(Action action, JsonNode problem) {
        assertEquals(List.of("attic", "NO_GRANT"),
                Stream.of("instance", "reason").map(name -> problem.path(name).asText()).toList());
        var missing = needed(action).stream().filter(right -> !VIEWERS.contains(right)).map(Right::id).toList();
        assertTrue(missing.contains(problem.path("right").asText()), problem::toString);
        assertTrue(problem.path("detail").asText().contains("Attic") && problem.path("detail").asText().contains("Ola"),
                problem::toString);
    }

    private static List<String> asked(RecordingProxy door) {
        return door.requests().stream().filter(request -> !request.is("sync/maindata") && !request.is("auth/")
                && !request.is("app/webapiVersion") && !request.is("app/version")).map(RecordingProxy.Request::path).toList();
    }

    @Test
    void everyWriteOfTheTableIsAmongThem() {
        var answered = new Actions().all().stream().filter(action -> action.way() == Way.ANSWERED).map(Action::id)
                .collect(Collectors.toSet());
        var writes = new Actions().all().stream().filter(Action::writes).map(Action::id).filter(id -> !answered.contains(id))
                .toList();
        assertTrue(writes.size() > 70 && beyondAViewer().containsAll(writes), writes::toString);
    }

    @Test
    void withoutTheTokenOrTheSessionNothingIsEvenLookedAt() {
        var ola = People.signIn("ola");
        var body = "{\"hashes\": \"" + SINTEL + "\"}";
        var path = "/api/v1/instances/attic/actions/torrents/stop";
        assertEquals(403, new People("ola", ola.cookie(), "0".repeat(64)).script().body(body).post(path).statusCode());
        assertEquals(403, new People("ola", ola.cookie(), vic.csrf()).script().body(body).post(path).statusCode());
        assertEquals(401, new People("nobody", "no-such-session", ola.csrf()).script().body(body).post(path).statusCode());
        assertEquals(403, ola.script("cross-site").body(body).post(path).statusCode());
        var without = People.signIn("nora").ask("attic", "torrents/stop", body);
        assertEquals(403, without.statusCode());
        assertFalse(without.asString().contains("Attic"), "who has no grant learns of no instance");
        House.doors().forEach(door -> assertEquals(List.of(), asked(door)));
    }
}
