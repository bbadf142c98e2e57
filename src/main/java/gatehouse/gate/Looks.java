package gatehouse.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.gate.Check.Passed;
import gatehouse.live.Mirror;

/// What servers have just answered to those who look at a torrent. However many look, a server is asked for the same once
/// in [#FRESH], and for the pieces, which are large, once in [#PIECES]. Whoever may not see trackers shares only with
/// others who may not, and a command to the instance ends what was known of it.
@ApplicationScoped
class Looks {

    static final Duration FRESH = Duration.ofMillis(1_900);
    static final Duration PIECES = Duration.ofMillis(5_700);
    private static final int MOST = 500;

    private final Clock clock;
    private final Map<Question, AtomicReference<Answer>> answers = new ConcurrentHashMap<>();

    Looks(Clock clock) {
        this.clock = clock;
    }

    /// @param trackers whether the answer holds addresses of trackers
    private record Question(Mirror mirror, String action, Map<String, String> values, boolean trackers) {
    }

    private record Answer(Instant at, Outcome outcome) {
    }

    /// The newest answer, or a new one by `ask`. Who comes while another asks waits for that answer.
    Outcome of(Passed passed, boolean trackers, Supplier<Outcome> ask) {
        var question = new Question(passed.asked().mirror(), passed.action().id(), passed.values(), trackers);
        tidy();
        var place = answers.computeIfAbsent(question, fresh -> new AtomicReference<>());
        synchronized (place) {
            var known = place.get();
            if (known == null || !clock.instant().isBefore(known.at().plus(life(question)))) {
                known = new Answer(clock.instant(), ask.get());
                place.set(known);
            }
            return known.outcome();
        }
    }

    /// A command may have changed everything.
    void forget(Mirror mirror) {
        answers.keySet().removeIf(question -> question.mirror() == mirror);
    }

    private static Duration life(Question question) {
        return question.action().startsWith("torrents/piece") ? PIECES : FRESH;
    }

    private void tidy() {
        if (answers.size() > MOST) {
            answers.clear();
        }
    }
}
