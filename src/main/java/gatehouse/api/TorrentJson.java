package gatehouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import gatehouse.access.Person;
import gatehouse.store.PendingAdds;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;

/// A torrent as a row of a list.
///
/// @param state as [gatehouse.torrent.State]: `seeding-idle`
/// @param forced started past the queue
/// @param size bytes that are wanted; empty while a magnet has no metadata
/// @param progress 0 to 1
/// @param downSpeed bytes a second
/// @param eta seconds; empty when nobody knows
/// @param ratio uploaded divided by downloaded; empty when nothing was downloaded
/// @param own whether it is the asker's
public record TorrentJson(String instance, String hash, String name, String state, boolean forced, Optional<Long> size,
        double progress, long downSpeed, long upSpeed, Optional<Long> eta, Optional<Double> ratio, long seeds, long peers,
        String category, List<String> tags, Optional<Instant> addedOn, boolean own) {

    static TorrentJson of(Listed listed, Person asker) {
        var torrent = listed.torrent();
        return new TorrentJson(listed.instance(), torrent.hash().value(), torrent.name(), torrent.state().id(),
                torrent.forced(), Optional.of(torrent.size()).filter(size -> size >= 0), torrent.progress(),
                torrent.downSpeed(), torrent.upSpeed(), Optional.of(torrent.eta()).filter(TorrentJson::known),
                Optional.of(torrent.ratio()).filter(ratio -> ratio >= 0), torrent.seeds(), torrent.peers(),
                torrent.category(), tags(torrent),
                Optional.of(torrent.addedOn()).filter(added -> added > 0).map(Instant::ofEpochSecond),
                listed.owner().filter(asker.id()::equals).isPresent());
    }

    private static boolean known(long eta) {
        return eta >= 0 && eta < Torrent.ETA_UNKNOWN;
    }

    private static List<String> tags(Torrent torrent) {
        return torrent.tags().stream().filter(tag -> !tag.isEmpty() && !tag.startsWith(PendingAdds.TAG)).toList();
    }
}
