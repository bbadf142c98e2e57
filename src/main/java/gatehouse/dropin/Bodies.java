package gatehouse.dropin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import gatehouse.dropin.Answer.Question;

/// Bodies that are not the server's own byte for byte, because Gatehouse asks another question than the app.
final class Bodies {

    private static final Set<String> LIMITS = Set.of("torrents/downloadLimit", "torrents/uploadLimit");
    private static final String ADD_PEERS = "torrents/addPeers";
    private static final int NO_SUCH_TORRENT = -1;

    private Bodies() {
    }

    static byte[] of(byte[] body, Question question) {
        var action = question.action().id();
        if (action.equals("sync/torrentPeers")) {
            return peers(body, question);
        }
        if (action.equals(ADD_PEERS) && body.length == 0) {
            return Json.of(Map.of());
        }
        return LIMITS.contains(action) ? limits(body, question) : body;
    }

    /// All peers each time, under a number that grows: a session at a server has one cursor for the peers of all torrents,
    /// which all apps would share.
    private static byte[] peers(byte[] body, Question question) {
        var peers = new LinkedHashMap<>(Json.object(text(body)));
        peers.put("rid", Lists.rid(question.sent()) % Integer.MAX_VALUE + 1);
        return Json.of(peers);
    }

    /// A server has an entry for each hash that is asked for, torrent or not.
    private static byte[] limits(byte[] body, Question question) {
        var limits = new LinkedHashMap<String, Object>();
        for (var hash : question.sent().getOrDefault("hashes", "").split("\\|")) {
            limits.put(hash, NO_SUCH_TORRENT);
        }
        limits.putAll(Json.object(text(body)));
        return Json.of(limits);
    }

    private static String text(byte[] body) {
        return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    /// The same for what is empty, where an empty body would be none.
    static boolean always(Map<String, String> sent, String action) {
        return LIMITS.contains(action) && sent.containsKey("hashes") || action.equals(ADD_PEERS);
    }
}
