package gatehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Right;

/// One qBittorrent server as the operator wrote it.
///
/// @param name the short name used in addresses: `[a-z0-9-]`, at most 32 characters
/// @param url its root, with a sub-path where it has one, without user, query and fragment
/// @param host what to send as Host instead of the url's own
/// @param roots folders of the server below which paths may lie
/// @param dangerous rights that are off unless the operator opts in here
public record Instance(String name, String title, URI url, Credentials credentials, Optional<Path> caFile,
        Optional<String> host, List<Path> roots, Set<Right> dangerous) {

    /// How to sign in at the server. The password never appears in text form.
    public record Credentials(String username, Secret password) {
    }
}
