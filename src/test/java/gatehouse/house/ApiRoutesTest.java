package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.docs.Documents;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/// Every route of the API, asked by everybody: nobody, and people with no grant, without a torrent to see, who may only see,
/// who may only touch their own, and who may everything. A route that is not in the table fails the test.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ApiRoutesTest {

    private static final List<String> PEOPLE = List.of("nobody", "nora", "iris", "vic", "otto", "ola");
    private static final String TORRENT = "/api/v1/instances/{instance}/torrents/{hash}";
    private static final String ACTION = "POST /api/v1/instances/{instance}/actions/{scope}/{name}";
    private static final String HASHES = "{\"hashes\": [\"" + House.FILMS.getFirst().hash() + "\"]}";

    @Inject
    Mirrors mirrors;

    @TestHTTPResource("/")
    URI root;

    private final HttpClient client = HttpClient.newHttpClient();

    /// @param route as the page about the API names it
    /// @param rest what stands behind its path: a query
    /// @param statuses one for each of [#PEOPLE]
    private record Row(String route, Map<String, String> names, String rest, String body, String statuses) {

        static Row of(String route, String rest, String body, String statuses) {
            return new Row(route, Map.of(), rest, body, statuses);
        }

        Row on(String instance) {
            return new Row(route, Map.of("instance", instance), rest, body, statuses);
        }

        Row action(String scope, String name) {
            return new Row(route, Map.of("scope", scope, "name", name), rest, body, statuses);
        }

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        String path() {
            var all = new HashMap<>(
                    Map.of("instance", "attic", "hash", House.FILMS.getFirst().hash(), "id", "0", "scope", "torrents", "name",
                            "start"));
            all.putAll(names);
            var path = route.substring(route.indexOf(' ') + 2);
            for (var name : all.entrySet()) {
                path = path.replace("{" + name.getKey() + "}", name.getValue());
            }
            return path + rest;
        }
    }

    private static List<Row> table() {
        return List.of(
                Row.of("GET /api/v1/me", "", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/access/explain", "?right=control&instance=attic", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/access/explain", "?right=control&instance=attic&person=local:nora", "",
                        "401 403 403 403 403 200"),
                Row.of("POST /api/v1/policy/check", "", "{\"file\": \"version: 2\"}", "401 403 403 403 403 200"),
                Row.of("POST /api/v1/policy/check", "", "{}", "401 403 403 403 403 400"),
                Row.of("GET /api/v1/instances", "", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/instances/{instance}", "", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/instances/{instance}", "", "", "401 403 404 404 404 200").on("cellar"),
                Row.of("GET /api/v1/torrents", "", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/torrents", "?sort=colour", "", "401 403 400 400 400 400"),
                Row.of("GET /api/v1/torrents/events", "", "", "401 403 200 200 200 200"),
                Row.of("GET " + TORRENT, "", "", "401 403 404 200 200 200"),
                Row.of("GET " + TORRENT, "?with=trackers", "", "401 403 404 200 200 200"),
                Row.of("GET " + TORRENT, "", "", "401 403 404 404 404 404").on("cellar"),
                Row.of(ACTION, "", HASHES, "401 403 403 403 403 200"),
                Row.of(ACTION, "", HASHES, "401 403 404 404 404 404").on("cellar"),
                Row.of(ACTION, "", "{}", "401 403 200 200 200 200").action("torrents", "info"),
                Row.of(ACTION, "", "{}", "401 403 403 403 403 403").action("app", "rotateAPIKey"),
                Row.of(ACTION, "", "{}", "401 403 404 404 404 404").action("app", "nothing"),
                Row.of(ACTION, "", "[]", "401 403 400 400 400 400"),
                Row.of("GET " + TORRENT + "/owner", "", "", "401 403 404 200 200 200"),
                Row.of("PUT " + TORRENT + "/owner", "", "{\"person\": \"local:ola\"}", "401 403 404 403 403 200"),
                Row.of("PUT " + TORRENT + "/shared", "", "{\"person\": \"local:ola\", \"may\": \"see\"}",
                        "401 403 404 403 403 200"),
                Row.of("DELETE " + TORRENT + "/shared", "?person=local:ola", "", "401 403 404 403 403 200"),
                Row.of("DELETE " + TORRENT + "/owner", "", "", "401 403 404 403 403 200"),
                Row.of("GET /api/v1/keys", "", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/keys", "?of=everybody", "", "401 403 403 403 403 200"),
                Row.of("POST /api/v1/keys", "",
                        "{\"name\": \"of every route\", \"instances\": [\"attic\"], \"rights\": [\"view\"]}",
                        "401 403 403 403 403 200"),
                Row.of("POST /api/v1/keys", "", "{\"name\": \"x\", \"rights\": [\"fly\"]}", "401 403 403 403 403 400"),
                Row.of("DELETE /api/v1/keys/{id}", "", "", "401 403 404 404 404 404"),
                Row.of("GET /api/v1/audit", "", "", "401 403 200 200 200 200"),
                Row.of("GET /api/v1/audit", "?person=local:ola", "", "401 403 403 403 403 200"),
                Row.of("GET /api/v1/audit/verify", "", "", "401 403 403 403 403 200"),
                Row.of("GET /api/v1/openapi.yaml", "", "", "401 403 200 200 200 200"));
    }

    @BeforeEach
    void mirrorIsFilled() {
        Qbittorrent.await("the attic's mirror", () -> mirrors.find("attic").orElseThrow().snapshot().torrents().size() == 2);
        Qbittorrent.await("the cellar's mirror", () -> mirrors.find("cellar").orElseThrow().snapshot().torrents().size() == 1);
    }

    @Test
    void everyRouteOfThePageIsInTheTable() {
        assertEquals(new TreeSet<>(Documents.of(Path.of("docs/reference/api.md")).names("Routes")),
                table().stream().map(Row::route).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everybodyGetsWhatIsTheirs() throws Exception {
        var people = new LinkedHashMap<String, People>();
        people.put("nobody", new People("nobody", "no-such-session", "0".repeat(64)));
        PEOPLE.stream().skip(1).forEach(name -> people.put(name, People.signIn(name)));
        var wrong = new ArrayList<String>();
        for (var row : table()) {
            for (var i = 0; i < PEOPLE.size(); i++) {
                var name = PEOPLE.get(i);
                House.doors().forEach(RecordingProxy::clear);
                var status = String.valueOf(status(row, people.get(name)));
                if (!status.equals(row.statuses().split(" ")[i]) || !status.equals("200") && !untouched()) {
                    wrong.add(name + ": " + row.method() + " /" + row.path() + " " + row.body() + ": " + status);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean untouched() {
        return House.doors().stream().allMatch(door -> door.writes().isEmpty());
    }

    /// Only the head is waited for: a stream has no end.
    private int status(Row row, People person) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(row.path().replace("local:", "local%3A")))
                .header("Cookie", "gatehouse=" + person.cookie()).header("Origin", "http://localhost")
                .header("X-CSRF-Token", person.csrf());
        if (!row.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var answer = client.send(request.method(row.method(),
                row.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(row.body())).build(),
                BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }
}
