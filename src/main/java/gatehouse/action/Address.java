package gatehouse.action;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A web address with a scheme that the reader allows. The host is plain ASCII and the authority has no room for two
/// readings; the rest is what the writer wrote.
///
/// @param text as it was written: servers find a tracker to remove by its exact letters
/// @param credentials `true` when it holds a user or a password, so that it must be shown with `shown`
public record Address(String text, boolean credentials) {

    static final List<String> WEB = List.of("http", "https");
    private static final List<String> TRACKERS = List.of("udp", "http", "https", "ws", "wss");
    private static final int LONGEST = 8192;
    private static final int MOST = 1000;
    private static final Pattern SHAPE = Pattern.compile(
            "([A-Za-z]{2,8})://(?:([^@/?#\\\\\\s]*)@)?(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252}))"
                    + "(?::([0-9]{1,5}))?((?:[/?#].*)?)");
    private static final Pattern TRICKY = Pattern.compile("[\\s\\\\<>\"\\p{Z}]");

    /// Reads an address with one of these schemes.
    public static Reading<Address> read(String written, List<String> schemes) {
        var match = SHAPE.matcher(written);
        if (written.length() > LONGEST || !Shape.plain(written) || TRICKY.matcher(written).find() || !match.matches()
                || match.group(4) != null && !port(match.group(4))) {
            return Reading.wrong("holds something that is not a web address");
        }
        var scheme = match.group(1).toLowerCase(Locale.ROOT);
        if (!schemes.contains(scheme)) {
            return Reading.wrong("holds an address that does not begin with " + String.join(", ", schemes));
        }
        return Reading.good(new Address(written, match.group(2) != null));
    }

    static boolean port(String digits) {
        var number = Integer.parseInt(digits);
        return number > 0 && number <= 65_535;
    }

    /// For pages and the audit: without user and password.
    public String shown() {
        return credentials ? text.replaceFirst("://[^@]*@", "://") : text;
    }

    static Reading<String> one(String written, Parameter row) {
        return row.list().equals("%") ? decode(written).then(address -> read(address, row.values())).map(Address::encoded)
                : read(written, row.values()).map(Address::text);
    }

    static Reading<String> list(String written, Parameter row) {
        var elements = written.split("\\|", -1);
        if (elements.length > MOST) {
            return Reading.wrong("holds more than 1,000 addresses");
        }
        var addresses = new ArrayList<String>();
        for (var element : elements) {
            if (element.isEmpty() && row.empty()) {
                addresses.add(element);
                continue;
            }
            switch (one(element, row)) {
                case Reading.Good<String>(var address) -> addresses.add(address);
                case Reading.Wrong<String> wrong -> {
                    return wrong;
                }
            }
        }
        return Reading.good(String.join("|", addresses));
    }

    /// Trackers in tiers: one empty line between two tiers, none at the ends.
    static Reading<String> trackers(String written) {
        var lines = written.strip().split("\r?\n", -1);
        if (written.isBlank() || lines.length > MOST) {
            return Reading.wrong(written.isBlank() ? "holds no address" : "holds more than 1,000 lines");
        }
        var text = new StringBuilder();
        for (var line : lines) {
            if (line.isBlank()) {
                text.append(text.toString().endsWith("\n\n") ? "" : "\n");
                continue;
            }
            switch (read(line.strip(), TRACKERS)) {
                case Reading.Good<Address>(var address) -> text.append(address.text()).append('\n');
                case Reading.Wrong<Address>(var why) -> {
                    return Reading.wrong(why);
                }
            }
        }
        return Reading.good(text.toString().strip());
    }

    private static Reading<String> decode(String written) {
        try {
            return Reading.good(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Reading.wrong("holds an address that is not percent-encoded");
        }
    }

    /// Encodes no more than the list needs, so that an address without `%` and `|` is the same for servers that decode
    /// and for those that do not (`torrents/removeTrackers` does from 5.0.4 on).
    private String encoded() {
        return text.replace("%", "%25").replace("|", "%7C");
    }
}
