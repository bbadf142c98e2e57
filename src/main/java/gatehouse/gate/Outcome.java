package gatehouse.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;

import gatehouse.access.Decision;
import gatehouse.config.Grant;
import gatehouse.qbittorrent.Health;
import gatehouse.store.Quota.Limit;
import gatehouse.torrent.Hash;

/// How a command ended at one instance.
public sealed interface Outcome {

    /// What an instance, or Gatehouse for it, has to say.
    ///
    /// @param status what the server answered with, 200 to 299
    /// @param type a media type, empty when there is nothing
    /// @param fileName what the server calls a file, without quotes, slashes and control characters; often empty
    record Content(int status, String type, byte[] bytes, String fileName) {

        Content(String type, byte[] bytes) {
            this(200, type, bytes, "");
        }

        /// Nothing to say.
        public static final Content NONE = new Content("", new byte[0]);

        static Content json(String text) {
            return new Content("application/json", text.getBytes(StandardCharsets.UTF_8));
        }

        static Content text(String text) {
            return new Content("text/plain; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// The server took it, or the question was answered.
    ///
    /// @param torrents how many it reached; 0 for what names none
    record Done(int torrents, Content content) implements Outcome {
    }

    /// Not allowed; the server was not asked. `torrents` are those that stood in the way, empty when it was the right
    /// as such.
    record Refused(Decision.Refused decision, List<Hash> torrents) implements Outcome {
    }

    /// Nobody may ask this, whatever their rights; the server was not asked.
    record Never(String action) implements Outcome {
    }

    /// A path or category lies outside of what the grant gives; the server was not asked.
    ///
    /// @param allowed folders or categories that would do
    record Outside(String parameter, List<String> allowed, Grant grant) implements Outcome {
    }

    /// It would be more than the grant allows; the server was not asked.
    ///
    /// @param used without what was asked for
    record Exceeded(Limit limit, long used, long allowed, Grant grant) implements Outcome {
    }

    /// The instance or a torrent does not exist, as far as this person can tell; the server was not asked.
    record Missing(String what) implements Outcome {
    }

    /// The command is not of the table, or a value is not of its parameter's type; the server was not asked.
    record Invalid(String parameter, String why) implements Outcome {
    }

    /// This server's version cannot do it; it was not asked.
    ///
    /// @param what the action, or the parameter that it does not know
    record Unsupported(String version, String what) implements Outcome {
    }

    /// The server is not usable now; it was not asked.
    record Unreachable(Health health) implements Outcome {
    }

    /// The server was asked and said no.
    record Rejected(int status, String text) implements Outcome {
    }

    /// The server takes one torrent at a time; some were done, then one ended otherwise.
    record Partly(int done, int of, Outcome then) implements Outcome {
    }

    /// The server was asked and its answer was lost: it may have happened.
    record Unknown(Health health) implements Outcome {
    }

    /// The audit could not be written, so the server was not asked.
    record Unaudited() implements Outcome {
    }
}
