package gatehouse.web;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import gatehouse.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The front door leads to the torrents, as whoever comes saw them last.
@Path("/")
@RunOnVirtualThread
public class Home {

    private final Caller caller;
    private final SavedViews saved;

    Home(Caller caller, SavedViews saved) {
        this.caller = caller;
        this.saved = saved;
    }

    @GET
    public Response home() {
        return Response.seeOther(URI.create(caller.base() + "/torrents" + saved.last(caller.person().id()))).build();
    }
}
