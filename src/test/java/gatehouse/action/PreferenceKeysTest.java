package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.action.PreferenceKey.Kind;
import gatehouse.action.Reading.Good;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PreferenceKeysTest {

    private static final PreferenceKeys KEYS = PreferenceKeys.known();

    @Test
    void everyKeyThatEverShippedIsClassedForItsVersions() {
        var shipped = new TreeMap<String, Span>();
        Shipped.read().preferences().forEach(item -> shipped.put(item.name(), item.versions()));
        var classed = new TreeMap<String, Span>();
        KEYS.all().forEach(key -> classed.put(key.name(), key.versions()));
        assertEquals(shipped, classed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "autorun_program", "autorun_enabled", "autorun_on_torrent_added_program",
            "python_executable_path", "alternative_webui_path", "web_ui_password", "web_ui_port", "bypass_local_auth",
            "bypass_auth_subnet_whitelist", "web_ui_reverse_proxies_list", "use_https" })
    void whatRunsProgramsOrLocksOutNeedsTheDangerousRight(String name) {
        var key = KEYS.find(name).orElseThrow();
        assertTrue(key.kind().dangerous());
        assertEquals(Optional.of(Right.SETTINGS_EXEC), key.writer());
    }

    @Test
    void everySecretIsMaskedForEverybody() {
        var secrets = KEYS.all().stream().filter(PreferenceKey::secret).map(PreferenceKey::name).collect(Collectors.toSet());
        assertTrue(secrets.containsAll(Set.of("web_ui_api_key", "web_ui_password", "mail_notification_password",
                "proxy_password", "dyndns_password", "ssl_key")));
        var told = secrets.stream().collect(Collectors.toMap(name -> name, name -> TextNode.valueOf("canary")));
        var shown = KEYS.shown(Map.copyOf(told), EnumSet.allOf(Right.class));
        assertEquals(secrets, shown.keySet());
        assertEquals(Set.of(PreferenceKeys.MASK),
                shown.values().stream().map(value -> value.asText()).collect(Collectors.toSet()));
    }

    @Test
    void aViewerSeesWhatAppsLookUpAndNoMore() {
        var all = KEYS.all().stream().map(PreferenceKey::name)
                .collect(Collectors.toMap(name -> name, name -> TextNode.valueOf("x")));
        var shown = KEYS.shown(Map.copyOf(all), EnumSet.of(Right.VIEW)).keySet();
        assertTrue(shown.containsAll(Set.of("save_path", "max_ratio", "max_ratio_enabled", "max_seeding_time", "dht",
                "max_seeding_time_enabled", "max_ratio_act", "queueing_enabled")));
        assertTrue(shown.size() <= 20, shown.toString());
        assertEquals(Set.of(), KEYS.shown(Map.of("invented", TextNode.valueOf("x")), EnumSet.allOf(Right.class)).keySet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"dht\":true} | {\"dht\":true}",
            " { \"up_limit\" : 10 , \"dht\":false } | {\"up_limit\":10,\"dht\":false}",
            "{\"save_path\":\"/data//x/\"} | {\"save_path\":\"/data/x\"}",
            "{\"\\u0064ht\":true} | {\"dht\":true}", "{\"proxy_password\":\"********\",\"dht\":true} | {\"dht\":true}",
            "{\"scan_dirs\":{\"/w\":1,\"/v\":\"/data\"}} | {\"scan_dirs\":{\"/w\":1,\"/v\":\"/data\"}}",
            "{\"proxy_type\":\"SOCKS5\"} | {\"proxy_type\":\"SOCKS5\"}", "{\"proxy_type\":0} | {\"proxy_type\":0}" })
    void aDocumentIsRebuiltFromItsKeys(String written, String json) {
        assertEquals(Reading.good(json), PreferenceDocument.read(written).map(PreferenceDocument::json));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "1", "null", "{", "{\"dht\":true}x", "{\"dht\":true,\"dht\":false}",
            "{\"dht\":true,\"\\u0064ht\":false}", "{\"dht\":\"true\"}", "{\"dht\":1}", "{\"up_limit\":\"10\"}",
            "{\"up_limit\":1.5}", "{\"up_limit\":99999999999999999999}", "{\"dht\":{}}", "{\"dht\":null}",
            "{\"save_path\":\"data\"}", "{\"save_path\":\"/data/..\"}", "{\"save_path\":{\"/data\":1}}",
            "{\"scan_dirs\":{\"/w/..\":1}}", "{\"scan_dirs\":{\"/w\":\"../x\"}}", "{\"scan_dirs\":{\"/w\":{}}}",
            "{\"web_ui_api_key\":\"qbt_x\"}", "{\"current_interface_name\":\"eth0\"}", "{\"locale\":\"a\\u0000\"}",
            "{\"locale\":\"\\ud800\"}", "\uFEFF{\"dht\":true}", "{'dht':true}", "{\"dht\":true,}", "{\"max_ratio\":NaN}",
            "{/**/\"dht\":true}" })
    void anythingElseIsRefused(String written) {
        assertFalse(PreferenceDocument.read(written).good());
    }

    @Test
    void anUnknownKeyIsRefusedByName() {
        assertEquals(Reading.wrong("holds the unknown key autorun_programm"),
                PreferenceDocument.read("{\"dht\":true,\"autorun_programm\":\"x\"}"));
    }

    @Test
    void aDocumentTellsItsRightsAndPaths() {
        var read = (Reading.Good<PreferenceDocument>) PreferenceDocument
                .read("{\"dht\":true,\"temp_path\":\"/tmp\",\"scan_dirs\":{\"/w\":\"/v\"},\"autorun_enabled\":true}");
        assertEquals(Set.of(Right.SETTINGS_SAFE, Right.SETTINGS_FULL, Right.SETTINGS_EXEC), read.value().rights());
        assertEquals(List.of("/tmp", "/w", "/v"), read.value().paths().stream().map(RemotePath::normalised).toList());
        assertTrue(read.value().values().keySet().stream().anyMatch(key -> key.kind() == Kind.EXEC));
    }

    @Test
    void anOldNameStandsForTheNewKeyAndItsRights() {
        var old = (Reading.Good<PreferenceDocument>) PreferenceDocument
                .read("{\"start_paused_enabled\":true,\"RSSAutoDownloadingEnabled\":true}");
        assertEquals(List.of("add_stopped_enabled", "rss_auto_downloading_enabled"), old.value().names());
        assertEquals(Set.of(Right.SETTINGS_SAFE, Right.SETTINGS_FULL), old.value().rights());
        assertFalse(PreferenceDocument.read("{\"start_paused_enabled\":true,\"add_stopped_enabled\":false}").good());
        assertEquals(Set.of("add_stopped_enabled"), KEYS.shown(Map.of("start_paused_enabled", TextNode.valueOf("x")),
                EnumSet.allOf(Right.class)).keySet());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "2.8.19 | {\"add_stopped_enabled\":true} | {\"start_paused_enabled\":true}",
            "2.8.19 | {\"start_paused_enabled\":true} | {\"start_paused_enabled\":true}",
            "2.11.4 | {\"start_paused_enabled\":true} | {\"add_stopped_enabled\":true}",
            "2.15.1 | {\"torrent_files_backup_dir\":\"/a\",\"dht\":true} | {\"export_dir\":\"/a\",\"dht\":true}" })
    void aServerIsToldTheNamesItKnows(String version, String written, String json) {
        var document = (Reading.Good<PreferenceDocument>) PreferenceDocument.read(written);
        assertEquals(Reading.good(json), document.value().json(ApiVersion.parse(version).orElseThrow()));
    }

    @Test
    void aKeyThatAServerHasNotIsNamed() {
        var document = (Reading.Good<PreferenceDocument>) PreferenceDocument
                .read("{\"dht\":true,\"add_to_top_of_queue\":true}");
        assertEquals(Reading.wrong("add_to_top_of_queue"),
                document.value().json(ApiVersion.parse("2.8.19").orElseThrow()));
    }

    @Test
    void aHugeDocumentIsRefused() {
        assertFalse(PreferenceDocument.read("{\"dht\":true" + " ".repeat(256 * 1024) + "}").good());
    }

    @Provide
    Arbitrary<String> documents() {
        var names = Arbitraries.oneOf(Arbitraries.of(KEYS.all()).map(PreferenceKey::name),
                Arbitraries.of("invented", "\\u0064ht", "dht ", "DHT", "__proto__", "dht\\u0000"));
        var values = Arbitraries.oneOf(
                Arbitraries.of("true", "false", "0", "-1", "1.5", "1e400", "[]", "{}", "[[]]", "null", "{\"/w\":1}",
                        "\"********\"", "\"/data/../x\"", "\"/data//x/\"", "NaN", "01", "\"\\ud800\"", "\"a\nb\""),
                Hostile.texts().map(text -> TextNode.valueOf(text).toString()));
        return Combinators.combine(names, values).as((name, value) -> "\"" + name + "\":" + value).list().ofMaxSize(4)
                .map(entries -> "{" + String.join(",", entries) + "}");
    }

    @Property(tries = 10_000)
    void whatPassesHoldsOnlyKnownKeysAndIsStable(@ForAll("documents") String written) {
        if (PreferenceDocument.read(written) instanceof Good<PreferenceDocument>(var document)) {
            var again = (Good<PreferenceDocument>) PreferenceDocument.read(document.json());
            assertEquals(document.json(), again.value().json());
            assertEquals(document.names(), again.value().names());
            assertTrue(document.values().keySet().stream().allMatch(key -> key.writer().isPresent()));
            assertTrue(document.paths().stream().noneMatch(path -> path.normalised().contains("..")));
            assertFalse(document.json().contains(PreferenceKeys.MASK) && document.values().keySet().stream()
                    .anyMatch(key -> key.secret() && document.values().get(key).asText().equals(PreferenceKeys.MASK)));
        }
    }
}
