package gatehouse.torrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    private static Listed row(int number, String instance, String name, Map<String, Object> more) {
        var fields = new java.util.HashMap<String, Object>(more);
        fields.put("name", name);
        return new Listed(instance, new Torrent(new Hash("%040d".formatted(number)), fields), Optional.empty());
    }

    private static final List<Listed> ROWS = List.of(
            row(1, "attic", "Ubuntu 26.04",
                    Map.of("state", "downloading", "dlspeed", 5L, "tags", "iso, keep", "category", "linux", "eta", 60L)),
            row(2, "attic", "debian 13", Map.of("state", "stalledDL", "category", "linux/debian", "eta", Torrent.ETA_UNKNOWN)),
            row(3, "cellar", "Two words here", Map.of("state", "pausedUP", "progress", 1.0, "eta", 30L)),
            row(4, "cellar", "ubuntu old", Map.of("state", "error", "eta", Torrent.ETA_UNKNOWN)));

    private static List<Integer> run(String filter) {
        return Filter.parse(filter).mistakes().isEmpty() ? ROWS.stream().filter(Filter.parse(filter)::matches)
                .map(row -> Integer.parseInt(row.torrent().hash().value())).toList() : List.of(-1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "ubuntu | 1 4", "UBUNTU 26 | 1", "status:downloading | 1 2",
            "status:stopped,error | 3 4", "-status:error ubuntu | 1",
            "on:attic | 1 2", "-on:attic | 3 4", "category:linux | 1 2", "category:linux/debian | 2", "#keep | 1",
            "-#keep on:attic | 2", "\"two words\" | 3",
            "\"words two\" | ''", "status:active | 1", "status:blah | -1", "nonsense:x | -1" })
    void theFilterLanguage(String filter, String expected) {
        assertEquals(
                expected.isEmpty() ? List.of() : java.util.Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList(),
                run(filter));
    }

    @Test
    void aMistakeFiltersNothingAndSaysWhatIsKnown() {
        var filter = Filter.parse("status:blah ubuntu");
        assertEquals(List.of("status:blah"), filter.mistakes().stream().map(Filter.Mistake::written).toList());
        assertTrue(filter.mistakes().getFirst().allowed().contains("status:downloading"));
        assertEquals(2, ROWS.stream().filter(filter::matches).count());
    }

    @Test
    void theRailReplacesItsOwnWordAndKeepsTheRest() {
        var filter = Filter.parse("ubuntu status:error -#keep");
        assertEquals("ubuntu -#keep status:stalled", filter.with(Word.STATUS, "stalled").text());
        assertEquals("ubuntu -#keep", filter.with(Word.STATUS, "").text());
    }

    @Test
    void unknownTimesLeftComeLastInBothDirections() {
        for (var sort : List.of("eta", "-eta")) {
            var order = ROWS.stream().sorted(Sort.parse(sort).orElseThrow().order()).map(row -> row.torrent().eta()).toList();
            assertEquals(List.of(Torrent.ETA_UNKNOWN, Torrent.ETA_UNKNOWN), order.subList(2, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "name", "-name", "size", "-down", "status", "-ratio", "added", "peers", "instance", "-down,size",
            "queue,-ratio" })
    void anOrderIsTotalWhateverTheRowsCameIn(String sort) {
        var shuffled = new ArrayList<>(ROWS);
        var expected = ROWS.stream().sorted(Sort.parse(sort).orElseThrow().order()).toList();
        for (var turn = 0; turn < 20; turn++) {
            java.util.Collections.shuffle(shuffled, new java.util.Random(turn));
            assertEquals(expected, shuffled.stream().sorted(Sort.parse(sort).orElseThrow().order()).toList());
        }
    }

    @Test
    void theWindowStaysInsideTheListAndCountsLeaveOutTheirOwnWord() {
        var page = new Query(Filter.parse("status:error"), Sort.DEFAULT, 0, 2).run(ROWS);
        assertEquals(1, page.total());
        assertEquals(2, page.statuses().get(Status.DOWNLOADING));
        assertEquals(Map.of("cellar", 1), page.instances());
        var beyond = new Query(Filter.NONE, Sort.DEFAULT, 1000, 2).run(ROWS);
        assertEquals(List.of(), beyond.rows());
        assertEquals(4, beyond.total());
        assertEquals(2, new Query(Filter.NONE, Sort.DEFAULT, 1, 2).run(ROWS).rows().size());
    }

    @Test
    void anAddressSaysTheWholeView() {
        var query = new Query(Filter.parse("on:attic two words"), Sort.parse("-down").orElseThrow(), 160, Query.USUAL);
        assertEquals("?q=on%3Aattic+two+words&sort=-down&from=160", query.address());
        assertEquals("", Query.START.address());
        assertEquals(Query.LARGEST, new Query(Filter.NONE, Sort.DEFAULT, -5, 1_000_000).count());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "xyz", "12345678901234567890123456789012345678901", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠",
            "all",
            " 1234567890123456789012345678901234567890", "ｆ234567890123456789012345678901234567890" })
    void whatIsNoHash(String written) {
        assertTrue(Hash.parse(written).isEmpty());
    }

    @Test
    void hashesAreLowerCase() {
        assertEquals("ab".repeat(20), Hash.parse("AB".repeat(20)).orElseThrow().value());
        assertEquals("ab".repeat(32), Hash.parse("aB".repeat(32)).orElseThrow().value());
    }
}
