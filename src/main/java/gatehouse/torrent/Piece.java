package gatehouse.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One word of a filter as it was written: `-category:"two words",films`.
///
/// @param written with everything that belongs to it
/// @param word what stands before the colon; `tag` for a number sign, `name` for nothing
/// @param values what is separated by commas, without quotes
/// @param regexp whether the value stood between slashes
record Piece(String written, boolean excluded, String word, List<String> values, boolean regexp) {

    private static final Pattern WORD = Pattern.compile("([a-zA-Z][a-zA-Z-]*):|#");

    static List<Piece> all(String text) {
        var pieces = new ArrayList<Piece>();
        var at = space(text, 0);
        while (at < text.length()) {
            var reader = new Reader(text, at);
            pieces.add(reader.piece());
            at = space(text, reader.at);
        }
        return pieces;
    }

    private static int space(String text, int from) {
        var at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// A value as it must be written to be read as it is.
    static String quoted(String value) {
        var plain = !value.isEmpty() && value.chars().noneMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"')
                && !value.startsWith("/");
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static final class Reader {

        private final String text;
        private final int start;
        private int at;

        Reader(String text, int start) {
            this.text = text;
            this.start = start;
            this.at = start;
        }

        Piece piece() {
            var excluded = text.charAt(at) == '-' && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
            at += excluded ? 1 : 0;
            var word = word();
            var regexp = word.equals("name") && at > start && text.startsWith("/", at) && text.charAt(at - 1) == ':';
            var values = regexp ? List.of(regexp()) : values();
            return new Piece(text.substring(start, at), excluded, word, values, regexp);
        }

        private String word() {
            var match = WORD.matcher(text).region(at, text.length());
            if (!match.lookingAt()) {
                return "name";
            }
            at = match.end();
            return match.group(1) == null ? "tag" : match.group(1).toLowerCase(Locale.ROOT);
        }

        private String regexp() {
            var first = ++at;
            while (at < text.length() && text.charAt(at) != '/') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            var end = Math.min(at, text.length());
            at = Math.min(at + 1, text.length());
            return text.substring(first, end).replace("\\/", "/");
        }

        private List<String> values() {
            var values = new ArrayList<String>();
            value(values);
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                value(values);
            }
            return List.copyOf(values);
        }

        private void value(List<String> values) {
            var value = text.startsWith("\"", at) ? quoted() : bare();
            if (!value.isEmpty()) {
                values.add(value);
            }
        }

        private String bare() {
            var first = at;
            while (at < text.length() && text.charAt(at) != ',' && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(first, at);
        }

        private String quoted() {
            var value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
                value.append(text.charAt(at));
            }
            at = Math.min(at + 1, text.length());
            return value.toString();
        }
    }
}
