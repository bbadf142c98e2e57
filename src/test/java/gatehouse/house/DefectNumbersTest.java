package gatehouse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/// Each defect of the list has one test of its name.
class DefectNumbersTest {

    private static final Pattern NUMBERED = Pattern.compile("p(\\d\\d)[A-Z].*");

    @Test
    void eachHasOne() throws ClassNotFoundException {
        var classes = List.of(DefectsTest.class, ListDefectsTest.class,
                Class.forName("gatehouse.qbittorrent.UpstreamDefectsTest"), Class.forName("gatehouse.qbittorrent.ApiKeyTest"),
                Class.forName("gatehouse.http.AppHostsTest"));
        var numbers = classes.stream().<String> flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()).flatMap(method -> {
            var name = NUMBERED.matcher(method.getName());
            return name.matches() ? Stream.of(name.group(1)) : Stream.of();
        })).sorted().toList();
        assertEquals(IntStream.rangeClosed(1, 27).mapToObj("%02d"::formatted).toList(), numbers);
    }
}
