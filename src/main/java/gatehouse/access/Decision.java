package gatehouse.access;

import java.util.Optional;

import gatehouse.action.Right;
import gatehouse.config.Grant;

/// Whether somebody may do something, and why. It carries what pages, programs and the audit need to explain it.
public sealed interface Decision {

    Right right();

    /// The instance it was about; empty for rights over Gatehouse itself.
    Optional<String> instance();

    /// Which state of the policy decided: [gatehouse.config.Configuration#generation].
    long generation();

    /// Allowed, by this grant.
    record Allowed(Right right, Optional<String> instance, Grant grant, long generation) implements Decision {
    }

    /// Refused. `nearest` is the grant that came closest, when the reason is a scope or the key.
    record Refused(Right right, Optional<String> instance, Reason reason, Optional<Grant> nearest, long generation)
            implements Decision {
    }

    enum Reason {
        /// What was asked about does not exist for this person; answer 404, never 403.
        NOT_VISIBLE,
        /// No grant of theirs gives the right here.
        NO_GRANT,
        /// They may, but the key of the app that acts for them may not.
        NOT_BY_KEY,
        /// They have it for their own torrents, and this one is not theirs.
        NOT_OWN,
        /// The right needs the instance's `dangerous` opt-in, which it has not.
        NOT_OPTED_IN
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }
}
