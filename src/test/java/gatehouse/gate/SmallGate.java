package gatehouse.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.access.Access;
import gatehouse.access.OnInstance;
import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.evidence.Face;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Command.Upload;
import gatehouse.http.OutcomeStatus;
import gatehouse.live.Mirror;
import gatehouse.live.Mirrors;
import gatehouse.live.Watch;
import gatehouse.qbittorrent.Health;
import gatehouse.real.Qbittorrent;
import gatehouse.real.SmallHouse;
import gatehouse.store.Ownership;
import gatehouse.store.PendingAdds;
import gatehouse.store.Preferences;
import gatehouse.store.Quota;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/// The gate of a [SmallHouse], put together by hand, with a mirror that is kept fresh.
public final class SmallGate implements AutoCloseable {

    public static final Person OLA = person("ola", "admin");

    private final Access access;
    private final Mirrors mirrors;
    private final Watch watch;
    private final Ownership ownership;
    private final Arrivals arrivals;
    private final Gate gate;

    public SmallGate(SmallHouse house) {
        var json = new ObjectMapper();
        ownership = new Ownership(house.database(), house.clock());
        var pending = new PendingAdds(house.database(), ownership, house.clock());
        var additions = new Additions(ownership, pending, new Quota(house.database(), house.clock()));
        mirrors = new Mirrors(house.file(), house.backends(), house.clock(), true);
        arrivals = new Arrivals(mirrors, house.backends(), pending, true);
        access = new Access(house.file());
        var check = new Check(new Actions(), access, mirrors, ownership, new Terms(), additions);
        gate = new Gate(check, new Answers(json, new ClientData(new Preferences(house.database(), house.clock()), json),
                new Particulars(house.backends(), json)),
                additions,
                new Departures(ownership), new Searches(json), house.backends(), new Replies(json),
                new Journal(house.audit(), house.clock()), new Looks(house.clock()), house.clock());
        mirrors.start(new StartupEvent());
        arrivals.start(new StartupEvent());
        watch = mirrors.watch();
        Qbittorrent.await("the mirror knows the server", () -> mirror().health() instanceof Health.Connected);
    }

    public static Person person(String name, String role) {
        return new Person(Person.LOCAL, name, name, Set.of(role), Set.of());
    }

    public Mirror mirror() {
        return mirrors.find(SmallHouse.INSTANCE).orElseThrow();
    }

    /// What somebody may there.
    public OnInstance standing(Person person) {
        return access.policy().on(person, SmallHouse.INSTANCE);
    }

    public Ownership ownership() {
        return ownership;
    }

    /// What the server says its Web API is.
    public ApiVersion api() {
        return ((Health.Connected) mirror().health()).api();
    }

    public Outcome run(Person person, String action, Map<String, String> values, Upload... files) {
        return gate.run(person, new Command(SmallHouse.INSTANCE, action, values, List.of(files),
                new Origin(Optional.empty(), "a request", "192.0.2.1")));
    }

    /// As the administrator.
    public Face face() {
        return (action, values, files) -> {
            var outcome = run(OLA, action, values, files.toArray(Upload[]::new));
            return new Face.Answer(OutcomeStatus.of(outcome),
                    outcome instanceof Outcome.Done done ? node(done.content()) : MissingNode.getInstance(),
                    outcome.toString());
        };
    }

    private static JsonNode node(Outcome.Content content) {
        if (content.bytes().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return content.type().startsWith("application/json") ? new ObjectMapper().readTree(content.text())
                    : content.type().startsWith("text/") ? TextNode.valueOf(content.text())
                            : BinaryNode.valueOf(content.bytes());
        } catch (JsonProcessingException garbage) {
            return TextNode.valueOf(content.text());
        }
    }

    @Override
    public void close() {
        watch.close();
        arrivals.stop(new ShutdownEvent());
        mirrors.stop(new ShutdownEvent());
    }
}
