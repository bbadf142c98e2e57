package gatehouse.browser;

import java.nio.file.Path;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/// Something that is dragged into a page from elsewhere, as the browser itself tells the page of it: real files and folders of
/// this machine, or data.
final class Drag {

    private static final int COPY = 1;

    private final Page page;
    private final CDPSession session;
    private final JsonObject data;
    private int x = 700;
    private int y = 400;

    private Drag(Page page, JsonArray items, JsonArray files) {
        this.page = page;
        session = page.context().newCDPSession(page);
        data = new JsonObject();
        data.add("items", items);
        data.add("files", files);
        data.addProperty("dragOperationsMask", COPY);
    }

    static Drag files(Page page, List<Path> paths) {
        var files = new JsonArray();
        paths.forEach(path -> files.add(path.toAbsolutePath().toString()));
        return new Drag(page, new JsonArray(), files);
    }

    /// @param type `text/plain` or `text/uri-list`
    static Drag data(Page page, String type, String text) {
        var item = new JsonObject();
        item.addProperty("mimeType", type);
        item.addProperty("data", text);
        var items = new JsonArray();
        items.add(item);
        return new Drag(page, items, new JsonArray());
    }

    Drag at(int x, int y) {
        this.x = x;
        this.y = y;
        return this;
    }

    Drag over() {
        return send("dragEnter").send("dragOver");
    }

    Drag drop() {
        return send("drop");
    }

    /// Out of the window again. The protocol's own way (`dragCancel`) tells the page nothing, so this is what a person's
    /// browser tells it.
    void away() {
        page.evaluate("document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true, relatedTarget: null }))");
        send("dragCancel");
    }

    private Drag send(String type) {
        var event = new JsonObject();
        event.addProperty("type", type);
        event.addProperty("x", x);
        event.addProperty("y", y);
        event.add("data", data);
        session.send("Input.dispatchDragEvent", event);
        return this;
    }
}
