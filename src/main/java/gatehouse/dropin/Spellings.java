package gatehouse.dropin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.action.Action;
import gatehouse.action.ApiVersion;
import gatehouse.action.Parameter;
import gatehouse.action.ParameterName;
import gatehouse.action.PreferenceKeys;
import gatehouse.action.ProxyKind;
import gatehouse.action.Type;
import gatehouse.torrent.Hash;

/// Puts what an app says, in the language of some version, into the words of the action table. What that version does not
/// know is left out, as a server does.
final class Spellings {

    /// No torrent has it: it stands for a hash that is none, and for a list that names no torrent.
    static final String NO_TORRENT = "0".repeat(40);

    /// Here the word `all` is a hash like any other (seen on qBittorrent 4.2.5 to 5.3.0).
    private static final Set<String> WITHOUT_ALL = Set.of("torrents/increasePrio", "torrents/decreasePrio",
            "torrents/topPrio", "torrents/bottomPrio", "torrents/downloadLimit", "torrents/uploadLimit");

    /// Without a hash a server looks for a torrent that has none, and finds nothing.
    private static final String PEERS = "sync/torrentPeers";

    private Spellings() {
    }

    /// The values by canonical name.
    ///
    /// @param written by the names that servers of this version have
    static Map<String, String> canonical(Action action, ApiVersion version, Map<String, String> written) {
        var values = new LinkedHashMap<String, String>();
        if (action.id().equals(PEERS)) {
            values.put("hash", NO_TORRENT);
        }
        for (var parameter : action.parameters(version)) {
            var name = parameter.at(version).orElseThrow();
            Optional.ofNullable(written.get(name.name())).flatMap(value -> canonical(action, parameter, name, value))
                    .ifPresent(value -> values.put(parameter.name(), value));
        }
        return values;
    }

    private static Optional<String> canonical(Action action, Parameter parameter, ParameterName name, String written) {
        return switch (parameter.type()) {
            case BOOL -> truth(written).or(() -> parameter.required() ? Optional.of("false") : Optional.empty());
            case HASH -> Optional.of(Hash.parse(written).map(Hash::value).orElse(NO_TORRENT));
            case HASHES -> Optional.of(written.equals("all") && !WITHOUT_ALL.contains(action.id()) ? written : hashes(written));
            default -> name.inward(name.values().isEmpty() ? written : truth(written).orElse(written));
        };
    }

    /// In any case; anything else counts as left out.
    private static Optional<String> truth(String written) {
        var lower = written.strip().toLowerCase(java.util.Locale.ROOT);
        return lower.equals("true") || lower.equals("false") ? Optional.of(lower) : Optional.empty();
    }

    /// Only those that are hashes: a server passes over the others.
    private static String hashes(String written) {
        var hashes = Stream.of(written.split("\\|")).flatMap(hash -> Hash.parse(hash).stream()).map(Hash::value).distinct()
                .collect(Collectors.joining("|"));
        return hashes.isEmpty() ? NO_TORRENT : hashes;
    }

    /// Preferences in the names and words of this version. What it has no name for keeps the newest.
    ///
    /// @param newest a JSON object in the newest names
    static byte[] preferences(String newest, ApiVersion version) {
        var written = Json.object(newest);
        var asks = Boolean.TRUE.equals(written.get("proxy_auth_enabled"));
        var values = new LinkedHashMap<String, Object>();
        written.forEach((name, value) -> values.put(PreferenceKeys.known().name(name, version).orElse(name),
                name.equals("proxy_type") ? ProxyKind.at(version, Json.node(value), asks) : value));
        return Json.of(values);
    }

    /// The names that servers of this version ask for and that are not there.
    static List<String> missing(Action action, ApiVersion version, Map<String, String> written) {
        return action.parameters(version).stream()
                .filter(parameter -> parameter.required() && !parameter.type().uploaded() && !action.id().equals(PEERS))
                .map(parameter -> parameter.at(version).orElseThrow().name()).filter(name -> !written.containsKey(name))
                .toList();
    }

    /// Do servers of this version pass over torrents that are not there?
    static boolean forgiving(Action action, ApiVersion version) {
        return action.parameters(version).stream().anyMatch(parameter -> parameter.type() == Type.HASHES)
                && action.spelling(version).filter(spelling -> !spelling.one()).isPresent();
    }
}
