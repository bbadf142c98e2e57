package gatehouse.access;

import gatehouse.access.LocalAccounts.SignIn;
import io.micrometer.core.instrument.Metrics;

/// What is measured of people who sign in with local accounts: `docs/reference/metrics.md`.
final class Meters {

    private Meters() {
    }

    static SignIn counted(SignIn signIn) {
        var outcome = switch (signIn) {
            case SignIn.Welcome welcome -> "welcome";
            case SignIn.Wrong wrong -> "wrong";
            case SignIn.TooMany many -> "slowed";
        };
        Metrics.counter("gatehouse.sign.ins", "outcome", outcome).increment();
        return signIn;
    }
}
