package gatehouse.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Right;
import gatehouse.config.Grant;
import gatehouse.config.Grant.Scope;
import gatehouse.store.Ownership.Owned;

/// One person's standing on one instance, of one generation of the policy.
///
/// @param grants those that are for them and cover the instance, in the order of `gatehouse.yaml`
/// @param optedIn the dangerous rights that the instance opts in to
/// @param roots the instance's own, which bound every path
public record OnInstance(Person person, String instance, List<Grant> grants, Set<Right> optedIn, List<String> roots,
        long generation) {

    static final Set<Right> DANGEROUS = EnumSet.of(Right.SETTINGS_EXEC, Right.SEARCH_PLUGINS, Right.CREATE);

    public boolean visible() {
        return !giving(Right.VIEW).isEmpty();
    }

    /// Do they see a torrent that is somebody's, or nobody's when empty?
    public boolean sees(Optional<Owned> owned) {
        return !reaching(Right.VIEW, owned).isEmpty();
    }

    /// May they use this right here at all, on at least their own torrents?
    public Decision decide(Right right) {
        return judge(right, giving(right), visible());
    }

    /// May they use this right on such a torrent?
    public Decision decide(Right right, Optional<Owned> owned) {
        return decide(right, owned, owned);
    }

    /// May they decide whose such a torrent is and who shares it? Its owner may, and whoever may organise anybody's
    /// torrents here; not those whom it is only shared with.
    public Decision dispose(Optional<Owned> owned) {
        return decide(Right.ORGANISE, owned, owned.filter(one -> one.owner().equals(person.id())));
    }

    private Decision decide(Right right, Optional<Owned> seen, Optional<Owned> touched) {
        if (!sees(seen)) {
            return refused(right, Reason.NOT_VISIBLE, Optional.empty());
        }
        var giving = giving(right);
        var reaching = reaching(right, touched);
        return giving.isEmpty() || !reaching.isEmpty() ? judge(right, reaching, true)
                : refused(right, Reason.NOT_OWN, Optional.of(giving.getFirst()));
    }

    /// How far they may use this right here: on anybody's torrents, or on their own; empty when they may not.
    public Optional<Scope> scope(Right right) {
        if (!decide(right).allowed()) {
            return Optional.empty();
        }
        var any = giving(right).stream().anyMatch(grant -> (right == Right.VIEW ? grant.see() : grant.act()) == Scope.ANY);
        return Optional.of(any ? Scope.ANY : Scope.OWN);
    }

    /// On whose terms they may use this right here, for something new: one entry for each grant that allows it, in the
    /// order of the file. Empty when they may not. Whatever is asked must meet all terms of one entry; the path of one
    /// with the category or the limit of another is more than anybody granted.
    public List<Constraints> constraints(Right right) {
        return decide(right).allowed() ? giving(right).stream().map(this::terms).toList() : List.of();
    }

    /// The same for a torrent that is there already.
    public List<Constraints> constraints(Right right, Optional<Owned> owned) {
        return decide(right, owned).allowed() ? reaching(right, owned).stream().map(this::terms).toList() : List.of();
    }

    private Constraints terms(Grant grant) {
        var folders = grant.confine().paths().isEmpty() ? roots : grant.confine().paths();
        var force = grant.force().of(person.name(), person.subject());
        return person.key().flatMap(Key::category).map(category -> Constraints.narrowed(grant, folders, force, category))
                .orElseGet(() -> new Constraints(grant, folders, force, Optional.empty()));
    }

    /// The grants that give a right to them, or to the app that acts for them.
    List<Grant> giving(Right right) {
        return byKey(right) ? granting(right) : List.of();
    }

    private List<Grant> granting(Right right) {
        return grants.stream().filter(grant -> grant.gives(right)).toList();
    }

    private boolean byKey(Right right) {
        return person.key().map(key -> key.leaves(right, instance)).orElse(true);
    }

    List<Grant> reaching(Right right, Optional<Owned> owned) {
        return giving(right).stream().filter(grant -> reaches(grant, right, owned)).toList();
    }

    private Decision judge(Right right, List<Grant> giving, boolean visible) {
        if (!visible) {
            return refused(right, Reason.NOT_VISIBLE, Optional.empty());
        }
        if (giving.isEmpty()) {
            var granting = granting(right);
            return granting.isEmpty() ? refused(right, Reason.NO_GRANT, Optional.empty())
                    : refused(right, Reason.NOT_BY_KEY, Optional.of(granting.getFirst()));
        }
        return optedIn(right) ? new Allowed(right, Optional.of(instance), giving.getFirst(), generation)
                : refused(right, Reason.NOT_OPTED_IN, Optional.of(giving.getFirst()));
    }

    boolean optedIn(Right right) {
        return !DANGEROUS.contains(right) || optedIn.contains(right);
    }

    private Refused refused(Right right, Reason reason, Optional<Grant> nearest) {
        return new Refused(right, Optional.of(instance), reason, nearest, generation);
    }

    /// What is shared with them counts as their own, for seeing or also for touching.
    private boolean reaches(Grant grant, Right right, Optional<Owned> owned) {
        return right == Right.VIEW ? grant.see() == Scope.ANY || owned.filter(one -> one.sees(person.id())).isPresent()
                : grant.act() == Scope.ANY || owned.filter(one -> one.touches(person.id())).isPresent();
    }
}
