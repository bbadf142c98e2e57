package gatehouse.gate;

import java.time.Duration;
import java.util.Locale;

import gatehouse.action.Right;
import gatehouse.config.Trace;
import gatehouse.gate.Check.Checked;
import gatehouse.gate.Check.Passed;
import gatehouse.gate.Check.Stopped;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;

/// What is measured of commands: `docs/reference/metrics.md`.
final class Meters {

    private Meters() {
    }

    /// Whether the right that the command needs was there; neither when it never came to that question.
    static Checked decided(Checked checked) {
        switch (checked) {
            case Passed passed -> decided(passed.action().right(), "allowed");
            case Stopped(Outcome.Refused(var refused, var torrents)) -> decided(refused.right(), "refused");
            case Stopped other -> {
            }
        }
        return checked;
    }

    private static void decided(Right right, String decision) {
        Metrics.counter("gatehouse.decisions", "right", right.id(), "decision", decision).increment();
    }

    /// What was missing may never have existed: without this anybody could make up labels without end.
    static void ended(Command command, Outcome outcome, Duration time, Trace step) {
        var known = !(outcome instanceof Outcome.Missing);
        var instance = known ? command.instance() : "";
        var action = known ? command.action() : "";
        var end = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        step.tell("instance", instance).tell("action", action).tell("outcome", end);
        Timer.builder("gatehouse.commands").tag("instance", instance).tag("action", action).tag("outcome", end)
                .register(Metrics.globalRegistry).record(time);
    }
}
