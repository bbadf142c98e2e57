package gatehouse.action;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// An absolute path at a server, POSIX or Windows, in the one form that is compared and sent. Only the text is judged:
/// a symbolic link inside a root cannot be seen from here.
///
/// @param drive `""` for POSIX, otherwise `C:` in upper case
/// @param parts the folders from the root down
public record RemotePath(String drive, List<String> parts) {

    static final int LONGEST = 4096;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*");
    private static final Pattern NOT_ON_WINDOWS = Pattern.compile("[<>:\"|?*]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

    /// Reads a path. Doubled and trailing separators and `.` are dropped; `..`, `~`, control characters, `\` on POSIX,
    /// and parts that end in a blank or a dot are refused, because servers cut or resolve them after the check.
    public static Reading<RemotePath> read(String written) {
        if (written.length() > LONGEST || !Shape.plain(written)) {
            return Reading.wrong("is longer than 4,096 characters or holds a control character");
        }
        if (DRIVE.matcher(written).matches()) {
            return parts(written.substring(0, 2).toUpperCase(Locale.ROOT), written.substring(2).replace('\\', '/'));
        }
        if (!written.startsWith("/") || written.startsWith("//")) {
            return Reading.wrong("is not an absolute path, such as /data or C:/data");
        }
        return parts("", written);
    }

    private static Reading<RemotePath> parts(String drive, String path) {
        if (drive.isEmpty() ? path.contains("\\") : path.startsWith("//")) {
            return Reading.wrong("holds a separator of another system");
        }
        var parts = new ArrayList<String>();
        for (var part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (tricky(part) || !drive.isEmpty() && notOnWindows(part)) {
                return Reading
                        .wrong("holds a part that no folder may be called here: .., ~, or one that ends in a blank or a dot");
            }
            parts.add(part);
        }
        return Reading.good(new RemotePath(drive, List.copyOf(parts)));
    }

    private static boolean tricky(String part) {
        var last = part.codePointBefore(part.length());
        var plain = Normalizer.normalize(part, Normalizer.Form.NFKC);
        return part.length() > Shape.LONGEST_NAME || part.startsWith("~") || part.endsWith(".") || blank(last)
                || plain.endsWith(".") || plain.contains("/") || plain.contains("\\");
    }

    private static boolean blank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.getType(point) == Character.FORMAT;
    }

    private static boolean notOnWindows(String part) {
        return NOT_ON_WINDOWS.matcher(part).find() || DEVICE.matcher(part).matches();
    }

    /// The form that is sent: `/data/family`, `C:/data/family`; servers on Windows take `/` too.
    public String normalised() {
        return drive + "/" + String.join("/", parts);
    }

    /// `true` when this is the root or below it. Windows does not tell letters' case apart.
    public boolean within(RemotePath root) {
        return drive.equals(root.drive) && parts.size() >= root.parts.size()
                && IntStream.range(0, root.parts.size()).allMatch(i -> same(parts.get(i), root.parts.get(i)));
    }

    private boolean same(String one, String other) {
        return drive.isEmpty() ? one.equals(other) : one.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return normalised();
    }
}
