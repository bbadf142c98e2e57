package gatehouse.torrent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the filter field says. Bare words match the name, `word:value` filters, `-` in front excludes, quotes keep
/// spaces, a comma means or, words together mean and: `ubuntu status:stalled,error -on:cellar #iso "two words"`. The words
/// are in [Word].
///
/// @param text as typed, which is also what the address carries
/// @param terms what was understood
/// @param mistakes what was not; those words filter nothing
/// @param asker who asks; [#by] says it, and until then it is nobody
public record Filter(String text, List<Term> terms, List<Mistake> mistakes, Asker asker) {

    public static final Filter NONE = new Filter("", List.of(), List.of(), Asker.NOBODY);

    private static final int LONGEST = 500;

    /// One word of the filter.
    public record Term(Word word, List<String> values, boolean excluded, Optional<Regexp> regexp, List<Word.Test> tests) {

        /// It means whoever asks.
        boolean self() {
            return (word == Word.OWNER || word == Word.ADDED_BY) && values.contains(Word.ME);
        }

        boolean matches(Listed row, Asker asker) {
            if (regexp.isPresent()) {
                return regexp.get().find(row.torrent().name()) != excluded && !regexp.get().exhausted();
            }
            for (var test : tests) {
                if (test.matches(row, asker)) {
                    return !excluded;
                }
            }
            return excluded;
        }
    }

    /// A word that means nothing here.
    ///
    /// @param allowed what would be understood, the likeliest first
    /// @param meant the filter with the likeliest in its place, when one is likely
    public record Mistake(String written, List<String> allowed, Optional<String> meant) {

        public String allowedText() {
            return allowed.stream().limit(8).collect(Collectors.joining(", "));
        }
    }

    public static Filter parse(String typed) {
        var text = typed.strip().substring(0, Math.min(typed.strip().length(), LONGEST)).strip();
        var terms = new ArrayList<Term>();
        var mistakes = new ArrayList<Mistake>();
        for (var piece : Piece.all(text)) {
            term(piece).ifPresentOrElse(terms::add, () -> mistakes.add(Suggestion.mistake(text, piece)));
        }
        return new Filter(text, List.copyOf(terms), List.copyOf(mistakes), Asker.NOBODY);
    }

    private static Optional<Term> term(Piece piece) {
        var word = Word.parse(piece.word());
        if (word.isEmpty() || piece.values().isEmpty()) {
            return Optional.empty();
        }
        if (piece.regexp()) {
            return Regexp.parse(piece.values().getFirst())
                    .map(regexp -> new Term(Word.NAME, piece.values(), piece.excluded(), Optional.of(regexp), List.of()));
        }
        var tests = piece.values().stream().map(word.get()::read).flatMap(Optional::stream).toList();
        return Optional.of(new Term(word.get(), piece.values(), piece.excluded(), Optional.empty(), tests))
                .filter(term -> tests.size() == piece.values().size());
    }

    /// The same filter, asked by somebody at a moment.
    public Filter by(Asker who) {
        return new Filter(text, terms, mistakes, who);
    }

    /// Filters that were typed alike are alike, unless they mean whoever asks.
    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && filter.text.equals(text) && filter.self().equals(self());
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, self());
    }

    private String self() {
        return terms.stream().anyMatch(Term::self) ? asker.person() : "";
    }

    public boolean matches(Listed row) {
        for (var term : terms) {
            if (!term.matches(row, asker)) {
                return false;
            }
        }
        return true;
    }

    /// The kinds of words that this row does not satisfy: none when it matches.
    Stream<Word> failing(Listed row) {
        return terms.stream().filter(term -> !term.matches(row, asker)).map(Term::word).distinct();
    }

    /// The regular expressions in it, each of which may read only so much in one going over a list.
    Stream<Regexp> regexps() {
        return terms.stream().flatMap(term -> term.regexp().stream());
    }

    /// The same filter with one value in place of all of its kind; an empty value only takes them away.
    public Filter with(Word word, String value) {
        return parse(join(keep(word, true, true), value.isEmpty() ? "" : word.with(value)));
    }

    /// The same filter with this value as well, or without it when it was there: one of several is enough then.
    public Filter or(Word word, String value) {
        var values = toggled(values(word), value);
        return parse(join(keep(word, true, false), written(word, values)));
    }

    /// The same filter without what has this value, or with it again when it was excluded.
    public Filter not(Word word, String value) {
        var values = toggled(excluded(word), value);
        var rest = values(word).stream().filter(other -> !other.equals(value)).toList();
        return parse(
                join(join(keep(word, true, true), written(word, rest)), values.isEmpty() ? "" : "-" + written(word, values)));
    }

    /// The same filter without one of its words, which is counted from 0.
    public Filter drop(int index) {
        var pieces = new ArrayList<>(Piece.all(text));
        pieces.remove(index);
        return parse(pieces.stream().map(Piece::written).collect(Collectors.joining(" ")));
    }

    /// Its words as they were written.
    public List<String> pieces() {
        return Piece.all(text).stream().map(Piece::written).toList();
    }

    /// The values of the not excluded words of one kind.
    public List<String> values(Word word) {
        return values(word, false);
    }

    /// The values of the excluded words of one kind.
    public List<String> excluded(Word word) {
        return values(word, true);
    }

    private List<String> values(Word word, boolean excluded) {
        return terms.stream().filter(term -> term.word() == word && term.excluded() == excluded)
                .flatMap(term -> term.values().stream()).distinct().toList();
    }

    private static List<String> toggled(List<String> values, String value) {
        var toggled = new LinkedHashSet<>(values);
        if (!toggled.remove(value)) {
            toggled.add(value);
        }
        return List.copyOf(toggled);
    }

    private static String written(Word word, List<String> values) {
        return values.isEmpty() ? "" : word.start() + values.stream().map(Piece::quoted).collect(Collectors.joining(","));
    }

    private String keep(Word without, boolean included, boolean excluded) {
        return Piece.all(text).stream()
                .filter(piece -> !piece.word().equals(without.id()) || !(piece.excluded() ? excluded : included))
                .map(Piece::written).collect(Collectors.joining(" "));
    }

    private static String join(String left, String right) {
        return (left + " " + right).strip();
    }
}
