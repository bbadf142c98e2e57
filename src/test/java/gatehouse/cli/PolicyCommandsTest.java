package gatehouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.action.Right;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.store.Ownership.Owned;

/// `check` and `can`, as an operator calls them.
class PolicyCommandsTest {

    private static final String FILE = """
            version: 1
            instances:
              attic: { url: "http://a", username: u, password: long-enough, roots: [/data], dangerous: [create] }
              cellar: { url: "http://b", username: u, password: long-enough }
              barn: { url: "http://c", username: u, password: long-enough }
            roles:
              blind: { add: [control] }
            grants:
              - { who: { role: boss }, role: admin, on: [attic], see: any, do: any }
              - { who: { group: /family }, role: member, on: [attic, cellar], see: any, do: own, limits: { size: 1.5TiB } }
              - { who: { person: "local:bob" }, role: blind, on: [attic], see: own, do: own }
            """;
    private static final String HASH = "a".repeat(40);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static PrintStream into(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int check(String text) throws IOException {
        var file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, text);
        return new FileCheck(into(out), into(err)).run(List.of(file.toString()));
    }

    /// The boss is a local account, everybody else is not. The attic's torrent is the boss's.
    private int can(String... words) {
        out.reset();
        err.reset();
        var policy = new Policy(((Reading.Valid) ConfigurationReader.read(FILE, folder)).configuration());
        return new Can(policy,
                name -> name.equals("ola") ? Optional.of(new Person(Person.LOCAL, "ola", "Ola", Set.of("boss"), Set.of()))
                        : Optional.empty(),
                (instance, hash) -> instance.equals("attic") ? Optional.of(Owned.by("local:ola")) : Optional.empty(), into(out),
                into(err))
                .run(Arrays.asList(words));
    }

    @Test
    void checkSaysWhoCouldDoWhat() throws IOException {
        assertEquals(0, check(FILE));
        assertTrue(said().contains("Instances: 3. Grants: 3."), said());
        assertTrue(said().contains("line 10: group /family has the role member, sees any, does own; at most 1536.0 GiB\n"
                + "  on attic, cellar: See torrents; See trackers; Add torrents;"), said());
        assertTrue(said().contains("  over Gatehouse itself: Make own keys\n"), said());
        var boss = said().lines().filter(line -> line.startsWith("  on attic:")).findFirst().orElseThrow();
        assertTrue(boss.contains("Create torrents") && !boss.contains("Change dangerous settings"), boss);
        assertEquals("", complained());
    }

    @Test
    void checkWarnsOfWhatIsProbablyNotMeant() throws IOException {
        check(FILE);
        assertEquals(List.of(
                "Warning: Nobody can manage accounts: no grant on [\"*\"] has a role with accounts.manage.",
                "Warning: attic opts in to create. It is given by: line 9 (admin for role boss).",
                "Warning: cellar has no roots, so nobody can name a folder there.",
                "Warning: Nobody sees barn: no grant covers it with a role that has view.",
                "Warning: line 9: see: any gives role boss sight of everybody's torrents on attic.",
                "Warning: line 9: these rights over Gatehouse itself count only with on: [\"*\"]: Manage everybody's keys; Read the"
                        + " audit; End other people's sessions; Manage accounts; See how instances are connected;"
                        + " See the configuration.",
                "Warning: line 10: see: any gives group /family sight of everybody's torrents on attic, cellar.",
                "Warning: line 11: the role blind has not got view, so this grant alone shows nothing and allows nothing."),
                said().lines().filter(line -> line.startsWith("Warning")).toList());
        out.reset();
        check(FILE.replace("on: [attic], see: any, do: any", "on: [\"*\"], see: any, do: any"));
        assertFalse(said().contains("Nobody"), said());
    }

