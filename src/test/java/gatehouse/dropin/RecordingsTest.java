package gatehouse.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.legacy.Recorded;
import gatehouse.legacy.Recording;
import gatehouse.legacy.Release;
import gatehouse.live.Legacy;
import gatehouse.qbittorrent.Dialect;
import gatehouse.qbittorrent.Reply;
import gatehouse.torrent.Snapshot;

/// What real legacy servers answered, taken into the newest words and given out again as by one of them, is what they
/// answered, field by field. What is not is listed here with the reason.
class RecordingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Actions ACTIONS = new Actions();

    private static LegacyVersion version(Release release) {
        return LegacyVersion.of(ApiVersion.legacy(release.api()), "v" + release.version(), LegacyVersion.NEWEST);
    }

    @ParameterizedTest
    @EnumSource
    void everyTorrentIsToldAsTheServerToldIt(Release release) {
        var seen = 0;
        for (var exchange : full(release)) {
            var told = json(exchange.body()).path("torrents");
            var snapshot = Legacy.apply(release.api(), Snapshot.NOTHING, exchange.body());
            assertEquals(told.size(), snapshot.torrents().size());
            for (var torrent : snapshot.torrents().values()) {
                var hash = torrent.hash();
                var again = JSON.<JsonNode> valueToTree(new LegacyTorrent(version(release)).torrent(hash, torrent.fields()));
                same(told.path(hash.value()), again, exchange.name() + " " + hash);
                seen++;
            }
            same(json(exchange.body()).path("server_state"),
                    JSON.valueToTree(new LegacyTorrent(version(release)).server(snapshot.server())), exchange.name());
        }
        assertTrue(seen > 50, release + ": " + seen);
    }

    private static List<Recorded> full(Release release) {
        return Recording.of(release).exchanges().stream().filter(exchange -> exchange.status() == 200
                && exchange.path().startsWith("/sync/maindata") && exchange.body().contains("\"full_update\":true")).toList();
    }

    /// No limit is -1 or 0 to these servers, and the mirror knows one of the two only.
    private static void same(JsonNode told, JsonNode again, String where) {
        var names = new LinkedHashSet<String>();
        told.fieldNames().forEachRemaining(names::add);
        again.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var unlimited = Set.of("dl_limit", "up_limit").contains(name) && told.path(name).asLong() <= 0
                    && again.path(name).asLong() <= 0;
            if (!unlimited && !alike(told.get(name), again.get(name))) {
                assertEquals(told.get(name), again.get(name), where + " " + name);
            }
        }
    }

    private static boolean alike(JsonNode told, JsonNode again) {
        return told != null && again != null
                && (told.isNumber() && again.isNumber() ? told.decimalValue().compareTo(again.decimalValue()) == 0
                        : told.equals(again));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException garbage) {
            throw new AssertionError(text, garbage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherReadIsToldAsTheServerToldIt(Release release) {
        var paths = new HashMap<String, Integer>();
        for (var exchange : Recording.of(release).exchanges()) {
            var action = read(exchange, release);
            if (action.isPresent()) {
                paths.merge(action.get().id(), 1, Integer::sum);
                compare(exchange, action.get(), release);
            }
        }
        assertTrue(paths.size() >= (release == Release.V3_2_0 ? 7 : 12), paths.toString());
    }

    /// What asks for something, is answered, and is not of the mirror.
    private static Optional<Action> read(Recorded exchange, Release release) {
        var path = exchange.path().replaceFirst("^/", "").replaceFirst("[?].*", "").replaceFirst("/[0-9a-f]{40}$", "/{hash}");
        return exchange.status() != 200 || !exchange.inSession() || exchange.body() == null || exchange.body().isEmpty()
                ? Optional.empty()
                : ACTIONS.speltLegacy(path, release.api()).filter(action -> !action.writes())
                        .filter(action -> !Set.of("torrents/info", "sync/maindata").contains(action.id()));
    }

    private static void compare(Recorded exchange, Action action, Release release) {
        var type = Optional.ofNullable(exchange.type()).orElse("");
        var heard = new Dialect(ApiVersion.legacy(release.api())).heard(action, Map.of(),
                new Reply.Answered(200, type, exchange.body().getBytes(StandardCharsets.UTF_8)));
        var again = new LegacyReply(version(release)).of(action.id(), ((Reply.Answered) heard).text());
        if (exchange.body().startsWith("{") || exchange.body().startsWith("[")) {
            assertEquals(List.of(), differences(json(exchange.body()), json(again), ""), exchange.name());
        } else {
            assertEquals(exchange.body(), again, exchange.name());
        }
    }

    private static List<String> differences(JsonNode told, JsonNode again, String where) {
        if (told == null || again == null) {
            return List.of(where + ": " + told + " " + again);
        }
        if (!told.isContainerNode()) {
            return alike(told, again) || listed(where, told, again) ? List.of() : List.of(where + ": " + told + " " + again);
        }
        var differences = new ArrayList<String>();
        if (told.isArray()) {
            for (var i = 0; i < Math.max(told.size(), again.size()); i++) {
                differences.addAll(differences(told.get(i), again.get(i), where + "/#"));
            }
            return differences;
        }
        var names = new LinkedHashSet<String>();
        told.fieldNames().forEachRemaining(names::add);
        again.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> differences.addAll(differences(told.get(name), again.get(name), where + "/" + name)));
        return differences;
    }

    private static boolean listed(String where, JsonNode told, JsonNode again) {
        return switch (where) {
            // the folder that an unwanted file is kept in is no part of its name
            case "/#/name" -> told.asText().replace(".unwanted/", "").equals(again.asText());
            // the newest servers count seconds
            case "/#/timestamp" -> told.asLong() / 1000 == again.asLong() / 1000;
            // any number may be set: 1 and 4 are normal, 2 and 6 high to one of these servers or the other, 5 is nobody's
            case "/#/priority" -> Stream.of(Set.of(1, 4, 5), Set.of(2, 6))
                    .anyMatch(same -> same.containsAll(List.of(told.asInt(), again.asInt())));
            default -> false;
        };
    }
}
