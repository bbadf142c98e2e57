package gatehouse.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where folders of a server lie to each other. A server may run on another kind of system than we do, so its paths are
/// texts and are compared component by component, never by our own file system. Links are not followed: what lies
/// behind one cannot be seen from here.
public final class Paths {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Paths() {
    }

    /// An absolute folder as an operator wrote it, with `/` between its parts and none at its end; empty when it is not
    /// absolute or has parts that are empty, `.` or `..`.
    public static Optional<String> folder(String written) {
        var path = DRIVE.matcher(written).matches() ? written.replace('\\', '/') : written;
        var root = path.equals("/") || path.matches("[A-Za-z]:/");
        var bare = path.endsWith("/") && !root ? path.substring(0, path.length() - 1) : path;
        if (root) {
            return Optional.of(bare);
        }
        var start = bare.startsWith("/") ? 1 : DRIVE.matcher(bare).matches() ? 3 : 0;
        var plain = start > 0 && !CONTROL.matcher(bare).find()
                && Arrays.stream(bare.substring(start).split("/", -1)).noneMatch(Paths::strange);
        return plain ? Optional.of(bare) : Optional.empty();
    }

    private static boolean strange(String part) {
        return part.isBlank() || part.equals(".") || part.equals("..");
    }

    /// Is the path the folder itself, or below it? Both absolute and normalised, with `/` between their parts.
    public static boolean within(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }
}
