package gatehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What the environment says about this process; everything about people and instances is in `gatehouse.yaml`.
/// `GATEHOUSE_FILE` is the variable for `gatehouse.file`, and so on.
@ConfigMapping(prefix = "gatehouse")
public interface Settings {

    /// Where `gatehouse.yaml` is.
    @WithDefault("gatehouse.yaml")
    Path file();

    /// Where files of our own are kept: the SQLite database and the generated secret.
    @WithDefault("data")
    Path data();

    /// The address people type. Its scheme decides whether cookies are Secure, its path is the base path.
    @WithDefault("http://localhost:8080")
    URI externalUrl();

    /// Reverse proxies in front of us, as addresses or CIDR ranges, whose X-Forwarded headers are believed.
    Optional<List<String>> trustedProxies();

    /// At least 32 characters that encrypt and sign what the store and the cookies hold, the same in all replicas.
    /// Without it one is made and kept in the data folder.
    Optional<String> secret();

    /// A file with the secret, instead of the secret itself.
    Optional<Path> secretFile();

    Database database();

    Provider provider();

    Audit audit();

    Qbittorrent qbittorrent();

    Log log();

    Stop stop();

    /// The face for apps that speak qBittorrent's own API.
    interface Qbittorrent {
        /// The version that all instances present, such as `5.1.4`; each its own server's if absent.
        Optional<String> version();

        /// The version that modern servers present to apps which know only the legacy API, such as `3.3.16`; `4.0.4` if
        /// absent.
        Optional<String> legacyVersion();

        /// Host names under which instances are at the root, with `{instance}` for the name of one:
        /// `{instance}.qbittorrent.example.org`.
        Optional<String> hosts();

        /// The same for the legacy API.
        Optional<String> legacyHosts();
    }

    interface Database {
        /// `jdbc:sqlite:…` or `jdbc:postgresql://…`; without it a SQLite file in the data folder.
        Optional<String> url();

        Optional<String> username();

        Optional<String> password();

        Optional<Path> passwordFile();

        /// How long people who are signed in go on reading pages from memory while the database does not answer.
        @WithDefault("PT60S")
        Duration patience();
    }

    /// The OpenID Connect provider. Without a url people sign in with local accounts.
    interface Provider {
        Optional<URI> url();

        /// What the sign-in button says; the host of the url if absent.
        Optional<String> name();

        @WithDefault("gatehouse")
        String clientId();

        /// What access tokens that programs bring must name as their audience; the client id if absent.
        Optional<String> audience();

        /// What is asked of the provider besides `openid`, separated by commas; `profile,email` if absent.
        Optional<List<String>> scopes();

        Optional<String> clientSecret();

        Optional<Path> clientSecretFile();
    }

    interface Audit {
        /// How long entries are kept: `P365D`, `PT12H`.
        @WithDefault("P365D")
        Duration keep();

        /// Whether each row of the audit is also written to standard output, as one line of JSON.
        @WithDefault("false")
        boolean log();
    }

    interface Log {
        /// How the log looks on standard output: lines for people, or an object of JSON each.
        @WithDefault("text")
        Format format();
    }

    enum Format {
        TEXT,
        JSON
    }

    interface Stop {
        /// How long requests are still served after the order to stop, while the readiness probe says no: as long as a load
        /// balancer takes to notice.
        @WithDefault("PT0S")
        Duration delay();
    }
}
