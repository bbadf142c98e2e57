package gatehouse.qbittorrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.action.LegacySpelling;
import gatehouse.action.Sample;
import gatehouse.action.Way;
import gatehouse.qbittorrent.Dialect.Spelled;

/// Every action of the table in the words of every legacy API number.
class LegacyDialectTest {

    private static final Actions ACTIONS = new Actions();
    private static final String HASH = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final List<Part> NOTHING = List.of();

    static IntStream apis() {
        return IntStream.rangeClosed(2, 17);
    }

    private static Spelled spell(int api, Action action, Map<String, String> values, List<Part> files) {
        return new Dialect(ApiVersion.legacy(api)).spell(action, values, files);
    }

    private static Stream<Action> sent() {
        return ACTIONS.all().stream().filter(action -> action.way() == Way.SENT && !action.id().equals("app/setPreferences"));
    }

    @ParameterizedTest
    @MethodSource("apis")
    void everySpellingIsSentWithItsOwnFieldsOnly(int api) {
        for (var action : sent().filter(one -> one.legacySpelling(api, Map.of()).isPresent()).toList()) {
            var values = Sample.values(action, HASH, "/downloads");
            var spelling = action.legacySpelling(api, values).orElseThrow();
            var requests = assertInstanceOf(Spelled.Requests.class, spell(api, action, values, NOTHING), action.id())
                    .requests();
            for (var request : requests) {
                fits(request, spelling, api);
            }
        }
    }

    private static void fits(Request request, LegacySpelling spelling, int api) {
        var names = spelling.fields(api).stream().map(LegacySpelling.Field::name)
                .filter(name -> !spelling.path().contains("{" + name + "}")).collect(Collectors.toSet());
        assertEquals(spelling.path().replace("{hash}", HASH), request.path());
        assertTrue(names.containsAll(request.values().keySet()), request.toString());
        assertFalse(spelling.strict(api) && !names.equals(request.values().keySet()), request.toString());
        assertEquals(spelling.posts(), request.writes());
    }

    @ParameterizedTest
    @MethodSource("apis")
    void whatHasNoSpellingIsNamed(int api) {
        for (var action : sent().filter(one -> one.legacy().stream().noneMatch(spelling -> spelling.understoodBy(api)))
                .toList()) {
            assertEquals(new Spelled.Missing(action.id()),
                    spell(api, action, Sample.values(action, HASH, "/downloads"), NOTHING));
        }
    }

    /// 3.3.0 to 3.3.4, of which nothing is recorded here.
    @Test
    void aCategoryWasALabel() {
        var action = ACTIONS.find("torrents/setCategory").orElseThrow();
        var values = Map.of("hashes", HASH, "category", "films");
        assertEquals(new Spelled.Requests(List.of(Request.write("command/setLabel", Map.of("hashes", HASH, "label", "films")))),
                spell(7, action, values, NOTHING));
        assertEquals(new Spelled.Requests(List.of(Request.write("command/setCategory", values))),
                spell(10, action, values, NOTHING));
    }

    @Test
    void theOneWordForAllHasACallOfItsOwn() {
        var action = ACTIONS.find("torrents/stop").orElseThrow();
        assertEquals(new Spelled.Requests(List.of(Request.write("command/pauseAll", Map.of()))),
                spell(17, action, Map.of("hashes", "all"), NOTHING));
    }
}
