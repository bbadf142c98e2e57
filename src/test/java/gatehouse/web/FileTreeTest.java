package gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.web.FileTree.Line;
import gatehouse.web.FileTree.Priority;

/// The tree that a list of files becomes, and the bar that the states of pieces become.
class FileTreeTest {

    private static List<JsonNode> json(String text) throws JsonProcessingException {
        return StreamSupport.stream(new ObjectMapper().readTree(text).spliterator(), false).toList();
    }

    private static final String FILES = """
            [{"index": 0, "name": "films/b.mkv", "size": 100, "progress": 1, "priority": 1},
             {"index": 1, "name": "films/extras/one.mkv", "size": 100, "progress": 0, "priority": 0},
             {"index": 2, "name": "films/extras/two.mkv", "size": 300, "progress": 0.5, "priority": 6},
             {"index": 3, "name": "films/a.mkv", "size": 0, "progress": 1, "priority": 1}]""";

    @Test
    void foldersStandFirstFoldedWithTheSumOfTheirFiles() throws JsonProcessingException {
        var tree = FileTree.of(json(FILES), Set.of(), "");
        assertEquals(List.of("films", "extras", "a.mkv", "b.mkv"), tree.lines().stream().map(Line::name).toList());
        var extras = tree.lines().get(1);
        assertEquals(List.of("1-2", "400 B", "37.5%", Priority.MIXED, 2),
                List.of(extras.numbers(), extras.size().toString(), extras.percent(), extras.priority(), extras.depth()));
        assertEquals("0-3", tree.lines().getFirst().numbers());
        assertEquals(List.of(4, 3, "400 B", "500 B"),
                List.of(tree.files(), tree.chosen(), tree.wanted().toString(), tree.all().toString()));
    }

    @Test
    void anOpenFolderShowsItsContentAndCanBeClosed() throws JsonProcessingException {
        var open = Set.of("films/extras");
        var tree = FileTree.of(json(FILES), open, "");
        assertEquals(List.of("films", "films/extras", "films/extras/one.mkv", "films/extras/two.mkv", "films/a.mkv",
                "films/b.mkv"), tree.lines().stream().map(Line::path).toList());
        assertEquals("", tree.lines().get(1).fold(open));
        assertEquals("open=films%2Fextras", tree.lines().get(1).fold(Set.of()));
    }

    @Test
    void ofThousandsOnlySoManyAreDrawn() throws JsonProcessingException {
        var files = new ArrayList<String>();
        for (var number = 0; number < 20_000; number++) {
            files.add("{\"index\": %d, \"name\": \"top/%d/%d.bin\", \"size\": 1, \"progress\": 0, \"priority\": 1}"
                    .formatted(number, number % 20, number));
        }
        var all = json("[" + String.join(",", files) + "]");
        assertEquals(21, FileTree.of(all, Set.of(), "").lines().size());
        var open = FileTree.of(all, Set.of("top/0", "top/1"), "");
        assertEquals(List.of(FileTree.MOST, 1_021), List.of(open.lines().size(), open.left()));
    }

    @Test
    void piecesBecomeAtMostFourHundredRectangles() throws JsonProcessingException {
        var states = new ArrayList<String>();
        for (var piece = 0; piece < 5_000; piece++) {
            states.add(piece < 2_500 ? "2" : piece == 4_000 ? "1" : "0");
        }
        var rects = Overview.pieces(json(states.toString()));
        assertEquals(List.of(new Overview.Rect(0, 200, "have"), new Overview.Rect(320, 1, "get")), rects);
        assertEquals(List.of(), Overview.pieces(List.of()));
        var chess = new ArrayList<String>();
        for (var piece = 0; piece < 5_000; piece++) {
            chess.add(piece / 12 % 2 == 0 ? "2" : "1");
        }
        assertEquals(true, Overview.pieces(json(chess.toString())).size() <= 400);
        assertEquals(List.of(new Overview.Rect(200, 200, "a3")), Overview.copies(json("[0, 7]")));
    }
}
