package gatehouse.qbittorrent;

import java.nio.charset.StandardCharsets;

/// How a request to a server ended.
public sealed interface Reply {

    /// The server answered, well or not. A 403 here is the server's own refusal, not an expired session.
    ///
    /// @param fileName what it calls a file, without quotes, slashes and control characters; empty when it says nothing
    record Answered(int status, String contentType, byte[] body, String fileName) implements Reply {

        /// One without a file's name.
        public Answered(int status, String contentType, byte[] body) {
            this(status, contentType, body, "");
        }

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// Nothing was sent, because the server is not usable now; `health` says why.
    record NotSent(Health health) implements Reply {
    }

    /// It was sent, and what became of it is unknown: the connection failed before the answer was complete.
    record Lost(Health health) implements Reply {
    }
}
