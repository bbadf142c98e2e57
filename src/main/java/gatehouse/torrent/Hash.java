package gatehouse.torrent;

import java.util.Optional;
import java.util.regex.Pattern;

/// A torrent's identity at one server: 40 hex digits (v1, or v2 cut short by the server) or 64, always in lower case.
public record Hash(String value) implements Comparable<Hash> {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public Hash {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a torrent hash");
        }
    }

    /// Reads what a person or a program wrote; empty when it is not 40 or 64 ASCII hex digits.
    public static Optional<Hash> parse(String written) {
        var lower = written == null ? "" : written.toLowerCase(java.util.Locale.ROOT);
        return SHAPE.matcher(lower).matches() ? Optional.of(new Hash(lower)) : Optional.empty();
    }

    @Override
    public int compareTo(Hash other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
