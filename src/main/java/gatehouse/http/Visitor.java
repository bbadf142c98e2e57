package gatehouse.http;

import java.time.Instant;
import java.util.Optional;

import gatehouse.access.Person;

/// Somebody who has said who they are.
public record Visitor(Person person, Proof proof) {

    /// What they say it with.
    public sealed interface Proof {

        /// One of their browsers, which is signed in.
        ///
        /// @param session the number of the browser session
        /// @param key what the browser session is known by when a form's token is made: the hash of its ticket
        /// @param mustChange `true` when somebody else has set their password and they must choose their own first
        record Browser(long session, String key, boolean mustChange) implements Proof {
        }

        /// An access token of the provider.
        ///
        /// @param until when it expires
        record Token(Instant until) implements Proof {
        }

        /// A key of an app, or a session that was opened with it.
        record Key(long id, String name) implements Proof {
        }
    }

    /// Empty for a program.
    public Optional<Proof.Browser> browser() {
        return proof instanceof Proof.Browser browser ? Optional.of(browser) : Optional.empty();
    }

    /// The number of the browser session, on a page: tokens are taken only below `/api`.
    public long session() {
        return browser().orElseThrow().session();
    }

    public boolean mustChange() {
        return browser().filter(Proof.Browser::mustChange).isPresent();
    }
}
