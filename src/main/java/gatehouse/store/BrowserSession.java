package gatehouse.store;

import java.time.Instant;
import java.util.Optional;

/// A signed-in browser, whichever way its person signed in.
///
/// @param providerSession the provider's `sid`, by which its back-channel log-out names it
/// @param tokens the provider's tokens, decrypted
/// @param browser what the browser calls itself, cut to 200 characters
public record BrowserSession(long id, String issuer, String subject, String name, Optional<String> providerSession,
        Optional<String> tokens, Instant opened, Instant lastSeen, Instant expires, String browser, String address) {
}