    @Test
    void checkTellsAllMistakesAndFails() throws IOException {
        assertEquals(1, check(FILE.replace("see: own", "see: all").replace("barn: {", "barn: { tilte: x,")));
        assertEquals(List.of("5", "11"), complained().lines().filter(line -> line.contains(": line "))
                .map(line -> line.replaceAll(".*: line (\\d+),.*", "$1")).toList());
        assertTrue(complained().endsWith("Mistakes: 2. Gatehouse does not take this file.\n"), complained());
        assertEquals("", said());
        assertEquals(1, new FileCheck(into(out), into(err)).run(List.of(folder.resolve("none").toString())));
        assertEquals(2, new FileCheck(into(out), into(err)).run(List.of()));
    }

    @Test
    void canSaysYesWithTheDecidingGrantAndItsLine() {
        assertEquals(0, can("local:ola", "delete.data", "attic", HASH));
        assertEquals("""
                Yes: local:ola, delete.data (Delete torrents with their files) on attic, torrent %s of local:ola
                Decided by line 9 (admin for role boss)
                  1. Is a grant for them? Yes: line 9 (admin for role boss)
                  2. Does one of these cover the instance? Yes: line 9 (admin for role boss)
                  3. Does one let them see this torrent? Yes: line 9 (admin for role boss)
                  4. Does one have a role with the right? Yes: line 9 (admin for role boss)
                > 5. Does one of these reach this torrent? Yes: line 9 (admin for role boss)
                What would change it: take all of these away: line 9 (admin for role boss).
                """.formatted(HASH), said());
        assertEquals(0, can("https://id#7", "add", "cellar", "--groups", "/x,/family"));
        assertTrue(said().contains("Decided by line 10 (member for group /family)"), said());
        assertEquals(0, can("https://id#7", "create", "attic", "--roles", "boss"));
        assertTrue(said().contains("> 5. Does the instance opt in to this right? Yes"), said());
    }

    @Test
    void canSaysNoWithTheReasonAndWhatWouldChangeIt() {
        assertEquals(1, can("https://id#7", "control", "attic", HASH, "--groups", "/family"));
        assertTrue(said().contains("> 5. Does one of these reach this torrent? No\n"
                + "What would change it: do: any in one of: line 10 (member for group /family).\n"
                + "What would change it: make the torrent theirs.\n"), said());
        assertEquals(1, can("https://id#7", "log", "attic", "--groups", "/family"));
        assertTrue(said().contains("a role with the right (admin, operator) in one of: line 10"), said());
        assertEquals(1, can("local:ola", "search.plugins", "attic"));
        assertTrue(said().contains("name the right in `dangerous` of the instance"), said());
        assertEquals(1, can("local:ola", "view", "cellar"));
        assertTrue(said().contains("> 2. Does one of these cover the instance? No"), said());
        assertEquals(1, can("local:ola", "view", "nosuch"));
        assertTrue(said().contains("an instance of that name: there is none"), said());
        assertEquals(1, can("local:ola", "accounts.manage"));
        assertTrue(said().contains("write on: [\"*\"] in one of: line 9"), said());
        assertEquals(1, can("https://id#8", "view", "attic"));
        assertTrue(said().contains("> 1. Is a grant for them? No\nWhat would change it: a grant for them."), said());
    }

    @Test
    void whatCannotBeUnderstoodIsToldAndIsNoAnswer() {
        var wrong = List.of(List.of("local:ola"), List.of("local:nobody", "view", "attic"), List.of("ola", "view", "attic"),
                List.of("local:ola", "see", "attic"), List.of("local:ola", "view"),
                List.of("local:ola", "view", "attic", "xyz"),
                List.of("local:ola", "view", "attic", HASH, "more"), List.of("local:ola", "view", "attic", "--role", "x"),
                List.of("local:ola", "view", "attic", "--roles", "boss"));
        for (var words : wrong) {
            assertEquals(2, can(words.toArray(String[]::new)), words::toString);
            assertEquals("", said(), words::toString);
            assertFalse(complained().isBlank(), words::toString);
        }
    }

    @Test
    void everyRightHasAWord() {
        for (var right : Right.values()) {
            assertFalse(Words.right(right).isBlank());
        }
    }
}
