package gatehouse.dropin;

import java.io.InputStream;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import gatehouse.http.AppDoor;
import gatehouse.http.AppDoor.LogIn;
import gatehouse.http.Caller;
import gatehouse.http.FromApps;
import gatehouse.http.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;

/// qBittorrent's own log-in, for apps that know no other: a key is the password. It ends in a session of ours, and the
/// server never hears of it.
///
/// Whatever the version, a good one is 200 `Ok.` with exactly one cookie `SID` and a bad one 200 `Fails.`: that is what the
/// most clients understand; many fail at the 204 and the other cookie of 5.2.
@Path("/qbittorrent/{instance}/api/v2/auth")
@FromApps
@RunOnVirtualThread
public class LogIns {

    private static final String BANNED = "Your IP address has been banned after too many failed authentication attempts.";

    private final Caller caller;
    private final AppDoor door;
    private final HttpServerRequest request;

    LogIns(Caller caller, AppDoor door, HttpServerRequest request) {
        this.caller = caller;
        this.door = door;
        this.request = request;
    }

    @POST
    @Open
    @Path("/login")
    public Response logIn(@RestPath String instance, InputStream body) {
        var sent = AppRequest.body(request.getHeader("Content-Type"), body).values();
        var password = sent.getOrDefault("password", "");
        return switch (door.logIn(sent.getOrDefault("username", ""), password, caller.address())) {
            case LogIn.Opened(var ticket) -> Response.fromResponse(Answer.text(200, "Ok."))
                    .header("Set-Cookie", door.cookie(caller.appRoot(instance), ticket)).build();
            case LogIn.Refused refused -> Answer.text(200, "Fails.");
            case LogIn.TooMany tooMany -> Answer.text(403, BANNED);
        };
    }

    /// Only this app's session ends.
    @POST
    @Path("/logout")
    public Response logOut(@RestPath String instance) {
        door.tickets(request).forEach(door::logOut);
        return Response.fromResponse(Answer.text(200, "")).header("Set-Cookie", door.noCookie(caller.appRoot(instance)))
                .build();
    }
}
