package gatehouse.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import gatehouse.access.Constraints;
import gatehouse.access.Decision;
import gatehouse.access.OnInstance;
import gatehouse.access.Person;
import gatehouse.action.Action;
import gatehouse.action.Right;
import gatehouse.live.Mirror;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;

/// A command on its way through the checks, with all that they look at: of one policy, one snapshot, one moment.
///
/// @param values by canonical name, canonical
/// @param mirror the instance's; it stays what it is when the instance is taken out of the configuration meanwhile
record Asked(Person person, OnInstance standing, Action action, Command command, Map<String, String> values,
        Mirror mirror, Snapshot snapshot, Map<Hash, Owned> owned) {

    /// The same with other values.
    Asked with(Map<String, String> other) {
        return new Asked(person, standing, action, command, other, mirror, snapshot, owned);
    }

    /// The same at a later moment.
    Asked at(Snapshot later, Map<Hash, Owned> owned) {
        return new Asked(person, standing, action, command, values, mirror, later, owned);
    }

    /// Are all of these there, as far as they can tell?
    boolean seesAll(List<Hash> hashes) {
        return hashes.stream().allMatch(hash -> snapshot.torrents().containsKey(hash) && sees(hash));
    }

    /// Every right that it needs.
    Set<Right> rights() {
        return action.rights(values);
    }

    boolean sees(Hash hash) {
        return standing.sees(owned(hash));
    }

    /// The first right that is refused for a torrent, or an allowing decision.
    Decision decide(Hash hash) {
        return rights().stream().map(right -> standing.decide(right, owned(hash))).filter(decision -> !decision.allowed())
                .findFirst().orElseGet(() -> standing.decide(action.right(), owned(hash)));
    }

    /// On whose terms one right may be used on all of these torrents, or on none in particular.
    List<Constraints> terms(Right right, List<Hash> torrents) {
        var terms = standing.constraints(right);
        return torrents.isEmpty() ? terms
                : terms.stream().filter(term -> torrents.stream().allMatch(hash -> standing
                        .constraints(right, owned(hash)).stream().anyMatch(other -> other.grant() == term.grant())))
                        .toList();
    }

    Optional<Owned> owned(Hash hash) {
        return Optional.ofNullable(owned.get(hash));
    }
}
