package gatehouse.action;

import java.util.Optional;

/// How servers from `since` to `until` (both included, empty = open) call an action: `torrents/pause` below `/api/v2/`.
public record Spelling(String path, Optional<ApiVersion> since, Optional<ApiVersion> until) {

    public boolean understoodBy(ApiVersion version) {
        return since.map(first -> version.compareTo(first) >= 0).orElse(true)
                && until.map(last -> version.compareTo(last) <= 0).orElse(true);
    }
}
