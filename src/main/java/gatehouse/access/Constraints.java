package gatehouse.access;

import java.util.List;
import java.util.Optional;

import gatehouse.config.Force;
import gatehouse.config.Grant;
import gatehouse.config.Limits;
import gatehouse.config.Paths;

/// The terms on which one grant gives a right. They hold together and never mix with those of another grant.
///
/// @param folders where paths may lie: the folders the grant confines to, otherwise the instance's roots; none when it
///     has none. Somebody who is confined and names no path must be sent to one of these, for the server's own default
///     may lie anywhere
/// @param force what is set on new torrents whatever was asked, with the person's name filled in
/// @param only the one category that the key of an app leaves; empty when it leaves all
public record Constraints(Grant grant, List<String> folders, Force force, Optional<String> only) {

    /// The terms for an app whose key has a category. Where the grant forces another, no torrent meets both, and the app
    /// adds nothing.
    static Constraints narrowed(Grant grant, List<String> folders, Force force, String category) {
        return new Constraints(grant, folders, new Force(force.category().or(() -> Optional.of(category)), force.tags()),
                Optional.of(category));
    }

    public Limits limits() {
        return grant.limits();
    }

    /// Are there fewer places than the whole instance where torrents may be put?
    public boolean confined() {
        return !grant.confine().paths().isEmpty();
    }

    /// Does this absolute, normalised path of the server lie where it may?
    public boolean path(String path) {
        return folders.stream().anyMatch(folder -> Paths.within(path, folder));
    }

    /// May a torrent be given this category? The empty text is no category.
    public boolean category(String category) {
        return only.map(category::equals).orElse(true) && grant.confine().category(category);
    }

    /// The categories that a torrent may be given, as a confinement names them; empty for all.
    public List<String> categories() {
        return only.map(List::of).orElseGet(() -> grant.confine().categories());
    }
}
