package gatehouse.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import gatehouse.action.Right;

/// Reads one entry of `instances`.
class InstanceReader {

    static final List<String> KEYS = List.of("title", "url", "username", "password", "password-file", "ca-file", "host",
            "roots", "dangerous");
    static final Set<Right> DANGEROUS = Set.of(Right.SETTINGS_EXEC, Right.SEARCH_PLUGINS, Right.CREATE);

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");

    private final Path folder;

    InstanceReader(Path folder) {
        this.folder = folder;
    }

    /// Empty after a mistake that leaves nothing to go on with; the mistake is noted.
    Optional<Instance> read(String name, Section section) {
        section.notYet("api-key-file", "Use username and password-file.").notYet("basic-auth", "Remove it.");
        section.allow(withLater());
        if (!NAME.matcher(name).matches()) {
            section.mistake("", "`" + name + "` is not a name for an instance.",
                    "Use up to 32 small letters, digits and hyphens: it becomes part of addresses.");
        }
        var url = url(section);
        var password = password(section);
        var username = section.needed("username", "Write the name you sign in with at this qBittorrent.");
        if (url.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        refuseDefault(section, username, password.get());
        return Optional.of(new Instance(name, section.text("title").orElse(name), url.get(),
                new Instance.Credentials(username, password.get()), file(section, "ca-file"), host(section), roots(section),
                dangerous(section)));
    }

    private static List<String> withLater() {
        return java.util.stream.Stream.concat(KEYS.stream(), java.util.stream.Stream.of("api-key-file", "basic-auth")).toList();
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

    private Optional<Secret> password(Section section) {
        if (section.has("password") == section.has("password-file")) {
            section.mistake("password", "An instance needs a password.", "Write either password-file or password, not both.");
            return Optional.empty();
        }
        var password = section.has("password") ? section.text("password")
                : file(section, "password-file").flatMap(this::content);
        if (password.filter(text -> !text.isEmpty()).isEmpty()) {
            section.mistake(section.has("password") ? "password" : "password-file", "The password is empty or cannot be read.",
                    "");
        }
        return password.filter(text -> !text.isEmpty()).map(Secret::new);
    }

    private Optional<String> content(Path file) {
        try {
            return Optional.of(Files.readString(file).stripTrailing());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Path> file(Section section, String key) {
        var file = section.text(key).map(folder::resolve);
        if (file.isPresent() && !Files.isReadable(file.get())) {
            section.mistake(key, "The file " + section.text(key).orElse("") + " cannot be read.",
                    "Give a path beside gatehouse.yaml or an absolute one.");
            return Optional.empty();
        }
        return file;
    }

    private static void refuseDefault(Section section, String username, Secret password) {
        if (username.equals("admin") && password.reveal().equals("adminadmin")) {
            section.mistake(section.has("password") ? "password" : "password-file",
                    "This is qBittorrent's old default password, known to everybody.", "Set another one there and here.");
        }
    }

    private static Optional<String> host(Section section) {
        var host = section.text("host");
        if (host.isPresent() && !HOST.matcher(host.get()).matches()) {
            section.mistake("host", "`" + host.get() + "` is not a host name.", "Write a name, and a port if needed.");
        }
        return host;
    }

    private static List<Path> roots(Section section) {
        section.texts("roots").stream().filter(root -> !root.startsWith("/") && !root.matches("[A-Za-z]:[/\\\\].*"))
                .forEach(root -> section.mistake("roots", "`" + root + "` is not an absolute path.", "Start it with /."));
        return section.texts("roots").stream().map(Path::of).toList();
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
