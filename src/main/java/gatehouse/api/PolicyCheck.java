package gatehouse.api;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Access;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Right;
import gatehouse.config.Configuration;
import gatehouse.config.ConfigurationReader;
import gatehouse.config.ConfigurationReader.Reading;
import gatehouse.config.Mistake;
import gatehouse.config.Settings;
import gatehouse.http.Caller;
import gatehouse.http.Sentences;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Whether a `gatehouse.yaml` would be taken, before it is: the same reading as at the start, of a text that is sent. Files
/// that it names are looked up beside the one in force, which is why it is for those alone who may see the configuration.
@Path("/api/v1/policy/check")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PolicyCheck {

    private final Caller caller;
    private final Access access;
    private final Settings settings;
    private final Sentences sentences;
    private final ObjectMapper json;

    PolicyCheck(Caller caller, Access access, Settings settings, Sentences sentences, ObjectMapper json) {
        this.caller = caller;
        this.access = access;
        this.settings = settings;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param mistakes all of them, in the order of the file; empty when it would be taken
    /// @param grants those of a file that would be taken
    public record Checked(boolean valid, List<Mistake> mistakes, List<String> instances, List<String> roles,
            List<GrantJson> grants) {
    }

    @POST
    public Response check() {
        return refused().map(refused -> Refusal.of(refused, sentences, json))
                .orElseGet(() -> Response.ok(checked(JsonBody.texts(caller.json(), "file").get("file"))).build());
    }

    private Optional<Refused> refused() {
        return access.policy().decide(caller.person(), Right.CONFIG_VIEW) instanceof Refused refused ? Optional.of(refused)
                : Optional.empty();
    }

    private Checked checked(String text) {
        return switch (ConfigurationReader.read(text, settings.file().toAbsolutePath().getParent())) {
            case Reading.Broken(var mistakes) -> new Checked(false, mistakes, List.of(), List.of(), List.of());
            case Reading.Valid(var configuration) -> valid(configuration);
        };
    }

    private static Checked valid(Configuration configuration) {
        return new Checked(true, List.of(), List.copyOf(configuration.instances().keySet()),
                configuration.roles().keySet().stream().sorted().toList(),
                configuration.grants().stream().map(GrantJson::of).toList());
    }
}
