package gatehouse.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import gatehouse.access.Access;
import gatehouse.access.OnInstance;
import gatehouse.access.Policy;
import gatehouse.action.Right;
import gatehouse.http.Caller;
import gatehouse.http.Sentences;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Who asks, and what they may do where.
@Path("/api/v1/me")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class Me {

    private final Caller caller;
    private final Access access;
    private final Sentences sentences;

    Me(Caller caller, Access access, Sentences sentences) {
        this.caller = caller;
        this.access = access;
        this.sentences = sentences;
    }

    /// @param rights over Gatehouse itself
    public record Self(String person, String name, List<String> roles, List<String> groups, List<String> rights,
            List<Place> instances) {
    }

    /// A visible instance.
    public record Place(String instance, String title, List<Held> rights) {
    }

    /// @param scope `any`, or `own` when it reaches only torrents of theirs and those shared with them
    public record Held(String right, String scope) {
    }

    @GET
    public Self self() {
        var person = caller.person();
        var policy = access.policy();
        var house = Arrays.stream(Right.values()).filter(Right::ofTheHouse)
                .filter(right -> policy.decide(person, right).allowed()).map(Right::id).toList();
        return new Self(person.id(), person.name(), person.roles().stream().sorted().toList(),
                person.groups().stream().sorted().toList(), house, places(policy));
    }

    private List<Place> places(Policy policy) {
        return policy.visibleInstances(caller.person()).stream().map(instance -> new Place(instance,
                sentences.title(instance), held(policy.on(caller.person(), instance)))).toList();
    }

    static List<Held> held(OnInstance on) {
        return Arrays.stream(Right.values()).filter(right -> !right.ofTheHouse()).flatMap(right -> on.scope(right)
                .map(scope -> new Held(right.id(), scope.name().toLowerCase(Locale.ROOT))).stream()).toList();
    }
}
