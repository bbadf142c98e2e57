package gatehouse.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Explanation;
import gatehouse.access.Explanation.Change;
import gatehouse.access.Explanation.Torrent;
import gatehouse.access.LocalAccounts;
import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.action.Right;
import gatehouse.config.Grant;
import gatehouse.gate.Owners;
import gatehouse.gate.Owners.Which;
import gatehouse.store.Ownership;
import gatehouse.torrent.Hash;

/// Answers why somebody may or may not: everybody about themselves, about others whoever may see the configuration. To
/// the first it shows only their own grants, and nothing of instances, torrents and owners that they may not see.
@ApplicationScoped
public class Why {

    private final Access access;
    private final Owners owners;
    private final Ownership ownership;
    private final LocalAccounts accounts;

    Why(Access access, Owners owners, Ownership ownership, LocalAccounts accounts) {
        this.access = access;
        this.owners = owners;
        this.ownership = ownership;
        this.accounts = accounts;
    }

    /// A question as it was asked; absent parts are empty.
    ///
    /// @param person the id of somebody else
    /// @param roles what a provider gives them, separated by commas
    public record Question(String right, String instance, String hash, String person, String roles, String groups) {

        public Question {
            right = text(right);
            instance = text(instance);
            hash = text(hash);
            person = text(person);
            roles = text(roles);
            groups = text(groups);
        }

        private static String text(String given) {
            return given == null ? "" : given.strip();
        }

        boolean aboutSelf(Person asker) {
            return (person.isEmpty() || person.equals(asker.id())) && roles.isEmpty() && groups.isEmpty();
        }
    }

    /// @param self it is about whoever asks
    /// @param owner of the torrent, where the asker may know it
    public record Answer(Explanation explanation, boolean self, Optional<String> owner) {

        /// The grant that allowed it, or came closest.
        public Optional<Grant> deciding() {
            return switch (explanation.decision()) {
                case Allowed allowed -> Optional.of(allowed.grant());
                case Refused refused -> refused.nearest();
            };
        }
    }

    /// What the asker lacks for this question; empty when they may ask it.
    public Optional<Refused> refused(Person asker, Question question) {
        return question.aboutSelf(asker) ? Optional.empty()
                : Optional.of(access.policy().decide(asker, Right.CONFIG_VIEW)).filter(Refused.class::isInstance)
                        .map(Refused.class::cast);
    }

    /// @throws Problem 400 when the question makes no sense, 404 when it is about something that is not there for the asker
    public Answer answer(Person asker, Question question) {
        var policy = access.policy();
        var right = Right.parse(question.right()).orElseThrow(
                () -> Problem.badRequest("There is no such right. Rights: " + Arrays.stream(Right.values()).map(Right::id)
                        .collect(Collectors.joining(", ")) + "."));
        return policy.decide(asker, Right.CONFIG_VIEW).allowed() ? whole(policy, asker, right, question)
                : own(policy, asker, right, question);
    }

    private Answer whole(Policy policy, Person asker, Right right, Question question) {
        var self = question.aboutSelf(asker);
        var person = self ? asker : person(question);
        if (right.ofTheHouse()) {
            return new Answer(Explanation.of(policy, person, right), self, Optional.empty());
        }
        if (question.hash().isEmpty()) {
            return new Answer(Explanation.of(policy, person, right, instance(question)), self, Optional.empty());
        }
        var owned = ownership.owned(instance(question), hash(question));
        return new Answer(
                Explanation.of(policy, person, right, question.instance(), new Torrent(hash(question), owned)), self,
                owned.map(Ownership.Owned::owner));
    }

    private Answer own(Policy policy, Person asker, Right right, Question question) {
        if (right.ofTheHouse()) {
            return new Answer(without(policy, Explanation.of(policy, asker, right)), true, Optional.empty());
        }
        if (!policy.on(asker, instance(question)).visible()) {
            throw Problem.notFound();
        }
        if (question.hash().isEmpty()) {
            return new Answer(without(policy, Explanation.of(policy, asker, right, question.instance())), true,
                    Optional.empty());
        }
        var known = owners.known(asker, new Which(question.instance(), hash(question).value()))
                .orElseThrow(Problem::notFound);
        var torrent = new Torrent(known.hash(), ownership.owned(question.instance(), known.hash()));
        return new Answer(without(policy, Explanation.of(policy, asker, right, question.instance(), torrent)), true,
                known.owner());
    }

    /// Which roles the file has is part of the configuration, and a grant may name instances that are hidden.
    private static Explanation without(Policy policy, Explanation full) {
        var visible = policy.visibleInstances(full.person());
        var steps = full.steps().stream().map(step -> new Explanation.Step(step.number(), step.question(), step.yes(),
                narrowed(step.grants(), visible), step.deciding())).toList();
        var changes = full.changes().stream()
                .map(change -> new Change(change.kind(), narrowed(change.grants(), visible), List.of())).toList();
        var decision = switch (full.decision()) {
            case Allowed(var right, var instance, var grant, var generation) ->
                new Allowed(right, instance, narrowed(grant, visible), generation);
            case Refused(var right, var instance, var reason, var nearest, var generation) ->
                new Refused(right, instance, reason, nearest.map(grant -> narrowed(grant, visible)), generation);
        };
        return new Explanation(full.person(), full.right(), full.instance(), full.torrent(), decision, steps,
                changes);
    }

    private static List<Grant> narrowed(List<Grant> grants, Set<String> visible) {
        return grants.stream().map(grant -> narrowed(grant, visible)).toList();
    }

    private static Grant narrowed(Grant grant, Set<String> visible) {
        var on = grant.on().instances().stream().filter(visible::contains).collect(Collectors.toSet());
        return new Grant(grant.who(), grant.role(), new Grant.On(grant.on().everywhere(), on), grant.see(), grant.act(),
                grant.limits(), grant.confine(), grant.force(), grant.line());
    }

    private static String instance(Question question) {
        if (question.instance().isEmpty()) {
            throw Problem.badRequest(question.right() + " is a right on an instance: say which.");
        }
        return question.instance();
    }

    private static Hash hash(Question question) {
        return Hash.parse(question.hash()).orElseThrow(
                () -> Problem.badRequest("The torrent is not written as its hash: 40 or 64 hexadecimal digits."));
    }

    private Person person(Question question) {
        var local = Person.LOCAL + ":";
        var given = !question.roles().isEmpty() || !question.groups().isEmpty();
        var mark = question.person().indexOf('#');
        if (question.person().startsWith(local) && !given) {
            return accounts.find(question.person().substring(local.length())).orElseThrow(Why::nobody);
        }
        if (question.person().startsWith(local) || mark < 1) {
            throw nobody();
        }
        var subject = question.person().substring(mark + 1);
        return new Person(question.person().substring(0, mark), subject, subject, names(question.roles()),
                names(question.groups()));
    }

    private static Problem nobody() {
        return Problem.badRequest("That is nobody: write local:NAME for an account that may sign in, or ISSUER#SUBJECT with"
                + " the roles and groups of a person of a provider.");
    }

    private static Set<String> names(String written) {
        return Arrays.stream(written.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
