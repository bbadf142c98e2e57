package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.action.Reading.Good;
import gatehouse.torrent.Hash;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TorrentFileTest {

    private static final String V2 = "d9:file treed1:ad0:d6:lengthi5eee1:bd1:cd0:d6:lengthi7eeeee12:meta versioni2e4:name1:x12:piece lengthi16384ee";

    private static Reading<TorrentFile> read(String text) {
        return TorrentFile.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static TorrentFile good(String text) {
        return ((Good<TorrentFile>) read(text)).value();
    }

    private static Hash digest(String algorithm, String info) throws Exception {
        return new Hash(HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(info.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Test
    void aFileTellsItsNameSizeAndHash() {
        var made = gatehouse.real.TorrentFile.of("Ubuntu é.iso", 300_000);
        var file = ((Good<TorrentFile>) TorrentFile.read(made.bytes())).value();
        assertEquals("Ubuntu é.iso", file.name());
        assertEquals(300_000, file.size());
        assertEquals(Optional.of(new Hash(made.hash())), file.v1());
        assertEquals(Optional.empty(), file.v2());
        assertArrayEquals(made.bytes(), file.bytes());
    }

    @Test
    void bareItIsTheSameTorrentFromNowhere() throws Exception {
        var info = "4:infod6:lengthi3e4:name1:a12:piece lengthi16384e6:pieces20:" + "x".repeat(20) + "e";
        var file = ((Reading.Good<TorrentFile>) TorrentFile.read(("d8:announce13:http://secret" + info + "e")
                .getBytes(StandardCharsets.ISO_8859_1))).value();
        assertEquals("d" + info + "e", new String(file.bare(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void severalFilesAreAddedUp() {
        assertEquals(12, good("d4:infod5:filesld6:lengthi5e4:pathl1:aeed6:lengthi7e4:pathl1:beee4:name1:x6:pieces0:ee").size());
    }

    @Test
    void aSecondVersionFileHasItsOwnHash() throws Exception {
        var file = good("d4:info" + V2 + "e");
        assertEquals(12, file.size());
        assertEquals(Optional.empty(), file.v1());
        assertEquals(Optional.of(digest("SHA-256", V2)), file.v2());
    }

    @Test
    void aHybridHasBoth() throws Exception {
        var info = V2.replace("12:piece lengthi16384e", "12:piece lengthi16384e6:pieces0:").replace("12:meta",
                "6:lengthi12e12:meta");
        var file = good("d8:announce4:http4:info" + info + "e");
        assertEquals(Optional.of(digest("SHA-1", info)), file.v1());
        assertEquals(Optional.of(digest("SHA-256", info)), file.v2());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "d", "de", "le", "i1e", "4:info", "d4:infoi1ee", "d4:infodee", "d4:infod4:name1:xee",
            "d4:infod6:lengthi-1e4:name1:x6:pieces0:ee", "d4:infod6:lengthi5e4:name2:..6:pieces0:ee",
            "d4:infod6:lengthi5e4:name3:a/b6:pieces0:ee", "d4:infod6:lengthi5e4:name0:6:pieces0:ee",
            "d4:infod6:lengthi5e4:name1:x6:pieces0:eex", "d4:infod4:name1:x6:lengthi5e6:pieces0:ee",
            "d4:infod6:lengthi05e4:name1:x6:pieces0:ee", "d4:infod6:lengthi-0e4:name1:x6:pieces0:ee",
            "d4:infod6:lengthi5e4:name01:x6:pieces0:ee", "d4:infod6:lengthi5e4:name1:x6:pieces9:ee",
            "d4:infod6:lengthi5e4:name1:x6:pieces0:e4:infod6:lengthi6e4:name1:y6:pieces0:ee",
            "d4:infod6:lengthi99999999999999999999e4:name1:x6:pieces0:ee", "d4:infod6:lengthie4:name1:x6:pieces0:ee" })
    void anythingElseIsNoTorrentFile(String text) {
        assertFalse(read(text).good());
    }

    @Test
    void depthAndSizeHaveAnEnd() {
        assertFalse(read("d1:a" + "l".repeat(5000) + "e".repeat(5000) + "e").good());
        assertFalse(read("l".repeat(1_000_000)).good());
        assertFalse(TorrentFile.read(new byte[TorrentFile.LARGEST + 1]).good());
        assertFalse(read("d4:infod5:filesl" + "d6:lengthi900000000000000000ee".repeat(20) + "e4:name1:x6:pieces0:ee").good());
    }

    /// A file that was damaged or tampered with anywhere is refused, or read the same way twice.
    @Property(tries = 5_000)
    void aDamagedFileIsRefusedOrHasOneReading(@ForAll @IntRange(min = 0, max = 400) int at, @ForAll byte value,
            @ForAll @IntRange(min = 0, max = 400) int cut) {
        var bytes = ("d8:announce13:http://a/canny4:info" + V2 + "e").getBytes(StandardCharsets.ISO_8859_1);
        bytes[at % bytes.length] = value;
        var damaged = cut >= bytes.length ? bytes : Arrays.copyOf(bytes, cut);
        if (TorrentFile.read(damaged) instanceof Good<TorrentFile>(var file)) {
            assertEquals(file.v2(), ((Good<TorrentFile>) TorrentFile.read(file.bytes())).value().v2());
            assertFalse(file.name().contains("/") || file.size() < 0);
        }
    }

    @Property(tries = 5_000)
    void noBytesBreakTheReader(@ForAll byte[] bytes) {
        assertFalse(TorrentFile.read(bytes).good());
    }
}
