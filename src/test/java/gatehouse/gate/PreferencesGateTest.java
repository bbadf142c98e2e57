package gatehouse.gate;

import static gatehouse.access.Rules.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.PreferenceKey;
import gatehouse.action.PreferenceKeys;
import gatehouse.action.Sample;
import gatehouse.torrent.Snapshot;

/// Threats A1 and A2: preferences run programs, name files and let strangers in, so every key is let through by its class
/// alone, and no server sees JSON that we did not write.
class PreferencesGateTest {

    private static final String SET = "app/setPreferences";
    private static final String POLICY = """
            version: 1
            instances:
              attic: { url: "http://a", username: u, password: long-enough, roots: [/data], dangerous: [%s] }
            roles:
              tuner: { extends: operator, add: [settings.safe, settings.read] }
            grants: [ { who: { role: r1 }, role: %s, on: [attic], see: any, do: any } ]
            """;

    private static Doorway door;

    @BeforeAll
    static void open() {
        door = new Doorway();
        door.state("attic", Snapshot.NOTHING);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.forget();
    }

    @ParameterizedTest
    @CsvSource({ "viewer, '', ''", "member, '', ''", "operator, '', ''", "tuner, '', SAFE",
            "admin, '', SAFE GUARDED PATH CREDENTIAL",
            "admin, settings.exec, SAFE GUARDED PATH CREDENTIAL LOCK_OUT EXEC" })
    void a1EveryKeyIsAllowedByItsClass(String role, String optedIn, String classes) {
        door.policy(POLICY.formatted(optedIn, role));
        assertEquals(264, PreferenceKeys.known().all().size());
        for (var key : PreferenceKeys.known().all()) {
            door.forget();
            var outcome = set("{\"" + key.name() + "\":" + Sample.value(key, "/data/sample") + "}");
            var meant = newest(key);
            var allowed = meant.settable() && List.of(classes.split(" ")).contains(meant.kind().name());
            var sent = allowed && meant.versions().until().isEmpty();
            assertEquals(sent, outcome instanceof Outcome.Done, () -> role + " sets " + key + ": " + outcome);
            assertEquals(allowed && !sent, outcome instanceof Outcome.Unsupported,
                    () -> role + " sets " + key + ": " + outcome);
            assertEquals(sent ? 1 : 0, door.reached().size(), () -> role + " sets " + key);
        }
    }

    /// An old name stands for the key that has taken its place, whose class may be another.
    private static PreferenceKey newest(PreferenceKey key) {
        return PreferenceKeys.known().all().stream().filter(newer -> newer.was().equals(key.name())).findFirst().orElse(key);
    }

    @ParameterizedTest
    @ValueSource(strings = { "viewer", "admin" })
    void a1AnInventedKeyIsRefused(String role) {
        door.policy(POLICY.formatted("settings.exec", role));
        var outcome = set("{\"autorun_on_everything_program\":\"/bin/sh\"}");
        assertTrue(role.equals("admin") ? outcome instanceof Outcome.Invalid : outcome instanceof Outcome.Refused);
        assertEquals(List.of(), door.reached());
    }

    @Test
    void a1OneKeyTooManyAndNothingIsSent() {
        door.policy(POLICY.formatted("", "admin"));
        assertInstanceOf(Outcome.Refused.class, set("{\"alt_dl_limit\":1,\"autorun_program\":\"/bin/sh\"}"));
        assertInstanceOf(Outcome.Outside.class, set("{\"alt_dl_limit\":1,\"save_path\":\"/etc\"}"));
        assertEquals(List.of(), door.reached());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"alt_dl_limit\":1,\"alt_dl_limit\":2}",
            "{\"alt_dl_limit\":1,\"alt_dl\\u005flimit\":2}",
            "{\"autorun_program\":\"\",\"alt_dl_limit\":1}",
            "{\"auto\\u0072un_program\":\"/bin/sh\"}",
            "{\"autorun_program\\u0000\":\"x\"}",
            "{\"alt_dl_limit\":\"1\"}",
            "{\"alt_dl_limit\":1.5}",
            "{\"alt_dl_limit\":1e400}",
            "{\"alt_dl_limit\":{\"autorun_program\":\"x\"}}",
            "{\"alt_dl_limit\":[1]}",
            "\uFEFF{\"alt_dl_limit\":1}",
            "{\"alt_dl_limit\":1}{\"autorun_program\":\"x\"}",
            "{\"alt_dl_limit\":1,}",
            "{'alt_dl_limit':1}",
            "{\"alt_dl_limit\":1/*,*/}",
            "[{\"alt_dl_limit\":1}]",
            "null", "", "{" })
    void a2JsonThatCouldBeReadTwoWaysIsSentInNone(String json) {
        door.policy(POLICY.formatted("", "admin"));
        var outcome = set(json);
        assertTrue(outcome instanceof Outcome.Invalid || outcome instanceof Outcome.Refused, outcome::toString);
        assertEquals(List.of(), door.reached());
    }

    @Test
    void a2AHugeOrDeepDocumentIsSentInNone() {
        door.policy(POLICY.formatted("settings.exec", "admin"));
        assertInstanceOf(Outcome.Invalid.class, set("{\"locale\":\"" + "x".repeat(300_000) + "\"}"));
        assertInstanceOf(Outcome.Invalid.class, set("{\"alt_dl_limit\":" + "[".repeat(50) + "]".repeat(50) + "}"));
        assertEquals(List.of(), door.reached());
    }

    @Test
    void a2AServerSeesOnlyOurOwnJson() throws Exception {
        door.policy(POLICY.formatted("", "admin"));
        set(" { \"save_path\" : \"/data//films/./\" , \"alt\\u005fdl_limit\" : 0001 } ".replace("0001", "1"));
        var body = URLDecoder.decode(door.reached("attic").getFirst().body(), StandardCharsets.UTF_8);
        assertEquals("json={\"save_path\":\"/data/films\",\"alt_dl_limit\":1}", body);
        assertEquals(2, new ObjectMapper().readTree(body.substring(5)).size());
    }

    @Test
    void whatIsReadIsWhatTheReadersRightsShow() throws Exception {
        door.answers("app/preferences", "{\"save_path\":\"/data\",\"web_ui_api_key\":\"canary-api-key\",\"proxy_password\":"
                + "\"canary-proxy\",\"autorun_program\":\"canary-program\",\"invented\":\"canary-new\",\"alt_dl_limit\":7}");
        for (var role : List.of("viewer", "member", "operator", "tuner", "admin")) {
            door.policy(POLICY.formatted("settings.exec", role));
            var answer = ((Outcome.Done) door.ask(ANN, "attic", "app/preferences", Map.of())).content().text();
            var shown = new ObjectMapper().readTree(answer);
            assertTrue(!answer.contains("canary-api-key") && !answer.contains("canary-proxy") && !answer.contains("canary-new"),
                    role + ": " + answer);
            assertEquals(role.equals("admin"), answer.contains("canary-program"), role);
            shown.fieldNames().forEachRemaining(name -> assertTrue(PreferenceKeys.known().find(name).isPresent(), name));
        }
    }

    private static Outcome set(String json) {
        return door.ask(ANN, "attic", SET, Map.of("json", json));
    }
}
