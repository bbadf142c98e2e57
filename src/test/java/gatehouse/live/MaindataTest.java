package gatehouse.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.NullNode;

import gatehouse.torrent.Hash;

class MaindataTest {

    private static final String HASH = "a".repeat(40);

    private static Maindata read(String text) throws IOException {
        return Maindata.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFieldIsKeptAlsoUnknownOnes() throws IOException {
        var maindata = read(
                """
                        {"rid":7,"full_update":true,"torrents":{"%s":{"name":"A","size":12345678901,"ratio":0.5,"seq_dl":false,"newer_than_us":[1,{"a":2}],"comment":null},
                         "not a hash":{"name":"B"}},"categories":{"films":{"name":"films","savePath":""}},"tags":["x"],"trackers":{"http://t":["%s"]},
                         "server_state":{"dl_info_speed":5},"something_new":{"a":[1,2]}}"""
                        .formatted(HASH, HASH));
        assertEquals(7, maindata.rid());
        var torrent = maindata.delta().torrents().get(new Hash(HASH));
        assertEquals(
                Map.of("name", "A", "size", 12345678901L, "ratio", 0.5, "seq_dl", false, "newer_than_us",
                        List.of(1, Map.of("a", 2)), "comment", NullNode.getInstance()),
                torrent);
        assertEquals(1, maindata.delta().torrents().size());
        assertEquals(Set.of("x"), maindata.delta().tags());
        assertEquals(Map.of("http://t", List.of(HASH)), maindata.delta().trackers());
        assertTrue(maindata.delta().full());
    }

    @Test
    void theSmallestAnswerIsAnEmptyDelta() throws IOException {
        assertTrue(read("{\"rid\":9}").delta().empty());
    }

    @Test
    void oldServersListCategoriesByName() throws IOException {
        assertEquals(Set.of("films", "linux"),
                read("{\"rid\":1,\"categories\":[\"films\",\"linux\"]}").delta().categories().keySet());
    }

    @Test
    void wrongTypesArePassedOver() throws IOException {
        var delta = read(
                "{\"rid\":1,\"torrents\":[1,2],\"tags\":{\"a\":1},\"server_state\":null,\"trackers\":\"x\",\"torrents_removed\":[5,\""
                        + HASH + "\"]}")
                .delta();
        assertTrue(delta.torrents().isEmpty() && delta.tags().isEmpty());
        assertEquals(Set.of(new Hash(HASH)), delta.torrentsRemoved());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>", "[]", "{}", "{\"rid\":", "{\"rid\":1",
            "{\"rid\":1,\"torrents\":{\"a\":{\"name\":\"x\"", "null", "{\"full_update\":true}" })
    void whatIsNotOneWholeAnswerIsRefused(String text) {
        assertThrows(IOException.class, () -> read(text));
    }

    @Test
    void aPollerRestsTenTimesAsLongAsItAsked() {
        assertEquals(Duration.ofSeconds(1), Pace.next(Duration.ofMillis(20), 0, true));
        assertEquals(Duration.ofSeconds(20), Pace.next(Duration.ofSeconds(2), 0, true));
        assertTrue(Pace.next(Duration.ofMillis(20), 0, false).compareTo(Duration.ofSeconds(1)) > 0);
        assertTrue(Pace.next(Duration.ZERO, 1, true).compareTo(Duration.ofMillis(1_200)) <= 0);
        assertTrue(Pace.next(Duration.ZERO, 50, true).compareTo(Duration.ofSeconds(30)) >= 0);
        assertTrue(Pace.next(Duration.ZERO, 50, true).compareTo(Duration.ofSeconds(36)) <= 0);
    }
}
