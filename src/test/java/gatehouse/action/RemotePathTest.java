package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import gatehouse.action.Reading.Good;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RemotePathTest {

    private static RemotePath path(String written) {
        return ((Good<RemotePath>) RemotePath.read(written)).value();
    }

    @ParameterizedTest
    @CsvSource({ "/data,/data,true", "/data/x,/data,true", "/data,/data/x,false", "/database,/data,false", "/Data,/data,false",
            "/data,/,true", "C:/Data/x,c:\\data,true", "C:/data,D:/data,false", "C:/data,/data,false", "/data,C:/data,false" })
    void aPathIsWithinARootPartByPart(String path, String root, boolean within) {
        assertEquals(within, path(path).within(path(root)));
    }

    @Provide
    Arbitrary<String> written() {
        var part = Arbitraries.of("", ".", "..", "a", "b", "data", "...", "a b", "a.", " a", "a ", "~", "~a", "a~", "é", "\\",
                "a\\b",
                "\0", "\n", "\uFF0E\uFF0E", "\u2025", "\u200B", "a\u200B", "a\u00A0", "C:", "nul", "a:b", "*");
        var posix = part.list().ofMaxSize(6).map(parts -> "/" + String.join("/", parts));
        var windows = part.list().ofMaxSize(6).map(parts -> "C:\\" + String.join("\\", parts));
        return Arbitraries.oneOf(posix, windows, part.list().ofMaxSize(4).map(parts -> String.join("/", parts)),
                Hostile.texts());
    }

    @Property(tries = 10_000)
    void whatPassesIsAbsoluteNormalAndStable(@ForAll("written") String written) {
        if (RemotePath.read(written) instanceof Good<RemotePath>(var path)) {
            assertEquals(path, path(path.normalised()));
            assertTrue(path.normalised().matches("([A-Z]:)?/.*"), path.normalised());
            assertTrue(path.parts().stream().noneMatch(part -> part.isEmpty() || part.startsWith("~") || part.endsWith(".")
                    || part.endsWith(" ") || part.contains("/") || part.contains("\\") || part.indexOf('\0') >= 0));
        }
    }

    /// Against the platform's own idea of a path, wherever that is POSIX.
    @Property(tries = 10_000)
    void aPosixPathIsWhatThePlatformMakesOfIt(@ForAll("written") String written, @ForAll("written") String otherWritten) {
        if (RemotePath.read(written) instanceof Good<RemotePath>(var path) && path.drive().isEmpty()
                && RemotePath.read(otherWritten) instanceof Good<RemotePath>(var other) && other.drive().isEmpty()) {
            assertEquals(Path.of(written).normalize().toString(), path.normalised());
            assertEquals(Path.of(written).normalize().startsWith(Path.of(otherWritten).normalize()), path.within(other));
        }
    }

    @Property(tries = 2_000)
    void aPathThatClimbsNeverPasses(@ForAll("written") String before, @ForAll("written") String after) {
        assertFalse(RemotePath.read(before + "/../" + after).good());
        assertFalse(RemotePath.read("C:/x/../" + after).good());
    }
}
