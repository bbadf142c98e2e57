package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// The list as a stream for programs: all of it once, then fields.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class EventsTest {

    private static final String TEARS = House.FILMS.getLast().hash();

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/api/v1/torrents/events")
    java.net.URL events;

    @BeforeEach
    void mirrorIsFilled() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
    }

    private static JsonNode read(LiveStream stream) throws IOException {
        return new ObjectMapper().readTree(stream.event().replaceFirst("data: ?", ""));
    }

    private static JsonNode until(LiveStream stream, String forbidden, Predicate<JsonNode> wanted) throws IOException {
        for (var delta = read(stream);; delta = read(stream)) {
            assertFalse(delta.toString().contains(forbidden), delta::toString);
            if (wanted.test(delta)) {
                return delta;
            }
        }
    }

    @Test
    void firstAllOfItThenOnlyTheFieldsThatChange() throws IOException {
        try (var stream = LiveStream.open(events, People.signIn("vic"))) {
            var full = read(stream);
            assertEquals(2, full.path("torrents").size());
            assertFalse(full.toString().contains("cellar"), full::toString);

            House.attic().post("torrents/setCategory", Map.of("hashes", TEARS, "category", ""));
            var delta = until(stream, "cellar", one -> one.path("changed").path("attic/" + TEARS).has("category"));
            assertEquals("", delta.path("changed").path("attic/" + TEARS).path("category").asText());
            assertFalse(delta.path("changed").path("attic/" + TEARS).has("name"), delta::toString);
            assertEquals(1, delta.path("changed").size(), delta::toString);
            assertTrue(delta.path("order").isNull(), delta::toString);
            assertEquals(2, delta.path("total").asInt());
        } finally {
            House.attic().post("torrents/setCategory", Map.of("hashes", TEARS, "category", "films"));
        }
    }

    @Test
    void whatOneMayNotSeeChangesNothing() throws IOException {
        try {
            Loft.fill();
            try (var stream = LiveStream.open(events, People.signIn("kim"))) {
                assertEquals(1, read(stream).path("total").asInt());
                House.loft().post("torrents/setCategory", Map.of("hashes", Loft.KAIS.hash(), "category", ""));
                House.loft().post("torrents/setCategory", Map.of("hashes", Loft.KIMS.hash(), "category", ""));
                until(stream, Loft.KAIS.hash(), one -> one.path("changed").has("loft/" + Loft.KIMS.hash()));

                House.loft().post("torrents/delete", Map.of("hashes", Loft.KIMS.hash(), "deleteFiles", "true"));
                var gone = until(stream, Loft.KAIS.hash(), one -> one.path("total").asInt() == 0);
                assertEquals("loft/" + Loft.KIMS.hash(), gone.path("removed").path(0).asText());
                assertEquals(0, gone.path("order").size());
            }
        } finally {
            Loft.empty();
        }
    }
}
