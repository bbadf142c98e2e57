package gatehouse.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/// Style sheets, scripts, icons and the font. Their address carries a hash of all of them, so a browser keeps them for
/// good and gets new ones after an upgrade.
@ApplicationScoped
public class Assets {

    private static final Map<String, String> TYPES = Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml",
            "woff2", "font/woff2", "png", "image/png", "webmanifest", "application/manifest+json", "txt", "text/plain");
    private static final int VERSION_LENGTH = 12;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String version;

    Assets() {
        var digest = sha256();
        for (var name : new String(read("files.txt"), StandardCharsets.UTF_8).split("\\s+")) {
            files.put(name, read(name));
            digest.update(files.get(name));
        }
        version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
    }

    /// The folder of all assets as an address: `/gatehouse/ui/0123456789ab`.
    public String folder(String base) {
        return base + "/ui/" + version;
    }

    public String version() {
        return version;
    }

    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    Optional<byte[]> content(String name) {
        return Optional.ofNullable(files.get(name));
    }

    static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static byte[] read(String name) {
        try (var file = Assets.class.getResourceAsStream("/ui/" + name)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
