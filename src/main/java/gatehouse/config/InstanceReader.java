package gatehouse.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.action.Right;
import gatehouse.config.Instance.Credentials;

/// Reads one entry of `instances`.
class InstanceReader {

    static final List<String> KEYS = List.of("title", "url", "username", "password", "password-file", "api-key-file",
            "ca-file", "host", "roots", "dangerous");
    static final Set<Right> DANGEROUS = Set.of(Right.SETTINGS_EXEC, Right.SEARCH_PLUGINS, Right.CREATE);

    private static final long LARGEST = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");

    private final Path folder;

    InstanceReader(Path folder) {
        this.folder = folder;
    }

    /// Empty after a mistake that leaves nothing to go on with; the mistake is noted.
    Optional<Instance> read(String name, Section section) {
        section.notYet("basic-auth", "Remove it.");
        section.allow(withLater());
        if (!NAME.matcher(name).matches()) {
            section.mistake("", "`" + name + "` is not a name for an instance.",
                    "Use up to 32 small letters, digits and hyphens: it becomes part of addresses.");
        }
        var url = url(section);
        var credentials = section.has("api-key-file") ? key(section) : password(section);
        if (url.isEmpty() || credentials.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Instance(name, section.text("title").orElse(name), url.get(), credentials.get(),
                content(section, "ca-file"), host(section), roots(section), dangerous(section)));
    }

    private static List<String> withLater() {
        return Stream.concat(KEYS.stream(), Stream.of("basic-auth")).toList();
    }

    private static Optional<URI> url(Section section) {
        var written = section.needed("url", "Write the address of its web interface, such as http://qbittorrent:8080.");
        try {
            var url = new URI(written);
            var plain = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null && plain) {
                return Optional.of(url);
            }
        } catch (URISyntaxException notAnAddress) {
            // told below, like every other address that will not do
        }
        if (!written.isEmpty()) {
            section.mistake("url", "`" + written + "` is not an address Gatehouse can use.",
                    "Write http:// or https://, a host, and no user, `?` or `#`.");
        }
        return Optional.empty();
    }

    /// Of characters that a header may carry; qBittorrent's own are `qbt_` and 28 letters and digits.
    private Optional<Credentials> key(Section section) {
        Stream.of("username", "password", "password-file").filter(section::has).forEach(key -> section.mistake(key,
                "`" + key + "` does not go with api-key-file.", "Keep one of them: a key signs in without a name."));
        var key = content(section, "api-key-file");
        if (key.isPresent() && !key.get().matches("[\\x21-\\x7e]{8,200}")) {
            section.mistake("api-key-file", "The file holds no API key.",
                    "Copy the key from qBittorrent's settings, and nothing else.");
            return Optional.empty();
        }
        return key.map(Secret::new).map(Credentials.ApiKey::new);
    }

    private Optional<Credentials> password(Section section) {
        var username = section.needed("username", "Write the name you sign in with at this qBittorrent.");
        if (section.has("password") == section.has("password-file")) {
            section.mistake("password", "An instance needs a password.",
                    "Write one of password-file, password and, from qBittorrent 5.2, api-key-file.");
            return Optional.empty();
        }
        var key = section.has("password") ? "password" : "password-file";
        var password = section.has("password") ? section.text("password") : content(section, key);
        if (password.filter(String::isEmpty).isPresent()) {
            section.mistake(key, "The password is empty.", "");
        }
        password.ifPresent(text -> refuseDefault(section, key, username, text));
        return password.map(text -> new Credentials.Password(username, new Secret(text)));
    }

    /// A device or a pipe has no end, and whoever may have a file checked may name any.
    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new IOException("not a file of a readable size");
        }
        return Files.readString(file);
    }

    /// What stands in a file that the section names; a mistake when it cannot be read.
    private Optional<String> content(Section section, String key) {
        return section.text(key).flatMap(name -> {
            try {
                return Optional.of(text(folder.resolve(name)).strip());
            } catch (IOException | InvalidPathException unreadable) {
                section.mistake(key, "The file " + name + " cannot be read.",
                        "Give a path beside gatehouse.yaml or an absolute one.");
                return Optional.empty();
            }
        });
    }

    private static void refuseDefault(Section section, String key, String username, String password) {
        if (username.equals("admin") && password.equals("adminadmin")) {
            section.mistake(key, "This is qBittorrent's old default password, known to everybody.",
                    "Set another one there and here.");
        }
    }

    private static Optional<String> host(Section section) {
        var host = section.text("host");
        if (host.isPresent() && !HOST.matcher(host.get()).matches()) {
            section.mistake("host", "`" + host.get() + "` is not a host name.", "Write a name, and a port if needed.");
        }
        return host;
    }

    private static List<String> roots(Section section) {
        section.texts("roots").stream().filter(root -> Paths.folder(root).isEmpty()).forEach(root -> section.mistake("roots",
                "`" + root + "` is not an absolute path.", "Start it with / and leave out empty, . and .. parts."));
        return section.texts("roots").stream().flatMap(root -> Paths.folder(root).stream()).toList();
    }

    private static Set<Right> dangerous(Section section) {
        var allowed = DANGEROUS.stream().map(Right::id).sorted().toList();
        section.texts("dangerous").stream().filter(id -> !allowed.contains(id)).forEach(
                id -> section.mistake("dangerous", "`" + id + "` is not a right to opt into.",
                        "Allowed: " + String.join(", ", allowed) + "."));
        return section.texts("dangerous").stream().flatMap(id -> Right.parse(id).stream()).filter(DANGEROUS::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
