package gatehouse.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Right;
import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.config.Grant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyTest {

    private static final List<String> ROLES = List.of("viewer", "member", "operator", "automation", "admin");
    private static final List<String> OWNERS = List.of("", "local:ann", "local:bob");
    private static final Person ANN = new Person(Person.LOCAL, "ann", "Ann", Set.of("r1"), Set.of("/g1"));

    /// One line of the grants as a test writes it, and as the naive judge below reads it.
    record Line(String who, String role, String on, String see, String act) {

        String yaml() {
            return "  - { who: { %s }, role: %s, on: [%s], see: %s, do: %s }\n".formatted(who, role, on, see, act);
        }

        boolean forAnn() {
            return Set.of("role: r1", "group: /g1", "person: \"local:ann\"").contains(who);
        }

        boolean covers(String instance) {
            return on.equals("\"*\"") || on.equals(instance);
        }
    }

    private static Configuration configuration(List<Line> lines) {
        var text = new StringBuilder("""
                version: 1
                instances:
                  attic: { url: "http://a", username: u, password: long-enough, dangerous: [create] }
                  cellar: { url: "http://b", username: u, password: long-enough }
                grants:
                """);
        lines.forEach(line -> text.append(line.yaml()));
        return ((Reading.Valid) ConfigurationReader
                .read(lines.isEmpty() ? text.toString().replace("grants:\n", "") : text.toString(), Path.of(".")))
                .configuration();
    }

    /// The rules once more, by somebody who only knows the document: may Ann?
    private static boolean may(Configuration configuration, List<Line> lines, Right right, String instance, String owner) {
        var sees = false;
        var acts = false;
        for (var line : lines) {
            if (!line.forAnn() || !line.covers(instance)) {
                continue;
            }
            var rights = configuration.roles().get(line.role()).rights();
            var own = owner.equals("local:ann");
            sees |= rights.contains(Right.VIEW) && (line.see().equals("any") || own);
            acts |= rights.contains(right) && ((right == Right.VIEW ? line.see() : line.act()).equals("any") || own);
        }
        var optedIn = !Set.of(Right.CREATE, Right.SEARCH_PLUGINS, Right.SETTINGS_EXEC).contains(right)
                || configuration.instances().get(instance).dangerous().contains(right);
        return sees && acts && optedIn;
    }

    @Property(tries = 400)
    void everyDecisionIsWhatTheRulesSay(@ForAll("grants") List<Line> lines) {
        var configuration = configuration(lines);
        var policy = new Policy(configuration);
        for (var right : Right.values()) {
            for (var instance : List.of("attic", "cellar")) {
                for (var owner : OWNERS) {
                    var someone = Optional.of(owner).filter(name -> !name.isEmpty());
                    assertEquals(may(configuration, lines, right, instance, owner),
                            policy.decide(ANN, right, instance, someone).allowed(),
                            () -> right + " on " + instance + " of " + owner + " by " + lines);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Line>> grants() {
        var who = Arbitraries.of("role: r1", "role: r2", "group: /g1", "group: /g1/deeper", "person: \"local:ann\"",
                "person: \"local:bob\"");
        return Combinators
                .combine(who, Arbitraries.of(ROLES), Arbitraries.of("attic", "cellar", "\"*\""), Arbitraries.of("any", "own"),
                        Arbitraries.of("any", "own"))
                .as(Line::new).list().ofMaxSize(5);
    }

    @Test
    void theWholeTableOfDefaultRoles() {
        for (var role : ROLES) {
            for (var act : List.of("any", "own")) {
                var lines = List.of(new Line("role: r1", role, "attic", "any", act));
                var configuration = configuration(lines);
                var policy = new Policy(configuration);
                for (var right : Right.values()) {
                    for (var owner : OWNERS) {
                        var someone = Optional.of(owner).filter(name -> !name.isEmpty());
                        assertEquals(may(configuration, lines, right, "attic", owner),
                                policy.decide(ANN, right, "attic", someone).allowed());
                        assertFalse(policy.decide(ANN, right, "cellar", someone).allowed());
                    }
                }
            }
        }
    }

    @Test
    void whoHasNoGrantIsUnknownAndSeesNothing() {
        var policy = new Policy(configuration(List.of(new Line("role: r2", "admin", "\"*\"", "any", "any"))));
        assertFalse(policy.knows(ANN));
        assertEquals(Set.of(), policy.visibleInstances(ANN));
        assertEquals(Reason.NOT_VISIBLE, ((Refused) policy.decide(ANN, Right.VIEW, "attic")).reason());
    }

    @Test
    void anInstanceThatDoesNotExistAndOneNotVisibleGiveTheSameAnswer() {
        var policy = new Policy(configuration(List.of(new Line("role: r1", "admin", "attic", "any", "any"))));
        var hidden = (Refused) policy.decide(ANN, Right.CONTROL, "cellar");
        var absent = (Refused) policy.decide(ANN, Right.CONTROL, "nosuch");
        assertEquals(hidden.reason(), absent.reason());
    }

    @Test
    void anAdministratorOfOneInstanceIsNoneOfTheHouse() {
        var one = new Policy(configuration(List.of(new Line("role: r1", "admin", "attic", "any", "any"))));
        assertFalse(one.decide(ANN, Right.ACCOUNTS_MANAGE).allowed());
        var all = new Policy(configuration(List.of(new Line("role: r1", "admin", "\"*\"", "any", "any"))));
        assertTrue(all.decide(ANN, Right.ACCOUNTS_MANAGE).allowed());
    }

    @Test
    void aRefusalNamesRightInstanceReasonAndTheNearestGrant() {
        var lines = new ArrayList<>(List.of(new Line("role: r1", "member", "attic", "any", "own")));
        var refused = (Refused) new Policy(configuration(lines)).decide(ANN, Right.CONTROL, "attic", Optional.of("local:bob"));
        assertEquals(Reason.NOT_OWN, refused.reason());
        assertEquals(Optional.of("attic"), refused.instance());
        assertEquals(Right.CONTROL, refused.right());
        assertEquals(Grant.Scope.OWN, refused.nearest().orElseThrow().act());
    }
}
