package gatehouse.qbittorrent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import gatehouse.action.ApiVersion;

/// How a server stands with us. Each state asks something else of the operator.
public sealed interface Health {

    /// Nothing was tried yet.
    record Unknown() implements Health {
    }

    /// It answers. `app` is qBittorrent's own version as it states it: `v4.5.2`.
    record Connected(String app, ApiVersion api) implements Health {
    }

    /// It cannot be reached, or what answers is not a working qBittorrent. `detail` is for the operator.
    record Unreachable(Failure failure, String detail, Instant since) implements Health {
    }

    /// It refused our stored name and password. No log-in is tried again until they change.
    record CredentialsRejected(Instant since) implements Health {
    }

    /// It has banned our address after failed log-ins, ours or somebody else's behind the same address.
    record Banned(Instant since, Optional<Instant> until) implements Health {
    }

    /// It answers, but in a version we do not speak.
    record Unsupported(String version) implements Health {
    }

    enum Failure {
        REFUSED,
        NO_SUCH_HOST,
        TIMEOUT,
        TLS,
        CLOSED,
        NOT_QBITTORRENT,
        WRONG_HOST,
        TOO_LARGE,
        OTHER
    }

    /// What [#word] can be.
    List<String> WORDS = List.of("waiting", "connected", "unreachable", "credentials_rejected", "banned", "unsupported");

    /// The state in one word, for programs.
    default String word() {
        return switch (this) {
            case Unknown unknown -> "waiting";
            case Connected connected -> "connected";
            case Unreachable unreachable -> "unreachable";
            case CredentialsRejected rejected -> "credentials_rejected";
            case Banned banned -> "banned";
            case Unsupported unsupported -> "unsupported";
        };
    }

    default boolean connected() {
        return this instanceof Connected;
    }
}
