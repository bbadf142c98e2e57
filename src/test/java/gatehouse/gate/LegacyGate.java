package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.access.Access;
import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.legacy.LegacyHouse;
import gatehouse.legacy.LegacyServer.Asked;
import gatehouse.legacy.Recorded;
import gatehouse.legacy.Release;
import gatehouse.store.Ownership;
import gatehouse.store.PendingAdds;
import gatehouse.store.Preferences;
import gatehouse.store.Quota;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Torrent;

/// A gate before a server of the legacy API, and what is expected of the two.
final class LegacyGate implements AutoCloseable {

    private static final Person OLA = new Person(Person.LOCAL, "ola", "Ola", Set.of("admin"), Set.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LegacyHouse house;
    private final Gate gate;

    private LegacyGate(LegacyHouse house) {
        this.house = house;
        var ownership = new Ownership(house.database(), house.clock());
        var additions = new Additions(ownership, new PendingAdds(house.database(), ownership, house.clock()),
                new Quota(house.database(), house.clock()));
        var check = new Check(new Actions(), new Access(house.file()), house.mirrors(), ownership, new Terms(), additions);
        gate = new Gate(check, new Answers(JSON, new ClientData(new Preferences(house.database(), house.clock()), JSON),
                new Particulars(house.backends(), JSON)),
                additions,
                new Departures(ownership), new Searches(JSON), house.backends(), new Replies(JSON),
                new Journal(house.audit(), house.clock()),
                new Looks(house.clock()), house.clock());
    }

    /// One for each release, made when it is needed and closed together.
    static final class Each implements AutoCloseable {

        private final Map<Release, LegacyGate> gates = new EnumMap<>(Release.class);

        LegacyGate of(Release release) {
            return gates.computeIfAbsent(release, LegacyGate::before);
        }

        Torrent torrent(Release release, String hash) {
            return of(release).house().mirror().snapshot().torrents().get(new Hash(hash));
        }

        @Override
        public void close() {
            gates.values().forEach(LegacyGate::close);
        }
    }

    static LegacyGate before(Release release) {
        return new LegacyGate(LegacyHouse.on(release).polling());
    }

    static LegacyGate before(LegacyHouse house) {
        return new LegacyGate(house);
    }

    LegacyHouse house() {
        return house;
    }

    Outcome run(String action, Map<String, String> values, byte[]... files) {
        return run(LegacyHouse.INSTANCE, action, values, files);
    }

    Outcome run(String instance, String action, Map<String, String> values, byte[]... files) {
        var uploads = new ArrayList<Command.Upload>();
        for (var file : files) {
            uploads.add(new Command.Upload("torrents", "a.torrent", file));
        }
        return gate.run(OLA, new Command(instance, action, values, uploads,
                new Command.Origin(Optional.empty(), "", "192.0.2.1")));
    }

    /// Sends an action at the moment of an exchange of the recording, and finds that exchange sent, alone: the same method,
    /// path and fields. What the release answered 404 to is not sent.
    void sends(String exchange, String action, Map<String, String> values, byte[]... files) {
        var recorded = house.at(exchange);
        var outcome = run(action, values, files);
        if (recorded.status() == 404) {
            assertInstanceOf(Outcome.Unsupported.class, outcome, recorded.name());
            assertEquals(List.of(), requests());
        } else {
            assertEquals(List.of(request(recorded)), requests());
            ended(recorded, outcome);
        }
        assertEquals(List.of(), house.server().faults());
    }

    private static void ended(Recorded recorded, Outcome outcome) {
        if (recorded.status() == 200) {
            assertInstanceOf(Outcome.Done.class, outcome, recorded.name());
        } else {
            assertInstanceOf(Outcome.Rejected.class, outcome, recorded.name());
        }
    }

    /// Reads at the moment of an exchange, and finds that exchange asked; empty where the release does not know it.
    Optional<JsonNode> reads(String exchange, String action, Map<String, String> values) {
        var recorded = house.at(exchange);
        var outcome = run(action, values);
        if (recorded.status() == 404) {
            assertInstanceOf(Outcome.Unsupported.class, outcome, recorded.name());
            return Optional.empty();
        }
        assertEquals(List.of(request(recorded)), requests());
        assertEquals(List.of(), house.server().faults());
        return Optional.of(json(assertInstanceOf(Outcome.Done.class, outcome, recorded.name())));
    }

    static JsonNode json(Outcome.Done done) {
        try {
            return JSON.readTree(done.content().text());
        } catch (JsonProcessingException garbage) {
            throw new AssertionError(done.content().text(), garbage);
        }
    }

    /// What was asked besides the poller's questions.
    List<String> requests() {
        return house.server().requests().stream()
                .filter(asked -> !asked.path().matches("/(sync/maindata|version|login|api/).*"))
                .map(LegacyGate::request).toList();
    }

    private static String request(Asked asked) {
        return line(asked.method(), asked.path(), asked.form(), asked.files());
    }

    private static String request(Recorded recorded) {
        return line(recorded.method(), recorded.path(), recorded.form() == null ? Map.of() : recorded.form(), recorded.files());
    }

    /// Preferences are compared as JSON, whatever the spaces.
    private static String line(String method, String path, Map<String, String> form, int files) {
        var fields = new HashMap<String, Object>(form);
        fields.computeIfPresent("json", (name, text) -> {
            try {
                return JSON.readTree(text.toString());
            } catch (JsonProcessingException garbage) {
                return text;
            }
        });
        return method + " " + path + " " + new java.util.TreeMap<>(fields) + " " + files;
    }

    @Override
    public void close() {
        house.close();
    }
}
