package gatehouse.api;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/// This API in the words of OpenAPI 3.1, for programs that write programs: `openapi.yaml`, written from the resources and the
/// action table and tested to be what they say.
@Path("/api/v1/openapi.yaml")
@Produces("application/yaml")
public class Description {

    private final byte[] text;

    Description() {
        try (var file = Description.class.getResourceAsStream("/openapi.yaml")) {
            text = file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @GET
    public byte[] description() {
        return text;
    }
}
