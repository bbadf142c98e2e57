package gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import gatehouse.action.Right;
import gatehouse.config.ConfigurationReader.Reading;

class ConfigurationReaderTest {

    private static final String GOOD = """
            version: 1
            sign-in:
              claims: { roles: resource_access/gatehouse/roles }
              ask: alice
            instances:
              attic:
                title: Attic
                url: http://qbittorrent:8080/sub
                username: admin
                password: something-long
                roots: [/data]
                dangerous: [create]
            roles:
              helper: { extends: member, add: [queue], remove: [delete.data] }
            grants:
              - who: { group: /family }
                role: helper
                on: [attic]
                see: any
                do: own
            """;

    private static Configuration valid(String text) {
        return assertInstanceOf(Reading.Valid.class, ConfigurationReader.read(text, Path.of("."))).configuration();
    }

    private static List<Mistake> mistakes(String text) {
        return assertInstanceOf(Reading.Broken.class, ConfigurationReader.read(text, Path.of("."))).mistakes();
    }

    @Test
    void aGoodFileSaysWhatItSays() {
        var configuration = valid(GOOD);
        assertEquals(List.of("resource_access", "gatehouse", "roles"), configuration.signIn().rolesClaim());
        assertEquals(List.of("groups"), configuration.signIn().groupsClaim());
        assertEquals("Attic", configuration.instances().get("attic").title());
        assertEquals(java.util.Set.of(Right.CREATE), configuration.instances().get("attic").dangerous());
        var helper = configuration.roles().get("helper").rights();
        assertTrue(helper.contains(Right.QUEUE) && helper.contains(Right.DELETE) && !helper.contains(Right.DELETE_DATA));
        var grant = configuration.grants().getFirst();
        assertEquals(new Grant.Who.GroupOf("/family"), grant.who());
        assertEquals(Grant.Scope.OWN, grant.act());
        assertEquals(16, grant.line());
        assertFalse(configuration.toString().contains("something-long"), "a password is in no text form");
    }

