package gatehouse.access;

import java.util.Optional;
import java.util.Set;

import gatehouse.action.Right;
import gatehouse.config.Configuration;

/// Who may do what: the grants of `gatehouse.yaml`. Deny by default, the union of the matching grants.
public record Policy(Configuration configuration) {

    /// May they use this right over Gatehouse itself ([Right#ofTheHouse])?
    public Decision decide(Person person, Right right) {
        throw new UnsupportedOperationException();
    }

    /// May they use this right on this instance at all, on at least their own torrents? An instance that does not
    /// exist and one they may not see give the same answer.
    public Decision decide(Person person, Right right, String instance) {
        throw new UnsupportedOperationException();
    }

    /// May they use this right on a torrent of this owner (a [Person#id], empty when nobody owns it)?
    public Decision decide(Person person, Right right, String instance, Optional<String> owner) {
        throw new UnsupportedOperationException();
    }

    /// Do they see torrents of this owner on this instance?
    public boolean sees(Person person, String instance, Optional<String> owner) {
        throw new UnsupportedOperationException();
    }

    /// The instances they may see, in the order of the file. Empty for somebody without a grant.
    public Set<String> visibleInstances(Person person) {
        throw new UnsupportedOperationException();
    }

    /// `true` when at least one grant matches them.
    public boolean knows(Person person) {
        throw new UnsupportedOperationException();
    }
}
