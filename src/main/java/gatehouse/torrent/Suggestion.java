package gatehouse.torrent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import gatehouse.torrent.Filter.Mistake;

/// What may have been meant by a word that means nothing.
final class Suggestion {

    private static final int NEAR = 2;

    private Suggestion() {
    }

    static Mistake mistake(String text, Piece piece) {
        var word = Word.parse(piece.word());
        var allowed = word.map(Word::examples).orElseGet(() -> Arrays.stream(Word.values()).map(Word::start).toList());
        var written = piece.written().substring(piece.excluded() ? 1 : 0).toLowerCase(Locale.ROOT);
        var compared = word.isPresent() ? written : piece.word() + ":";
        var nearest = nearest(allowed, compared);
        var meant = nearest.filter(near -> distance(near, compared) <= NEAR)
                .map(near -> text.replace(piece.written(), replaced(piece, word.isPresent(), near)));
        return new Mistake(piece.written(), sorted(allowed, compared, meant.isPresent()), meant);
    }

    private static String replaced(Piece piece, boolean whole, String near) {
        var rest = piece.written().substring(piece.written().indexOf(':') + 1);
        return (piece.excluded() ? "-" : "") + (whole ? near : near + rest);
    }

    private static Optional<String> nearest(List<String> allowed, String written) {
        return allowed.stream().min(Comparator.comparingInt(one -> distance(one, written)));
    }

    private static List<String> sorted(List<String> allowed, String written, boolean near) {
        return near ? allowed.stream().sorted(Comparator.comparingInt(one -> distance(one, written))).toList() : allowed;
    }

    /// How many letters must be added, removed or replaced to make one of the other (Levenshtein).
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        Arrays.setAll(row, column -> column);
        for (var i = 1; i <= left.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.length(); j++) {
                var above = row[j];
                var same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = same ? diagonal : 1 + Math.min(diagonal, Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
