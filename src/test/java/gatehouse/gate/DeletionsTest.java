package gatehouse.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import gatehouse.access.Person;
import gatehouse.gate.Command.Origin;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;
import gatehouse.torrent.Torrent;

/// Deletes with a moment to undo, before servers that note what reaches them: across restarts, after rights were lost, and
/// when a torrent was added again.
class DeletionsTest {

    private static final Hash HASH = new Hash("a".repeat(40));
    private static final Person ANN = SmallGate.person("ann", "member");
    private static final Origin ORIGIN = new Origin(Optional.empty(), "request", "192.0.2.7");
    private static final String MAY = """
            version: 1
            instances: { attic: { url: "http://192.0.2.1", username: admin, password: word } }
            grants: [{ who: { role: member }, role: operator, on: [attic], see: any, do: any }]
            """;
    private static final String MAY_NOT = MAY.replace("operator", "viewer");

    private Doorway doorway;

    @BeforeEach
    void open() {
        doorway = new Doorway();
        doorway.policy(MAY);
        doorway.accounts().add("ann", "Ann", "hash", Set.of("member"), false);
        torrent(doorway.now().minusSeconds(3600).getEpochSecond());
        doorway.forget();
    }

    @AfterEach
    void close() {
        doorway.close();
    }

    private void torrent(long added) {
        var torrent = new Torrent(HASH, Map.of("name", "Sintel", "state", "stoppedUP", "added_on", added));
        doorway.state("attic", new Snapshot(1, Map.of(HASH, torrent), Map.of(), Set.of(), Map.of(), Map.of()));
    }

    private static Command delete() {
        return Command.of("attic", "torrents/delete", List.of(HASH.value()), Map.of("deleteFiles", "true"), ORIGIN);
    }

    private List<String> deletes() {
        return doorway.reached().stream().filter(request -> request.is("torrents/delete")).map(request -> request.body())
                .toList();
    }

    private List<String> noted() {
        return doorway.audit().recent(10).stream().map(entry -> entry.action() + " " + entry.result()).toList();
    }

    @Test
    void itIsCarriedOutOnceAfterItsMomentAndByAnotherProcessToo() {
        assertInstanceOf(Outcome.Done.class, doorway.deletions().ask(ANN, delete(), "batch"));
        doorway.deletions().carryOut();
        assertEquals(List.of(), deletes());
        doorway.pass(Deletions.UNDO);
        var restarted = doorway.deletions();
        restarted.carryOut();
        assertEquals(List.of("deleteFiles=true&hashes=" + HASH), deletes().stream().map(DeletionsTest::sorted).toList());
        restarted.carryOut();
        doorway.deletions().carryOut();
        assertEquals(1, deletes().size());
        assertEquals(List.of("torrents/delete DONE", "delete/ask DONE"), noted());
    }

    private static String sorted(String body) {
        return String.join("&", List.of(body.split("&")).stream().sorted().toList());
    }

    @Test
    void whatIsUndoneNeverReachesAServerAndTheAuditSaysSo() {
        doorway.deletions().ask(ANN, delete(), "batch");
        assertEquals(0, doorway.deletions().undo(SmallGate.person("vic", "member"), "batch", ORIGIN));
        assertEquals(1, doorway.deletions().undo(ANN, "batch", ORIGIN));
        doorway.pass(Deletions.UNDO.plus(Duration.ofMinutes(10)));
        doorway.deletions().carryOut();
        assertEquals(List.of(), doorway.reached());
        assertEquals(List.of("delete/undo DONE", "delete/ask DONE"), noted());
    }

    @Test
    void rightsAreAskedWhenItIsAskedForAndAgainWhenItIsCarriedOut() {
        doorway.policy(MAY_NOT);
        assertInstanceOf(Outcome.Refused.class,
                doorway.deletions().ask(SmallGate.person("vic", "member"), delete(), "none"));
        doorway.policy(MAY);
        doorway.deletions().ask(ANN, delete(), "batch");
        doorway.policy(MAY_NOT);
        doorway.pass(Deletions.UNDO);
        doorway.deletions().carryOut();
        assertEquals(List.of(), doorway.reached());
        assertEquals(List.of("torrents/delete REFUSED", "delete/ask DONE", "torrents/delete REFUSED"), noted());
    }

    @Test
    void whoIsDisabledOrLosesTheRoleMeanwhileDeletesNothing() {
        doorway.deletions().ask(ANN, delete(), "batch");
        doorway.accounts().roles("ann", Set.of("guest"));
        doorway.pass(Deletions.UNDO);
        doorway.deletions().carryOut();
        doorway.accounts().roles("ann", Set.of("member"));
        doorway.deletions().ask(ANN, delete(), "another");
        doorway.accounts().disabled("ann", true);
        doorway.pass(Deletions.UNDO);
        doorway.deletions().carryOut();
        assertEquals(List.of(), doorway.reached());
        assertEquals(List.of("torrents/delete REFUSED", "delete/ask DONE", "delete/ask DONE"), noted());
    }

    @Test
    void whatWasAddedAgainMeanwhileIsLeftAlone() {
        doorway.deletions().ask(ANN, delete(), "batch");
        torrent(doorway.now().plusSeconds(5).getEpochSecond());
        doorway.pass(Deletions.UNDO);
        doorway.deletions().carryOut();
        assertEquals(List.of(), deletes());
        doorway.deletions().ask(ANN, delete(), "later");
        doorway.pass(Deletions.UNDO);
        doorway.deletions().carryOut();
        assertEquals(1, deletes().size(), "what is asked for now is about the new one");
    }

    @Test
    void lookingIsSharedUntilACommand() {
        doorway.answers("torrents/properties", "{\"piece_size\": 1}");
        var read = new Command("attic", "torrents/properties", Map.of("hash", HASH.value()), List.of(), ORIGIN);
        for (var person : List.of("ann", "bob", "cid")) {
            assertInstanceOf(Outcome.Done.class, doorway.gate().look(SmallGate.person(person, "member"), read));
        }
        assertEquals(1, doorway.reached().size());
        doorway.pass(Looks.FRESH);
        doorway.gate().look(ANN, read);
        assertEquals(2, doorway.reached().size());
        doorway.ask(ANN, "attic", "torrents/stop", Map.of("hashes", HASH.value()));
        doorway.gate().look(ANN, read);
        assertEquals(List.of("properties", "properties", "stop", "properties"), doorway.reached().stream()
                .map(request -> request.path().replaceAll(".*/|\\?.*", "")).toList());
        doorway.policy(MAY_NOT.replace("see: any", "see: own"));
        assertInstanceOf(Outcome.Missing.class, doorway.gate().look(ANN, read));
    }
}
