package gatehouse.config;

import static gatehouse.action.Right.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import gatehouse.action.Right;

/// The roles every installation has. Rights of `settings.exec`, `search.plugins` and `create` are in `admin` but count
/// only on an instance that opts in with `dangerous`.
class DefaultRoles {

    private static final Set<Right> VIEWER = EnumSet.of(VIEW, RSS_VIEW);
    private static final Set<Right> MEMBER = with(VIEWER, ADD, CONTROL, ORGANISE, LIMITS, CONTENT, LOCATION, DELETE,
            DELETE_DATA, TRACKERS_VIEW, KEYS_OWN);
    private static final Set<Right> OPERATOR = with(MEMBER, QUEUE, TAXONOMY, LIMITS_GLOBAL, RSS_MANAGE, SEARCH, LOG,
            PEERS_VIEW, PEERS_BAN, TRACKERS_EDIT, INSTANCES_VIEW);

    static final List<Role> ALL = List.of(
            new Role("viewer", Set.copyOf(VIEWER)),
            new Role("member", Set.copyOf(MEMBER)),
            new Role("operator", Set.copyOf(OPERATOR)),
            new Role("automation", Set.of(VIEW, ADD, ORGANISE, CONTROL, LIMITS, DELETE)),
            new Role("admin", Set.copyOf(EnumSet.allOf(Right.class))));

    private DefaultRoles() {
    }

    static boolean named(String name) {
        return ALL.stream().anyMatch(role -> role.name().equals(name));
    }

    private static Set<Right> with(Set<Right> base, Right... more) {
        var rights = EnumSet.copyOf(base);
        rights.addAll(List.of(more));
        return rights;
    }
}
