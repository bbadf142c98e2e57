package gatehouse.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import gatehouse.action.Right;
import gatehouse.config.ConfigurationFile;
import gatehouse.store.Ownership.Owned;

/// A reload under load: no set of decisions mixes two generations.
class ReloadTest {

    private static final Person ANN = new Person(Person.LOCAL, "ann", "Ann", Set.of("r"), Set.of());
    private static final String HEAD = """
            version: 1
            instances:
              attic: { url: "http://a", username: u, password: long-enough }
              cellar: { url: "http://b", username: u, password: long-enough, dangerous: [create] }
            grants:
            """;
    private static final String ODD = HEAD + "  - { who: { role: r }, role: member, on: [attic], see: any, do: own }\n";
    private static final String EVEN = HEAD + "  - { who: { role: r }, role: admin, on: [cellar], see: own, do: any }\n"
            + "  - { who: { role: r }, role: viewer, on: [attic], see: any, do: any }\n";
    private static final int RELOADS = 1_000;
    private static final int ASKING = 4;

    /// All that can be asked of one policy, and which generation each answer says it is of.
    private record Answers(Set<Long> generations, List<Boolean> allowed) {

        static Answers of(Policy policy) {
            var decisions = Arrays.stream(Right.values()).flatMap(right -> Stream.concat(
                    Stream.of(policy.decide(ANN, right)),
                    Stream.of("attic", "cellar").flatMap(instance -> Stream.of(policy.decide(ANN, right, instance),
                            policy.decide(ANN, right, instance, Optional.of(Owned.by(ANN.id()))),
                            policy.decide(ANN, right, instance, Optional.empty())))))
                    .toList();
            return new Answers(Set.copyOf(decisions.stream().map(Decision::generation).distinct().toList()),
                    decisions.stream().map(Decision::allowed).toList());
        }
    }

    @Test
    void noDecisionMixesTwoGenerations(@TempDir Path folder) throws Exception {
        var path = folder.resolve("gatehouse.yaml");
        var file = file(path);
        var access = new Access(file);
        var odd = Answers.of(access.policy()).allowed();
        var wrong = new ConcurrentLinkedQueue<Answers>();
        var seen = new AtomicLong();
        var over = new AtomicBoolean();
        var begun = new CountDownLatch(ASKING);
        var threads = new ArrayList<Thread>();
        var even = even(folder);
        assertNotEquals(odd, even);
        for (var i = 0; i < ASKING; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                do {
                    var answers = Answers.of(access.policy());
                    var generation = answers.generations().iterator().next();
                    if (answers.generations().size() != 1 || !answers.allowed().equals(generation % 2 == 1 ? odd : even)) {
                        wrong.add(answers);
                    }
                    seen.accumulateAndGet(generation, Math::max);
                    begun.countDown();
                } while (!over.get());
            }));
        }
        begun.await();
        reload(file, path);
        over.set(true);
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertEquals(1 + RELOADS, file.current().generation());
        assertTrue(seen.get() > 1, "decisions were made while it was reloaded");
    }

    private static ConfigurationFile file(Path path) throws IOException {
        Files.writeString(path, ODD);
        return new ConfigurationFile(path, ignored -> {
        });
    }

    private static List<Boolean> even(Path folder) throws IOException {
        Files.writeString(folder.resolve("even.yaml"), EVEN);
        return Answers.of(new Access(new ConfigurationFile(folder.resolve("even.yaml"), ignored -> {
        })).policy()).allowed();
    }

    private static void reload(ConfigurationFile file, Path path) throws IOException {
        for (var i = 0; i < RELOADS; i++) {
            Files.writeString(path, i % 2 == 0 ? EVEN : ODD);
            file.look();
            file.look();
        }
    }
}
