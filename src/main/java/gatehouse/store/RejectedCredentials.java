package gatehouse.store;

import jakarta.enterprise.context.ApplicationScoped;

/// Which stored credentials a server has refused, as a keyed hash, so that neither a retry nor a restart of Gatehouse
/// tries them again and gets our address banned.
@ApplicationScoped
public class RejectedCredentials {

    /// Were these refused before?
    public boolean known(String instance, String username, String password) {
        throw new UnsupportedOperationException();
    }

    /// Remembers a refusal, in place of an earlier one of the same instance.
    public void remember(String instance, String username, String password) {
        throw new UnsupportedOperationException();
    }

    /// Forgets it, after a log-in that worked.
    public void forget(String instance) {
        throw new UnsupportedOperationException();
    }
}
