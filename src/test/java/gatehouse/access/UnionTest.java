package gatehouse.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import gatehouse.action.Right;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;

/// Threat A20: what several grants come to, as a table. Nobody has more than is written here.
class UnionTest {

    private static final String VIEWER = "rss.view view";
    private static final String MEMBER = "add content control delete delete.data keys.own limits location organise rss.view"
            + " trackers.view view";
    private static final String DANGEROUS = "create search.plugins settings.exec";
    private static final Policy POLICY = policy("""
            version: 1
            instances:
              attic: { url: "http://a", username: u, password: long-enough }
              cellar: { url: "http://b", username: u, password: long-enough, dangerous: [settings.exec] }
            roles:
              helper: { extends: viewer, add: [control] }
              less: { extends: member, remove: [delete, delete.data, add] }
              blind: { add: [delete.data] }
            grants:
              - { who: { role: seer }, role: viewer, on: ["*"], see: any, do: own }
              - { who: { role: family }, role: member, on: [attic], see: any, do: own }
              - { who: { group: /helpers }, role: helper, on: [cellar], see: any, do: own }
              - { who: { group: /helpers/less }, role: less, on: [attic], see: own, do: own }
              - { who: { role: blind }, role: blind, on: ["*"], see: any, do: any }
              - { who: { role: boss }, role: admin, on: ["*"], see: any, do: any }
            """);

    private static Policy policy(String yaml) {
        return new Policy(((Reading.Valid) ConfigurationReader.read(yaml, Path.of("."))).configuration());
    }

    @ParameterizedTest
    @CsvSource({ "'', '', '', ''",
            "nobody, /none, '', ''",
            "seer, '', " + VIEWER + ", " + VIEWER,
            "family, '', " + MEMBER + ", ''",
            "family seer, '', " + MEMBER + ", " + VIEWER,
            "'', /helpers, '', control " + VIEWER,
            "family, /helpers, " + MEMBER + ", control " + VIEWER,
            "'', /helpers/less, content control keys.own limits location organise rss.view trackers.view view, ''",
            "family, /helpers/less, " + MEMBER + ", ''",
            "blind, '', '', ''",
            "blind seer, '', delete.data " + VIEWER + ", delete.data " + VIEWER,
            "FAMILY, /Helpers, '', ''",
            "'family ', '/helpers/', '', ''",
            "fam\u0456ly, '', '', ''",
            "'family,boss', '', '', ''",
            "role:family, '', '', ''",
            "'*', '*', '', ''" })
    void whatSeveralGrantsComeTo(String roles, String groups, String attic, String cellar) {
        var person = new Person("https://idp.example", "1", "seer", roles.contains(",") || roles.startsWith("'")
                || roles.endsWith(" ") ? Set.of(roles) : Set.of(roles.split(" ")), Set.of(groups));
        assertEquals(words(attic), allowed(person, "attic"));
        assertEquals(words(cellar), allowed(person, "cellar"));
        assertEquals(words(""), allowed(person, "shed"), "an instance that is not there");
    }

    @Test
    void anAdministratorHasAllButWhatTheInstanceDoesNotOptInTo() {
        var boss = new Person("https://idp.example", "1", "Boss", Set.of("boss"), Set.of());
        var all = Arrays.stream(Right.values()).map(Right::id).collect(Collectors.toSet());
        var cellar = Set.copyOf(all.stream().filter(right -> right.equals("settings.exec") || !words(DANGEROUS).contains(right))
                .toList());
        assertEquals(cellar, allowed(boss, "cellar"));
        assertEquals(Set.copyOf(all.stream().filter(right -> !words(DANGEROUS).contains(right)).toList()),
                allowed(boss, "attic"));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    private static Set<String> allowed(Person person, String instance) {
        return Arrays.stream(Right.values()).filter(right -> POLICY.decide(person, right, instance).allowed()).map(Right::id)
                .collect(Collectors.toSet());
    }
}
