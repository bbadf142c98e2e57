package gatehouse.web;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.web.Format.Num;

/// The first tab of a torrent's details: figures, pieces, speed and facts.
///
/// @param pieces the piece bar as rectangles of the width 400
/// @param copies how many copies of each piece peers have, in the same way; empty for servers that do not say
/// @param chart its speed in the last minutes, as far as somebody looked
/// @param trouble why the server says nothing; empty when it does
public record Overview(String timeLeft, String ratio, String availability, String have, String all,
        Num pieceSize, List<Rect> pieces, List<Rect> copies, Chart chart, List<Fact> facts,
        String trouble) implements Content {

    static final int WIDTH = 400;
    private static final int SHADES = 3;

    /// @param css the class that colours it
    public record Rect(int x, int width, String css) {
    }

    /// A line of the facts.
    ///
    /// @param value as text; it comes from strangers
    /// @param mono whether it is something one copies
    /// @param time for a moment, when exactly
    public record Fact(FactName name, String value, boolean mono, String time) {
    }

    /// States of pieces (0 missing, 1 arriving, 2 here) as at most 400 rectangles.
    static List<Rect> pieces(List<JsonNode> states) {
        return rects(states.size(), (from, to) -> {
            var part = states.subList(from, to).stream().mapToInt(JsonNode::asInt).summaryStatistics();
            return part.getMin() == 2 ? "have"
                    : states.subList(from, to).stream().anyMatch(state -> state.asInt() == 1) ? "get"
                            : part.getAverage() >= 1 ? "have" : "";
        });
    }

    /// How many peers have each piece, in three shades.
    static List<Rect> copies(List<JsonNode> counts) {
        var most = Math.max(1, counts.stream().mapToInt(JsonNode::asInt).max().orElse(1));
        return rects(counts.size(), (from, to) -> {
            var average = counts.subList(from, to).stream().mapToInt(JsonNode::asInt).average().orElse(0);
            return average <= 0 ? "" : "a" + Math.clamp((int) Math.ceil(average * SHADES / most), 1, SHADES);
        });
    }

    private interface Shade {

        String of(int from, int to);
    }

    private static List<Rect> rects(int count, Shade shade) {
        var rects = new ArrayList<Rect>();
        for (var x = 0; x < WIDTH && count > 0; x++) {
            var from = (int) ((long) x * count / WIDTH);
            var css = shade.of(from, Math.max(from + 1, (int) ((long) (x + 1) * count / WIDTH)));
            if (!rects.isEmpty() && rects.getLast().css().equals(css)) {
                var last = rects.removeLast();
                rects.add(new Rect(last.x(), last.width() + 1, css));
            } else {
                rects.add(new Rect(x, 1, css));
            }
        }
        return rects.stream().filter(rect -> !rect.css().isEmpty()).toList();
    }
}
