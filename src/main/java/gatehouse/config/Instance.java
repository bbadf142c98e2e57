package gatehouse.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Right;

/// One qBittorrent server as the operator wrote it.
///
/// @param name the short name used in addresses: `[a-z0-9-]`, at most 32 characters
/// @param url its root, with a sub-path where it has one, without user, query and fragment
/// @param host what to send as Host instead of the url's own
/// @param ca certificates, as PEM, of an authority to trust for this server
/// @param roots folders of the server below which paths may lie, as [Paths#folder] gives them; without any, none may
/// @param dangerous rights that are off unless the operator opts in here
public record Instance(String name, String title, URI url, Credentials credentials, Optional<String> ca,
        Optional<String> host, List<String> roots, Set<Right> dangerous) {

    /// How to sign in at the server. The secret never appears in text form.
    public sealed interface Credentials {

        /// Whose secret it is: the user name, empty for a key.
        String account();

        Secret secret();

        /// A user name and its password, given once for a session.
        record Password(String username, Secret password) implements Credentials {
            @Override
            public String account() {
                return username;
            }

            @Override
            public Secret secret() {
                return password;
            }
        }

        /// The server's API key (qBittorrent 5.2 and later), sent with each request.
        record ApiKey(Secret key) implements Credentials {
            @Override
            public String account() {
                return "";
            }

            @Override
            public Secret secret() {
                return key;
            }
        }
    }

    /// Is it reached in the same way? Then its session and what is known of it stay good after a reload.
    public boolean reachedLike(Instance other) {
        return url.equals(other.url) && credentials.equals(other.credentials) && ca.equals(other.ca) && host.equals(other.host);
    }
}
