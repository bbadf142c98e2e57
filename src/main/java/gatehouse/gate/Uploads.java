package gatehouse.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import gatehouse.action.Reading;
import gatehouse.action.RssRule;
import gatehouse.action.TorrentFile;
import gatehouse.action.Type;
import gatehouse.qbittorrent.Part;

/// Uploaded files: torrents, and the download rules of `rss/importRules`, each read like one of `rss/setRule`.
final class Uploads {

    private Uploads() {
    }

    /// The files as they are to be sent, or why not.
    static Reading<List<Part>> parts(Asked asked) {
        var wanted = asked.action().parameters().stream().filter(parameter -> parameter.type().uploaded()).findFirst();
        if (wanted.isEmpty()) {
            return asked.command().files().isEmpty() ? Reading.good(List.of())
                    : Reading.wrong("is not taken by " + asked.action().id());
        }
        if (asked.command().files().isEmpty()) {
            return wanted.get().required() ? Reading.wrong("is missing") : Reading.good(List.of());
        }
        return wanted.get().type() == Type.TORRENT_FILES ? torrents(asked).map(Uploads::parts)
                : rules(asked).map(rules -> List.of(new Part(wanted.get().name(), "rules.json", "application/json",
                        json(rules).getBytes(StandardCharsets.UTF_8))));
    }

    /// Every uploaded .torrent file, read, in order.
    static Reading<List<TorrentFile>> torrents(Asked asked) {
        var files = new ArrayList<TorrentFile>();
        for (var upload : asked.command().files()) {
            switch (TorrentFile.read(upload.content())) {
                case Reading.Good<TorrentFile>(var file) -> files.add(file);
                case Reading.Wrong<TorrentFile>(var why) -> {
                    return Reading.wrong(why);
                }
            }
        }
        return Reading.good(files);
    }

    static List<Part> parts(List<TorrentFile> files) {
        var parts = new ArrayList<Part>();
        files.forEach(file -> parts.add(Part.torrent(parts.size(), file.bytes())));
        return parts;
    }

    /// Every rule of every uploaded file, by name.
    static Reading<Map<String, RssRule>> rules(Asked asked) {
        var rules = new LinkedHashMap<String, RssRule>();
        for (var file : asked.command().files()) {
            switch (RssRule.readAll(new String(file.content(), StandardCharsets.UTF_8))) {
                case Reading.Good<Map<String, RssRule>>(var all) -> rules.putAll(all);
                case Reading.Wrong<Map<String, RssRule>>(var why) -> {
                    return Reading.wrong(why);
                }
            }
        }
        return Reading.good(rules);
    }

    private static String json(Map<String, RssRule> rules) {
        return rules.entrySet().stream().map(
                rule -> "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(rule.getKey())) + "\":"
                        + rule.getValue().json())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
