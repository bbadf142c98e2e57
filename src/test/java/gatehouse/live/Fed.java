package gatehouse.live;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import gatehouse.action.ApiVersion;
import gatehouse.config.ConfigurationFile;
import gatehouse.qbittorrent.Backends;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Delta;
import gatehouse.torrent.Snapshot;

/// Mirrors that no poller feeds but a test.
public final class Fed {

    private Fed() {
    }

    public static Mirrors mirrors(ConfigurationFile file, Backends backends, Clock clock) {
        return new Mirrors(file, backends, clock, false);
    }

    /// The mirror now holds this, of a server of this version, as of now; nothing of before is left.
    public static void feed(Mirror mirror, Snapshot state, String api, Clock clock) {
        var torrents = new java.util.HashMap<gatehouse.torrent.Hash, Map<String, Object>>();
        state.torrents().forEach((hash, torrent) -> torrents.put(hash, torrent.fields()));
        mirror.apply(new Delta(true, torrents, Set.of(), state.categories(), Set.of(), state.tags(), Set.of(),
                state.trackers(), Set.of(), state.server()),
                new Health.Connected("v5.3.0", ApiVersion.parse(api).orElseThrow()), clock.instant());
    }
}
