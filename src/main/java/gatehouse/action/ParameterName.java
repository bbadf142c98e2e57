package gatehouse.action;

import java.util.Map;
import java.util.Optional;

/// What servers of some versions call a parameter.
///
/// @param values for a parameter whose values were other words then, the canonical ones and theirs: `contentLayout` was
/// `root_folder` with `true` for `Subfolder`. Empty when they are the same; a canonical value that is not in it had no
/// word yet and is left out.
public record ParameterName(String name, Span versions, Map<String, String> values) {

    /// The word these servers use for a canonical value; empty when they have none.
    public Optional<String> outward(String canonical) {
        return values.isEmpty() ? Optional.of(canonical) : Optional.ofNullable(values.get(canonical));
    }

    /// The canonical value of a word in these servers' language; empty when it is none of theirs.
    public Optional<String> inward(String written) {
        return values.isEmpty() ? Optional.of(written)
                : values.entrySet().stream().filter(entry -> entry.getValue().equals(written)).map(Map.Entry::getKey)
                        .findFirst();
    }
}
