package gatehouse.http;

import static gatehouse.http.Isolated.isolated;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Bidi;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Names within sentences, whichever way they run.
class IsolatedTest {

    @Test
    void whatRunsAsTheSentenceDoesStaysAsItIs() {
        assertEquals("Sintel (2010) – é 😀 中", isolated("Sintel (2010) – é 😀 中"));
    }

    @Test
    void anEndOfItsOwnDoesNotEndTheIsolate() {
        assertEquals("\u2068\u202Eout\u2069", isolated("\u2069\u2069\u202Eout"));
        assertEquals("\u2068\u2067a\u2066b\u2069\u2069\u2069", isolated("\u2067a\u2066b"));
    }

    /// What stands before and after keeps its direction, as the platform's own reading of the annex has it.
    @Property
    void theSentenceAroundItIsNotTurned(@ForAll("turning") String name) {
        var before = "Rename: ";
        var after = " on attic, 3 files";
        var sentence = before + isolated(name) + after;
        var bidi = new Bidi(sentence, Bidi.DIRECTION_LEFT_TO_RIGHT);
        IntStream.concat(IntStream.range(0, before.length()),
                IntStream.range(sentence.length() - after.length(), sentence.length()))
                .forEach(at -> assertEquals(0, bidi.getLevelAt(at), () -> name.codePoints().mapToObj(Integer::toHexString)
                        .toList().toString()));
    }

    @Provide
    Arbitrary<String> turning() {
        return Arbitraries.of("a", "1", " ", "\u05D0", "\u0627", "\u0661", "\u200E", "\u200F", "\u061C", "\u202A", "\u202B",
                "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069").list().ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
