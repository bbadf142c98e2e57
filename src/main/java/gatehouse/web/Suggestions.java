package gatehouse.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.http.Translation;
import gatehouse.live.Views;
import gatehouse.store.PendingAdds;
import gatehouse.torrent.Facets;
import gatehouse.torrent.Facets.Tally;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Query;
import gatehouse.torrent.Word;

/// What the filter field offers to go on with.
@ApplicationScoped
class Suggestions {

    private static final int MOST = 8;

    private final Views views;
    private final Say say = Translation.of(Say.class);

    Suggestions(Views views) {
        this.views = views;
    }

    /// @param code the word as it is written
    /// @param about what it does; empty for a value
    /// @param hint an example, or how many torrents there are
    /// @param text the whole filter with it
    public record Suggestion(String code, String about, String hint, String text) {
    }

    /// For a filter that is typed up to its last word.
    List<Suggestion> of(Person person, String typed) {
        var start = typed.length() - last(typed).length();
        var before = typed.substring(0, start);
        var excluded = last(typed).startsWith("-");
        var word = last(typed).substring(excluded ? 1 : 0);
        var stem = before + (excluded ? "-" : "");
        var found = new ArrayList<Suggestion>();
        words(word).forEach(one -> found.add(new Suggestion(one.start(), say.word(one), one.examples().getLast(),
                stem + one.start())));
        if (!word.isEmpty()) {
            var page = views.view(person, new Query(Filter.parse(before), Query.START.sort(), 0, 1)).page();
            values(page.facets())
                    .filter(value -> value.getKey().toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT)))
                    .forEach(value -> found.add(new Suggestion(value.getKey(), "",
                            say.count(value.getValue().count(), Format.count(value.getValue().count())),
                            stem + value.getKey() + " ")));
        }
        return found.stream().limit(MOST).toList();
    }

    private static String last(String typed) {
        var quotes = typed.chars().filter(c -> c == '"').count();
        var from = quotes % 2 == 1 ? typed.lastIndexOf('"') : typed.length();
        return typed.substring(Math.max(0, typed.lastIndexOf(' ', from - 1) + 1));
    }

    private static Stream<Word> words(String begun) {
        return Arrays.stream(Word.values()).filter(word -> word.start().startsWith(begun.toLowerCase(Locale.ROOT))
                && word.start().length() > begun.length());
    }

    private static Stream<Map.Entry<String, Tally>> values(Facets facets) {
        var statuses = facets.statuses().entrySet().stream()
                .map(entry -> Map.entry(Word.STATUS.with(entry.getKey().id()), entry.getValue()));
        return Stream.of(statuses, named(Word.ON, facets.instances()), named(Word.CATEGORY, facets.categories()),
                named(Word.TAG, facets.tags()), named(Word.TRACKER, facets.trackers()),
                people(Word.OWNER, facets, facets.owners()),
                people(Word.ADDED_BY, facets, facets.adders()))
                .flatMap(entries -> entries).filter(entry -> entry.getValue().count() > 0);
    }

    private static Stream<Map.Entry<String, Tally>> people(Word word, Facets facets, Map<String, Tally> tallies) {
        return tallies.entrySet().stream().filter(entry -> !entry.getKey().isEmpty())
                .map(entry -> Map.entry(word.with(facets.names().get(entry.getKey())), entry.getValue()));
    }

    private static Stream<Map.Entry<String, Tally>> named(Word word, Map<String, Tally> tallies) {
        return tallies.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && !entry.getKey().startsWith(PendingAdds.TAG))
                .map(entry -> Map.entry(word.with(entry.getKey()), entry.getValue()));
    }
}
