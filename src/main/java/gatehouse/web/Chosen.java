package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import gatehouse.access.Person;
import gatehouse.access.Policy;
import gatehouse.live.Views.Standing;
import gatehouse.qbittorrent.Health;
import gatehouse.store.PendingAdds;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;

/// The torrents that somebody has chosen, as far as they see them, and how they stand to each instance.
///
/// @param matching the filter when all that match it are meant: then what they may not touch is left out
public record Chosen(Person person, List<Listed> torrents, Map<String, Standing> standings, Policy policy,
        Optional<String> matching) {

    public int size() {
        return torrents.size();
    }

    public boolean single() {
        return torrents.size() == 1;
    }

    public Listed first() {
        return torrents.getFirst();
    }

    Standing standing(Listed listed) {
        return standings.get(listed.instance());
    }

    Optional<Health.Connected> server(Listed listed) {
        return server(listed.instance());
    }

    Optional<Health.Connected> server(String instance) {
        return standings.get(instance).now().health() instanceof Health.Connected connected ? Optional.of(connected)
                : Optional.empty();
    }

    /// In the order in which they were chosen.
    public Map<String, List<Listed>> byInstance() {
        var byInstance = new LinkedHashMap<String, List<Listed>>();
        torrents.forEach(listed -> byInstance.computeIfAbsent(listed.instance(), name -> new java.util.ArrayList<>())
                .add(listed));
        return byInstance;
    }

    Chosen only(Predicate<Listed> some) {
        return new Chosen(person, torrents.stream().filter(some).toList(), standings, policy, matching);
    }

    public boolean any(Predicate<Torrent> test) {
        return torrents.stream().map(Listed::torrent).anyMatch(test);
    }

    /// `true` for all, `false` for none; empty when they differ.
    public Optional<Boolean> all(Predicate<Torrent> test) {
        var count = torrents.stream().map(Listed::torrent).filter(test).count();
        return count == torrents.size() ? Optional.of(true) : count == 0 ? Optional.of(false) : Optional.empty();
    }

    /// The one value that all have; empty when they differ.
    public Optional<String> common(java.util.function.Function<Torrent, String> field) {
        var values = torrents.stream().map(Listed::torrent).map(field).distinct().limit(2).toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    public long bytes() {
        return torrents.stream().mapToLong(listed -> Math.max(0, listed.torrent().size())).sum();
    }

    /// The categories that may be given, of all instances concerned: the server's for whoever sees all of its torrents,
    /// otherwise those of the torrents they see.
    public Set<String> categories() {
        var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        byInstance().keySet().forEach(name -> {
            var standing = standings.get(name);
            standing.visible().stream().map(Torrent::category).filter(category -> !category.isEmpty()).forEach(names::add);
            if (standing.seesAll()) {
                names.addAll(standing.now().snapshot().categories().keySet());
            }
        });
        return names;
    }

    /// Each tag that may be given, and whether all of the chosen have it; empty when some do.
    public Map<String, Optional<Boolean>> tags() {
        var tags = new TreeMap<String, Optional<Boolean>>(String.CASE_INSENSITIVE_ORDER);
        byInstance().keySet().forEach(name -> {
            var standing = standings.get(name);
            standing.visible().forEach(torrent -> torrent.tags().forEach(tag -> tags.put(tag, has(tag))));
            if (standing.seesAll()) {
                standing.now().snapshot().tags().forEach(tag -> tags.put(tag, has(tag)));
            }
        });
        tags.keySet().removeIf(tag -> tag.isEmpty() || tag.startsWith(PendingAdds.TAG));
        return tags;
    }

    private Optional<Boolean> has(String tag) {
        return all(torrent -> torrent.tags().contains(tag));
    }
}
