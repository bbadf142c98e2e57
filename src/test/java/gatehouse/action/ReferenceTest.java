package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final String COMMAND = "bin/mvn -q test -Dquick -Dtest=ReferenceTest -Dreference=write";

    @Test
    void theActionsPageIsCurrent() throws IOException {
        current("docs/reference/actions.md", Reference.actions());
    }

    @Test
    void thePreferencesPageIsCurrent() throws IOException {
        current("docs/reference/preferences.md", Reference.preferences());
    }

    private static void current(String page, String text) throws IOException {
        var path = Path.of(page);
        if ("write".equals(System.getProperty("reference"))) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        }
        assertEquals(text, Files.exists(path) ? Files.readString(path) : "", page + " is not current: " + COMMAND);
    }
}
