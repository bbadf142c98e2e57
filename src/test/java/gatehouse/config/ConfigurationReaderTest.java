package gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                List.of("password: something-long", "api-key-file: key", "10", "not supported yet"),
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
                List.of("do: own", "do: own\n    limits: { torrents: 5 }", "21", "`limits` is not supported yet"),
                List.of("do: own", "do: own\n    confine: { paths: [/data] }", "21", "`confine` is not supported yet"),
                List.of("do: own", "do: own\n    force: { category: x }", "21", "`force` is not supported yet"),
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
        assertEquals("from a file", configuration.instances().get("attic").credentials().password().reveal());
    }

    @Test
    void theExampleIsValidAndUsesEveryKey(@TempDir Path folder) throws IOException {
        var example = Files.readString(Path.of("docs/gatehouse.example.yaml"));
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/attic"), "a secret");
        Files.writeString(folder.resolve("secrets/ca.pem"), "a certificate");
        assertInstanceOf(Reading.Valid.class, ConfigurationReader.read(example, folder),
                () -> ConfigurationReader.read(example, folder).toString());
        Stream.of(ConfigurationReader.KEYS, ConfigurationReader.SIGN_IN_KEYS, ConfigurationReader.CLAIM_KEYS,
                InstanceReader.KEYS, RoleReader.KEYS,
                GrantReader.KEYS, GrantReader.WHO_KEYS).flatMap(List::stream)
                .forEach(key -> assertTrue(example.contains(key + ":"), key));
    }
}
