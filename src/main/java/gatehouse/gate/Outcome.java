package gatehouse.gate;

import java.util.List;

import gatehouse.access.Decision;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Hash;

/// How a command ended at one instance.
public sealed interface Outcome {

    /// The server took it.
    record Done(int torrents) implements Outcome {
    }

    /// Not allowed; the server was not asked. `torrents` are those that stood in the way, empty when it was the right
    /// as such.
    record Refused(Decision.Refused decision, List<Hash> torrents) implements Outcome {
    }

    /// The instance or a torrent does not exist, as far as this person can tell; the server was not asked.
    record Missing(String what) implements Outcome {
    }

    /// The command is not of the table, or a value is not of its parameter's type; the server was not asked.
    record Invalid(String parameter, String why) implements Outcome {
    }

    /// This server's version cannot do it; it was not asked.
    record Unsupported(String version) implements Outcome {
    }

    /// The server is not usable now; it was not asked.
    record Unreachable(Health health) implements Outcome {
    }

    /// The server was asked and said no.
    record Rejected(int status, String text) implements Outcome {
    }

    /// The server was asked and its answer was lost: it may have happened.
    record Unknown(Health health) implements Outcome {
    }

    /// The audit could not be written, so the server was not asked.
    record Unaudited() implements Outcome {
    }
}
