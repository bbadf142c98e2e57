package gatehouse.dropin;

import java.util.Map;

import gatehouse.gate.Fields;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// In which words a face tells of torrents and of the server. Equal ones tell alike.
interface Words {

    /// All fields of a torrent without its hash.
    ///
    /// @param fields as the mirror has them, without what is not to be seen
    Map<String, Object> torrent(Hash hash, Map<String, Object> fields);

    /// One field of it; `null` when there is none of this name.
    Object field(Torrent torrent, String name, boolean trackers);

    /// The figures in `server_state`.
    Map<String, Object> server(Map<String, Object> figures);

    /// What `sync/maindata` calls categories.
    String categories();

    /// Those of modern servers, which differ in what 5.0 renamed.
    enum Modern implements Words {
        AS_THEY_ARE,
        BEFORE_5_0,
        SINCE_5_0;

        /// The state word of a torrent, in these words.
        private String state(String word) {
            return switch (this) {
                case AS_THEY_ARE -> word;
                case BEFORE_5_0 -> word.startsWith("stopped") ? "paused" + word.substring(7) : word;
                case SINCE_5_0 -> word.startsWith("paused") ? "stopped" + word.substring(6) : word;
            };
        }

        @Override
        public Map<String, Object> torrent(Hash hash, Map<String, Object> fields) {
            fields.remove(LegacyTorrent.OWN_STATE);
            fields.computeIfPresent("state", (name, word) -> state(word.toString()));
            return fields;
        }

        @Override
        public Object field(Torrent torrent, String name, boolean trackers) {
            var value = Fields.shown(torrent, name, trackers);
            return name.equals("state") && value != null ? state(value.toString()) : value;
        }

        @Override
        public Map<String, Object> server(Map<String, Object> figures) {
            return figures;
        }

        @Override
        public String categories() {
            return "categories";
        }
    }
}
