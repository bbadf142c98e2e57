package gatehouse.access;

import static gatehouse.access.Rules.ANN;
import static gatehouse.access.Rules.DANGEROUS;
import static gatehouse.access.Rules.INSTANCES;
import static gatehouse.access.Rules.OWNERS;
import static gatehouse.access.Rules.RIGHTS;
import static gatehouse.access.Rules.ROLES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Explanation.Kind;
import gatehouse.access.Explanation.Step;
import gatehouse.access.Rules.Line;
import gatehouse.action.Right;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.config.Force;
import gatehouse.config.Grant;
import gatehouse.config.Limits;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyTest {

    private static final Hash HASH = new Hash("a".repeat(40));
    private static final List<String> EVERYTHING_ON = INSTANCES.stream()
            .flatMap(instance -> DANGEROUS.stream().map(right -> instance + " " + right)).toList();

    private static Right right(String id) {
        return Right.parse(id).orElseThrow();
    }

    private static Optional<Owned> owner(String name) {
        return Rules.owned(name);
    }

    private static Policy policy(Line... lines) {
        return new Policy(new Rules(List.of(lines), List.of()).configuration());
    }

    @Test
    void theRulesKnowEveryRight() {
        assertEquals(Arrays.stream(Right.values()).map(Right::id).toList(), RIGHTS);
    }

    /// Role × right × own, another's, nobody's × granted or other instance × opted in or not, for each scope: compared
    /// with the independent rules, and decided by the one grant there is.
    @Test
    void theWholeTable() {
        for (var role : ROLES.keySet()) {
            for (var scopes : List.of("any any", "any own", "own any", "own own")) {
                for (var optedIn : List.of(List.<String> of(), EVERYTHING_ON)) {
                    var line = new Line("role: r1", role, "attic", scopes.split(" ")[0], scopes.split(" ")[1]);
                    compare(new Rules(List.of(line), optedIn));
                }
            }
        }
    }

    private static void compare(Rules rules) {
        var policy = new Policy(rules.configuration());
        for (var id : RIGHTS) {
            assertEquals(rules.house(id), policy.decide(ANN, right(id)).allowed(), () -> id + " by " + rules);
            for (var instance : INSTANCES) {
                assertEquals(rules.here(id, instance), policy.decide(ANN, right(id), instance).allowed(),
                        () -> id + " on " + instance + " by " + rules);
                for (var owner : OWNERS) {
                    assertEquals(rules.torrent(id, instance, owner),
                            policy.decide(ANN, right(id), instance, owner(owner)).allowed(),
                            () -> id + " on " + instance + " of " + owner + " by " + rules);
                }
            }
        }
    }

    @Property(tries = 300)
    void everyDecisionIsWhatTheRulesSay(@ForAll("grants") List<Line> lines, @ForAll("optedIn") List<String> optedIn) {
        compare(new Rules(lines, optedIn));
    }

    @Property(tries = 200)
    void aDecisionNamesAGrantThatAloneWouldDo(@ForAll("grants") List<Line> lines, @ForAll("owners") String owner) {
        var policy = new Policy(new Rules(lines, EVERYTHING_ON).configuration());
        for (var right : Right.values()) {
            if (policy.decide(ANN, right, "attic", owner(owner)) instanceof Allowed allowed) {
                var line = lines.get(allowed.grant().line() - Rules.FIRST_LINE);
                assertTrue(ROLES.get(line.role()).contains(right.id()) && !line.on().equals("cellar"));
                var terms = policy.on(ANN, "attic").constraints(right, owner(owner));
                assertEquals(allowed.grant(), terms.getFirst().grant());
            } else {
                assertEquals(List.of(), policy.on(ANN, "attic").constraints(right, owner(owner)));
            }
        }
    }

    @Property(tries = 200)
    void anExplanationDecidesAsThePolicyAndItsStepsLeadThere(@ForAll("grants") List<Line> lines,
            @ForAll("optedIn") List<String> optedIn, @ForAll("owners") String owner) {
        var policy = new Policy(new Rules(lines, optedIn).configuration());
        for (var right : Right.values()) {
            var torrent = new Explanation.Torrent(HASH, owner(owner));
            for (var why : List.of(Explanation.of(policy, ANN, right, "attic", torrent),
                    Explanation.of(policy, ANN, right, "attic"), Explanation.of(policy, ANN, right))) {
                var last = why.steps().getLast();
                assertEquals(why.decision().allowed(), last.yes(), why::toString);
                assertEquals(List.of(last), why.steps().stream().filter(Step::deciding).toList());
                assertTrue(why.steps().stream().limit(why.steps().size() - 1).allMatch(Step::yes));
                assertFalse(why.changes().isEmpty());
            }
            assertEquals(policy.decide(ANN, right, "attic", owner(owner)),
                    Explanation.of(policy, ANN, right, "attic", torrent).decision());
            assertEquals(policy.decide(ANN, right, "attic"), Explanation.of(policy, ANN, right, "attic").decision());
            assertEquals(policy.decide(ANN, right), Explanation.of(policy, ANN, right).decision());
        }
    }

    /// Doing what an explanation says, one thing after the other, must lead to a yes; taking away what it says, to a no.
    @Property(tries = 150)
    void whatAnExplanationAdvisesChangesTheAnswer(@ForAll("grants") List<Line> lines, @ForAll("optedIn") List<String> optedIn,
            @ForAll("owners") String owner, @ForAll("rights") String right) {
        var now = new Situation(lines, optedIn, owner);
        var why = now.why(right);
        for (var steps = 0; !why.decision().allowed() && steps < 8; steps++) {
            now = now.after(why.changes().getFirst(), right);
            why = now.why(right);
        }
        assertTrue(why.decision().allowed(), "no way led to a yes: " + now);
        assertEquals(Kind.TAKE_AWAY, why.changes().getFirst().kind());
        assertFalse(now.after(why.changes().getFirst(), right).why(right).decision().allowed());
    }

    private record Situation(List<Line> lines, List<String> optedIn, String owner) {

        Explanation why(String right) {
            return Explanation.of(new Policy(new Rules(lines, optedIn).configuration()), ANN, right(right), "attic",
                    new Explanation.Torrent(HASH, PolicyTest.owner(owner)));
        }

        Situation after(Explanation.Change change, String right) {
            return switch (change.kind()) {
                case GRANT -> with(Stream.concat(lines.stream(),
                        Stream.of(new Line("role: r1", "viewer", "cellar", "own", "own"))).toList());
                case COVER -> with(changed(change, line -> new Line(line.who(), line.role(), "\"*\"", line.see(), line.act())));
                case ROLE ->
                    with(changed(change, line -> new Line(line.who(), role(change), line.on(), line.see(), line.act())));
                case SEE_ANY -> with(changed(change, line -> new Line(line.who(), line.role(), line.on(), "any", line.act())));
                case DO_ANY -> with(changed(change, line -> new Line(line.who(), line.role(), line.on(), line.see(), "any")));
                case KEY -> throw new AssertionError("nobody here acts through a key");
                case OPT_IN -> new Situation(lines, List.of("attic " + right), owner);
                case OWN -> new Situation(lines, optedIn, ANN.id());
                case TAKE_AWAY -> with(lines.stream().filter(line -> !named(change, line)).toList());
                case INSTANCE -> throw new AssertionError("the attic is there");
            };
        }

        /// The widest of those named, so that a way has an end.
        private static String role(Explanation.Change change) {
            assertTrue(change.roles().contains("admin"));
            return "admin";
        }

        private Situation with(List<Line> changed) {
            return new Situation(changed, optedIn, owner);
        }

        private List<Line> changed(Explanation.Change change, java.util.function.UnaryOperator<Line> how) {
            return lines.stream().map(line -> named(change, line) ? how.apply(line) : line).toList();
        }

        private boolean named(Explanation.Change change, Line line) {
            return change.grants().stream().anyMatch(grant -> lines.get(grant.line() - Rules.FIRST_LINE).equals(line));
        }
    }

    @Provide
    Arbitrary<List<Line>> grants() {
        var who = Arbitraries.of("role: r1", "role: r2", "group: /g1", "group: /g1/deeper", "person: \"local:ann\"",
                "person: \"local:bob\"");
        return Combinators
                .combine(who, Arbitraries.of(ROLES.keySet().stream().sorted().toList()),
                        Arbitraries.of("attic", "cellar", "attic, cellar", "\"*\""), Arbitraries.of("any", "own"),
                        Arbitraries.of("any", "own"))
                .as(Line::new).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> optedIn() {
        return Arbitraries.of(EVERYTHING_ON).list().uniqueElements();
    }

    @Provide
    Arbitrary<String> owners() {
        return Arbitraries.of(OWNERS);
    }

    @Provide
    Arbitrary<String> rights() {
        return Arbitraries.of(RIGHTS);
    }

    @Test
    void whoHasNoGrantIsUnknownAndSeesNothing() {
        var policy = policy(new Line("role: r2", "admin", "\"*\"", "any", "any"));
        assertFalse(policy.knows(ANN));
        assertEquals(Set.of(), policy.visibleInstances(ANN));
        assertEquals(Reason.NOT_VISIBLE, ((Refused) policy.decide(ANN, Right.VIEW, "attic")).reason());
    }

    @Test
    void anInstanceThatDoesNotExistAndOneNotVisibleGiveTheSameAnswer() {
        var policy = policy(new Line("role: r1", "admin", "attic", "any", "any"));
        var hidden = (Refused) policy.decide(ANN, Right.CONTROL, "cellar");
        var absent = (Refused) policy.decide(ANN, Right.CONTROL, "nosuch");
        assertEquals(hidden.reason(), absent.reason());
        assertEquals(Kind.INSTANCE, Explanation.of(policy, ANN, Right.CONTROL, "nosuch").changes().getFirst().kind());
    }

    @Test
    void anAdministratorOfOneInstanceIsNoneOfTheHouseButMayMakeKeysOfTheirOwn() {
        var one = policy(new Line("role: r1", "admin", "attic", "any", "any"));
        assertFalse(one.decide(ANN, Right.ACCOUNTS_MANAGE).allowed());
        assertTrue(one.decide(ANN, Right.KEYS_OWN).allowed());
        var all = policy(new Line("role: r1", "admin", "\"*\"", "any", "any"));
        assertTrue(all.decide(ANN, Right.ACCOUNTS_MANAGE).allowed());
    }

    @Test
    void aRefusalNamesRightInstanceReasonAndTheNearestGrant() {
        var refused = (Refused) policy(new Line("role: r1", "member", "attic", "any", "own")).decide(ANN, Right.CONTROL,
                "attic",
                Optional.of(Owned.by("local:bob")));
        assertEquals(Reason.NOT_OWN, refused.reason());
        assertEquals(Optional.of("attic"), refused.instance());
        assertEquals(Right.CONTROL, refused.right());
        assertEquals(Grant.Scope.OWN, refused.nearest().orElseThrow().act());
        assertEquals(1, refused.generation());
    }

    @Test
    void constraintsHoldPerGrantAndNeverAcross() {
        var policy = new Policy(((Reading.Valid) ConfigurationReader.read("""
                version: 1
                instances:
                  attic: { url: "http://a", username: u, password: long-enough, roots: [/data] }
                  bare: { url: "http://b", username: u, password: long-enough }
                grants:
                  - who: { role: r1 }
                    role: member
                    on: [attic]
                    see: any
                    do: own
                    limits: { torrents: 5 }
                    confine: { paths: [/data/kids], categories: [kids] }
                    force: { category: "kids/{name}", tags: ["u:{sub}"] }
                  - { who: { group: /g1 }, role: automation, on: ["*"], see: any, do: any, confine: { categories: ["f*"] } }
                  - { who: { role: r1 }, role: viewer, on: ["*"], see: any, do: any }
                """, Path.of("."))).configuration());
        var both = policy.on(ANN, "attic").constraints(Right.ADD);
        assertEquals(List.of(6, 14), both.stream().map(terms -> terms.grant().line()).toList());
        var kids = both.get(0);
        var films = both.get(1);
        assertEquals(new Force(Optional.of("kids/Ann"), List.of("u:ann")), kids.force());
        assertEquals(List.of(5), kids.limits().torrents().stream().boxed().toList());
        assertTrue(kids.confined() && kids.path("/data/kids/a") && !kids.path("/data/films") && !kids.path("/data/kidsroom"));
        assertTrue(kids.category("kids/Ann") && !kids.category("films") && !kids.category(""));
        assertEquals(Limits.NONE, films.limits());
        assertTrue(!films.confined() && films.path("/data/films") && !films.path("/etc") && films.category("films"));
        assertTrue(both.stream().noneMatch(terms -> terms.path("/data/films") && terms.category("kids")),
                "the path of one with the category of the other is nobody's grant");
        assertEquals(List.of(14),
                policy.on(ANN, "attic").constraints(Right.CONTROL, Optional.of(Owned.by("local:bob"))).stream()
                        .map(terms -> terms.grant().line()).toList());
        var bare = policy.on(ANN, "bare").constraints(Right.ADD).getFirst();
        assertFalse(bare.path("/"), "without roots there is no place");
        assertEquals(List.of(), policy.on(ANN, "attic").constraints(Right.SETTINGS_FULL));
        assertEquals(List.of(), policy.on(ANN, "nosuch").constraints(Right.ADD));
    }
}
