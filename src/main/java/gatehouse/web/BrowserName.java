package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.Map;

/// A browser as a person knows it. Only for recognising one's own; nothing is decided by it.
final class BrowserName {

    private static final Map<String, String> BROWSERS = ordered("Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox",
            "Chrome/", "Chrome",
            "Safari/", "Safari");
    private static final Map<String, String> SYSTEMS = ordered("Android", "Android", "iPhone", "iPhone", "iPad", "iPad",
            "Windows", "Windows",
            "Mac OS", "macOS", "Linux", "Linux");

    private BrowserName() {
    }

    /// `Firefox on Linux`; what it says itself when it is none of the usual ones.
    static String of(String agent) {
        var browser = find(BROWSERS, agent);
        var system = find(SYSTEMS, agent);
        return browser.isEmpty() ? agent.isBlank() ? "?" : agent.substring(0, Math.min(60, agent.length()))
                : system.isEmpty() ? browser : browser + " · " + system;
    }

    private static String find(Map<String, String> names, String agent) {
        return names.entrySet().stream().filter(entry -> agent.contains(entry.getKey())).map(Map.Entry::getValue).findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
