package gatehouse.config;

import java.util.Set;

import gatehouse.action.Right;

/// A role given to somebody on some instances. `line` is its place in `gatehouse.yaml`, so that a decision can name it.
/// Limits, confinement and what is forced belong together with the role: they never mix with those of another grant.
public record Grant(Who who, Role role, On on, Scope see, Scope act, Limits limits, Confine confine, Force force, int line) {

    /// Whom it is for: everybody with a provider role, everybody in a group, or one person.
    public sealed interface Who {
        record RoleOf(String role) implements Who {
        }

        record GroupOf(String group) implements Who {
        }

        /// `person` is an issuer and a subject joined by `#`, or `local:NAME` for a local account.
        record PersonOf(String person) implements Who {
        }
    }

    /// Where it holds: on every instance (`["*"]`) or on those named.
    public record On(boolean everywhere, Set<String> instances) {
        public boolean covers(String instance) {
            return everywhere || instances.contains(instance);
        }
    }

    public enum Scope {
        OWN,
        ANY
    }

    public boolean covers(String instance) {
        return on.covers(instance);
    }

    public boolean gives(Right right) {
        return role.rights().contains(right);
    }
}
