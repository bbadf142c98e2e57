package gatehouse.action;

import java.util.LinkedHashMap;
import java.util.Map;

/// A command that nothing is wrong with, for every row of the table.
public final class Sample {

    private Sample() {
    }

    /// The parameters that the action needs, and no others.
    ///
    /// @param hash the torrent it is about
    /// @param folder where its paths lie
    public static Map<String, String> values(Action action, String hash, String folder) {
        var values = new LinkedHashMap<String, String>();
        action.parameters().stream().filter(parameter -> parameter.required() || parameter.type().namesTorrents())
                .filter(parameter -> !parameter.type().uploaded())
                .forEach(parameter -> values.put(parameter.name(), value(parameter, hash, folder)));
        if (action.id().equals("torrents/add")) {
            values.put("urls", "magnet:?xt=urn:btih:" + "f".repeat(40));
        }
        return values;
    }

    private static String value(Parameter parameter, String hash, String folder) {
        return switch (parameter.type()) {
            case HASHES, HASH -> hash;
            case PATH -> folder;
            case URLS -> "https://example.org/a.torrent";
            case URL, URL_LIST -> (parameter.values().isEmpty() ? "https" : parameter.values().getLast()) + "://example.org/a";
            case TRACKERS -> "udp://tracker.example.org:1/announce";
            case TORRENT_FILES, FILE -> throw new IllegalArgumentException("a file is no value");
            case FILE_NAME, RELATIVE_PATH -> "a.mkv";
            case PREFERENCES -> "{\"alt_dl_limit\":1024}";
            case RULE, JSON -> "{}";
            case RSS_PATH, CATEGORY, CATEGORIES, TAGS, TEXT, LINES, NAMES, SECRET -> "sample";
            case INT, FLOAT -> parameter.range().least() > 0 ? Long.toString(parameter.range().least()) : "1";
            case BOOL -> "false";
            case ENUM -> parameter.values().getFirst();
            case PEERS -> "192.0.2.1:6881";
            case INDEXES -> "0";
            case COOKIES -> "a=b";
        };
    }

    /// A value of a key's shape.
    ///
    /// @param folder for what names a place
    public static String value(PreferenceKey key, String folder) {
        var text = key.kind() == PreferenceKey.Kind.PATH ? folder : "sample";
        return switch (key.type()) {
            case BOOL -> "true";
            case INT, FLOAT -> "1";
            case TEXT, WORD -> '"' + text + '"';
            case TEXTS -> "[\"" + text + "\"]";
            case BOOLS -> "[true]";
            case FOLDERS -> "{\"" + text + "\":0}";
        };
    }
}
