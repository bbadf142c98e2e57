package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Person;
import gatehouse.http.Problem;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.store.Ownership.Owned;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;

/// Reads what somebody has chosen: torrents as `attic/HASH`, all of an instance as `attic/all`, or all that match a filter.
@ApplicationScoped
class Choices {

    private final Views views;
    private final Access access;

    Choices(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /// What is not there, or not theirs to see, is left out.
    ///
    /// @param matching the filter of all that are meant; then `chosen` is not looked at
    /// @throws Problem 400 for nonsense, 404 when nothing is left
    Chosen of(Person person, List<String> chosen, Optional<String> matching) {
        var filter = matching.or(() -> whole(chosen));
        var found = filter.map(text -> matching(person, Filter.parse(text))).orElseGet(() -> named(person, chosen));
        if (found.torrents().isEmpty()) {
            throw Problem.notFound();
        }
        return new Chosen(person, found.torrents(), found.standings(), access.policy(), filter);
    }

    /// `attic/all` is all of an instance: what `on:attic` matches.
    private static Optional<String> whole(List<String> chosen) {
        return !chosen.isEmpty() && chosen.stream().allMatch(written -> written.matches("[a-z0-9-]{1,32}/all"))
                ? Optional.of("on:" + chosen.stream().map(written -> written.substring(0, written.indexOf('/')))
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }

    /// One torrent, as its address names it.
    ///
    /// @throws Problem 404 when there is none that they see
    Chosen one(Person person, String instance, String hash) {
        return of(person, List.of(instance + "/" + hash), Optional.empty());
    }

    private record Found(List<Listed> torrents, Map<String, Standing> standings) {
    }

    private Found named(Person person, List<String> chosen) {
        var standings = new LinkedHashMap<String, Standing>();
        var torrents = new LinkedHashSet<Listed>();
        byInstance(chosen).forEach((name, hashes) -> views.standing(person, name).ifPresent(standing -> {
            standings.put(name, standing);
            hashes.stream().map(standing.now().snapshot().torrents()::get).filter(java.util.Objects::nonNull)
                    .filter(torrent -> standing.rights().sees(standing.owned(torrent)))
                    .forEach(torrent -> torrents.add(listed(name, standing, torrent)));
        }));
        return new Found(List.copyOf(torrents), standings);
    }

    private Found matching(Person person, Filter filter) {
        var standings = new LinkedHashMap<String, Standing>();
        access.policy().visibleInstances(person)
                .forEach(name -> views.standing(person, name).ifPresent(standing -> standings.put(name, standing)));
        return new Found(views.matching(person, filter), standings);
    }

    private static Listed listed(String instance, Standing standing, Torrent torrent) {
        return new Listed(instance, torrent, standing.owned(torrent).map(Owned::owner));
    }

    private static Map<String, Set<Hash>> byInstance(List<String> chosen) {
        var byInstance = new LinkedHashMap<String, Set<Hash>>();
        for (var written : chosen) {
            var parts = written.split("/", 2);
            var hash = parts.length == 2 ? Hash.parse(parts[1]) : Optional.<Hash> empty();
            if (hash.isEmpty() || !parts[0].matches("[a-z0-9-]{1,32}")) {
                throw Problem.badRequest("A chosen torrent is not written as instance/hash.");
            }
            byInstance.computeIfAbsent(parts[0], name -> new LinkedHashSet<>()).add(hash.get());
        }
        return byInstance;
    }
}
