package gatehouse.action;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// A Web API version as a server states it: `2.8.19` is 2, 8, 19. Legacy servers state one integer, kept as 0, n, 0, so
/// that every legacy version comes before every modern one.
public record ApiVersion(int major, int minor, int patch) implements Comparable<ApiVersion> {

    /// qBittorrent 4.1.0, the first with `/api/v2`.
    public static final ApiVersion FIRST_MODERN = new ApiVersion(2, 0, 0);

    private static final Pattern MODERN = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Comparator<ApiVersion> ORDER = Comparator.comparingInt(ApiVersion::major)
            .thenComparingInt(ApiVersion::minor).thenComparingInt(ApiVersion::patch);

    /// Reads `2.8.19` or `2.8`; empty for anything else.
    public static Optional<ApiVersion> parse(String text) {
        var match = MODERN.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var patch = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
        return Optional.of(new ApiVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), patch));
    }

    /// The version that a legacy server states as one number.
    public static ApiVersion legacy(int number) {
        return new ApiVersion(0, number, 0);
    }

    public boolean legacy() {
        return major == 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return legacy() ? "legacy " + minor : major + "." + minor + "." + patch;
    }
}
