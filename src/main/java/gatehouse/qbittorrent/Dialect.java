package gatehouse.qbittorrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import gatehouse.action.Action;
import gatehouse.action.ApiVersion;
import gatehouse.action.Parameter;
import gatehouse.action.PreferenceDocument;
import gatehouse.action.Reading;
import gatehouse.action.Spelling;
import gatehouse.action.TorrentFile;
import gatehouse.action.Type;

/// How a server of some version is asked what the table says: which path, which names, which words.
///
/// @param api the Web API version that the server states
public record Dialect(ApiVersion api) {

    private static final String CHOSEN = "filePriorities";

    /// What came of putting a command into a server's own words.
    public sealed interface Spelled {

        /// To be sent in this order. Some old servers take only one torrent at a time.
        record Requests(List<Request> requests) implements Spelled {
        }

        /// `then` is what is wanted; the server takes it once `first`, which changes nothing that anybody sees, is done.
        record After(Request first, Request then) implements Spelled {
        }

        /// This server cannot do it. `what` is the action's id, or the parameter or preference it does not know.
        record Missing(String what) implements Spelled {
        }
    }

    /// Spells a command.
    ///
    /// @param values by canonical name, canonical
    public Spelled spell(Action action, Map<String, String> values, List<Part> files) {
        if (api.legacy()) {
            return new LegacyDialect(api.minor()).spell(action, values, files);
        }
        var spelling = action.spelling(api);
        if (spelling.isEmpty()) {
            return new Spelled.Missing(action.id());
        }
        var sent = new LinkedHashMap<String, String>();
        for (var value : filled(action, values).entrySet()) {
            var parameter = action.parameter(value.getKey()).orElseThrow();
            switch (word(parameter, value.getValue())) {
                case Reading.Good<String>(var word) -> sent.put(parameter.at(api).orElseThrow().name(), word);
                case Reading.Wrong<String>(var missing) -> {
                    return new Spelled.Missing(missing);
                }
            }
        }
        return files.size() == 1 && sent.containsKey(CHOSEN) ? chosen(action, spelling.get(), sent, files)
                : new Spelled.Requests(requests(action, spelling.get(), sent, files));
    }

    /// Servers take a choice of files only with the link of a torrent whose metadata their session knows, not with an upload;
    /// reading a file without adding it makes them know it, trackers included (`torrents/parseMetadata`, 5.2 and later).
    private static Spelled chosen(Action action, Spelling spelling, Map<String, String> sent, List<Part> files) {
        return switch (TorrentFile.read(files.getFirst().content())) {
            case Reading.Good<TorrentFile>(var file) -> new Spelled.After(
                    Request.upload("torrents/parseMetadata", Map.of(), files),
                    request(action, spelling, linked(sent, file), List.of()));
            case Reading.Wrong<TorrentFile> wrong -> new Spelled.Missing("torrents");
        };
    }

    private static Map<String, String> linked(Map<String, String> sent, TorrentFile file) {
        var linked = new LinkedHashMap<>(sent);
        linked.put("urls", file.link());
        return linked;
    }

    /// An answer in the newest servers' words, whichever this server has.
    ///
    /// @param values what was asked
    public Reply heard(Action action, Map<String, String> values, Reply reply) {
        return api.legacy() && reply instanceof Reply.Answered answered
                ? new LegacyAnswer(api.minor(), action.id(), values).modern(answered)
                : reply;
    }

    /// Newer servers insist on parameters that older ones did not have (`setShareLimits` from 4.6, 5.2 and 5.3): what nobody
    /// asked to change is sent as the row says.
    private Map<String, String> filled(Action action, Map<String, String> values) {
        var filled = new LinkedHashMap<>(values);
        action.parameters(api).forEach(parameter -> parameter.otherwise()
                .ifPresent(value -> filled.putIfAbsent(parameter.name(), value)));
        return filled;
    }

    /// This server's own word for a value, or the name of what it does not know.
    private Reading<String> word(Parameter parameter, String canonical) {
        if (parameter.at(api).isPresent() && parameter.type() == Type.PREFERENCES) {
            return PreferenceDocument.read(canonical).then(document -> document.json(api));
        }
        return parameter.at(api).flatMap(name -> name.outward(canonical)).map(Reading::good)
                .orElseGet(() -> Reading.wrong(parameter.name()));
    }

    private List<Request> requests(Action action, Spelling spelling, Map<String, String> sent, List<Part> files) {
        var several = action.parameters(api).stream().filter(parameter -> parameter.type() == Type.HASHES)
                .map(parameter -> parameter.at(api).orElseThrow().name()).filter(sent::containsKey).findFirst();
        if (!spelling.one() || several.isEmpty()) {
            return List.of(request(action, spelling, sent, files));
        }
        var requests = new ArrayList<Request>();
        for (var hash : sent.get(several.get()).split("\\|")) {
            var one = new LinkedHashMap<>(sent);
            one.remove(several.get());
            one.put("hash", hash);
            requests.add(request(action, spelling, one, files));
        }
        return requests;
    }

    private static Request request(Action action, Spelling spelling, Map<String, String> sent, List<Part> files) {
        return new Request(spelling.path(), action.writes(), Map.copyOf(sent), files);
    }
}
