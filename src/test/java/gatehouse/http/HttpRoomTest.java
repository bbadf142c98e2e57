package gatehouse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRoomTest {

    private static FormBody form(String body) {
        return FormBody.parse(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFormKeepsEveryValueInItsOrder() {
        var form = form("torrent=attic%2Fa&torrent=cellar%2Fb&name=two+words&flag&text=%C3%A9");
        assertEquals(List.of("attic/a", "cellar/b"), form.all("torrent"));
        assertEquals("two words", form.text("name"));
        assertEquals("", form.text("flag"));
        assertEquals("é", form.text("text"));
        assertEquals(10_000, form("t=1&".repeat(10_000)).all("t").size());
    }

    @ParameterizedTest
    @ValueSource(strings = { "a=%ZZ", "a=%", "a=%C3", "a=%00", "a=%FF%FE", "caf\u00e9=1" })
    void whatIsNotEncodedAsFormsAreIsTurnedAway(String body) {
        assertEquals(400, assertThrows(Problem.class, () -> form(body)).status());
    }

    @Test
    void aFieldThatDecidesMayStandOnceAndStrangersNotAtAll() {
        assertEquals(400, assertThrows(Problem.class, () -> form("hash=1&hash=2").single("hash")).status());
        assertEquals(400, assertThrows(Problem.class, () -> form("a=1&%61=2").single("a")).status());
        assertEquals(400, assertThrows(Problem.class, () -> form("a=1&url=x").only("a")).status());
        assertEquals(413, assertThrows(Problem.class, () -> form("a&".repeat(60_000))).status());
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/torrents", "/torrents?q=status%3Aerror+on:attic&sort=-down", "/account" })
    void pathsOfOurOwn(String path) {
        assertTrue(LocalPath.of(path).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "torrents", "//evil", "/\\evil", "/a//b", "/a/../b", "/a\nb", "http://evil", "/\tevil",
            "/@evil", "/<x>", "/%", "/torrents?q=%zz", "/torrents?q=%2" })
    void pathsOfOthers(String path) {
        assertFalse(LocalPath.of(path).isPresent());
    }

    @ParameterizedTest
    @CsvSource({ "10.0.0.0/8,10.1.2.3,true", "10.0.0.0/8,11.1.2.3,false", "192.168.1.7,192.168.1.7,true",
            "192.168.1.7,192.168.1.8,false",
            "fd00::/8,fd12::1,true", "fd00::/8,10.0.0.1,false", "0.0.0.0/0,8.8.8.8,true", "10.0.0.0/8,evil.example,false" })
    void rangesOfTrustedProxies(String range, String address, boolean holds) {
        assertEquals(holds, Proxies.Range.parse(range).holds(address));
    }

    @Test
    void aRangeThatIsNoneStopsTheStart() {
        assertThrows(IllegalArgumentException.class, () -> Proxies.Range.parse("proxy.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/torrents", "/torrents/live", "/ui/0123/app.css", "/sign-in/provider", "/api/v1/me",
            "/qbittorrent/attic/api/v2/app/version",
            "/accounts/ann/reset", "/torrents/%F0%9F%98%80" })
    void plainPathsPass(String path) {
        assertTrue(RawPathGuard.allowed(path));
    }
}
