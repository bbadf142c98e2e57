package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.config.Settings;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/// Two apps and three browsers at one instance at once. The apps poll `sync/maindata`, each with a number of its own; of the
/// browsers there is what they ask, the stream of the page, since no more of them reaches Gatehouse while they watch. The
/// instance is new, in front of the loft's server, so that its door has seen every request from the first.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class CrowdTest {

    private static final List<TorrentFile> LIST = IntStream.range(10, 40)
            .mapToObj(i -> TorrentFile.hollow("Crowd " + i + ".mkv", 300_000)).toList();
    private static final TorrentFile ONE = LIST.get(7);
    private static final int ROUNDS = 20;
    private static final int FEW_BYTES = 40;

    @Inject
    Settings settings;

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/torrents/live?q=on:crowd")
    URL live;

    private String written;
    private RecordingProxy door;

    @BeforeEach
    void open() throws IOException {
        House.loft().add(LIST, Map.of("savepath", Loft.folder().toString(), "paused", "true"));
        Loft.await("they are stopped", () -> LIST.stream().allMatch(Loft::shows));
        door = RecordingProxy.before(House.loft().port());
        written = Files.readString(settings.file());
        Files.writeString(settings.file(), written.replaceFirst("(?m)^roles:", """
                  crowd: { title: Crowd, url: "%s", host: "127.0.0.1:%d", username: admin, password: %s }
                roles:""".formatted(door.url(), House.loft().port(), House.PASSWORD)));
        Qbittorrent.await("the instance is there", () -> mirrors.find("crowd")
                .filter(mirror -> mirror.snapshot().torrents().size() == LIST.size()).isPresent());
    }

    @AfterEach
    void close() throws IOException {
        Files.writeString(settings.file(), written);
        Qbittorrent.await("the instance is gone", () -> mirrors.find("crowd").isEmpty());
        door.close();
        Loft.empty();
    }

    /// An app that polls.
    private static final class Poll {

        private final App app = App.of("ola", "crowd");
        private final int full;
        private long rid;

        Poll() {
            var all = ask(0);
            full = all.asByteArray().length;
            assertEquals(LIST.size(), all.jsonPath().getMap("torrents").size());
        }

        private Response ask(long from) {
            var answer = app.get("sync/maindata", "rid", String.valueOf(from));
            rid = answer.then().statusCode(200).extract().jsonPath().getLong("rid");
            return answer;
        }

        /// What is new, never all of it.
        Response next() {
            var answer = ask(rid);
            assertFalse(answer.jsonPath().getMap("").containsKey("full_update"), answer.asString());
            assertTrue(answer.asByteArray().length < full / 4, answer.asString());
            return answer;
        }

        /// Nothing is new: the number alone is told.
        boolean quiet() {
            var before = rid;
            var answer = next();
            var nothing = answer.asString().equals("{\"rid\":" + before + "}");
            return nothing && answer.asByteArray().length <= FEW_BYTES;
        }

        /// The torrents that the next answer is about.
        Set<String> changed() {
            Map<String, Object> torrents = JsonPath.from(next().asString()).getMap("torrents");
            return torrents == null ? Set.of() : torrents.keySet();
        }
    }

    private LiveStream browser() throws IOException {
        return LiveStream.open(URI.create(live.toString().replace("on:", "on%3A")).toURL(), People.signIn("ola"));
    }

    @Test
    void theServerSeesOnePollerAndOneLogInHoweverManyWatch() throws IOException {
        try (var first = browser(); var second = browser(); var third = browser()) {
            var browsers = List.of(first, second, third);
            for (var browser : browsers) {
                assertTrue(browser.event().contains(ONE.name()));
            }
            var apps = List.of(new Poll(), new Poll());
            for (var i = 0; i < ROUNDS; i++) {
                apps.forEach(app -> assertEquals(Set.of(), app.changed()));
            }
            apps.forEach(app -> Qbittorrent.await("nothing is new", app::quiet));

            House.loft().post("torrents/resume", Map.of("hashes", ONE.hash()));
            apps.forEach(app -> Qbittorrent.await("an app is told", () -> {
                var changed = app.changed();
                assertTrue(Set.of(ONE.hash()).containsAll(changed), changed.toString());
                return !changed.isEmpty();
            }));
            for (var browser : browsers) {
                var event = browser.event();
                while (!event.contains(ONE.name())) {
                    event = browser.event();
                }
                assertFalse(event.contains(LIST.getFirst().name()), "only the row that has changed");
            }
        }
        assertEquals(1, door.logIns());
        var polls = door.requests().stream().filter(request -> request.is("sync/maindata")).toList();
        assertEquals(1, polls.stream().map(poll -> poll.headers().get("cookie")).collect(Collectors.toSet()).size());
        assertEquals(1, polls.stream().filter(poll -> poll.path().endsWith("rid=0")).count(), "all of it was told once");
        assertEquals(List.of(), door.requests().stream().filter(request -> !request.is("sync/maindata")
                && !request.is("auth/login") && !request.is("app/webapiVersion") && !request.is("app/version")).toList());
    }
}
