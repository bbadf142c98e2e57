package gatehouse.access;

import static gatehouse.access.Rules.ANN;
import static gatehouse.access.Rules.INSTANCES;
import static gatehouse.access.Rules.RIGHTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Explanation.Kind;
import gatehouse.access.Explanation.Question;
import gatehouse.access.Rules.Line;
import gatehouse.action.Right;
import gatehouse.config.Grant.Scope;
import gatehouse.store.Ownership.Owned;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A key narrows: whatever it holds, it never may more than its owner, and never less than both together.
class KeyTest {

    private static final List<String> ON = List.of("dangerous", "attic create", "attic settings.exec", "attic search.plugins");

    private static Policy policy(String role, String on) {
        return new Policy(new Rules(List.of(new Line("role: r1", role, on, "own", "own")), ON).configuration());
    }

    private static Right right(String id) {
        return Right.parse(id).orElseThrow();
    }

    private static Person through(Set<String> instances, Set<String> rights) {
        return ANN.through(new Key(1, "sonarr", instances, rights.stream().map(KeyTest::right).collect(Collectors.toSet()),
                Optional.empty()));
    }

    @Property(tries = 300)
    void itMayWhatBothMay(@ForAll("roles") String role, @ForAll("places") String on, @ForAll("instances") Set<String> instances,
            @ForAll("rights") Set<String> rights) {
        var policy = policy(role, on);
        var app = through(instances, rights);
        for (var id : RIGHTS) {
            var right = right(id);
            var house = instances.isEmpty() && rights.contains(id) && !Key.NEVER.contains(right);
            assertEquals(policy.decide(ANN, right).allowed() && house, policy.decide(app, right).allowed(), id);
            for (var instance : INSTANCES) {
                var here = instances.isEmpty() || instances.contains(instance);
                var both = here && rights.contains("view") && rights.contains(id);
                assertEquals(policy.decide(ANN, right, instance).allowed() && both,
                        policy.decide(app, right, instance).allowed(), id);
                var bobs = Optional.of(Owned.by("local:bob"));
                assertEquals(policy.decide(ANN, right, instance, bobs).allowed() && both,
                        policy.decide(app, right, instance, bobs).allowed(), id);
                var on1 = policy.on(app, instance);
                assertEquals(on1.decide(right).allowed(), on1.scope(right).isPresent(), id);
                assertEquals(on1.decide(right).allowed(), !on1.constraints(right).isEmpty(), id);
            }
        }
    }

    @Provide
    Arbitrary<String> roles() {
        return Arbitraries.of(Rules.ROLES.keySet());
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of("attic", "\"*\"");
    }

    @Provide
    Arbitrary<Set<String>> instances() {
        return Arbitraries.of(INSTANCES).set();
    }

    @Provide
    Arbitrary<Set<String>> rights() {
        return Arbitraries.of(RIGHTS).set();
    }

    @Test
    void aRefusalSaysThatItIsTheKeyWhichLacksIt() {
        var policy = policy("admin", "\"*\"");
        var refused = (Refused) policy.decide(through(Set.of(), Set.of("view")), Right.CONTROL, "attic");
        assertEquals(Reason.NOT_BY_KEY, refused.reason());
        assertTrue(refused.nearest().isPresent());
        assertEquals(Reason.NOT_BY_KEY, ((Refused) policy.decide(through(Set.of(), Set.of("view", "keys.own")),
                Right.KEYS_OWN)).reason());
        assertEquals(Reason.NO_GRANT, ((Refused) policy("viewer", "attic").decide(through(Set.of(), Set.of("view", "control")),
                Right.CONTROL, "attic")).reason());
        assertEquals(Reason.NOT_VISIBLE, ((Refused) policy.decide(through(Set.of("cellar"), Set.of("view", "control")),
                Right.CONTROL, "attic")).reason(), "the instance is not there for it");
    }

    @Test
    void itsExplanationGoesThroughTheOwnersGrantsToTheKey() {
        var policy = policy("admin", "attic");
        var why = Explanation.of(policy, through(Set.of(), Set.of("view")), Right.CONTROL, "attic");
        assertFalse(why.decision().allowed());
        assertEquals(Question.KEY, why.steps().getLast().question());
        assertTrue(why.steps().stream().limit(why.steps().size() - 1).allMatch(Explanation.Step::yes), "its owner may");
        assertEquals(List.of(Kind.KEY), why.changes().stream().map(Explanation.Change::kind).toList());
        var yes = Explanation.of(policy, through(Set.of(), Set.of("view", "control")), Right.CONTROL, "attic");
        assertTrue(yes.decision() instanceof Allowed && yes.steps().getLast().yes());
        var hidden = Explanation.of(policy, through(Set.of("cellar"), Set.of("view")), Right.VIEW, "attic",
                new Explanation.Torrent(new gatehouse.torrent.Hash("a".repeat(40)), Optional.of(Owned.by(ANN.id()))));
        assertEquals(Question.KEY, hidden.steps().getLast().question());
        assertEquals(Question.RIGHT, Explanation.of(policy("viewer", "attic"), through(Set.of(), Set.of("view", "control")),
                Right.CONTROL, "attic").steps().getLast().question(), "where the owner may not, the key is not asked");
    }

    @Test
    void itsCategoryHoldsWithTheTermsOfTheGrant() {
        var tv = ANN.through(new Key(1, "sonarr", Set.of(), Set.of(Right.VIEW, Right.ADD, Right.ORGANISE), Optional.of("tv")));
        var policy = policy("member", "attic");
        var terms = policy.on(tv, "attic").constraints(Right.ADD).getFirst();
        assertEquals(Optional.of("tv"), terms.force().category());
        assertTrue(terms.category("tv"));
        assertFalse(terms.category("") || terms.category("films") || terms.category("tv/old"));
        assertEquals(List.of("tv"), terms.categories());
        assertEquals(Optional.of(Scope.OWN), policy.on(tv, "attic").scope(Right.ADD));
        assertTrue(policy.on(ANN, "attic").constraints(Right.ADD).getFirst().category("films"));
    }
}
