package gatehouse.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.store.Preferences;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The style sheet with the widths of one person's columns.
@Path("/ui/columns.css")
@RunOnVirtualThread
public class ColumnSheet {

    private final Caller caller;
    private final Preferences preferences;

    ColumnSheet(Caller caller, Preferences preferences) {
        this.caller = caller;
        this.preferences = preferences;
    }

    /// The asker's own; `v` only makes another address of other widths.
    @GET
    @Produces("text/css")
    public Response sheet(@RestQuery String v) {
        var columns = Columns.parse(preferences.get(caller.person().id(), ListLook.COLUMNS).orElse(""));
        var kept = columns.version().equals(v) ? "private, max-age=31536000, immutable" : "no-store";
        return Response.ok(columns.own() ? columns.sheet() : "").header("Cache-Control", kept).build();
    }
}
