package gatehouse.torrent;

import java.time.Instant;

/// Who asks, and when: what `owner:me` and `added:<7d` are measured by.
///
/// @param person their id; empty when nobody in particular asks
public record Asker(String person, Instant now) {

    static final Asker NOBODY = new Asker("", Instant.EPOCH);
}