    static Stream<List<String>> broken() {
        return Stream.of(
                List.of("version: 1", "version: 2", "1", "`version` of the file is `2`"),
                List.of("title: Attic", "tilte: Attic", "7", "`tilte` is not a key of instance attic"),
                List.of("url: http://qbittorrent:8080/sub", "url: ftp://qbittorrent", "8", "not an address Gatehouse can use"),
                List.of("url: http://qbittorrent:8080/sub", "url: http://u:p@qbittorrent", "8",
                        "not an address Gatehouse can use"),
                List.of("    password: something-long\n", "", "7", "An instance needs a password"),
                List.of("password: something-long", "password-file: /no/such/file", "10", "cannot be read"),
                List.of("password: something-long", "password: adminadmin", "10", "old default password"),
                List.of("password: something-long", "api-key-file: /no/such/key", "10", "cannot be read"),
                List.of("password: something-long", "api-key-file: key", "9", "`username` does not go with api-key-file"),
                List.of("    roots: [/data]", "    basic-auth: x\n    roots: [/data]", "11", "not supported yet"),
                List.of("password: something-long", "password-file: .", "10", "cannot be read"),
                List.of("password: something-long", "password: ''", "10", "The password is empty"),
                List.of("roots: [/data]", "ca-file: /no/such/ca", "11", "cannot be read"),
                List.of("roots: [/data]", "host: 'a b'", "11", "not a host name"),
                List.of("roots: [/data]", "roots: [/data/../etc]", "11", "not an absolute path"),
                List.of("roots: [/data]", "roots: [/data//films]", "11", "not an absolute path"),
                List.of("roots: [/data]", "roots: [data]", "11", "not an absolute path"),
                List.of("dangerous: [create]", "dangerous: [delete]", "12", "not a right to opt into"),
                List.of("  attic:\n", "  At_tic:\n", "7", "not a name for an instance"),
                List.of("extends: member", "extends: nobody", "14", "There is no role `nobody`"),
                List.of("extends: member", "extends: helper", "14", "extends itself"),
                List.of("add: [queue]", "add: [everything]", "14", "`everything` is not a right"),
                List.of("  helper:", "  admin:", "14", "cannot be changed"),
                List.of("role: helper", "role: boss", "17", "`role` of a grant is `boss`"),
                List.of("on: [attic]", "on: [cellar]", "18", "There is no instance `cellar`"),
                List.of("on: [attic]", "on: []", "18", "`on` names no instance"),
                List.of("    see: any\n", "", "16", "`see` is missing"),
                List.of("do: own", "do: all", "20", "`do` of a grant is `all`"),
                List.of("do: own", "do: own\n    limits: { torrent: 5 }", "21", "`torrent` is not a key of limits"),
                List.of("do: own", "do: own\n    limits: { torrents: few }", "21", "`torrents` of limits is `few`"),
                List.of("do: own", "do: own\n    limits: { adds-per-day: -1 }", "21", "`adds-per-day` of limits is `-1`"),
                List.of("do: own", "do: own\n    limits: { size: 5 }", "21", "`size` of limits is `5`"),
                List.of("do: own", "do: own\n    limits: { size: 5 iB }", "21", "`size` of limits is `5 iB`"),
                List.of("do: own", "do: own\n    limits: { size: 1,5GiB }", "21", "`size` of limits is `1"),
                List.of("do: own", "do: own\n    limits: { size: 99999999999PiB }", "21", "`size` of limits"),
                List.of("do: own", "do: own\n    limits: 5", "21", "limits is not a mapping"),
                List.of("do: own", "do: own\n    confine: { path: [/data] }", "21", "`path` is not a key of confine"),
                List.of("do: own", "do: own\n    confine: { paths: [data] }", "21", "`data` is not an absolute path"),
                List.of("do: own", "do: own\n    confine: { paths: [/data/../etc] }", "21",
                        "`/data/../etc` is not an absolute path"),
                List.of("do: own", "do: own\n    confine: { paths: [/database] }", "21",
                        "`/database` is not within the roots of instance attic"),
                List.of("do: own", "do: own\n    confine: { paths: [/] }", "21",
                        "`/` is not within the roots of instance attic"),
                List.of("do: own", "do: own\n    confine: { paths: [] }", "21", "`paths` of confine names none"),
                List.of("do: own", "do: own\n    confine: { paths: /data }", "21", "`paths` of confine is not a list"),
                List.of("do: own", "do: own\n    confine: { categories: [] }", "21", "`categories` of confine names none"),
                List.of("do: own", "do: own\n    confine: { categories: ['*x'] }", "21",
                        "`*x` is not a category to confine to"),
                List.of("do: own", "do: own\n    confine: { categories: ['a*b'] }", "21",
                        "`a*b` is not a category to confine to"),
                List.of("do: own", "do: own\n    confine: { categories: ['a//b'] }", "21",
                        "`a//b` is not a category to confine to"),
                List.of("do: own", "do: own\n    confine: { categories: ['u-{name}'] }", "21",
                        "`u-{name}` is not a category to confine to"),
                List.of("do: own", "do: own\n    force: { categories: x }", "21", "`categories` is not a key of force"),
                List.of("do: own", "do: own\n    force: { category: /x }", "21", "`/x` is not a category"),
                List.of("do: own", "do: own\n    force: { category: 'x*' }", "21", "`x*` is not a category"),
                List.of("do: own", "do: own\n    force: { category: 'x-{nam}' }", "21", "placeholder that is not known"),
                List.of("do: own", "do: own\n    force: { category: 'x-{name' }", "21", "placeholder that is not known"),
                List.of("do: own", "do: own\n    force: { tags: ['{mail}'] }", "21", "placeholder that is not known"),
                List.of("do: own", "do: own\n    force: { tags: ['a,b'] }", "21", "`a,b` is not a tag"),
                List.of("do: own", "do: own\n    force: { tags: x }", "21", "`tags` of force is not a list"),
                List.of("do: own", "do: own\n    confine: { categories: [family] }\n    force: { category: films }", "22",
                        "The forced category `films` is not one"),
                List.of("do: own", "do: own\n    confine: { categories: [family] }\n    force: { category: 'family{name}' }",
                        "22",
                        "The forced category `family{name}` is not one"),
                List.of("do: own", "do: own\n    confine: { categories: ['u-a*'] }\n    force: { category: 'u-{sub}' }", "22",
                        "The forced category `u-{sub}` is not one"),
                List.of("who: { group: /family }", "who: { group: /family, role: x }", "16", "names not exactly one"),
                List.of("who: { group: /family }", "who: { groups: /family }", "16", "`groups` is not a key of who"),
                List.of("ask: alice", "ask: alice\n  ask: bob", "5", "stands twice"),
                List.of("grants:", "grants: [", "16", "This is not YAML"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aMistakeIsNamedByItsLine(List<String> change) {
        assertTrue(GOOD.contains(change.get(0)), change.get(0));
        var found = mistakes(GOOD.replace(change.get(0), change.get(1)));
        assertTrue(
                found.stream().anyMatch(
                        mistake -> mistake.line() == Integer.parseInt(change.get(2)) && mistake.what().contains(change.get(3))),
                found.toString());
    }

    @Test
    void aConfinementMustLieWithinTheRootsOfEveryInstanceTheGrantCovers() {
        var second = "  cellar: { url: \"http://b\", username: u, password: long-enough, roots: [/srv] }\nroles:";
        var everywhere = GOOD.replace("roles:\n  helper", second + "\n  helper").replace("on: [attic]", "on: ['*']")
                .replace("do: own", "do: own\n    confine: { paths: [/data/family] }");
        assertEquals(List.of("`/data/family` is not within the roots of instance cellar."),
                mistakes(everywhere).stream().map(Mistake::what).toList());
        assertTrue(mistakes(everywhere.replace(", roots: [/srv]", "")).getFirst().allowed().contains("give it `roots`"));
        valid(everywhere.replace("on: ['*']", "on: [attic]"));
    }

    @Test
    void theTermsOfAGrantAreRead() {
        var grant = valid(GOOD.replace("do: own", """
                do: own
                    limits: { torrents: 20, adds-per-day: 10, size: 1.5 TiB }
                    confine: { paths: [/data/family/], categories: [family, "kids-*"] }
                    force: { category: "family/{sub}", tags: ["u:{name}", shared] }
                """.strip())).grants().getFirst();
        assertEquals(new Limits(OptionalInt.of(20), OptionalInt.of(10), OptionalLong.of(1_649_267_441_664L)), grant.limits());
        assertEquals(new Confine(List.of("/data/family"), List.of("family", "kids-*")), grant.confine());
        assertEquals(new Force(Optional.of("family/{sub}"), List.of("u:{name}", "shared")), grant.force());
        var plain = valid(GOOD).grants().getFirst();
        assertEquals(List.of(Limits.NONE, Confine.NOWHERE, Force.NOTHING),
                List.of(plain.limits(), plain.confine(), plain.force()));
    }

    @Test
    void sizesAreBinaryOrDecimal() {
        assertEquals(OptionalLong.of(200L * 1024 * 1024 * 1024), TermsReader.bytes("200GiB"));
        assertEquals(OptionalLong.of(200_000_000_000L), TermsReader.bytes("200 GB"));
        assertEquals(OptionalLong.of(700), TermsReader.bytes("700B"));
        assertEquals(OptionalLong.of(2_500), TermsReader.bytes("2.5kB"));
        assertEquals(OptionalLong.empty(), TermsReader.bytes("200G"));
    }

    @Test
    void aConfinedCategoryIncludesItsChildrenAndNothingThatOnlyBeginsAlike() {
        var confine = new Confine(List.of(), List.of("family", "kids-*"));
        for (var inside : List.of("family", "family/films", "family/films/old", "kids-", "kids-ann", "kids-ann/x")) {
            assertTrue(confine.category(inside), inside);
        }
        for (var outside : List.of("", "families", "Family", "kids", "x/family", "family2/x")) {
            assertFalse(confine.category(outside), outside);
        }
        assertTrue(Confine.NOWHERE.category(""));
    }

    @Test
    void whatAPersonIsCalledStaysOneHarmlessWord() {
        var force = new Force(Optional.of("family/{name}"), List.of("u:{sub}"));
        assertEquals(new Force(Optional.of("family/a_b_c_.."), List.of("u:f_1_x")), force.of("a/b,c\\..", "f:1 x"));
        assertEquals(new Force(Optional.of("family/_"), List.of("u:_")), force.of("", " "));
        assertEquals(Optional.of("family/_sub_"), force.of("{sub}", "x").category());
    }

    @Test
    void foldersAreComparedPartByPart() {
        assertTrue(Paths.within("/data", "/data") && Paths.within("/data/a", "/data") && Paths.within("/data", "/"));
        assertFalse(Paths.within("/database", "/data") || Paths.within("/", "/data") || Paths.within("/Data/a", "/data"));
        assertEquals(Optional.of("C:/films"), Paths.folder("C:\\films\\"));
        assertEquals(List.of(Optional.of("/"), Optional.of("D:/")), List.of(Paths.folder("/"), Paths.folder("D:\\")));
        for (var strange : List.of("", "data", "~/x", "/a/./b", "/a/..", "//a", "/a//", "/a/\u0000", "C:x", "/a/ /b")) {
            assertEquals(Optional.empty(), Paths.folder(strange), strange);
        }
    }

    @Test
    void anApiKeyIsReadFromItsFileAlone(@TempDir Path folder) throws IOException {
        var text = GOOD.replace("    username: admin\n", "").replace("password: something-long", "api-key-file: key");
        Files.writeString(folder.resolve("key"), "qbt_0123456789abcdefghijklmnopqr\n");
        var reading = assertInstanceOf(Reading.Valid.class, ConfigurationReader.read(text, folder));
        assertEquals(new Instance.Credentials.ApiKey(new Secret("qbt_0123456789abcdefghijklmnopqr")),
                reading.configuration().instances().get("attic").credentials());
        assertFalse(reading.toString().contains("qbt_"));
        Files.writeString(folder.resolve("key"), "two\nlines");
        var broken = assertInstanceOf(Reading.Broken.class, ConfigurationReader.read(text, folder));
        assertTrue(broken.mistakes().getFirst().toString().startsWith("line 9, column 19: The file holds no API key."));
    }

    @Test
    void allMistakesAreToldAtOnceInTheirOrder() {
        var found = mistakes(
                GOOD.replace("title: Attic", "tilte: Attic").replace("do: own", "do: all").replace("add: [queue]", "add: [x]"));
        assertEquals(List.of(7, 14, 20), found.stream().map(Mistake::line).toList());
        assertTrue(found.getFirst().toString().contains("Allowed: title, url, username"));
    }

    @Test
    void aPasswordFileIsReadBesideTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("attic"), "from a file\n");
        Files.writeString(folder.resolve("gatehouse.yaml"), GOOD.replace("password: something-long", "password-file: attic"));
        var configuration = assertInstanceOf(Reading.Valid.class, ConfigurationReader.read(folder.resolve("gatehouse.yaml")))
                .configuration();
        assertEquals("from a file", configuration.instances().get("attic").credentials().secret().reveal());
    }

    @Test
    void theExampleIsValidAndUsesEveryKey(@TempDir Path folder) throws IOException {
        var example = Files.readString(Path.of("docs/gatehouse.example.yaml"));
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/attic"), "a secret");
        Files.writeString(folder.resolve("secrets/ca.pem"), "a certificate");
        Files.writeString(folder.resolve("secrets/barn"), "qbt_0123456789abcdefghijklmnopqr");
        assertInstanceOf(Reading.Valid.class, ConfigurationReader.read(example, folder),
                () -> ConfigurationReader.read(example, folder).toString());
        Stream.of(ConfigurationReader.KEYS, ConfigurationReader.SIGN_IN_KEYS, ConfigurationReader.CLAIM_KEYS,
                InstanceReader.KEYS, RoleReader.KEYS,
                GrantReader.KEYS, GrantReader.WHO_KEYS, TermsReader.LIMITS_KEYS, TermsReader.CONFINE_KEYS,
                TermsReader.FORCE_KEYS).flatMap(List::stream)
                .forEach(key -> assertTrue(example.contains(key + ":"), key));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/dev/zero", ".", "large" })
    void whatHasNoEndIsNoSecret(String name, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("large"), "x".repeat(1_000_001));
        var reading = ConfigurationReader.read("""
                version: 1
                instances:
                  attic: { url: "http://attic", username: u, password-file: %s }
                """.formatted(name), folder);
        assertTrue(((Reading.Broken) reading).mistakes().toString().contains("The file " + name + " cannot be read."));
    }
}
