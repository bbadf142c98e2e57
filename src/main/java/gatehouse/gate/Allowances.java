package gatehouse.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.action.Right;
import gatehouse.live.Mirror;
import gatehouse.live.Views.Standing;
import gatehouse.store.Ownership.Owned;
import gatehouse.store.Quota;
import gatehouse.store.Quota.Limit;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// How much more somebody may add, before they ask for it.
@ApplicationScoped
public class Allowances {

    private final Quota quota;

    Allowances(Quota quota) {
        this.quota = quota;
    }

    /// One limit: what is used of it, without what is about to be added. Sizes are bytes.
    public record Allowance(Limit limit, long used, long allowed) {
    }

    /// The limits of the first grant that lets them add here; none when it has none.
    public List<Allowance> of(Standing standing) {
        var terms = standing.rights().constraints(Right.ADD);
        if (terms.isEmpty()) {
            return List.of();
        }
        var limits = terms.getFirst().limits();
        var person = standing.rights().person().id();
        var used = quota.used(person, standing.rights().instance(), owned(person, standing.now(), standing.owned()));
        return Stream.of(
                limits.torrents().stream().mapToObj(most -> new Allowance(Limit.TORRENTS, used.torrents(), most)),
                limits.addsPerDay().stream().mapToObj(most -> new Allowance(Limit.ADDS_PER_DAY, used.adds(), most)),
                limits.size().stream().mapToObj(most -> new Allowance(Limit.SIZE, used.bytes(), most)))
                .flatMap(each -> each).toList();
    }

    /// What the mirror shows of somebody's own torrents.
    static Quota.Owned owned(String person, Mirror.Now now, Map<Hash, Owned> owners) {
        var theirs = now.snapshot().torrents().values().stream().filter(torrent -> Optional
                .ofNullable(owners.get(torrent.hash())).filter(owned -> owned.owner().equals(person)).isPresent()).toList();
        var bytes = theirs.stream().mapToLong(torrent -> Math.max(0, torrent.size())).sum();
        return new Quota.Owned(theirs.stream().map(Torrent::hash).collect(Collectors.toSet()), bytes,
                now.lastGood().orElse(Instant.EPOCH));
    }
}
