package gatehouse.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Right;

/// A key of an app, without its secret.
///
/// @param issuer of its owner, with `subject`
/// @param instances where it is good; empty for all that its owner sees
/// @param rights at most these, and never more than its owner has
/// @param category what every torrent gets that is added with it
/// @param expires empty when it does not
/// @param lastUsed exact to a minute
/// @param lastAddress from where; empty before the first use
public record AppKey(long id, String issuer, String subject, String name, Set<String> instances, Set<Right> rights,
        Optional<String> category, Instant created, Optional<Instant> expires, Optional<Instant> lastUsed, String lastAddress) {

    public boolean expired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
}
