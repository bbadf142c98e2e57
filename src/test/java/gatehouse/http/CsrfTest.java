package gatehouse.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import gatehouse.config.Secrets;

class CsrfTest {

    private final Csrf csrf = new Csrf(Secrets.of("a secret of at least 32 characters"),
            URI.create("https://gatehouse.example.org"));

    @Test
    void eachTokenOfASessionIsGoodThereAndNowhereElse() {
        var tokens = IntStream.range(0, 20).mapToObj(time -> csrf.token("session")).toList();
        assertTrue(tokens.stream().allMatch(token -> csrf.matches(token, "session")));
        assertTrue(tokens.stream().noneMatch(token -> csrf.matches(token, "another")));
    }

    /// What two answers have in common could be found out by their compressed lengths.
    @Test
    void twoTokensOfASessionHaveNothingInCommon() {
        var one = csrf.token("session");
        var two = csrf.token("session");
        assertNotEquals(one.substring(0, 64), two.substring(0, 64));
        assertNotEquals(one.substring(64), two.substring(64));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        var good = csrf.token("session");
        var changed = good.substring(0, 127) + (good.endsWith("0") ? '1' : '0');
        var swapped = good.substring(64) + good.substring(0, 64);
        for (var bad : List.of("", good.substring(1), good + "0", good.substring(0, 64), "0".repeat(128), "g".repeat(128),
                changed,
                " " + good.substring(1))) {
            assertFalse(csrf.matches(bad, "session"), bad);
        }
        assertTrue(csrf.matches(swapped, "session"));
    }
}
