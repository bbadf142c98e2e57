package gatehouse.evidence;

import static gatehouse.evidence.Row.of;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import gatehouse.real.Qbittorrent;

/// The scopes `app`, `auth`, `clientdata`, `log`, `rss`, `search` and `torrentcreator`.
final class ServerRows {

    private static final String RULE = "{\"enabled\": true, \"mustContain\": \"article\", \"affectedFeeds\": [\"%s\"]}";
    private static final String RULES = "rss/rules";
    private static final String ITEMS = "rss/items?withData=true";

    private ServerRows() {
    }

    static final List<Row> APP = List.of(
            of("auth/login", "username", "ola", "password", "her password").onlyAFace("the drop-in face: it gives a cookie"),
            of("auth/logout").onlyAFace("the drop-in face: it ends its own session"),
            of("app/version").same("app/version").answered(),
            of("app/webapiVersion").same("app/webapiVersion").answered(),
            of("app/legacyApiMin").onlyAFace("the legacy face: it is a fact about the face"),
            of("app/buildInfo").same("app/buildInfo"),
            of("app/processInfo").same("app/processInfo"),
            of("app/preferences").says("every preference, secrets masked", ReadRows::likePreferences),
            of("app/setPreferences", "json", "{\"max_connec\": 321, \"save_path\": \"{downloads}/./here\"}")
                    .makes("both", scene -> scene.direct("app/preferences").path("max_connec").asInt() == 321 && scene
                            .direct("app/preferences").path("save_path").asText().replaceAll("/$", "")
                            .equals(scene.fill("{downloads}/here"))),
            of("app/setPreferences", "json", "{\"add_stopped_enabled\": true}").makes("torrents stopped", scene -> scene
                    .direct("app/preferences").path(scene.spelt("2.11.0", "add_stopped_enabled", "start_paused_enabled"))
                    .asBoolean()),
            of("app/setPreferences", "json", "{\"add_stopped_enabled\": false}").makes("torrents started", scene -> !scene
                    .direct("app/preferences").path(scene.spelt("2.11.0", "add_stopped_enabled", "start_paused_enabled"))
                    .asBoolean()),
            of("app/defaultSavePath").same("app/defaultSavePath"),
            of("app/sendTestEmail").arrives("there is no mail server here, and the server says nothing of what it sent"),
            of("app/getDirectoryContent", "dirPath", "{downloads}").same("app/getDirectoryContent?dirPath={downloads}"),
            of("app/getFreeSpaceAtPath", "path", "{downloads}").says("about as much as the server", (scene, said) -> {
                var theirs = scene.direct("app/getFreeSpaceAtPath?path={downloads}").asDouble();
                return theirs > 0 && Math.abs(said.asDouble() / theirs - 1) < 0.1;
            }),
            of("app/cookies").never(),
            of("app/setCookies", "cookies", "[]").never(),
            of("app/rotateAPIKey").never(),
            of("app/deleteAPIKey").never(),
            of("app/networkInterfaceList").same("app/networkInterfaceList"),
            of("app/networkInterfaceAddressList", "iface", "").same("app/networkInterfaceAddressList?iface="),
            of("clientdata/store", "data", "{\"a\": {\"b\": 1}}").says("nothing", (scene, said) -> said.isMissingNode())
                    .answered(),
            of("clientdata/load").says("what this person stored", (scene, said) -> said.at("/a/b").asInt() == 1).answered(),
            of("log/main", "normal", "true", "last_known_id", "-1").same("log/main?normal=true&last_known_id=-1"),
            of("log/peers", "last_known_id", "-1").same("log/peers?last_known_id=-1"));

