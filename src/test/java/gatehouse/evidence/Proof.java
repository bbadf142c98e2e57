package gatehouse.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.evidence.Face.Answer;
import gatehouse.real.Qbittorrent;

/// How a row of the evidence is proved.
sealed interface Proof {

    /// Runs the row and fails unless it is so.
    void hold(Scene scene, Row row);

    private static Answer done(Scene scene, Row row) {
        var answer = row.ask(scene);
        assertEquals(200, answer.status(), () -> row + ": " + answer);
        return answer;
    }

    /// Something at the server, or in the world around it, that is not so before and is so afterwards.
    record Makes(String what, Predicate<Scene> so) implements Proof {

        private static final Duration LONGEST = Duration.ofSeconds(10);

        @Override
        public void hold(Scene scene, Row row) {
            assertFalse(so.test(scene), () -> row + ": already before " + what);
            done(scene, row);
            Qbittorrent.await(row + " makes " + what, LONGEST, () -> so.test(scene));
        }
    }

    /// Gatehouse's answer is the server's own. What changes from one second to the next may differ for a moment.
    ///
    /// @param without members that depend on the moment
    record Same(String path, List<String> without) implements Proof {

        private static final int TRIES = 20;

        @Override
        public void hold(Scene scene, Row row) {
            var ours = pruned(done(scene, row).content());
            var theirs = pruned(scene.direct(path));
            for (var again = 0; again < TRIES && !ours.equals(theirs); again++) {
                ours = pruned(done(scene, row).content());
                theirs = pruned(scene.direct(path));
            }
            assertEquals(theirs, ours, row::toString);
            assertFalse(theirs.isMissingNode(), () -> row + ": the server says nothing");
        }

        private JsonNode pruned(JsonNode node) {
            var copy = node.<JsonNode> deepCopy();
            prune(copy);
            return copy;
        }

        private void prune(JsonNode node) {
            if (node instanceof ObjectNode object) {
                object.remove(without);
            }
            if (node instanceof ObjectNode || node instanceof ArrayNode) {
                node.forEach(this::prune);
            }
        }
    }

    /// The answer itself shows it.
    record Says(String what, BiPredicate<Scene, JsonNode> so) implements Proof {

        @Override
        public void hold(Scene scene, Row row) {
            Qbittorrent.await(row + " says " + what, Makes.LONGEST, () -> so.test(scene, done(scene, row).content()));
        }
    }

    /// Answered by Gatehouse, from its mirror, as the server would; the server is not asked for it.
    record Answered(Proof like) implements Proof {

        @Override
        public void hold(Scene scene, Row row) {
            scene.door().clear();
            like.hold(scene, row);
            assertEquals(0, scene.calls(), () -> row + ": the server was asked");
        }
    }

    /// Only a face of its own can answer it; through the gate it does not exist, and the server is not asked.
    record OnlyAFace(String which) implements Proof {

        @Override
        public void hold(Scene scene, Row row) {
            Proof.refused(scene, row, 404);
        }
    }

    /// Refused to everybody, and the server is not asked.
    record Never() implements Proof {

        @Override
        public void hold(Scene scene, Row row) {
            Proof.refused(scene, row, 403);
        }
    }

    /// Its effect cannot be observed here; that the request arrived and was taken can.
    ///
    /// @param why its effect cannot be observed
    record Arrives(String why) implements Proof {

        @Override
        public void hold(Scene scene, Row row) {
            assertFalse(why.isBlank());
            scene.door().clear();
            done(scene, row);
            assertEquals(1, scene.door().count(row.action().id()), row::toString);
        }
    }

    /// What is done to some torrents is not done to the one that no row names. With the queue switched on a server takes a
    /// moment to let it go on.
    static void othersAreLeftAlone(Scene scene, Row row) {
        if (row.action().writes() && row.action().id().startsWith("torrents/")) {
            Qbittorrent.await(row + ": the other torrent goes on",
                    () -> scene.server().state(Scene.OTHER.hash()).equals("stalledUP"));
        }
    }

    /// This version has not got it: that is said, and the server is not asked.
    static void unsupported(Scene scene, Row row) {
        refused(scene, row, 409);
    }

    private static void refused(Scene scene, Row row, int status) {
        scene.door().clear();
        var answer = row.ask(scene);
        assertEquals(status, answer.status(), () -> row + ": " + answer);
        assertTrue(answer.sentence().matches("(?s).{10,}"), () -> row + ": " + answer.sentence());
        assertEquals(0, scene.calls(), () -> row + ": the server was asked");
    }
}
