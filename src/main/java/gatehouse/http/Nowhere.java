package gatehouse.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.RunOnVirtualThread;

/// What somebody is shown at an address that no page has: only a resource's answer knows who asks, and so whether it gets their
/// frame. Programs' faces have their own answers.
@Open
@Path("/{address: (?!api/|qbittorrent/|ui/).+}")
@RunOnVirtualThread
public class Nowhere {

    /// @throws Problem 404 always
    @GET
    public void show() {
        throw Problem.notFound();
    }
}
