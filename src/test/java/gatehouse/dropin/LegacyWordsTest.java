package gatehouse.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.dropin.LegacyWords.Meant;
import gatehouse.legacy.Recorded;
import gatehouse.legacy.Recording;
import gatehouse.legacy.Release;

/// What apps ask of legacy servers: understood where a real one understood it.
class LegacyWordsTest {

    private static final Actions ACTIONS = new Actions();
    private static final String HASH = "d0de266881aaa2dbd8ce9f945164c3d3edfcdf34";
    private static final LegacyWords MODERN = new LegacyWords(LegacyVersion.shown(17), ACTIONS);

    private static LegacyWords words(Release release) {
        return new LegacyWords(LegacyVersion.of(ApiVersion.legacy(release.api()), "v" + release.version(), 17), ACTIONS);
    }

    @ParameterizedTest
    @EnumSource
    void whatAServerUnderstoodIsUnderstood(Release release) {
        var wrong = new ArrayList<String>();
        var commands = 0;
        for (var exchange : Recording.of(release).exchanges()) {
            if (exchange.inSession() && exchange.path().matches("/(command|query|sync)/.+") && exchange.raw() == null) {
                commands++;
                var meant = words(release).read(exchange.path().substring(1).replaceFirst("[?].*", ""), sent(exchange));
                if (!fits(meant, exchange)) {
                    wrong.add(exchange.name() + " " + exchange.status() + " " + meant);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(commands > 250, commands + " exchanges");
    }

    /// A form, or for what is asked with GET the query.
    private static Map<String, String> sent(Recorded exchange) {
        var sent = new LinkedHashMap<String, String>();
        if (exchange.form() != null) {
            sent.putAll(exchange.form());
        } else if (exchange.path().contains("?")) {
            for (var pair : exchange.path().replaceFirst(".*[?]", "").split("&")) {
                sent.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
            }
        }
        return sent;
    }

    private static boolean fits(Meant meant, Recorded exchange) {
        return switch (exchange.status()) {
            case 404 -> meant instanceof Meant.Unknown;
            // a command's fields in the query are none to a legacy server; a bad name is found by the gate
            case 400 -> meant instanceof Meant.Malformed || exchange.method().equals("GET") || exchange.reason() != null;
            // the reason is in the status line: the queue is off
            case 403 -> meant instanceof Meant.Asked && exchange.reason() != null;
            default -> meant instanceof Meant.Asked;
        };
    }

    private static Meant.Asked asked(LegacyWords words, String path, String... fields) {
        var sent = new LinkedHashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            sent.put(fields[i], fields[i + 1]);
        }
        return assertInstanceOf(Meant.Asked.class, words.read(path, sent));
    }

    @Test
    void aCommandIsPutIntoTheTablesWords() {
        assertEquals(Map.of("hashes", HASH, "deleteFiles", "true"),
                asked(MODERN, "command/deletePerm", "hashes", HASH).values());
        assertEquals(Map.of("hashes", "all"), asked(MODERN, "command/pauseAll").values());
        assertEquals(Map.of("hash", HASH), asked(MODERN, "query/propertiesFiles/" + HASH.toUpperCase()).values());
        assertEquals(
                Map.of("urls", "magnet:?xt=urn:btih:" + HASH, "stopped", "true", "contentLayout", "Subfolder", "upLimit", "7"),
                asked(MODERN, "command/download", "urls", "magnet:?xt=urn:btih:" + HASH, "paused", "True", "root_folder",
                        "true",
                        "uplimit", "7", "category", "", "unknown", "x").values());
    }

    /// These servers have no word for all torrents in a list of hashes.
    @Test
    void theWordAllNamesNoTorrent() {
        for (var idle : List.of(asked(MODERN, "command/delete", "hashes", "all"), asked(MODERN, "command/pause", "hash", "all"),
                asked(MODERN, "command/pause", "hash", HASH + "|" + HASH))) {
            assertTrue(idle.idle());
            assertEquals(Spellings.NO_TORRENT, idle.values().get("hashes"));
        }
        assertEquals(Map.of("hashes", HASH), asked(MODERN, "command/topPrio", "hashes", "all|" + HASH + "|x").values());
    }

    @ParameterizedTest
    @CsvSource({ "0,0", "1,1", "2,6", "4,1", "6,6", "7,7" })
    void prioritiesOfFilesAreTodays(String written, String meant) {
        assertEquals(meant, asked(MODERN, "command/setFilePrio", "hash", HASH, "id", "0", "priority", written).values()
                .get("priority"));
    }

    @Test
    void labelsAreCategories() {
        var words = new LegacyWords(LegacyVersion.of(ApiVersion.legacy(7), "v3.3.1", 17), ACTIONS);
        assertEquals("torrents/setCategory", asked(words, "command/setLabel", "hashes", HASH, "label", "films").action().id());
        assertEquals(Map.of("category", "films"), asked(words, "query/torrents", "label", "films").values());
        assertInstanceOf(Meant.Unknown.class, words.read("command/setCategory", Map.of("hashes", HASH, "category", "films")));
        assertInstanceOf(Meant.Unknown.class, MODERN.read("command/setLabel", Map.of("hashes", HASH, "label", "films")));
    }

    @Test
    void preferencesAreThoseThatCanBeSetInTodaysUnits() {
        assertEquals("{\"dl_limit\":100,\"dht\":false}", asked(MODERN, "command/setPreferences", "json",
                "{\"dl_limit\":100,\"no_such_key\":1,\"up_limit\":\"abc\",\"dht\":false}").values().get("json"));
        var old = new LegacyWords(LegacyVersion.of(ApiVersion.legacy(2), "v3.2.0", 17), ACTIONS);
        assertEquals("{\"dl_limit\":102400,\"bittorrent_protocol\":1}", asked(old, "command/setPreferences", "json",
                "{\"dl_limit\":100,\"enable_utp\":false}").values().get("json"));
        assertTrue(asked(MODERN, "command/setPreferences", "json", "{not json").idle());
    }

    /// 4.0.4 is what modern servers are shown as, unless another number is configured.
    @Test
    void aModernServerIsShownAsTheLastOfTheLegacyOnes() {
        assertEquals(new LegacyVersion(17, "v4.0.4", false), LegacyVersion.of(new ApiVersion(2, 11, 4), "v5.1.4", 17));
        assertEquals(15, LegacyVersion.shown(17).oldest());
        assertEquals(Optional.of(15), LegacyVersion.configured("3.3.16"));
        assertEquals(Optional.empty(), LegacyVersion.configured("5.1.4"));
        assertEquals(new LegacyVersion(2, "v3.2.0", true), LegacyVersion.of(ApiVersion.legacy(2), "v3.2.0", 17));
        assertEquals(2, LegacyVersion.of(ApiVersion.legacy(2), "v3.2.0", 17).oldest());
    }
}
