package gatehouse.action;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Texts that somebody with bad intentions, or a careless program, could send.
final class Hostile {

    private static final List<String> PARTS = List.of("..", ".", "/", "//", "\\", "~", "\0", "\n", "\r\n", "\t", " ", "|", "||",
            ",", ";", "&", "#", "?", "%", "%2e%2e", "%00", "%0a", "+", ":", "all", "ALL", "a", "data", "C:", "\uFF0E\uFF0E",
            "\u2024", "\u00A0", "\u200B", "\u202E", "\u2028", "\uD800", "\uFEFF", "\u2100", "file:", "file:///etc/passwd",
            "http://", "https://", "udp://", "magnet:?", "xt=urn:btih:", "host.example", "user:pass@", ":80", "[::1]:1",
            "10.0.0.1:6881", "0123456789abcdef0123456789abcdef01234567", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U",
            "{", "}", "[", "]", "\"", "\"dht\":true", "\"save_path\":\"/data/../x\"", "true", "false", "1", "-1", "007", "1.5",
            "1e9", "٣", "＋1", "None", "con", "aux.txt", "x=y", "\u0000x", "<script>", "'");

    private Hostile() {
    }

    static Arbitrary<String> texts() {
        var joined = Arbitraries.of(PARTS).list().ofMinSize(0).ofMaxSize(6).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(joined, joined, Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings().ascii().ofMaxLength(60));
    }
}
