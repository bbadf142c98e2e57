package gatehouse.browser;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;

/// What a page has loaded so far, with the bytes of each body as they came over the wire.
final class FirstLoad {

    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Map<String, Integer> bytes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> finished = new ConcurrentHashMap<>();

    FirstLoad(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("Network.enable");
        session.on("Network.requestWillBeSent",
                event -> addresses.put(id(event), event.getAsJsonObject("request").get("url").getAsString()));
        session.on("Network.dataReceived",
                event -> bytes.merge(id(event), event.get("encodedDataLength").getAsInt(), Integer::sum));
        session.on("Network.loadingFinished", event -> finished.put(id(event), true));
        session.on("Network.eventSourceMessageReceived", event -> finished.put(id(event), true));
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    /// Everything is there, and of a stream the first event.
    boolean complete() {
        return finished.keySet().containsAll(addresses.keySet());
    }

    int bytes() {
        return bytes.values().stream().mapToInt(length -> length).sum();
    }

    @Override
    public String toString() {
        var each = new TreeMap<String, Integer>();
        bytes.forEach((id, length) -> each.merge(addresses.getOrDefault(id, id), length, Integer::sum));
        return each.toString();
    }
}
