package gatehouse.web;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import gatehouse.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The front door leads to the torrents.
@Path("/")
@RunOnVirtualThread
public class Home {

    private final Caller caller;

    Home(Caller caller) {
        this.caller = caller;
    }

    @GET
    public Response home() {
        return Response.seeOther(URI.create(caller.base() + "/torrents")).build();
    }
}
