package gatehouse.action;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.torrent.Hash;

/// The plain checks behind [Type]: each reads what was written and gives its canonical form.
final class Shape {

    private static final int LONGEST_TEXT = 10_000;
    static final int LONGEST_NAME = 255;
    private static final int MOST_ELEMENTS = 100_000;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");
    private static final Pattern PEER = Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9]([a-z0-9.-]{0,252})):([0-9]{1,5})");
    private static final Pattern COOKIE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,255}=[!-+\\--:<-~]{0,4096}");

    private Shape() {
    }

    /// Control characters, line and paragraph separators, and halves of surrogate pairs: each reads differently in
    /// different programs.
    static boolean plain(String text) {
        return text.codePoints().noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029
                || Character.getType(point) == Character.SURROGATE);
    }

    static Reading<String> hash(String written) {
        return Hash.parse(written).map(hash -> Reading.good(hash.value())).orElse(Reading.wrong(Type.HASH.misfit()));
    }

    /// `all` is the exact word alone, as servers have it; an empty element is never passed, because servers take an
    /// empty list as all.
    static Reading<String> hashes(String written) {
        return written.equals("all") ? Reading.good(written)
                : list(written, "\\|", "|", Shape::hash, "names no torrent");
    }

    static Reading<String> text(String written) {
        return plain(written) ? lines(written) : Reading.wrong("holds a line break or another control character");
    }

    static Reading<String> lines(String written) {
        var unix = written.replace("\r\n", "\n");
        if (unix.isEmpty()) {
            return Reading.wrong("is empty");
        }
        if (unix.length() > LONGEST_TEXT) {
            return Reading.wrong("is longer than 10,000 characters");
        }
        return plain(unix.replace("\n", "").replace("\t", "")) ? Reading.good(unix)
                : Reading.wrong("holds a control character");
    }

    /// A name of at most 255 characters, neither blank nor with blanks at its ends.
    static Reading<String> name(String written) {
        var name = written.strip();
        if (name.isEmpty()) {
            return Reading.wrong("holds an empty name");
        }
        if (name.length() > LONGEST_NAME) {
            return Reading.wrong("holds a name longer than 255 characters");
        }
        return plain(name) ? Reading.good(name) : Reading.wrong("holds a name with a control character");
    }

    static Reading<String> fileName(String written) {
        return written.equals(".") || written.equals("..") || written.contains("/") || written.contains("\\")
                ? Reading.wrong(Type.FILE_NAME.misfit())
                : component(written);
    }

    /// Kept as written, blanks too: it must match what the torrent says.
    private static Reading<String> component(String written) {
        return name(written).then(name -> plain(written) && written.length() <= LONGEST_NAME ? Reading.good(written)
                : Reading.wrong("holds a name longer than 255 characters"));
    }

    static Reading<String> relativePath(String written) {
        return list(written, "/", "/", Shape::fileName, Type.RELATIVE_PATH.misfit(), false)
                .then(path -> path.length() <= RemotePath.LONGEST ? Reading.good(path)
                        : Reading.wrong("is longer than 4,096 characters"));
    }

    static Reading<String> rssPath(String written) {
        return list(written, "\\\\", "\\", Shape::name, Type.RSS_PATH.misfit(), false);
    }

    /// qBittorrent's own rule (no `\`, no `/` at an end or twice), and no `.` or `..`, because a category's name becomes
    /// a folder.
    static Reading<String> category(String written) {
        return written.length() > LONGEST_NAME ? Reading.wrong("holds a name longer than 255 characters")
                : list(written, "/", "/", Shape::fileName, Type.CATEGORY.misfit(), false);
    }

    static Reading<String> categories(String written) {
        return list(written, "\r?\n", "\n", Shape::category, "names no category");
    }

    static Reading<String> tags(String written) {
        return list(written, ",", ",", Shape::name, "holds no tag");
    }

    static Reading<String> names(String written) {
        return list(written, "\\|", "|", Shape::name, "holds no name");
    }

    static Reading<String> indexes(String written) {
        return list(written, "\\|", "|", index -> whole(index, new Parameter.Range(0, Integer.MAX_VALUE)), "holds no number");
    }

    static Reading<String> peers(String written) {
        return list(written, "\\|", "|", Shape::peer, "names no peer");
    }

    private static Reading<String> peer(String written) {
        var match = PEER.matcher(written.toLowerCase(java.util.Locale.ROOT));
        return match.matches() && Address.port(match.group(3)) ? Reading.good(match.group())
                : Reading.wrong("holds a peer that is not written as host:port");
    }

    static Reading<String> cookies(String written) {
        return list(written, ";", "; ", cookie -> COOKIE.matcher(cookie.strip()).matches() ? Reading.good(cookie.strip())
                : Reading.wrong(Type.COOKIES.misfit()), "holds no cookie");
    }

    static Reading<String> whole(String written, Parameter.Range range) {
        if (!WHOLE.matcher(written).matches()) {
            return Reading.wrong(Type.INT.misfit());
        }
        var number = Long.parseLong(written);
        return number >= range.least() && number <= range.most() ? Reading.good(Long.toString(number)) : outside(range);
    }

    static Reading<String> decimal(String written, Parameter.Range range) {
        if (!DECIMAL.matcher(written).matches()) {
            return Reading.wrong(Type.FLOAT.misfit());
        }
        var number = new BigDecimal(written);
        return number.compareTo(BigDecimal.valueOf(range.least())) >= 0
                && number.compareTo(BigDecimal.valueOf(range.most())) <= 0
                        ? Reading.good(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
                        : outside(range);
    }

    private static Reading<String> outside(Parameter.Range range) {
        return Reading.wrong(range.most() == Long.MAX_VALUE ? "is less than " + range.least()
                : "is not between " + range.least() + " and " + range.most());
    }

    static Reading<String> word(String written, Parameter row) {
        if (row.list().isEmpty()) {
            return row.values().contains(written) ? Reading.good(written) : noneOf(row);
        }
        var words = List.of(written.split(Pattern.quote(row.list()), -1));
        return words.size() <= MOST_ELEMENTS && row.values().containsAll(words) ? Reading.good(written) : noneOf(row);
    }

    private static Reading<String> noneOf(Parameter row) {
        return Reading.wrong("must be one of " + String.join(", ", row.values()));
    }

    private static Reading<String> list(String written, String split, String joint, Function<String, Reading<String>> element,
            String none) {
        return list(written, split, joint, element, none, true);
    }

    /// Reads every element, keeps the first of equals if they are a set, and stops at the first that is wrong.
    private static Reading<String> list(String written, String split, String joint, Function<String, Reading<String>> element,
            String none, boolean set) {
        var parts = written.split(split, -1);
        if (written.isEmpty() || parts.length > MOST_ELEMENTS) {
            return Reading.wrong(written.isEmpty() ? none : "holds more than 100,000 elements");
        }
        var read = Stream.of(parts).map(element).toList();
        var wrong = read.stream().filter(reading -> !reading.good()).findFirst();
        return wrong.orElseGet(() -> Reading.good(read.stream().map(reading -> ((Reading.Good<String>) reading).value())
                .collect(Collectors.collectingAndThen(Collectors.toList(),
                        all -> String.join(joint, set ? new LinkedHashSet<>(all) : all)))));
    }
}
