package gatehouse.access;

import java.util.EnumSet;
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
import gatehouse.config.Grant.Scope;

/// Who may do what: the grants of `gatehouse.yaml`. Deny by default, the union of the matching grants. Asking costs one
/// look at each grant; a page that asks for each row uses [#on] once per instance instead.
public record Policy(Configuration configuration) {

    /// May they use this right over Gatehouse itself ([Right#ofTheHouse])?
    public Decision decide(Person person, Right right) {
        return grants(person).filter(grant -> grant.on().everywhere() && grant.role().rights().contains(right)).findFirst()
                .<Decision> map(grant -> new Allowed(right, Optional.empty(), grant))
                .orElseGet(() -> new Refused(right, Optional.empty(), Reason.NO_GRANT, Optional.empty()));
    }

    /// May they use this right on this instance at all, on at least their own torrents? An instance that does not
    /// exist and one they may not see give the same answer.
    public Decision decide(Person person, Right right, String instance) {
        return on(person, instance).decide(right);
    }

    /// May they use this right on a torrent of this owner (a [Person#id], empty when nobody owns it)?
    public Decision decide(Person person, Right right, String instance, Optional<String> owner) {
        return on(person, instance).decide(right, owner);
    }

    /// Do they see torrents of this owner on this instance?
    public boolean sees(Person person, String instance, Optional<String> owner) {
        return on(person, instance).sees(owner);
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
        return grants(person).anyMatch(grant -> grant.role().rights().contains(right));
    }

    /// What this person may do on one instance: the grants that match, looked up once.
    public OnInstance on(Person person, String instance) {
        var known = configuration.instances().get(instance);
        var matching = known == null ? List.<Grant> of() : grants(person).filter(grant -> grant.covers(instance)).toList();
        var dangerous = known == null ? Set.<Right> of() : known.dangerous();
        return new OnInstance(person.id(), instance, matching, dangerous);
    }

    private Stream<Grant> grants(Person person) {
        return configuration.grants().stream().filter(grant -> matches(grant, person));
    }

    private static boolean matches(Grant grant, Person person) {
        return switch (grant.who()) {
            case Grant.Who.RoleOf(var role) -> person.roles().contains(role);
            case Grant.Who.GroupOf(var group) -> person.groups().contains(group);
            case Grant.Who.PersonOf(var id) -> person.id().equals(id);
        };
    }

    /// One person's standing on one instance.
    public record OnInstance(String person, String instance, List<Grant> grants, Set<Right> optedIn) {

        private static final Set<Right> DANGEROUS = EnumSet.of(Right.SETTINGS_EXEC, Right.SEARCH_PLUGINS, Right.CREATE);

        public boolean visible() {
            return grants.stream().anyMatch(grant -> grant.role().rights().contains(Right.VIEW));
        }

        public boolean sees(Optional<String> owner) {
            return grants.stream().anyMatch(grant -> grant.role().rights().contains(Right.VIEW) && reaches(grant.see(), owner));
        }

        public Decision decide(Right right) {
            return judge(right, grants.stream().filter(grant -> grant.role().rights().contains(right)).toList(), visible());
        }

        public Decision decide(Right right, Optional<String> owner) {
            if (!sees(owner)) {
                return refused(right, Reason.NOT_VISIBLE, Optional.empty());
            }
            var giving = grants.stream().filter(grant -> grant.role().rights().contains(right)).toList();
            var reaching = giving.stream().filter(grant -> reaches(right == Right.VIEW ? grant.see() : grant.act(), owner))
                    .toList();
            return giving.isEmpty() || !reaching.isEmpty() ? judge(right, reaching, true)
                    : refused(right, Reason.NOT_OWN, Optional.of(giving.getFirst()));
        }

        private Decision judge(Right right, List<Grant> giving, boolean visible) {
            if (!visible) {
                return refused(right, Reason.NOT_VISIBLE, Optional.empty());
            }
            if (giving.isEmpty()) {
                return refused(right, Reason.NO_GRANT, Optional.empty());
            }
            return DANGEROUS.contains(right) && !optedIn.contains(right)
                    ? refused(right, Reason.NOT_OPTED_IN, Optional.of(giving.getFirst()))
                    : new Allowed(right, Optional.of(instance), giving.getFirst());
        }

        private Refused refused(Right right, Reason reason, Optional<Grant> nearest) {
            return new Refused(right, Optional.of(instance), reason, nearest);
        }

        private boolean reaches(Scope scope, Optional<String> owner) {
            return scope == Scope.ANY || owner.filter(person::equals).isPresent();
        }
    }
}
