package gatehouse.http;

import gatehouse.gate.Outcome;

/// The HTTP status that says how a command ended to a program.
public final class OutcomeStatus {

    private OutcomeStatus() {
    }

    public static int of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> 200;
            case Outcome.Refused refused -> 403;
            case Outcome.Never never -> 403;
            case Outcome.Outside outside -> 403;
            case Outcome.Exceeded exceeded -> 403;
            case Outcome.Missing missing -> 404;
            case Outcome.Invalid invalid -> 400;
            case Outcome.Unsupported unsupported -> 409;
            case Outcome.Rejected rejected -> 502;
            case Outcome.Partly partly -> 502;
            case Outcome.Unreachable unreachable -> 503;
            case Outcome.Unknown unknown -> 504;
            case Outcome.Unaudited unaudited -> 503;
        };
    }
}
