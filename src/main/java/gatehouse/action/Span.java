package gatehouse.action;

import java.util.Optional;

/// The versions from `since` to `until`, both included; an empty `until` is open.
public record Span(ApiVersion since, Optional<ApiVersion> until) {

    public boolean has(ApiVersion version) {
        return version.compareTo(since) >= 0 && until.map(last -> version.compareTo(last) <= 0).orElse(true);
    }

    /// `true` when some version is in both.
    boolean meets(Span other) {
        return has(other.since) || other.has(since);
    }

    /// `2.0.0 to 2.9.3`, `since 2.11.0`, or nothing for every version of the modern API.
    @Override
    public String toString() {
        return until.map(last -> since + " to " + last)
                .orElse(since.equals(ApiVersion.FIRST_MODERN) ? "" : "since " + since);
    }
}
