package gatehouse.dropin;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.access.OnInstance;
import gatehouse.action.Right;
import gatehouse.config.Configuration;
import gatehouse.config.Grant.Scope;
import gatehouse.gate.Seen;
import gatehouse.live.Views.Standing;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;

/// The newest sight of each instance for each kind of viewer, and the last ones that were handed out, so that an app that
/// comes back with the number of one gets the difference. No app has a state here: a number that nobody knows, because it is
/// too old or another process gave it, leads to all there is.
///
/// Numbers start at random, so that one of another process is not taken for ours. They grow only when something changes that
/// this viewer sees, so that nobody learns from theirs that others do something.
@ApplicationScoped
class Sights {

    private static final int MOST_VIEWERS = 64;
    private static final int MOST_HANDED_OUT = 32;
    private static final long FIRST = 1_000_000;
    private static final int SPREAD = 1_000_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Viewer, History> histories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Viewer, History> eldest) {
            return size() > MOST_VIEWERS;
        }
    };
    private final Map<Kind, Map<Hash, Row>> rows = new HashMap<>();

    /// Who sees alike sees the same sight.
    ///
    /// @param all whether every torrent
    /// @param trackers of whose torrents they see the trackers; empty for nobody's
    /// @param whose a person's id where that makes a difference, otherwise empty
    private record Viewer(String instance, boolean all, Optional<Scope> trackers, String whose, Words words) {

        static Viewer of(OnInstance rights, Words words) {
            var all = rights.sees(Optional.empty());
            var trackers = rights.scope(Right.TRACKERS_VIEW);
            var alike = all && trackers.filter(Scope.OWN::equals).isEmpty();
            return new Viewer(rights.instance(), all, trackers, alike ? "" : rights.person().id(), words);
        }
    }

    /// Rows that are encoded alike.
    private record Kind(String instance, boolean trackers, Words words) {
    }

    private static final class History {

        private Snapshot snapshot = Snapshot.NOTHING;
        private Map<Hash, Owned> owned = Map.of();
        private Optional<Sight> newest = Optional.empty();
        private long rid = FIRST + RANDOM.nextInt(SPREAD);
        private final ArrayDeque<Sight> handedOut = new ArrayDeque<>();
    }

    /// What a person sees now. Costs a pass over the torrents when something has changed since somebody asked, otherwise
    /// nothing.
    synchronized Sight now(Standing standing, Words words) {
        return now(history(standing, words), standing, words);
    }

    /// The same, for `sync/maindata`.
    ///
    /// @param rid what the app says it has
    synchronized Handed handOut(Standing standing, Words words, long rid) {
        var history = history(standing, words);
        var sight = now(history, standing, words);
        var before = history.handedOut.stream().filter(one -> one.rid() == rid).findFirst();
        if (history.handedOut.peekLast() != sight) {
            history.handedOut.add(sight);
            if (history.handedOut.size() > MOST_HANDED_OUT) {
                history.handedOut.remove();
            }
        }
        return new Handed(before, sight);
    }

    /// @param before what the app has; empty when nobody knows
    record Handed(Optional<Sight> before, Sight now) {
    }

    private History history(Standing standing, Words words) {
        return histories.computeIfAbsent(Viewer.of(standing.rights(), words), fresh -> new History());
    }

    private Sight now(History history, Standing standing, Words words) {
        var snapshot = standing.now().snapshot();
        if (history.newest.isPresent() && (snapshot == history.snapshot && standing.owned() == history.owned
                || snapshot.version() < history.snapshot.version())) {
            return history.newest.get();
        }
        var sight = look(history, standing, words);
        history.snapshot = snapshot;
        history.owned = standing.owned();
        if (history.newest.filter(sight::same).isEmpty()) {
            history.newest.ifPresent(old -> old.orders().clear());
            history.newest = Optional.of(sight);
            history.rid++;
        }
        return history.newest.get();
    }

    private Sight look(History history, Standing standing, Words words) {
        var seen = new Seen(standing.rights(), standing.now().snapshot(), standing.owned());
        var visible = seen.torrents().stream().map(torrent -> row(seen, torrent, words)).toList();
        tidy(seen);
        return Sight.of(history.rid + 1, visible, seen.categories(), seen.tags(), trackers(history, seen),
                words.server(seen.server()));
    }

    /// The largest part around the rows stays the same object while it does not change.
    private static Map<String, List<String>> trackers(History history, Seen seen) {
        var old = history.newest.map(Sight::trackers);
        if (old.isPresent() && seen.snapshot().trackers() == history.snapshot.trackers() && seen.owned() == history.owned) {
            return old.get();
        }
        var trackers = seen.trackers();
        return old.filter(trackers::equals).orElse(trackers);
    }

    /// Rows of torrents that are gone are let go, once they are as many as those that are there.
    private void tidy(Seen seen) {
        var there = seen.snapshot().torrents().keySet();
        rows.forEach((kind, all) -> {
            if (kind.instance().equals(seen.standing().instance()) && all.size() > 2 * there.size()) {
                all.keySet().retainAll(there);
            }
        });
    }

    private Row row(Seen seen, Torrent torrent, Words words) {
        var trackers = seen.trackers(torrent.hash());
        return rows.computeIfAbsent(new Kind(seen.standing().instance(), trackers, words), fresh -> new HashMap<>())
                .compute(torrent.hash(),
                        (hash, old) -> old != null && old.is(torrent) ? old : new Row(torrent, trackers, words));
    }

    /// What was kept of an instance that is gone, or of torrents that are, is let go.
    synchronized void reload(@Observes Configuration configuration) {
        var there = configuration.instances().keySet();
        histories.keySet().removeIf(viewer -> !there.contains(viewer.instance()));
        rows.keySet().removeIf(kind -> !there.contains(kind.instance()));
    }
}
