package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import gatehouse.torrent.Field;
import gatehouse.torrent.Status;
import gatehouse.torrent.Word;
import gatehouse.web.Tab;
import gatehouse.web.Verb;

/// The page about the torrents screen names every column, status, filter word, action and tab that there is, and no other; and
/// every column of the official interface.
class ScreenPageTest {

    private static final Documents PAGE = Documents.of(Path.of("docs/reference/screen.md"));
    /// The columns of the official table, by the field of the API.
    private static final Set<String> OFFICIAL = Set.of("priority", "state_icon", "name", "size", "total_size", "progress",
            "status",
            "num_seeds", "num_leechs", "dlspeed", "upspeed", "eta", "ratio", "popularity", "category", "tags", "creation_date",
            "added_on", "completion_on", "tracker", "dl_limit", "up_limit", "downloaded", "uploaded", "downloaded_session",
            "uploaded_session", "amount_left", "time_active", "save_path", "completed", "max_ratio", "seen_complete",
            "last_activity", "availability", "download_path", "infohash_v1", "infohash_v2", "reannounce", "private");

    /// The names in the first cells of the tables below a heading.
    private static Set<String> here(String heading) {
        return PAGE.rows(heading).stream().flatMap(row -> new Documents(PAGE.file(), row.getFirst()).spans().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Set<String> ids(T[] all, Function<T, String> id) {
        return Arrays.stream(all).map(id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyColumnIsThereAndEveryOfficialOne() {
        assertEquals(ids(Field.values(), Field::id), here("Columns"));
        assertEquals(new TreeSet<>(OFFICIAL), PAGE.rows("Columns").stream().map(row -> row.get(1).replace("`", ""))
                .filter(name -> !name.equals("none")).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyFilterIsThere() {
        var all = Stream.concat(Arrays.stream(Status.values()).map(Status::id), Arrays.stream(Word.values()).map(Word::id))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, here("Filters"));
    }

    @Test
    void everyActionIsThere() {
        assertEquals(ids(Verb.values(), Verb::word), here("Actions"));
    }

    @Test
    void everyTabIsThere() {
        assertEquals(ids(Tab.values(), Tab::word), here("Details"));
    }
}
