package gatehouse.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One parameter of an action. Its type is its guard: the check that every value passes before a server sees it.
///
/// @param names what servers of different ages call it, newest first; the first is its canonical name
/// @param required whether an action without it is refused, for the servers that have it
/// @param empty whether it may be written empty although it is required; for `url-list`, whether elements may be
/// @param range for `int` and `float` the smallest and largest value, for lists the fewest and most elements
/// @param values for `enum` the canonical values; for `url`, `url-list` the schemes
/// @param list for `enum` what separates several values; for `url` and `url-list` `%` when each is percent-encoded once
/// @param rights what a value needs besides the action's right: by value, or under `*` for any that is not empty
/// @param otherwise what is sent to the servers that insist on it when nobody says anything
public record Parameter(List<ParameterName> names, Type type, boolean required, boolean empty, Range range,
        List<String> values, String list, Map<String, Right> rights, Optional<String> otherwise) {

    /// Limits of a number, both included.
    public record Range(long least, long most) {

        public static final Range OPEN = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// The canonical name, which the newest servers use.
    public String name() {
        return names.getFirst().name();
    }

    /// What servers of this version call it; empty when they do not know it.
    public Optional<ParameterName> at(ApiVersion version) {
        return names.stream().filter(name -> name.versions().has(version)).findFirst();
    }

    /// Checks the shape of a value. Whether a torrent exists, or a path is within somebody's roots, is not asked here.
    /// An optional parameter may be written empty, which servers take as left out (except `category` and `tag` of
    /// `torrents/info`, where it means none); a list of torrents never, because servers take that as all.
    public Reading<String> read(String written) {
        if (written.isEmpty() && mayBeEmpty()) {
            return Reading.good("");
        }
        return type.read(written, this);
    }

    private boolean mayBeEmpty() {
        return empty || !required && !type.namesTorrents() && !type.uploaded();
    }

    /// The right that a canonical value needs besides that of its action.
    public Optional<Right> needed(String canonical) {
        return Optional.ofNullable(rights.get(canonical))
                .or(() -> canonical.isEmpty() ? Optional.empty() : Optional.ofNullable(rights.get("*")));
    }

    /// `true` when its value must not be logged, audited or shown.
    public boolean secret() {
        return type == Type.SECRET || type == Type.COOKIES || type == Type.PREFERENCES;
    }
}
