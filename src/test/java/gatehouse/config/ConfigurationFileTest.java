package gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import gatehouse.config.ConfigurationFile.BrokenConfiguration;

class ConfigurationFileTest {

    private static final String GOOD = """
            version: 1
            instances:
              attic: { url: "http://attic", username: admin, password-file: attic }
            grants:
              - { who: { role: admin }, role: admin, on: ["*"], see: any, do: any }
            """;

    @TempDir
    Path folder;

    private final List<Configuration> told = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("attic"), "the first password");
        Files.writeString(folder.resolve("gatehouse.yaml"), GOOD);
    }

    private ConfigurationFile file() {
        return new ConfigurationFile(folder.resolve("gatehouse.yaml"), told::add);
    }

    private void change(String text) throws IOException {
        Files.writeString(folder.resolve("gatehouse.yaml"), text);
    }

    /// The second reading is the one that counts.
    private static void settle(ConfigurationFile file) {
        file.look();
        assertTrue(file.look());
    }

    @Test
    void aRightChangeIsInForceAsTheNextGenerationOnceItIsReadTwiceAlike() throws IOException {
        var file = file();
        var first = file.current();
        assertEquals(1, first.generation());
        change(GOOD.replace("see: any", "see: own"));
        assertFalse(file.look());
        assertSame(first, file.current(), "one reading may be half a file");
        assertTrue(file.look());
        assertEquals(2, file.current().generation());
        assertEquals(Grant.Scope.OWN, file.current().grants().getFirst().see());
        assertEquals(List.of(file.current()), told);
        settle(file);
        assertEquals(1, told.size(), "what has not changed is no news");
    }

    @Test
    void aFileThatIsBeingWrittenNeverCounts() throws IOException {
        var file = file();
        for (var half = 1; half < 5; half++) {
            change(GOOD.replace("- {", "- { who: { role: r%d }, role: viewer, on: [\"*\"], see: any, do: own }\n  - {"
                    .formatted(half)));
            assertFalse(file.look());
        }
        assertEquals(List.of(), told);
        assertTrue(file.look());
        assertEquals(2, file.current().generation());
    }

    @Test
    void aWrongChangeLeavesTheOldInForceAndIsVisibleUntilItIsRight() throws IOException {
        var file = file();
        var first = file.current();
        change(GOOD.replace("role: admin, on", "role: boss, on").replace("see: any", "see: all"));
        settle(file);
        assertSame(first, file.current());
        assertEquals(List.of(5, 5), file.lastMistakes().stream().map(Mistake::line).toList());
        assertEquals(List.of(), told);
        change(GOOD);
        settle(file);
        assertEquals(List.of(), file.lastMistakes());
        assertSame(first, file.current(), "the old text again is no new generation");
        change(GOOD + "# a remark\n");
        settle(file);
        assertSame(first, file.current());
        change(GOOD.replace("do: any", "do: own"));
        settle(file);
        assertEquals(2, file.current().generation());
    }

    @Test
    void aFileThatIsGoneLeavesTheOldInForce() throws IOException {
        var file = file();
        Files.delete(folder.resolve("gatehouse.yaml"));
        settle(file);
        assertEquals(1, file.current().generation());
        assertTrue(file.lastMistakes().getFirst().what().contains("cannot be read"));
    }

    @Test
    void aChangedSecretInAFileOfItsOwnCounts() throws IOException {
        var file = file();
        Files.writeString(folder.resolve("attic"), "the second password");
        settle(file);
        assertEquals("the second password", file.current().instances().get("attic").credentials().secret().reveal());
        Files.delete(folder.resolve("attic"));
        settle(file);
        assertEquals(3, file.lastMistakes().getFirst().line());
        Files.writeString(folder.resolve("attic"), "the third password");
        settle(file);
        assertEquals("the third password", file.current().instances().get("attic").credentials().secret().reveal());
        assertEquals(List.of(2L, 3L), told.stream().map(Configuration::generation).toList());
    }

    /// A ConfigMap's files are links through `..data`, which is a link that is replaced as a whole.
    @Test
    void aConfigMapThatIsSwappedCounts() throws IOException {
        var mount = Files.createDirectory(folder.resolve("mount"));
        version(mount, "..1", GOOD);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mount.resolve("gatehouse.yaml"), Path.of("..data/gatehouse.yaml"));
        Files.createSymbolicLink(mount.resolve("attic"), Path.of("..data/attic"));
        var file = new ConfigurationFile(mount.resolve("gatehouse.yaml"), told::add);
        version(mount, "..2", GOOD.replace("do: any", "do: own"));
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        settle(file);
        assertEquals(Grant.Scope.OWN, file.current().grants().getFirst().act());
    }

    private static void version(Path mount, String name, String text) throws IOException {
        var version = Files.createDirectory(mount.resolve(name));
        Files.writeString(version.resolve("gatehouse.yaml"), text);
        Files.writeString(version.resolve("attic"), "a password");
    }

    @Test
    void aBrokenFileStopsTheStartWithAllItsMistakes() throws IOException {
        change(GOOD.replace("role: admin, on", "role: boss, on").replace("username: admin", "user: admin"));
        var broken = assertThrows(BrokenConfiguration.class, this::file);
        assertTrue(broken.getMessage().startsWith("3 mistakes in "), broken.getMessage());
        assertTrue(broken.getMessage().contains("line 3, column 33: `user` is not a key of instance attic."),
                broken.getMessage());
        assertTrue(broken.getMessage().contains("line 5, column 35: `role` of a grant is `boss`."), broken.getMessage());
    }
}
