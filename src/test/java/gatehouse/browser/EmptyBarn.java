package gatehouse.browser;

import java.util.Map;

import gatehouse.house.House;
import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;

/// The barn without a torrent, for tests that add some.
final class EmptyBarn {

    private EmptyBarn() {
    }

    static void sweep() {
        House.barn().post("torrents/delete", Map.of("hashes", "all", "deleteFiles", "true"));
    }

    static void await(Mirrors mirrors) {
        sweep();
        Qbittorrent.await("the barn is empty", () -> mirrors.find("barn").orElseThrow().snapshot().version() > 0
                && mirrors.find("barn").orElseThrow().snapshot().torrents().isEmpty());
    }
}
