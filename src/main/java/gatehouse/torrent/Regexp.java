package gatehouse.torrent;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression that somebody typed. It may read a limited number of characters in one going over a list and fails
/// then (threat: an expression that backtracks for hours). Upper and lower case are alike.
final class Regexp {

    /// Some tens of milliseconds.
    private static final int READS = 5_000_000;
    private static final int LONGEST_NAME = 1_000;
    /// Repeats of a group, or of more than 99, can go on for long without reading anything; comments could hide one.
    private static final Pattern FOREVER = Pattern.compile("\\)\\{|\\{\\d*,?\\d{3,}|\\}\\{|\\(\\?[a-zA-Z-]*x");

    private final Pattern pattern;
    private int left = READS;

    private Regexp(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Empty when it is none, or one of a kind that can take forever.
    static Optional<Regexp> parse(String text) {
        try {
            return FOREVER.matcher(text).find() ? Optional.empty()
                    : Optional.of(new Regexp(Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
        } catch (PatternSyntaxException | StackOverflowError wrong) {
            return Optional.empty();
        }
    }

    /// Begins another going over a list.
    void begin() {
        left = READS;
    }

    /// Whether it has read so much that what it says of the rest is not true.
    boolean exhausted() {
        return left <= 0;
    }

    /// `false` once it has read too much.
    boolean find(String text) {
        try {
            return left > 0 && pattern.matcher(new Read(text.substring(0, Math.min(text.length(), LONGEST_NAME)))).find();
        } catch (Exhausted | StackOverflowError tooMuch) {
            left = 0;
            return false;
        }
    }

    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super(null, null, false, false);
        }
    }

    private final class Read implements CharSequence {

        private final CharSequence text;

        Read(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Read(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
