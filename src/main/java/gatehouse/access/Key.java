package gatehouse.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Right;

/// How a key narrows what its owner may. It never adds anything: each decision asks the owner's grants first.
///
/// @param instances empty for all that the owner sees
/// @param category what every torrent gets that is added with it
public record Key(long id, String name, Set<String> instances, Set<Right> rights, Optional<String> category) {

    /// What is made with these outlives the key, so that whoever stole it would stay after it was revoked.
    public static final Set<Right> NEVER = EnumSet.of(Right.KEYS_OWN, Right.KEYS_MANAGE, Right.ACCOUNTS_MANAGE,
            Right.SESSIONS_MANAGE);

    /// Does it leave a right over Gatehouse itself? Only a key for all instances can.
    boolean leaves(Right right) {
        return instances.isEmpty() && rights.contains(right) && !NEVER.contains(right);
    }

    /// Does it leave a right on this instance?
    boolean leaves(Right right, String instance) {
        return (instances.isEmpty() || instances.contains(instance)) && rights.contains(right);
    }
}
