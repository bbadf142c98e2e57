package gatehouse.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import gatehouse.action.Right;
import gatehouse.config.Grant;
import gatehouse.config.Role;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;

/// Why somebody may or may not: the questions in the order they are asked, up to the one that decides, and what would
/// change the answer. It names grants, instances and owners, so it is for people who may see the configuration, and
/// for operators at the machine.
///
/// @param instance empty for a right over Gatehouse itself
/// @param torrent empty when it is about the instance as a whole
/// @param changes any of these would change the answer, or bring it to the next question
public record Explanation(Person person, Right right, Optional<String> instance, Optional<Torrent> torrent, Decision decision,
        List<Step> steps, List<Change> changes) {

    /// @param owned empty when nobody owns it
    public record Torrent(Hash hash, Optional<Owned> owned) {
    }

    /// One question and its answer.
    ///
    /// @param grants those that say yes; for [Question#OPTED_IN] those that would allow
    /// @param deciding the answer ends the matter: the first no, or the last yes
    public record Step(int number, Question question, boolean yes, List<Grant> grants, boolean deciding) {
    }

    public enum Question {
        /// Is any grant for them?
        FOR_THEM,
        /// Does one of those cover this instance?
        HERE,
        /// Is one of those on every instance, as a right over Gatehouse itself needs?
        EVERYWHERE,
        /// Does one let them see the instance?
        VISIBLE,
        /// Does one let them see this torrent?
        SEEN,
        /// Does one have a role with the right?
        RIGHT,
        /// Does one of these reach this torrent: anybody's, or their own?
        REACHED,
        /// Does the key of the app leave it?
        KEY,
        /// Does the instance opt in to this dangerous right?
        OPTED_IN
    }

    /// Something an operator can do.
    ///
    /// @param grants those it would be done to; empty when it needs a new one
    /// @param roles those that would do, for [Kind#ROLE]
    public record Change(Kind kind, List<Grant> grants, List<String> roles) {
    }

    public enum Kind {
        /// Write a grant for them.
        GRANT,
        /// Name the instance in `instances`: there is none of that name.
        INSTANCE,
        /// Let one of the grants cover the instance, or all of them.
        COVER,
        /// Give one of the grants a role with the right.
        ROLE,
        /// Let one of the grants see any torrent.
        SEE_ANY,
        /// Let one of the grants touch any torrent.
        DO_ANY,
        /// Make the torrent theirs.
        OWN,
        /// Make a key that leaves it.
        KEY,
        /// Name the right in `dangerous` of the instance.
        OPT_IN,
        /// Take all of these grants away: each alone allows it.
        TAKE_AWAY
    }

    /// About a right over Gatehouse itself.
    public static Explanation of(Policy policy, Person person, Right right) {
        var asked = new Asked(policy, person, right);
        var grants = asked.grants(policy.grants(person).toList());
        var house = asked.step(Question.EVERYWHERE, grants.stream().filter(grant -> Policy.ofTheHouse(grant, right)).toList(),
                () -> List.of(new Change(Kind.COVER, grants, List.of())));
        var giving = house.stream().filter(grant -> grant.gives(right)).toList();
        asked.step(Question.RIGHT, giving, () -> asked.role(right, house));
        asked.key(key -> key.leaves(right), giving);
        return asked.end(Optional.empty(), Optional.empty(), policy.decide(person, right));
    }

    /// About an instance as a whole.
    public static Explanation of(Policy policy, Person person, Right right, String instance) {
        var on = policy.on(person.inPerson(), instance);
        var asked = new Asked(policy, person, right);
        asked.here(on);
        asked.step(Question.VISIBLE, on.giving(Right.VIEW), () -> asked.role(Right.VIEW, on.grants()));
        asked.step(Question.RIGHT, on.giving(right), () -> asked.role(right, on.grants()));
        asked.key(on);
        asked.optIn(on, on.giving(right));
        return asked.end(Optional.of(instance), Optional.empty(), policy.decide(person, right, instance));
    }

    /// About one torrent.
    public static Explanation of(Policy policy, Person person, Right right, String instance, Torrent torrent) {
        var on = policy.on(person.inPerson(), instance);
        var asked = new Asked(policy, person, right);
        asked.here(on);
        asked.step(Question.SEEN, on.reaching(Right.VIEW, torrent.owned()), () -> on.visible()
                ? asked.scope(Kind.SEE_ANY, on.giving(Right.VIEW)) : asked.role(Right.VIEW, on.grants()));
        asked.step(Question.RIGHT, on.giving(right), () -> asked.role(right, on.grants()));
        asked.key(on);
        asked.step(Question.REACHED, on.reaching(right, torrent.owned()), () -> asked.scope(Kind.DO_ANY, on.giving(right)));
        asked.optIn(on, on.reaching(right, torrent.owned()));
        return asked.end(Optional.of(instance), Optional.of(torrent),
                policy.decide(person, right, instance, torrent.owned()));
    }

    /// The way down the questions. After the first no, nothing more is asked.
    private static class Asked {

        private final Policy policy;
        private final Person person;
        private final Right right;
        private final List<Step> steps = new ArrayList<>();
        private List<Change> changes = List.of();
        private boolean over;

        Asked(Policy policy, Person person, Right right) {
            this.policy = policy;
            this.person = person;
            this.right = right;
        }

        List<Grant> grants(List<Grant> all) {
            return step(Question.FOR_THEM, all, () -> List.of(new Change(Kind.GRANT, List.of(), List.of())));
        }

        void here(OnInstance on) {
            var all = grants(policy.grants(person).toList());
            var known = policy.configuration().instances().containsKey(on.instance());
            step(Question.HERE, on.grants(),
                    () -> List.of(new Change(known ? Kind.COVER : Kind.INSTANCE, known ? all : List.of(), List.of())));
        }

        List<Grant> step(Question question, List<Grant> passing, java.util.function.Supplier<List<Change>> otherwise) {
            return step(question, !passing.isEmpty(), passing, otherwise);
        }

        private List<Grant> step(Question question, boolean yes, List<Grant> grants,
                java.util.function.Supplier<List<Change>> otherwise) {
            if (!over) {
                steps.add(new Step(steps.size() + 1, question, yes, grants, !yes));
                over = !yes;
                changes = yes ? List.of(new Change(Kind.TAKE_AWAY, grants, List.of())) : otherwise.get();
            }
            return grants;
        }

        /// What is left of an instance that the key does not show, nobody needs to ask.
        void key(OnInstance on) {
            key(key -> key.leaves(Right.VIEW, on.instance()) && key.leaves(right, on.instance()), on.giving(right));
        }

        void key(Predicate<Key> leaves, List<Grant> giving) {
            person.key().ifPresent(key -> step(Question.KEY, leaves.test(key), giving,
                    () -> List.of(new Change(Kind.KEY, List.of(), List.of()))));
        }

        void optIn(OnInstance on, List<Grant> allowing) {
            if (OnInstance.DANGEROUS.contains(right)) {
                step(Question.OPTED_IN, on.optedIn(right), allowing,
                        () -> List.of(new Change(Kind.OPT_IN, List.of(), List.of())));
            }
        }

        List<Change> role(Right needed, List<Grant> grants) {
            var roles = policy.configuration().roles().values().stream().filter(role -> role.rights().contains(needed))
                    .map(Role::name).sorted().toList();
            return List.of(new Change(Kind.ROLE, grants, roles));
        }

        List<Change> scope(Kind any, List<Grant> grants) {
            return List.of(new Change(any, grants, List.of()), new Change(Kind.OWN, List.of(), List.of()));
        }

        Explanation end(Optional<String> instance, Optional<Torrent> torrent, Decision decision) {
            var last = steps.removeLast();
            steps.add(new Step(last.number(), last.question(), last.yes(), last.grants(), true));
            return new Explanation(person, right, instance, torrent, decision, List.copyOf(steps), changes);
        }
    }
}
