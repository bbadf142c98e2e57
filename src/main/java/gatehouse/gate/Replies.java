package gatehouse.gate;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.action.PreferenceKeys;
import gatehouse.action.Reading;
import gatehouse.action.Right;
import gatehouse.action.TorrentFile;
import gatehouse.gate.Check.Passed;
import gatehouse.gate.Outcome.Content;
import gatehouse.qbittorrent.Reply;

/// What of a server's answer a person gets: preferences by key, addresses without pass keys for whoever may not see
/// trackers, the name of a file, and nothing else of headers, cookies or redirects.
@ApplicationScoped
class Replies {

    private static final Set<String> MASKED = Set.of("rss/items", "rss/rules", "rss/exportRules", "rss/matchingArticles",
            "search/results", "torrents/properties", "torrents/webseeds", "torrentcreator/status",
            "torrents/fetchMetadata");
    /// It tells of every torrent and feed, whoever may see their trackers, with the passwords in their addresses.
    private static final String LOG = "log/main";
    private static final String FOUND = "torrents/saveMetadata";
    private static final String TORRENT = "application/x-bittorrent";
    private static final int LONGEST_REASON = 500;

    private final ObjectMapper json;

    Replies(ObjectMapper json) {
        this.json = json;
    }

    Outcome outcome(Reply reply, Passed passed) {
        return switch (reply) {
            case Reply.Answered answered when failed(answered, passed) -> new Outcome.Rejected(answered.status(),
                    Passkeys.text(cut(answered.text())));
            case Reply.Answered answered when passed.action().id().equals(FOUND) -> found(answered);
            case Reply.Answered answered -> new Outcome.Done(passed.torrents().size(), content(answered, passed));
            case Reply.NotSent(var health) -> new Outcome.Unreachable(health);
            case Reply.Lost(var health) -> new Outcome.Unknown(health);
        };
    }

    /// Up to 5.1 an add that adds nothing is answered with 200 and `Fails.`
    private static boolean failed(Reply.Answered answered, Passed passed) {
        return !answered.ok()
                || passed.action().id().equals(Additions.ACTION) && answered.text().strip().equals("Fails.");
    }

    /// A server keeps what it found with the trackers of whoever looked, and gives them to all whom it cannot tell apart.
    private static Outcome found(Reply.Answered answered) {
        return switch (TorrentFile.read(answered.body())) {
            case Reading.Good<TorrentFile>(var file) -> new Outcome.Done(0,
                    new Content(200, TORRENT, file.bare(), answered.fileName()));
            case Reading.Wrong<TorrentFile>(var why) -> new Outcome.Rejected(409, "What was found " + why + ".");
        };
    }

    /// Files are bytes whatever their server calls them: up to 4.6 a text, and later a page, if the torrent holds one.
    private Content content(Reply.Answered answered, Passed passed) {
        var type = answered.contentType().isEmpty() ? "text/plain" : answered.contentType();
        return switch (passed.action().id()) {
            case "app/preferences" -> Content.json(preferences(answered.text(), passed));
            case "torrents/export", "torrentcreator/torrentFile" -> new Content(200, TORRENT, answered.body(),
                    answered.fileName());
            case "torrents/downloadFile" ->
                new Content(200, "application/octet-stream", answered.body(), answered.fileName());
            case LOG -> new Content(type, masked(answered.text()).getBytes(StandardCharsets.UTF_8));
            case String id when MASKED.contains(id) && !seesTrackers(passed) -> new Content(answered.status(), type,
                    masked(answered.text()).getBytes(StandardCharsets.UTF_8), answered.fileName());
            default -> new Content(answered.status(), type, answered.body(), answered.fileName());
        };
    }

    /// May the person see the addresses of trackers of all that they ask about?
    boolean seesTrackers(Passed passed) {
        var asked = passed.asked();
        return passed.torrents().isEmpty() ? asked.standing().decide(Right.TRACKERS_VIEW).allowed()
                : passed.torrents().stream()
                        .allMatch(
                                torrent -> asked.standing().decide(Right.TRACKERS_VIEW, asked.owned(torrent.hash())).allowed());
    }

    private String preferences(String text, Passed passed) {
        var rights = EnumSet.noneOf(Right.class);
        for (var right : Right.values()) {
            if (passed.asked().standing().decide(right).allowed()) {
                rights.add(right);
            }
        }
        try {
            var values = new LinkedHashMap<String, JsonNode>();
            json.readTree(text).properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
            return json.writeValueAsString(PreferenceKeys.known().shown(values, rights));
        } catch (JsonProcessingException garbage) {
            return "{}";
        }
    }

    /// JSON text by text; anything else as one text.
    private String masked(String text) {
        try {
            return json.writeValueAsString(masked(json.readTree(text)));
        } catch (JsonProcessingException plain) {
            return Passkeys.text(text);
        }
    }

    private JsonNode masked(JsonNode node) {
        if (node.isTextual()) {
            var text = node.textValue();
            return TextNode.valueOf(text.startsWith("magnet:") ? Passkeys.magnet(text) : Passkeys.text(text));
        }
        if (node.isArray()) {
            var list = json.createArrayNode();
            node.forEach(item -> list.add(masked(item)));
            return list;
        }
        return node.isObject() ? masked(node.properties()) : node;
    }

    private ObjectNode masked(Set<Map.Entry<String, JsonNode>> properties) {
        var object = json.createObjectNode();
        properties.forEach(entry -> object.set(Passkeys.text(entry.getKey()), masked(entry.getValue())));
        return object;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST_REASON, text.length()));
    }
}
