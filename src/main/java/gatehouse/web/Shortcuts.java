package gatehouse.web;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The sheet of all keys: the words come from here, the keys from the scripts that have them.
@Path("/shortcuts")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Shortcuts {

    private static final List<String> NAMED = List.of("Shift", "Ctrl", "Alt", "Enter", "Delete", "Escape", "ArrowUp",
            "ArrowDown",
            "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End", "ContextMenu", "Space");

    private final Frames frames;

    Shortcuts(Frames frames) {
        this.frames = frames;
    }

    /// @param named keys that have a name of their own in each language
    @CheckedTemplate
    record page(Frame frame, List<Shortcut> shortcuts, List<String> named) implements TemplateInstance {
    }

    @GET
    public TemplateInstance show() {
        return new page(frames.frame(), List.of(Shortcut.values()), NAMED);
    }
}
