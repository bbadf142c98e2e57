package gatehouse.house;

import static io.restassured.RestAssured.given;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.action.ApiVersion;
import gatehouse.evidence.Evidence;
import gatehouse.evidence.Face;
import gatehouse.evidence.Scene;
import gatehouse.gate.Command.Upload;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Every action of the table through the JSON face, as the administrator, at the barn.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class ActionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Mirrors mirrors;

    @Test
    void everyActionDoesWhatItSays() {
        var barn = House.barn();
        barn.post("app/setPreferences", Map.of("json", "{\"refresh_interval\": 250}"));
        Qbittorrent.await("the barn is there", () -> mirrors.find("barn").orElseThrow().health().connected());
        var api = ApiVersion.parse(barn.get("app/webapiVersion")).orElseThrow();
        try (var site = Evidence.site(); var watch = mirrors.watch()) {
            Evidence.run(new Scene(barn, House.barnDoor(), api, site, face(People.signIn("ola"))));
        }
    }

    /// As it was: the last thing a server is asked is to end.
    @AfterEach
    void emptyTheBarn() {
        var barn = House.barn();
        if (!barn.alive()) {
            barn.launch();
        }
        barn.post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
        barn.post("app/setPreferences", Map.of("json", """
                {"refresh_interval": 1500, "queueing_enabled": false, "rss_processing_enabled": false, "dl_limit": 0,
                 "up_limit": 0, "announce_to_all_trackers": false, "banned_IPs": "", "max_connec": 500}"""));
        Qbittorrent.await("the barn is empty", () -> barn.torrents() == 0);
        Qbittorrent.await("its mirror is empty", () -> mirrors.find("barn").orElseThrow().health().connected()
                && mirrors.find("barn").orElseThrow().snapshot().torrents().isEmpty());
    }

    private static Face face(People ola) {
        return (action, values, files) -> {
            var answer = given().cookie("gatehouse", ola.cookie()).header("X-CSRF-Token", ola.csrf())
                    .header("Origin", "http://localhost").contentType("application/json").body(body(values, files))
                    .post("/api/v1/instances/barn/actions/" + action);
            var said = node(answer.asString());
            var content = said.has("content") ? said.path("content") : said.path("answer");
            return new Face.Answer(answer.statusCode(), answer.statusCode() == 200 ? content : said,
                    said.path("sentence").asText(said.path("detail").asText()));
        };
    }

    private static String body(Map<String, String> values, List<Upload> files) {
        var body = new LinkedHashMap<String, Object>(values);
        files.forEach(file -> body.put(file.parameter(), new ArrayList<>(List.of(Map.of("name", file.name(), "content",
                Base64.getEncoder().encodeToString(file.content()))))));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode node(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException page) {
            return TextNode.valueOf(text);
        }
    }
}
