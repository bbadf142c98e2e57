package gatehouse.api;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;

import gatehouse.access.Access;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.api.InstanceJson.Cannot;
import gatehouse.http.Caller;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The servers: how each stands, and what somebody may do there. Those that they may not see are not there.
///
/// All resources below this path have it as their root. Where one root lies within another, the router answers a wrong method
/// as if there were no such path.
@Path("/api/v1/instances")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class Instances {

    private final Caller caller;
    private final Views views;
    private final Access access;
    private final Actions actions;
    private final Sentences sentences;
    private final Clock clock;

    Instances(Caller caller, Views views, Access access, Actions actions, Sentences sentences, Clock clock) {
        this.caller = caller;
        this.views = views;
        this.access = access;
        this.actions = actions;
        this.sentences = sentences;
        this.clock = clock;
    }

    /// In the order of `gatehouse.yaml`.
    public record InstanceList(List<InstanceJson> instances) {
    }

    @GET
    public InstanceList list() {
        var standings = views.view(caller.person(), Query.START).standings();
        return new InstanceList(standings.entrySet().stream().map(entry -> shown(entry.getKey(), entry.getValue())).toList());
    }

    @GET
    @Path("/{instance}")
    public InstanceJson one(@RestPath String instance) {
        return views.standing(caller.person(), instance).map(standing -> shown(instance, standing))
                .orElseThrow(Problem::notFound);
    }

    private InstanceJson shown(String name, Standing standing) {
        var health = standing.now().health();
        var seen = standing.now().lastGood();
        var operator = access.policy().decide(caller.person(), Right.INSTANCES_VIEW).allowed();
        var free = standing.free();
        return new InstanceJson(name, sentences.title(name), word(health), sentences.health(health),
                operator ? sentences.advice(health, name) : Optional.empty(), standing.freshness().id(), seen,
                seen.map(then -> Math.max(0, Duration.between(then, clock.instant()).toSeconds())),
                connected(health).map(Health.Connected::app), connected(health).map(known -> known.api().toString()),
                standing.downSpeed(), standing.upSpeed(), free.isPresent() ? Optional.of(free.getAsLong()) : Optional.empty(),
                standing.visible().size(), Me.held(standing.rights()),
                connected(health).map(known -> Cannot.of(actions.all(), known.api())).orElse(Cannot.NOTHING));
    }

    private static Optional<Health.Connected> connected(Health health) {
        return health instanceof Health.Connected connected ? Optional.of(connected) : Optional.empty();
    }

    private static String word(Health health) {
        return switch (health) {
            case Health.Unknown unknown -> "unknown";
            case Health.Connected connected -> "connected";
            case Health.Unreachable unreachable -> "unreachable";
            case Health.CredentialsRejected rejected -> "credentials-rejected";
            case Health.Banned banned -> "banned";
            case Health.Unsupported unsupported -> "unsupported";
        };
    }
}
