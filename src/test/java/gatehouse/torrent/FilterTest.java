package gatehouse.torrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The filter language: every word, what is written and what is meant.
class FilterTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Asker ANN = new Asker("local:ann", NOW);

    private static Listed row(int number, Optional<String> owner, List<String> trackers, Object... more) {
        var fields = new HashMap<String, Object>();
        for (var at = 0; at < more.length; at += 2) {
            fields.put((String) more[at], more[at + 1]);
        }
        fields.putIfAbsent("name", "torrent " + number);
        fields.putIfAbsent("state", "stalledUP");
        return new Listed("attic", new Torrent(new Hash("%040d".formatted(number)), fields), owner,
                owner.map(id -> "Ann Lee").orElse(""), trackers,
                number == 3 ? Optional.of(new Listed.Adder("local:ann", "Ann Lee")) : Optional.empty());
    }

    private static final List<Listed> ROWS = List.of(
            row(1, Optional.of("local:ann"), List.of("tracker.example.org"),
                    "name", "Ubuntu 26.04, desktop", "size", 6L << 30,
                    "ratio", 0.11, "progress", 0.871, "dlspeed", 5L << 20, "num_seeds", 214L, "added_on",
                    at("2026-11-24T00:00:00Z"),
                    "save_path", "/data/linux", "content_path", "/data/linux/ubuntu.iso", "category", "linux", "tags",
                    "iso, two words"),
            row(2, Optional.of("local:bob"), List.of("one.example", "two.example"),
                    "size", 1L << 30, "ratio", 4.5, "progress",
                    1.0, "completion_on", at("2026-10-03T10:00:00Z"), "added_on", at("2026-10-01T10:00:00Z"),
                    "last_activity",
                    at("2026-11-25T11:30:00Z"), "category", "linux/debian", "num_leechs", 20L),
            row(3, Optional.empty(), List.of(),
                    "name", "a \"quoted\" name", "size", 100L, "ratio", -1.0, "category", "linux2",
                    "infohash_v2", "9f4b" + "0".repeat(60), "has_tracker_error", true));

    private static long at(String moment) {
        return Instant.parse(moment).getEpochSecond();
    }

    private static List<Integer> run(String typed) {
        var filter = Filter.parse(typed).by(ANN);
        assertEquals(List.of(), filter.mistakes(), typed);
        return ROWS.stream().filter(filter::matches).map(row -> Integer.parseInt(row.torrent().hash().value())).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = { "owner:me | 1", "owner:none | 3", "-owner:me | 2 3",
            "added-by:me | 3",
            "added-by:none | 1 2", "-added-by:\"Ann Lee\" | 1 2",
            "owner:\"ann lee\" | 1 2", "owner:local:bob | 2", "tracker:example | 1 2", "tracker:none | 3", "tracker:two | 2",
            "category:linux | 1 2", "category:none | ~~", "#\"two words\" | 1", "tag:none | 2 3", "#iso,none | 1 2 3",
            "size:>4GiB | 1", "size:>=1g | 1 2", "size:<1KiB | 3", "size:1GiB..7GiB | 1 2", "size:<1GiB,>4GiB | 1 3",
            "ratio:<1 | 1 3", "ratio:>1 | 2", "done:100 | 2", "done:50..99 | 1", "down:>1MiB/s | 1", "seeds:>100 | 1",
            "peers:20 | 2",
            "added:<7d | 1", "added:>7d | 2", "added:2026-10 | 2", "added:2026-11-24 | 1", "added:>2026-10 | 1",
            "added:2026 | 1 2",
            "added:never | 3", "completed:2026-10 | 2", "completed:2026-09..2026-10 | 2", "active:<1h | 2",
            "path:/DATA/linux | 1",
            "file:.iso | 1", "file:linux | ~~", "hash:9F4B | 3", "name:/^ubuntu.*top$/ | 1",
            "-name:/ubuntu.quoted/ -ubuntu | 2 3",
            "name:/26\\.04, d/ | 1", "torrent,ubuntu | 1 2", "\"26.04, desk\" | 1", "\"a \\\"quoted\" | 3",
            "status:idle | 1 2 3",
            "status:tracker | 3", "Status:Stalled,tracker | 3", "26.04 -#iso | ~~" })
    void everyWordOfTheLanguage(String typed, String expected) {
        assertEquals(
                expected.isBlank() ? List.of() : java.util.Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList(),
                run(typed));
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void whatIsShownAsAnExampleIsUnderstood(Word word) {
        word.examples().forEach(example -> assertEquals(List.of(word),
                Filter.parse(example).terms().stream().map(Filter.Term::word).toList(), example));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "statsu:error | status:error", "status:eror | status:error",
            "-onwer:me x | -owner:me x",
            "size:>4GB ratoi:<1 | size:>4GB ratio:<1" })
    void aWordWithAMistakeIsTold(String typed, String meant) {
        var mistake = Filter.parse(typed).mistakes().getFirst();
        assertEquals(Optional.of(meant), mistake.meant());
        assertEquals(List.of(), Filter.parse(meant).mistakes());
    }

    @ParameterizedTest
    @ValueSource(strings = { "size:large", "added:yesterday", "done:", "colour:red", "name:/(/", "name:/(){9}/",
            "name:/a{999}/",
            "name:/(?x)a/", "added:2026-13", "size:>", "ratio:1..", "#" })
    void whatIsNotUnderstoodFiltersNothing(String typed) {
        var filter = Filter.parse(typed);
        assertEquals(1, filter.mistakes().size());
        assertFalse(filter.mistakes().getFirst().allowed().isEmpty());
        assertTrue(ROWS.stream().allMatch(filter::matches));
    }

    @Test
    void anExpressionThatTakesForeverEndsAndSaysSo() {
        var rows = new ArrayList<Listed>();
        for (var number = 0; number < 200; number++) {
            rows.add(row(number, Optional.empty(), List.of(), "name", "a".repeat(40) + "!"));
        }
        for (var typed : List.of("name:/^((a|aa)+)\\1?$/", "-name:/^((a|aa)*)\\1?$/", "name:/(.*)(.*)(.*)(.*)(.*)x/")) {
            var query = new Query(Filter.parse(typed), Sort.DEFAULT, 0, 10);
            assertTrue(query.run(rows).unfinished(), typed);
            assertEquals(List.of(), query.matching(rows), "nothing is done to what was not looked at");
        }
        assertFalse(new Query(Filter.parse("name:/^a+!$/"), Sort.DEFAULT, 0, 10).run(rows).unfinished());
    }

    @Test
    void theRailIncludesExcludesAndKeepsTheRest() {
        var filter = Filter.parse("x status:error,stalled -#a");
        assertEquals("x -#a status:error", filter.or(Word.STATUS, "stalled").text());
        assertEquals("x -#a status:error,stalled,idle", filter.or(Word.STATUS, "idle").text());
        assertEquals("x -#a status:stalled -status:error", filter.not(Word.STATUS, "error").text());
        assertEquals("x status:error,stalled -#a,\"b c\"", filter.not(Word.TAG, "b c").text());
        assertEquals("x status:error,stalled", filter.not(Word.TAG, "a").text());
        assertEquals("x -#a", filter.drop(1).text());
    }

    @Property(tries = 500)
    void whatIsTypedIsReadWithoutAFaultAndMeansTheSameAgain(@ForAll("typed") String typed) {
        var filter = Filter.parse(typed);
        assertEquals(filter.text(), Filter.parse(filter.text()).text());
        assertEquals(filter.pieces().size(), filter.terms().size() + filter.mistakes().size());
        ROWS.forEach(filter.by(ANN)::matches);
    }

    @Property(tries = 300)
    void aValueIsWrittenSoThatItIsReadAsItIs(@ForAll("values") String value) {
        var filter = Filter.NONE.with(Word.TAG, value);
        assertEquals(List.of(value), filter.values(Word.TAG), filter.text());
        assertEquals(List.of(value), filter.not(Word.CATEGORY, value).excluded(Word.CATEGORY));
        assertEquals("", filter.or(Word.TAG, value).text());
    }

    @Provide
    Arbitrary<String> typed() {
        var parts = Arbitraries.of("status:", "on:", "#", "-", "\"", ",", " ", "/", "name:/", "\\", "a", "error", "size:", ">",
                "4GiB",
                "..", "added:", "<7d", "ü", "💾", ":", "(", "*", "me", "owner:");
        return parts.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("a", " ", ",", "\"", "\\", "/", "-", "#", ":", "ü", "💾", "(", "none").list().ofMinSize(1)
                .ofMaxSize(6)
                .map(list -> String.join("", list)).filter(text -> !text.isBlank());
    }
}
