package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.action.Reading.Good;
import gatehouse.torrent.Hash;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LinkTest {

    private static final String V1 = "0123456789abcdef0123456789abcdef01234567";
    private static final String V2 = V1 + "89abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    private static Link link(String written) {
        return ((Good<Link>) Link.read(written)).value();
    }

    @ParameterizedTest
    @CsvSource({ V1 + "," + V1 + ",", V2 + ",," + V2, "AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH," + V1 + ",",
            "magnet:?xt=urn:btih:" + V1 + "&dn=x," + V1 + ",",
            "MAGNET:?dn=x&XT=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH," + V1 + ",",
            "magnet:?xt=urn:btih:" + V1 + "&xt=urn:btmh:1220" + V2 + "," + V1 + "," + V2,
            "magnet:?xt.1=urn%3Abtmh%3A1220" + V2 + ",," + V2, "https://a.example/b.torrent,," })
    void aLinkTellsTheHashesItKnows(String written, String v1, String v2) {
        assertEquals(Optional.ofNullable(v1).map(Hash::new), link(written).v1());
        assertEquals(Optional.ofNullable(v2).map(Hash::new), link(written).v2());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/data/a.torrent", "C:\\a.torrent", "file:///etc/passwd", "FILE:/etc/passwd", "ftp://a/b",
            "javascript:alert(1)", "data:,x", "bc://bt/x", "magnet:", "magnet:?", "magnet:?dn=x", "magnet:?xt=urn:sha1:" + V1,
            "magnet:?xt=urn:btih:" + V1 + "&xt=urn:btih:" + OTHER, "magnet:?xt=urn:btih:x", "http:/a", "http:///a",
            "http://a b/",
            "http://a\\b", "http://a@b@c/", "http://[::1/", "https://", V1 + "0", "http://a\u00A0b/", "http://a/\u2028b" })
    void anythingElseIsNoLink(String written) {
        assertFalse(Link.read(written).good());
    }

    @Test
    void whatIsShownHoldsNoSecret() {
        var link = link("https://me:canary@a.example:8443/canary?key=canary");
        assertTrue(link.secret());
        assertEquals("https://a.example:8443/…", link.shown());
        assertEquals("magnet:?xt=urn:btih:" + V1, link("magnet:?xt=urn:btih:" + V1 + "&tr=http%3A%2F%2Fa%2Fcanary").shown());
    }

    @Test
    void repeatedAndBlankLinesCountOnce() {
        var links = ((Good<java.util.List<Link>>) Link.readAll(
                "\r\n" + V1 + "\n\n" + V1.toUpperCase(java.util.Locale.ROOT) + "\n",
                Parameter.Range.OPEN)).value();
        assertEquals(1, links.size());
    }

    @Provide
    Arbitrary<String> hostile() {
        return Hostile.texts();
    }

    @Property(tries = 10_000)
    void whatPassesIsOneLineStableAndOfAKnownKind(@ForAll("hostile") String written) {
        if (Link.read(written) instanceof Good<Link>(var link)) {
            assertEquals(link, link(link.text()));
            assertTrue(link.text().matches("(?i:https?)://[^/\\\\\\s]\\S*|magnet:\\?\\S+|[0-9a-f]{40}|[0-9a-f]{64}"),
                    link.text());
            assertFalse(link.shown().contains("pass"));
        }
    }
}
