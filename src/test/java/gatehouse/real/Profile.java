package gatehouse.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The folder of a server that is not running.
final class Profile {

    private Profile() {
    }

    /// Copies it, with the new folder's path wherever the old one's stands in a file.
    ///
    /// @param settings what becomes of values in the settings, such as ports
    static void copy(Path from, Path to, Map<String, String> settings) {
        if (from.toString().length() != to.toString().length()) {
            throw new IllegalArgumentException(from + " and " + to + " are not of one length, which the files hold");
        }
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.write(target, copied(file, from, to, settings));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] copied(Path file, Path from, Path to, Map<String, String> settings) throws IOException {
        if (!file.endsWith("qBittorrent.conf")) {
            return replaced(Files.readAllBytes(file), bytes(from), bytes(to));
        }
        var text = Files.readString(file).replace(from.toString(), to.toString());
        for (var value : settings.entrySet()) {
            text = text.replaceAll("(?m)=" + value.getKey() + "$", "=" + value.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] content, byte[] from, byte[] to) {
        var out = new ByteArrayOutputStream(content.length);
        for (var i = 0; i < content.length;) {
            var found = i + from.length <= content.length
                    && Arrays.equals(content, i, i + from.length, from, 0, from.length);
            out.write(found ? to : content, found ? 0 : i, found ? to.length : 1);
            i += found ? from.length : 1;
        }
        return out.toByteArray();
    }
}
