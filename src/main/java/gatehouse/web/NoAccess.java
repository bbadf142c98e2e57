package gatehouse.web;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import gatehouse.config.ConfigurationFile;
import gatehouse.http.Caller;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// For somebody who has signed in and has no grant: who they are to us, and whom to ask.
@Path("/no-access")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class NoAccess {

    private final Caller caller;
    private final Frames frames;
    private final ConfigurationFile file;

    NoAccess(Caller caller, Frames frames, ConfigurationFile file) {
        this.caller = caller;
        this.frames = frames;
        this.file = file;
    }

    @CheckedTemplate
    record page(Frame frame, String ui, String ask, List<String> roles, List<String> groups) implements TemplateInstance {
    }

    @GET
    public Response show() {
        var frame = frames.frame();
        var person = caller.person();
        return Response.status(403).entity(new page(frame, frame.ui(), file.current().signIn().ask().orElse(""),
                person.roles().stream().sorted().toList(), person.groups().stream().sorted().toList())).build();
    }
}
