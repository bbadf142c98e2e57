package gatehouse.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

/// Serves [Assets].
@Open
@Path("/ui/{version}/{file: [a-z0-9/.-]+}")
public class Ui {

    private final Assets assets;

    Ui(Assets assets) {
        this.assets = assets;
    }

    @GET
    public Response file(@RestPath String version, @RestPath String file) {
        var content = assets.content(file).orElseThrow(Problem::notFound);
        var kept = version.equals(assets.version()) ? "public, max-age=31536000, immutable" : "no-store";
        return Response.ok(content).type(Assets.type(file)).header("Cache-Control", kept).build();
    }
}
