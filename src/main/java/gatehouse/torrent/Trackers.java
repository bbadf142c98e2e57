package gatehouse.torrent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Trackers by their hosts: the rest of an address can hold somebody's pass key.
final class Trackers {

    private static final Pattern HOST = Pattern.compile("[a-z]+://(?:[^/@]*@)?(\\[[0-9a-f:.]+]|[^/:?#]+).*",
            Pattern.CASE_INSENSITIVE);

    private Trackers() {
    }

    /// Empty for what is not an address.
    static Optional<String> host(String address) {
        var match = HOST.matcher(address);
        return match.matches() ? Optional.of(match.group(1).toLowerCase(java.util.Locale.ROOT)) : Optional.empty();
    }

    /// The sorted hosts of each torrent, of hashes by address.
    static Map<Hash, List<String>> hosts(Map<String, List<String>> trackers) {
        var hosts = new HashMap<Hash, TreeSet<String>>();
        trackers.forEach((address, hashes) -> host(address).ifPresent(host -> hashes.stream().map(Hash::parse)
                .flatMap(Optional::stream).forEach(hash -> hosts.computeIfAbsent(hash, fresh -> new TreeSet<>()).add(host))));
        var lists = new HashMap<Hash, List<String>>();
        hosts.forEach((hash, names) -> lists.put(hash, List.copyOf(names)));
        return Map.copyOf(lists);
    }
}
