package gatehouse.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import gatehouse.torrent.Snapshot;

/// What the poller makes of an answer of a legacy server, without one.
public final class Legacy {

    private Legacy() {
    }

    /// The mirror after an answer to `sync/maindata`.
    public static Snapshot apply(int api, Snapshot before, String body) {
        try {
            var maindata = Maindata.read(body.getBytes(StandardCharsets.UTF_8));
            return before.apply(new LegacyMaindata(api, before).modern(maindata.delta()));
        } catch (IOException garbage) {
            throw new AssertionError(body, garbage);
        }
    }
}
