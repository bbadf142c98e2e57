package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import gatehouse.action.Reading.Good;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ParameterTest {

    private static final String V1 = "0123456789abcdef0123456789abcdef01234567";
    private static final Actions ACTIONS = new Actions();

    private static Parameter of(String type) {
        var id = Type.parse(type).orElseThrow();
        var values = switch (id) {
            case ENUM -> List.of("None", "Some");
            case URL -> Address.WEB;
            case URL_LIST -> List.of("http", "udp");
            default -> List.<String> of();
        };
        return new Parameter(List.of(new ParameterName("x", new Span(ApiVersion.FIRST_MODERN, Optional.empty()), Map.of())), id,
                true, false, new Parameter.Range(-2, 10), values, id == Type.URL_LIST ? "%" : "", Map.of(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = { "hash 0123456789ABCDEF0123456789abcdef01234567 " + V1, "hashes all all",
            "hashes " + V1 + "|" + V1 + " " + V1, "path /data//x/./ /data/x", "path c:\\data\\x C:/data/x",
            "urls HTTP://Host.Example/X HTTP://Host.Example/X", "urls " + V1 + " " + V1,
            "url https://Feed.Example/a?b=C https://Feed.Example/a?b=C",
            "url-list http%3A%2F%2Fa/b%257C|udp://c:1 http://a/b%257C|udp://c:1", "trackers udp://A:1/x udp://A:1/x",
            "file-name a.mkv a.mkv", "relative-path a/b.mkv a/b.mkv", "rss-path a\\b a\\b", "json {\"a\":[1]} {\"a\":[1]}",
            "category tv/hd tv/hd", "tags b,a,b b,a", "names a|b a|b", "int +7 7", "int -2 -2", "int 010 10", "float 1.50 1.5",
            "float -0 0", "bool true true", "enum None None", "peers HOST:6881|[::1]:1 host:6881|[::1]:1", "indexes 0|07|0 0|7",
            "cookies a=b;c=d 'a=b; c=d'", "secret p|ss p|ss", "text x x",
            "rule {\"savePath\":\"/data//x\",\"enabled\":true} {\"savePath\":\"/data/x\",\"enabled\":true}" })
    void aGoodValueGetsItsOneForm(String type, String written, String canonical) {
        assertEquals(Reading.good(canonical), of(type).read(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = { "hash ''", "hash all", "hash " + V1 + "0", "hash ' " + V1 + "'", "hashes ''",
            "hashes ALL",
            "hashes all|", "hashes |" + V1, "hashes " + V1 + "|all", "path data", "path /data/../etc", "path ~/x",
            "path /~root",
            "path /data\\x", "path '/data '", "path /data.", "path //server/share", "path \\\\server\\share", "path C:\\..\\x",
            "path C:/a:b", "path C:/nul", "path /a/\uFF0E\uFF0E", "urls /etc/passwd", "urls file:///etc/passwd", "urls C:\\x",
            "urls ftp://a/b", "urls magnet:?dn=x", "url udp://a", "url http://a\\@b", "url http://", "url http://a:70000/",
            "url-list http://a/%", "url-list ''", "trackers file:///x", "trackers ''", "file-name ..", "file-name a/b",
            "file-name a\\b", "relative-path /a", "relative-path a//b", "relative-path a/../b", "relative-path a/",
            "rss-path \\a", "rss-path a\\\\b", "json 1", "json {", "category /a", "category a/", "category a//b",
            "category a\\b",
            "category ..", "tags a,,b", "tags ' '", "names a||b", "int 11", "int -3", "int 1.0", "int 0x1", "int ٣", "int ' 1'",
            "float 1e3", "float NaN", "float 10.1", "bool TRUE", "bool 1", "enum none", "enum Some,None", "peers host",
            "peers host:0", "peers host:65536", "peers :1", "indexes -1", "indexes 1,2", "cookies a", "cookies a=b,c",
            "secret ''",
            "text ''", "torrent-files x", "file x", "preferences {\"invented\":1}", "rule {\"invented\":1}",
            "rule {\"savePath\":\"../x\"}", "rule {\"torrentParams\":{\"save_path\":\"/a/..\"}}",
            "rule {\"torrentParams\":{\"download_path\":\"x\"}}", "rule {\"torrentParams\":{\"category\":\"..\"}}",
            "rule {\"torrentParams\":[]}", "rule {\"savePath\":{}}", "rule []" })
    void anythingElseIsRefusedWithAReason(String type, String written) {
        var reading = of(type).read(written);
        assertFalse(reading.good(), () -> reading.toString());
        assertFalse(((Reading.Wrong<String>) reading).why().isBlank());
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertTrue(of("text").read("x".repeat(10_000)).good());
        assertFalse(of("text").read("x".repeat(10_001)).good());
        assertTrue(of("category").read("x".repeat(255)).good());
        assertFalse(of("category").read("x".repeat(256)).good());
        assertFalse(of("tags").read("x".repeat(256)).good());
        assertFalse(of("path").read("/x".repeat(2049)).good());
        assertFalse(of("urls").read(numbered(11)).good());
        assertTrue(of("urls").read(numbered(10)).good());
    }

    private static String numbered(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> "http://a/" + i)
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    @Test
    void trackersKeepTheirTiers() {
        assertEquals(Reading.good("udp://a:1\n\nudp://b:1\nudp://c:1"),
                of("trackers").read("\nudp://a:1\r\n\r\n\r\nudp://b:1\nudp://c:1\n"));
        var creator = ACTIONS.find("torrentcreator/addTask").orElseThrow().parameter("trackers").orElseThrow();
        assertEquals(Reading.good("udp://a:1||udp://b:1"), creator.read("udp%3A%2F%2Fa%3A1||udp://b:1"));
        var removal = ACTIONS.find("torrents/removeTrackers").orElseThrow().parameter("urls").orElseThrow();
        assertFalse(removal.read("udp://a:1||udp://b:1").good());
    }

    @Test
    void aRuleTellsWhatAnAddWouldBeAskedFor() {
        var rule = ((Good<RssRule>) RssRule.read("""
                {"assignedCategory":"tv","savePath":"","torrentParams":{"category":"tv/hd","save_path":"/data/tv/",
                 "download_path":"/tmp","share_limit_action":"RemoveWithContent","tags":["a"]}}""")).value();
        assertEquals(List.of("/data/tv", "/tmp"), rule.paths().stream().map(RemotePath::normalised).toList());
        assertEquals(List.of("tv", "tv/hd"), rule.categories());
        assertEquals(java.util.Set.of(Right.DELETE_DATA), rule.rights());
        assertEquals(Reading.good(List.of("r")),
                RssRule.readAll("{\"r\":" + rule.json() + "}").map(rules -> List.copyOf(rules.keySet())));
        assertFalse(RssRule.readAll("{\"r\":{\"savePath\":\"x\"}}").good());
        assertFalse(RssRule.readAll("[{}]").good());
    }

    @Test
    void anEmptyListOfTorrentsIsNeverTakenBecauseServersTakeItAsAll() {
        for (var action : ACTIONS.all()) {
            action.parameters().stream().filter(parameter -> parameter.type().namesTorrents())
                    .forEach(parameter -> assertFalse(parameter.read("").good(), action.id()));
        }
    }

    @Provide
    Arbitrary<Parameter> parameters() {
        return Arbitraries.of(ACTIONS.all().stream().flatMap(action -> action.parameters().stream()).distinct().toList());
    }

    @Provide
    Arbitrary<String> hostile() {
        return Hostile.texts();
    }

    @Property(tries = 20_000)
    void whateverIsWrittenWhatPassesIsStableAndHarmless(@ForAll("parameters") Parameter parameter,
            @ForAll("hostile") String written) {
        if (parameter.read(written) instanceof Good<String>(var canonical)) {
            assertEquals(Reading.good(canonical), parameter.read(canonical));
            assertTrue(harmless(parameter.type(), canonical), () -> parameter.type() + ": " + canonical);
        }
    }

    private static boolean harmless(Type type, String canonical) {
        var controls = canonical.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t').count();
        var lines = canonical.lines().count();
        return controls == 0 && canonical.indexOf('\0') < 0 && switch (type) {
            case PATH, RELATIVE_PATH, CATEGORY -> List.of(canonical.split("/")).stream()
                    .noneMatch(part -> part.equals("..") || part.startsWith("~") && type == Type.PATH);
            case URLS -> canonical.lines()
                    .allMatch(line -> line.matches("((?i:https?)://[^/].*|magnet:\\?.*|[0-9a-f]{40}|[0-9a-f]{64})|"));
            case LINES, SECRET, CATEGORIES, TRACKERS, PREFERENCES, JSON, RULE -> true;
            default -> lines <= 1;
        };
    }
}
