package gatehouse.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the filter field says. Bare words match the name, `word:value` filters, `-` in front excludes, quotes keep
/// spaces, a comma means or, words together mean and: `ubuntu status:stalled,error -on:cellar #iso "two words"`.
///
/// @param text as typed, which is also what the address carries
/// @param terms what was understood
/// @param mistakes what was not; those words filter nothing
public record Filter(String text, List<Term> terms, List<Mistake> mistakes) {

    public static final Filter NONE = new Filter("", List.of(), List.of());

    private static final int LONGEST = 500;
    private static final Pattern WORD = Pattern.compile("(-?)(?:([a-z]+):|(#))?(?:\"([^\"]*)\"?|(\\S+))");

    /// One word of the filter. `word` is `name`, `status`, `on`, `category` or `tag`.
    public record Term(String word, List<String> values, boolean excluded, Predicate<Listed> test) {

        boolean matches(Listed row) {
            return test.test(row) != excluded;
        }
    }

    /// A word that means nothing here, and what may have been meant.
    public record Mistake(String written, List<String> allowed) {

        public String allowedText() {
            return String.join(", ", allowed);
        }
    }

    public static Filter parse(String typed) {
        var text = typed.strip().substring(0, Math.min(typed.strip().length(), LONGEST));
        var terms = new ArrayList<Term>();
        var mistakes = new ArrayList<Mistake>();
        var match = WORD.matcher(text);
        while (match.find()) {
            var excluded = !match.group(1).isEmpty();
            var word = match.group(3) != null ? "tag" : match.group(2) == null ? "name" : match.group(2);
            var value = match.group(4) != null ? match.group(4) : match.group(5);
            read(match.group(), word, value, excluded, terms, mistakes);
        }
        return new Filter(text, List.copyOf(terms), List.copyOf(mistakes));
    }

    private static void read(String written, String word, String value, boolean excluded, List<Term> terms,
            List<Mistake> mistakes) {
        var values = word.equals("name") ? List.of(value) : List.of(value.split(","));
        switch (word) {
            case "name" -> terms.add(new Term(word, values, excluded, name(value)));
            case "on" -> terms.add(new Term(word, values, excluded, row -> values.contains(row.instance())));
            case "category" ->
                terms.add(new Term(word, values, excluded, row -> values.stream().anyMatch(v -> within(row, v))));
            case "tag" ->
                terms.add(new Term(word, values, excluded, row -> row.torrent().tags().stream().anyMatch(values::contains)));
            case "status" -> status(written, values, excluded, terms, mistakes);
            default -> mistakes.add(new Mistake(written, List.of("status:", "on:", "category:", "#")));
        }
    }

    private static void status(String written, List<String> values, boolean excluded, List<Term> terms,
            List<Mistake> mistakes) {
        var statuses = values.stream().map(Status::parse).toList();
        if (statuses.stream().anyMatch(java.util.Optional::isEmpty)) {
            mistakes.add(new Mistake(written, java.util.Arrays.stream(Status.values()).map(Status::id).toList()));
            return;
        }
        terms.add(new Term("status", values, excluded,
                row -> statuses.stream().anyMatch(status -> status.orElseThrow().matches(row.torrent()))));
    }

    private static Predicate<Listed> name(String value) {
        var part = value.toLowerCase(Locale.ROOT);
        return row -> row.torrent().name().toLowerCase(Locale.ROOT).contains(part);
    }

    private static boolean within(Listed row, String category) {
        var own = row.torrent().category();
        return own.equals(category) || own.startsWith(category + "/");
    }

    /// Filters that were typed alike are alike.
    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && filter.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    public boolean matches(Listed row) {
        return terms.stream().allMatch(term -> term.matches(row));
    }

    /// The same filter without the words of one kind: the rail's counts leave out the status they would replace.
    public Filter without(String word) {
        return parse(keep(word));
    }

    /// The same filter with one `word:value` in place of all of its kind; an empty value only takes them away.
    public Filter with(String word, String value) {
        var rest = keep(word);
        return value.isEmpty() ? parse(rest) : parse((rest + " " + word + ":" + value).strip());
    }

    /// The values of the not excluded words of one kind.
    public List<String> values(String word) {
        return terms.stream().filter(term -> term.word().equals(word) && !term.excluded())
                .flatMap(term -> term.values().stream()).toList();
    }

    private String keep(String without) {
        return WORD.matcher(text).results().filter(match -> !without.equals(match.group(2)))
                .map(java.util.regex.MatchResult::group).reduce("", (left, right) -> (left + " " + right).strip());
    }
}
