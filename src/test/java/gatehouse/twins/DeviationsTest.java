package gatehouse.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import gatehouse.action.Action;
import gatehouse.action.Actions;

class DeviationsTest {

    private static final Path README = Path.of("src/main/java/gatehouse/dropin/README.md");

    @Test
    void whateverIsDeliberateIsWrittenDown() throws IOException {
        var written = Files.readString(README);
        assertEquals(List.of(), Deviations.DELIBERATE.stream().map(Deviations.Deviation::row)
                .filter(row -> !written.contains("| " + row)).toList());
    }

    @Test
    void onlyWhatIsInTheTableIsLeftOut() {
        var table = new Actions().all().stream().map(Action::id).toList();
        assertEquals(List.of(), Deviations.NOT_ASKED.keySet().stream().filter(id -> !table.contains(id)).toList());
    }
}
