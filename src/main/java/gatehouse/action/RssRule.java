package gatehouse.action;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// A download rule, which adds torrents by itself: so its paths and categories are those of an add, wherever they hide
/// in it. Keys as qBittorrent up to 5.3 writes them (`rss_autodownloadrule.cpp`, `addtorrentparams.cpp`); others are
/// refused by name.
///
/// @param json canonical, with normalised paths
/// @param paths every directory that the rule would save to
/// @param categories every category that it would give, canonical
/// @param rights what it needs besides the right to rules
/// @param placed whether every server that reads it saves to its own paths, and not to a default or a category's path
public record RssRule(String json, List<RemotePath> paths, List<String> categories, Set<Right> rights, boolean placed) {

    private static final Set<String> KEYS = Set.of("enabled", "priority", "useRegex", "mustContain", "mustNotContain",
            "episodeFilter", "affectedFeeds", "lastMatch", "ignoreDays", "smartFilter", "previouslyMatchedEpisodes",
            "addPaused", "torrentContentLayout", "savePath", "assignedCategory", "torrentParams");
    private static final Set<String> PARAMETERS = Set.of("category", "tags", "save_path", "use_download_path",
            "download_path", "operating_mode", "add_to_top_of_queue", "stopped", "stop_condition", "skip_checking",
            "seed_mode", "content_layout", "use_auto_tmm", "upload_limit", "download_limit", "seeding_time_limit",
            "inactive_seeding_time_limit", "share_limit_action", "share_limits_mode", "ratio_limit", "ssl_certificate",
            "ssl_private_key", "ssl_dh_params");
    private static final Set<String> LISTS = Set.of("affectedFeeds", "previouslyMatchedEpisodes", "tags");
    private static final Set<String> PATHS = Set.of("savePath", "save_path", "download_path");
    private static final Set<String> CATEGORIES = Set.of("assignedCategory", "category");
    private static final Map<String, Right> ENDS = Map.of("Remove", Right.DELETE, "RemoveWithContent", Right.DELETE_DATA);

    /// Reads a rule as `rss/setRule` takes it.
    public static Reading<RssRule> read(String written) {
        return StrictJson.read(written).then(RssRule::of);
    }

    /// Reads the file of `rss/importRules`: an object of rules by name.
    public static Reading<Map<String, RssRule>> readAll(String written) {
        return StrictJson.read(written).then(json -> {
            var rules = new LinkedHashMap<String, RssRule>();
            for (var entry : json.properties()) {
                if (!(Shape.name(entry.getKey()) instanceof Reading.Good)) {
                    return Reading.wrong("names a rule that has no proper name");
                }
                switch (of(entry.getValue())) {
                    case Reading.Good<RssRule>(var rule) -> rules.put(entry.getKey(), rule);
                    case Reading.Wrong<RssRule>(var why) -> {
                        return Reading.wrong(why);
                    }
                }
            }
            return json.isObject() ? Reading.good(rules) : Reading.wrong("is not a JSON object of rules by name");
        });
    }

    private static Reading<RssRule> of(JsonNode json) {
        var found = new Found();
        return found.object(json, KEYS).map(rule -> new RssRule(StrictJson.write(rule), List.copyOf(found.paths),
                List.copyOf(found.categories), Set.copyOf(found.rights), placed(rule)));
    }

    /// Servers that know `torrentParams` do not look at `savePath` beside it; older ones know only that.
    private static boolean placed(JsonNode rule) {
        var parameters = rule.path("torrentParams");
        var ownPath = !parameters.path("save_path").asText().isEmpty() && parameters.path("use_auto_tmm").isBoolean()
                && !parameters.path("use_auto_tmm").asBoolean();
        return !rule.path("savePath").asText().isEmpty() && (parameters.isMissingNode() || ownPath);
    }

    private static final class Found {

        private final List<RemotePath> paths = new ArrayList<>();
        private final List<String> categories = new ArrayList<>();
        private final Set<Right> rights = EnumSet.noneOf(Right.class);

        Reading<JsonNode> object(JsonNode json, Set<String> keys) {
            if (!json.isObject()) {
                return Reading.wrong(Type.RULE.misfit());
            }
            var entries = new LinkedHashMap<String, JsonNode>();
            for (var entry : json.properties()) {
                if (!keys.contains(entry.getKey())) {
                    return Reading.wrong("holds the unknown key " + PreferenceDocument.quoted(entry.getKey()));
                }
                switch (value(entry.getKey(), entry.getValue())) {
                    case Reading.Good<JsonNode>(var value) -> entries.put(entry.getKey(), value);
                    case Reading.Wrong<JsonNode>(var why) -> {
                        return Reading.wrong("holds " + entry.getKey() + ", which " + why);
                    }
                }
            }
            return Reading.good(StrictJson.object(entries));
        }

        private Reading<JsonNode> value(String key, JsonNode value) {
            if (key.equals("torrentParams")) {
                return object(value, PARAMETERS);
            }
            if (LISTS.contains(key)) {
                return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual) ? Reading.good(value)
                        : Reading.wrong("is not a list of texts");
            }
            if (value.isContainerNode()) {
                return Reading.wrong("is not a single value");
            }
            return text(key, value);
        }

        private Reading<JsonNode> text(String key, JsonNode value) {
            var named = PATHS.contains(key) || CATEGORIES.contains(key) || key.equals("share_limit_action");
            if (!named || value.isNull() || value.asText().isEmpty()) {
                return Reading.good(value);
            }
            if (!value.isTextual()) {
                return Reading.wrong("is not a text");
            }
            if (PATHS.contains(key)) {
                return RemotePath.read(value.textValue()).map(this::path);
            }
            if (CATEGORIES.contains(key)) {
                return Shape.category(value.textValue()).map(this::category);
            }
            if (ENDS.containsKey(value.textValue())) {
                rights.add(ENDS.get(value.textValue()));
            }
            return Reading.good(value);
        }

        private JsonNode path(RemotePath path) {
            paths.add(path);
            return TextNode.valueOf(path.normalised());
        }

        private JsonNode category(String name) {
            categories.add(name);
            return TextNode.valueOf(name);
        }
    }
}
