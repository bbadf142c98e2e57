package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.qbittorrent.Dialect.Spelled;

class DialectTest {

    private static final Actions ACTIONS = new Actions();

    private static Spelled spell(String version, String action, Map<String, String> values) {
        return new Dialect(ApiVersion.parse(version).orElseThrow()).spell(ACTIONS.find(action).orElseThrow(), values,
                List.of());
    }

    @Test
    void aServerThatTakesOneTorrentAtATimeIsAskedForEachWhateverItCallsThem() {
        var values = Map.of("hash", "a|b", "urls", "http://tracker.example.org/announce");
        assertEquals(new Spelled.Requests(List.of(
                Request.write("torrents/addTrackers", Map.of("hash", "a", "urls", values.get("urls"))),
                Request.write("torrents/addTrackers", Map.of("hash", "b", "urls", values.get("urls"))))),
                spell("2.8.19", "torrents/addTrackers", values));
        assertEquals(new Spelled.Requests(List.of(Request.write("torrents/addTrackers", values))),
                spell("2.15.1", "torrents/addTrackers", values));
    }

    @Test
    void preferencesAreSentByTheNamesTheServerKnows() {
        assertEquals(
                new Spelled.Requests(List.of(
                        Request.write("app/setPreferences", Map.of("json", "{\"start_paused_enabled\":true}")))),
                spell("2.8.19", "app/setPreferences", Map.of("json", "{\"add_stopped_enabled\":true}")));
        assertEquals(new Spelled.Missing("add_to_top_of_queue"),
                spell("2.8.19", "app/setPreferences", Map.of("json", "{\"add_to_top_of_queue\":true}")));
    }

    @Test
    void whatOnlyNewServersInsistOnIsSentToThemAlone() {
        var values = Map.of("hashes", "a", "ratioLimit", "1", "seedingTimeLimit", "2");
        assertEquals(new Spelled.Requests(List.of(Request.write("torrents/setShareLimits", values))),
                spell("2.8.19", "torrents/setShareLimits", values));
        var newest = Map.of("hashes", "a", "ratioLimit", "1", "seedingTimeLimit", "2", "inactiveSeedingTimeLimit", "-2",
                "shareLimitAction", "Default", "shareLimitsMode", "Default");
        assertEquals(new Spelled.Requests(List.of(Request.write("torrents/setShareLimits", newest))),
                spell("2.16.2", "torrents/setShareLimits", values));
    }
}
