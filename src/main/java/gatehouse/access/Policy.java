package gatehouse.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import gatehouse.access.Decision.Allowed;
import gatehouse.access.Decision.Reason;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Right;
import gatehouse.config.Configuration;
import gatehouse.config.Grant;
import gatehouse.store.Ownership.Owned;

/// Who may do what: the grants of `gatehouse.yaml`. Deny by default, the union of the matching grants. Asking costs one
/// look at each grant; a page that asks for each row uses [#on] once per instance instead. It never changes: whoever
/// decides more than once in one go takes one policy and keeps it.
public record Policy(Configuration configuration) {

    /// Which state of `gatehouse.yaml` this is.
    public long generation() {
        return configuration.generation();
    }

    /// May they use this right over Gatehouse itself ([Right#ofTheHouse])?
    public Decision decide(Person person, Right right) {
        var grant = grants(person).filter(one -> ofTheHouse(one, right) && one.gives(right)).findFirst();
        if (grant.isEmpty()) {
            return new Refused(right, Optional.empty(), Reason.NO_GRANT, Optional.empty(), generation());
        }
        return person.key().filter(key -> !key.leaves(right)).isPresent()
                ? new Refused(right, Optional.empty(), Reason.NOT_BY_KEY, grant, generation())
                : new Allowed(right, Optional.empty(), grant.get(), generation());
    }

    /// A key can only narrow what its owner may, so the right to make one's own needs no grant on every instance.
    static boolean ofTheHouse(Grant grant, Right right) {
        return grant.on().everywhere() || right == Right.KEYS_OWN;
    }

    /// May they use this right on this instance at all, on at least their own torrents? An instance that does not
    /// exist and one they may not see give the same answer.
    public Decision decide(Person person, Right right, String instance) {
        return on(person, instance).decide(right);
    }

    /// May they use this right on a torrent that is somebody's, or nobody's when empty?
    public Decision decide(Person person, Right right, String instance, Optional<Owned> owned) {
        return on(person, instance).decide(right, owned);
    }

    /// Do they see such a torrent on this instance?
    public boolean sees(Person person, String instance, Optional<Owned> owned) {
        return on(person, instance).sees(owned);
    }

    /// The instances they may see, in the order of the file. Empty for somebody without a grant.
    public Set<String> visibleInstances(Person person) {
        var visible = new LinkedHashSet<String>();
        configuration.instances().keySet().stream().filter(name -> on(person, name).visible()).forEach(visible::add);
        return visible;
    }

    /// `true` when at least one grant matches them.
    public boolean knows(Person person) {
        return grants(person).findAny().isPresent();
    }

    /// `true` when some grant of theirs gives the right somewhere; otherwise a page does not mention it at all.
    public boolean couldEver(Person person, Right right) {
        return person.key().map(key -> right.ofTheHouse() ? key.leaves(right) : key.rights().contains(right)).orElse(true)
                && grants(person).anyMatch(grant -> grant.gives(right));
    }

    /// What this person may do on one instance: the grants that match, looked up once.
    public OnInstance on(Person person, String instance) {
        var known = configuration.instances().get(instance);
        return known == null ? new OnInstance(person, instance, List.of(), Set.of(), List.of(), generation())
                : new OnInstance(person, instance, grants(person).filter(grant -> grant.covers(instance)).toList(),
                        known.dangerous(), known.roots(), generation());
    }

    Stream<Grant> grants(Person person) {
        return configuration.grants().stream().filter(grant -> matches(grant, person));
    }

    private static boolean matches(Grant grant, Person person) {
        return switch (grant.who()) {
            case Grant.Who.RoleOf(var role) -> person.roles().contains(role);
            case Grant.Who.GroupOf(var group) -> person.groups().contains(group);
            case Grant.Who.PersonOf(var id) -> person.id().equals(id);
        };
    }
}