    /// 4.2 lists a rule by the name it had first, whatever it answers to.
    static final List<Row> RSS = List.of(
            of("rss/addFolder", "path", "news").holds("rss/items", "news"),
            of("rss/addFeed", "url", "{site}/feed", "path", "news\\local").holds("rss/items", "{site}/feed"),
            of("rss/items", "withData", "true").same(ITEMS, "isLoading", "lastBuildDate"),
            of("rss/refreshItem", "itemPath", "news\\local").given(scene -> {
                Qbittorrent.await("the first article", () -> scene.direct(ITEMS).toString().contains("First"));
                scene.site().publish("Second article");
            }).holds(ITEMS, "Second article"),
            of("rss/markAsRead", "itemPath", "news\\local", "articleId", "{article}").holds(ITEMS, "\"isRead\":true"),
            of("rss/setRule", "ruleName", "articles", "ruleDef", RULE.formatted("{site}/feed")).holds(RULES, "articles"),
            of("rss/rules").same(RULES),
            of("rss/matchingArticles", "ruleName", "articles").same("rss/matchingArticles?ruleName=articles"),
            of("rss/renameRule", "ruleName", "articles", "newRuleName", "renamed").until("2.5.1")
                    .holds("rss/matchingArticles?ruleName=renamed", "First article"),
            of("rss/renameRule", "ruleName", "articles", "newRuleName", "renamed").since("2.6.0").shows(RULES,
                    "/renamed/mustContain",
                    "article"),
            of("rss/cloneRule", "sourceName", "renamed", "cloneName", "copied").shows(RULES, "/copied/mustContain", "article"),
            of("rss/exportRules").same("rss/exportRules"),
            of("rss/importRules").file("file", "{\"imported\": {\"enabled\": true, \"mustContain\": \"nothing\"}}".getBytes())
                    .shows(RULES, "/imported/mustContain", "nothing"),
            of("rss/removeRule", "ruleName", "renamed").until("2.5.1").lacks(RULES, "articles"),
            of("rss/removeRule", "ruleName", "renamed").since("2.6.0").lacks(RULES, "renamed"),
            of("rss/moveItem", "itemPath", "news\\local", "destPath", "local").shows("rss/items", "/local/url", "{site}/feed"),
            of("rss/setFeedURL", "path", "local", "url", "{site}/feed/two").shows("rss/items", "/local/url", "{site}/feed/two"),
            of("rss/setFeedRefreshInterval", "path", "local", "refreshInterval", "7200").holds("rss/items", "7200"),
            of("rss/removeItem", "path", "local").lacks("rss/items", "local"));

    /// Up to 5.2 a search belongs to the session that began it, so that only Gatehouse's own can look at it.
    static final List<Row> SEARCH = List.of(
            of("search/installPlugin", "sources", "{site}/gatehousetest.py").holds("search/plugins", "gatehousetest"),
            of("search/plugins").same("search/plugins"),
            of("search/categories").same("search/categories"),
            of("search/enablePlugin", "names", "gatehousetest", "enable", "false").shows("search/plugins", "/0/enabled",
                    "false"),
            of("search/enablePlugin", "names", "gatehousetest", "enable", "true").shows("search/plugins", "/0/enabled", "true"),
            of("search/start", "pattern", "quick", "category", "all", "plugins", "gatehousetest").makes("the plug-in ask",
                    scene -> scene.site().asked("/search/quick") > 0),
            of("search/results", "id", "{search}").says("what the plug-in printed",
                    (scene, said) -> said.at("/results/0/fileName").asText().equals("Found quick")),
            of("search/delete", "id", "{search}").makes("no search", scene -> scene.face()
                    .ask("search/status", Map.of(), List.of()).content().isEmpty()),
            of("search/status").given(scene -> scene.face().ask("search/start", Map.of("pattern", "slow", "category", "all",
                    "plugins", "gatehousetest"), List.of())).says("that it runs",
                            (scene, said) -> said.at("/0/status").asText().equals("Running")),
            of("search/stop", "id", "{search}").makes("it stopped", scene -> scene.face()
                    .ask("search/status", Map.of(), List.of()).content().at("/0/status").asText().equals("Stopped")),
            of("search/downloadTorrent", "torrentUrl", "{site}/torrents/found", "pluginName", "gatehousetest")
                    .holds("torrents/info", Evidence.FOUND.hash()),
            of("search/updatePlugins").arrives("newer plug-ins come from the internet, which a server under test has not"),
            of("search/uninstallPlugin", "names", "gatehousetest").lacks("search/plugins", "gatehousetest"));

    static final List<Row> CREATOR = List.of(
            of("torrentcreator/addTask", "sourcePath", "{downloads}/moved", "format", "v1", "startSeeding", "false", "comment",
                    "made here", "trackers", "{site}/announce?c=1").makes("a task that ends",
                            scene -> scene
                                    .direct("torrentcreator/status").at("/0/status").asText().equals("Finished")),
            of("torrentcreator/status").same("torrentcreator/status"),
            of("torrentcreator/torrentFile", "taskID", "{task}").says("the file", (scene, said) -> said.asText().equals(
                    Base64.getEncoder()
                            .encodeToString(scene.server().bytes(scene.fill("torrentcreator/torrentFile?taskID={task}"))))),
            of("torrentcreator/deleteTask", "taskID", "{task}").makes("no task", scene -> scene
                    .direct("torrentcreator/status").isEmpty()));

    /// The last one.
    static final List<Row> END = List.of(
            of("app/shutdown").makes("it end", scene -> !scene.server().alive()));
}
