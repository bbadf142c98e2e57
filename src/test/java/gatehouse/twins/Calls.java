package gatehouse.twins;

import static gatehouse.real.App.Call.get;
import static gatehouse.real.App.Call.post;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import gatehouse.real.App.Call;

/// What apps ask besides the plain use of each action: lists with every filter, order and window, and all that is wrong.
final class Calls {

    static final String UNKNOWN = "0123456789abcdef0123456789abcdef01234567";
    private static final List<String> FILTERS = List.of("all", "downloading", "seeding", "completed", "stopped", "paused",
            "running", "resumed", "active", "inactive", "errored", "stalled", "stalled_uploading", "stalled_downloading",
            "checking", "moving", "no-such-filter");
    private static final List<String> OF_ONE = List.of("properties", "trackers", "webseeds", "files", "pieceStates",
            "pieceHashes", "pieceAvailability", "export");

    private Calls() {
    }

    /// Lists of torrents that no order was asked for.
    static List<Call> lists() {
        var all = new ArrayList<Call>();
        FILTERS.forEach(filter -> all.add(get("torrents/info", "filter", filter)));
        Stream.of("", "films", "films/new", "no such one", "a,b").forEach(one -> {
            all.add(get("torrents/info", "category", one));
            all.add(get("torrents/info", "tag", one));
        });
        Stream.of("keep", "two words").forEach(tag -> all.add(get("torrents/info", "tag", tag)));
        Stream.of("{target}", "{target}|{other}", UNKNOWN, "{target}|" + UNKNOWN, "not-a-hash", "all", "")
                .forEach(hashes -> all.add(get("torrents/info", "hashes", hashes)));
        all.add(get("torrents/info", "filter", "seeding", "category", "", "hashes", "{target}|{folder}"));
        all.add(get("torrents/info", "filter", "downloading", "category", "films"));
        all.add(post("torrents/info"));
        all.add(post("torrents/info", "filter", "completed"));
        return all;
    }

    static List<Call> sortedBy(String field) {
        return List.of(get("torrents/info", "sort", field), get("torrents/info", "sort", field, "reverse", "true"));
    }

    /// Parts of a list whose order is certain.
    static List<Call> windows() {
        var all = new ArrayList<Call>();
        for (var window : List.of("2 0", "2 3", "100 2", "-1 2", "0 1", "3 -2", "2 -3", "-5 -2", "2 100", "2 -100", "x 1",
                "1 x")) {
            var parts = window.split(" ");
            all.add(get("torrents/info", "sort", "name", "limit", parts[0], "offset", parts[1]));
        }
        all.add(get("torrents/info", "sort", "name", "reverse", "true", "limit", "2"));
        all.add(get("torrents/info", "sort", "name", "offset", "2"));
        all.add(get("torrents/info", "sort", "name", "reverse", "yes", "offset", "-1"));
        return all;
    }

    /// Other questions, right and wrong ones. They change nothing.
    static List<Call> questions() {
        var all = new ArrayList<Call>();
        for (var name : OF_ONE) {
            for (var hash : List.of("{target}", "{folder}", "{hybrid}", "{magnet}", UNKNOWN, "not-a-hash", "")) {
                all.add(get("torrents/" + name, "hash", hash));
            }
            all.add(get("torrents/" + name));
            all.add(post("torrents/" + name, "hash", "{first}"));
        }
        all.addAll(List.of(get("torrents/files", "hash", "{folder}", "indexes", "1"),
                get("torrents/files", "hash", "{folder}", "indexes", "0|1"),
                get("torrents/files", "hash", "{folder}", "indexes", "7"),
                get("torrents/files", "hash", "{folder}", "indexes", "x"),
                get("torrents/downloadLimit", "hashes", "{target}|" + UNKNOWN), get("torrents/downloadLimit"),
                get("torrents/uploadLimit", "hashes", "{target}"), get("torrents/categories"), post("torrents/categories"),
                get("torrents/tags"), get("torrents/count"), get("transfer/info"), post("transfer/info"),
                get("transfer/downloadLimit"), get("transfer/uploadLimit"), get("transfer/speedLimitsMode"),
                get("app/version"), post("app/version"), get("app/webapiVersion"), get("app/buildInfo"), get("app/preferences"),
                post("app/preferences"), get("app/defaultSavePath"), get("app/networkInterfaceList"), get("log/peers"),
                get("sync/maindata"), get("sync/maindata", "rid", "0"), get("sync/maindata", "rid", "12345"),
                get("sync/maindata", "rid", "x"), post("sync/maindata", "rid", "0"),
                get("sync/torrentPeers", "hash", "{target}"), get("sync/torrentPeers", "hash", UNKNOWN),
                get("sync/torrentPeers"),
                get("rss/items"), get("rss/rules"), get("rss/matchingArticles", "ruleName", "no such rule"),
                get("rss/matchingArticles"), get("search/status"), get("search/status", "id", "4711"),
                get("search/results", "id", "4711"), get("search/results"), get("search/plugins")));
        return all;
    }

