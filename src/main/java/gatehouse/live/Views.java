package gatehouse.live;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.OnInstance;
import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.live.Speeds.Sample;
import gatehouse.store.Names;
import gatehouse.store.Ownership;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Asker;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Query;
import gatehouse.torrent.Query.Page;
import gatehouse.torrent.Sort;
import gatehouse.torrent.Torrent;

/// What one person sees of all mirrors. Torrents they may not see are left out before anything is counted.
///
/// A view costs one pass over the visible torrents and a sort. People with the same rights who ask the same question of
/// the same snapshots share it.
@ApplicationScoped
public class Views {

    private static final int KEPT = 64;
    private static final int LISTS_KEPT = 8;

    private final Mirrors mirrors;
    private final Access access;
    private final Ownership ownership;
    private final Names names;
    private final Clock clock;
    private final Map<Key, Page> pages = new Latest<>(KEPT);
    private final Map<List<Seen>, List<Listed>> lists = new Latest<>(LISTS_KEPT);

    Views(Mirrors mirrors, Access access, Ownership ownership, Names names, Clock clock) {
        this.mirrors = mirrors;
        this.access = access;
        this.ownership = ownership;
        this.names = names;
        this.clock = clock;
    }

    /// @param standings the visible instances in the order of the file, with what is known of each and allowed there
    /// @param policy the one that decided all of it
    public record View(Query query, Page page, Map<String, Standing> standings, Policy policy) {
    }

    /// An instance as this person has it before them.
    public record Standing(Mirror.Now now, OnInstance rights, Freshness freshness, Map<Hash, Owned> owned) {

        public boolean seesAll() {
            return rights.sees(Optional.empty());
        }

        public Optional<Owned> owned(Torrent torrent) {
            return Optional.ofNullable(owned.get(torrent.hash()));
        }

        public List<Torrent> visible() {
            return now.snapshot().torrents().values().stream().filter(torrent -> rights.sees(owned(torrent))).toList();
        }

        /// Bytes a second, of all its torrents or for whoever does not see all of theirs; 0 when nobody knows.
        public long downSpeed() {
            return freshness.usable() ? seesAll() ? now.down() : sum(Torrent::downSpeed) : 0;
        }

        /// The same upwards.
        public long upSpeed() {
            return freshness.usable() ? seesAll() ? now.up() : sum(Torrent::upSpeed) : 0;
        }

        /// Of the whole server in the last minutes, the oldest first; empty for whoever does not see all of its torrents:
        /// what is left after their own would be others'.
        public Optional<List<Sample>> speeds() {
            return seesAll() ? Optional.of(now.speeds()) : Optional.empty();
        }

        /// Bytes on the server's disk; empty when it does not say.
        public OptionalLong free() {
            return now.snapshot().server().get("free_space_on_disk") instanceof Number free ? OptionalLong.of(free.longValue())
                    : OptionalLong.empty();
        }

        private long sum(ToLongFunction<Torrent> own) {
            return visible().stream().mapToLong(own).sum();
        }
    }

    /// Everything that decides what is on a page; equal keys have equal pages.
    private record Key(Query query, List<Seen> seen) {
    }

    /// @param whose whose torrents are seen; empty for everybody's
    private record Seen(String instance, long version, String whose, Map<Hash, Owned> owned) {
    }

    /// Costs a pass over the visible torrents and a sort, unless somebody who sees the same has just asked.
    public View view(Person person, Query query) {
        var policy = access.policy();
        var standings = standings(person, policy);
        var asked = query.by(new Asker(person.id(), clock.instant()));
        return new View(asked, page(asked, standings), standings, policy);
    }

    /// All torrents that a filter lets through, as far as this person sees them, in no particular order.
    public List<Listed> matching(Person person, Filter filter) {
        var asked = filter.by(new Asker(person.id(), clock.instant()));
        return new Query(asked, Sort.DEFAULT, 0, 1).matching(visible(standings(person, access.policy())));
    }

    /// The same in the order of the view, whatever its window is.
    public List<Listed> ordered(Person person, Query query) {
        return matching(person, query.filter()).stream().sorted(query.sort().order()).toList();
    }

    private Map<String, Standing> standings(Person person, Policy policy) {
        var standings = new LinkedHashMap<String, Standing>();
        for (var name : policy.visibleInstances(person)) {
            mirrors.find(name).ifPresent(mirror -> standings.put(name, standing(person, policy, mirror)));
        }
        return standings;
    }

    /// One instance; empty when there is none of this name, as far as this person can tell.
    public Optional<Standing> standing(Person person, String instance) {
        var policy = access.policy();
        return mirrors.find(instance).map(mirror -> standing(person, policy, mirror))
                .filter(standing -> standing.rights().visible());
    }

    private Standing standing(Person person, Policy policy, Mirror mirror) {
        var now = mirror.now();
        return new Standing(now, policy.on(person, mirror.instance()), Freshness.of(now, clock.instant()),
                ownership.owned(mirror.instance()));
    }

    private Page page(Query query, Map<String, Standing> standings) {
        var key = new Key(query, seen(standings));
        synchronized (pages) {
            return pages.computeIfAbsent(key, fresh -> query.run(visible(standings)));
        }
    }

    private static List<Seen> seen(Map<String, Standing> standings) {
        return standings.entrySet().stream().map(entry -> seen(entry.getKey(), entry.getValue())).toList();
    }

    private static Seen seen(String instance, Standing standing) {
        var whose = standing.seesAll() ? "" : standing.rights().person().id();
        return new Seen(instance, standing.now().snapshot().version(), whose, standing.owned());
    }

    private List<Listed> visible(Map<String, Standing> standings) {
        synchronized (lists) {
            return lists.computeIfAbsent(seen(standings), fresh -> rows(standings));
        }
    }

    private List<Listed> rows(Map<String, Standing> standings) {
        var rows = new ArrayList<Listed>();
        standings.forEach((name, standing) -> standing.visible().forEach(torrent -> rows.add(row(name, standing, torrent))));
        return rows;
    }

    private Listed row(String instance, Standing standing, Torrent torrent) {
        var owner = standing.owned(torrent).map(Owned::owner);
        var adder = standing.owned(torrent).flatMap(Owned::adder).map(id -> new Listed.Adder(id, names.of(id)));
        return new Listed(instance, torrent, owner, owner.map(names::of).orElse(""),
                standing.now().snapshot().hosts(torrent), adder);
    }

    /// What was used first goes first.
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int kept;

        Latest(int kept) {
            this.kept = kept;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > kept;
        }
    }
}