    /// Commands as nobody should give them, besides [Mistakes]. They change nothing.
    static List<Call> mistakes() {
        return List.of(get("torrents/nothing"), post("torrents/nothing"), get("nothing/info"), get("torrents"),
                get("torrents/"),
                get("torrents/info/more"), get("app/Version"), get("torrents/setCategory"), get("torrents/delete"),
                get("app/setPreferences"), post("torrents/recheck", "hashes", ""),
                post("torrents/setCategory", "hashes", "{target}", "category", "no such one"),
                post("torrents/setCategory", "hashes", UNKNOWN, "category", "films"),
                post("torrents/createCategory", "category", ""), post("torrents/createCategory", "category", "films"),
                post("torrents/createCategory", "category", "/wrong//one"),
                post("torrents/editCategory", "category", "no such one", "savePath", "{downloads}"),
                post("torrents/removeCategories", "categories", "no such one"),
                post("torrents/rename", "hash", "{target}", "name", ""), post("torrents/rename"),
                post("torrents/editTracker", "hash", "{target}", "origUrl", "http://127.0.0.1:9/no", "url",
                        "http://127.0.0.1:9/no", "newUrl", "http://127.0.0.1:9/new"),
                post("torrents/editTracker", "hash", "{target}", "origUrl", "http://127.0.0.1:9/no", "url",
                        "http://127.0.0.1:9/no"),
                post("torrents/removeTrackers", "hash", "{target}", "urls", "http://127.0.0.1:9/no"),
                post("torrents/filePrio", "hash", "{folder}", "id", "99", "priority", "1"),
                post("torrents/filePrio", "hash", "{folder}", "id", "0", "priority", "9"),
                post("torrents/filePrio", "hash", "{folder}", "id", "x", "priority", "1"),
                post("torrents/setLocation", "hashes", "{target}", "location", ""),
                post("torrents/renameFile", "hash", "{folder}", "oldPath", "no such file", "newPath", "b"),
                post("torrents/renameFolder", "hash", "{folder}", "oldPath", "no such folder", "newPath", "b"),
                post("torrents/addPeers", "hashes", "{target}", "peers", "nobody"), post("torrents/add", "urls", ""),
                post("torrents/add"), post("torrents/add").file("torrents", "broken.torrent", "this is no torrent".getBytes()),
                post("app/setPreferences", "json", "not json"), post("app/setPreferences", "json", "{}"),
                post("app/setPreferences", "json", "{\"no_such_preference\": 1}"), post("transfer/banPeers", "peers", "nobody"),
                post("rss/addFolder", "path", "old news"), post("rss/removeItem", "path", "no such one"),
                post("rss/moveItem", "itemPath", "no such one", "destPath", "new"), post("search/stop", "id", "4711"),
                post("search/delete", "id", "4711"));
    }

    /// Commands to all torrents and to some that are not there, and one that moves a tracker where servers can.
    static List<Call> toAll(String stop, String start) {
        return List.of(post(stop, "hashes", "all"),
                post("torrents/editTracker", "hash", "{tracked}", "url", "http://127.0.0.1:9/second", "tier", "3"),
                post("torrents/addTags", "hashes", "all", "tags", "everywhere"),
                post("torrents/removeTags", "hashes", "all", "tags", "everywhere"),
                post("torrents/deleteTags", "tags", "everywhere"),
                post(stop, "hashes", "{target}|" + UNKNOWN), post(start, "hashes", "all"));
    }

    /// Takes away what only these calls needed.
    static List<Call> clearing() {
        return List.of(post("torrents/delete", "hashes", "{hybrid}|{tracked}|{magnet}", "deleteFiles", "true"),
                post("torrents/removeCategories", "categories", "films/new\nfilms\na,b"),
                post("torrents/deleteTags", "tags", "keep,two words"), post("rss/removeItem", "path", "old news"));
    }
}
