package gatehouse.action;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A slice of bytes that is one bencoded value (BEP 3), checked strictly: numbers and lengths without leading zeros,
/// dictionary keys sorted and each once, nothing after the end. What passes has one reading and is its own canonical
/// form. It keeps no tree, so that a hostile file costs no more memory than its bytes. (A kept library, dampcake's
/// bencode, takes `i05e`, a key twice and anything after the end, and gives maps whose encoding has another hash.)
final class Bencode {

    private static final int DEEPEST = 40;

    private final byte[] bytes;
    private final int from;
    private final int to;

    private Bencode(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /// Something that is not strict bencode.
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1;

        Broken(int at) {
            super("is broken at byte " + at, null, false, false);
        }
    }

    static Bencode read(byte[] bytes) throws Broken {
        var end = new Bencode(bytes, 0, bytes.length).skip(0, 0);
        if (end != bytes.length) {
            throw new Broken(end);
        }
        return new Bencode(bytes, 0, end);
    }

    /// The exact bytes.
    byte[] exact() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    Optional<Long> number() {
        return bytes[from] == 'i' ? Optional.of(Long.parseLong(latin(from + 1, to - 1))) : Optional.empty();
    }

    Optional<byte[]> string() {
        return digit(from) ? Optional.of(Arrays.copyOfRange(bytes, colon(from) + 1, to)) : Optional.empty();
    }

    /// The values by key (keys as Latin-1 text), one level deep; empty when this is no dictionary.
    Map<String, Bencode> dictionary() {
        var entries = new LinkedHashMap<String, Bencode>();
        if (bytes[from] == 'd') {
            for (var at = from + 1; at < to - 1;) {
                var key = colon(at) + 1;
                var value = slice(key + Integer.parseInt(latin(at, key - 1)));
                entries.put(latin(key, value.from), value);
                at = value.to;
            }
        }
        return entries;
    }

    /// Gives every element of a list, in order; nothing when this is no list.
    void each(Consumer<Bencode> element) {
        if (bytes[from] == 'l') {
            for (var at = from + 1; at < to - 1;) {
                var value = slice(at);
                element.accept(value);
                at = value.to;
            }
        }
    }

    /// A value that was checked before.
    private Bencode slice(int at) {
        try {
            return new Bencode(bytes, at, skip(at, 0));
        } catch (Broken changed) {
            throw new IllegalStateException(changed);
        }
    }

    private int skip(int at, int depth) throws Broken {
        if (at >= to || depth > DEEPEST) {
            throw new Broken(at);
        }
        return switch (bytes[at]) {
            case 'i' -> skipNumber(at);
            case 'l' -> skipList(at, depth);
            case 'd' -> skipDictionary(at, depth);
            default -> skipString(at);
        };
    }

    private int skipNumber(int at) throws Broken {
        var end = at + 1;
        while (end < to && end - at < 21 && bytes[end] != 'e') {
            end++;
        }
        var digits = end < to ? latin(at + 1, end) : "";
        if (end >= to || bytes[end] != 'e' || !digits.matches("0|-?[1-9][0-9]{0,17}")) {
            throw new Broken(at);
        }
        return end + 1;
    }

    private int skipList(int at, int depth) throws Broken {
        var next = at + 1;
        while (next < to && bytes[next] != 'e') {
            next = skip(next, depth + 1);
        }
        return close(next);
    }

    private int skipDictionary(int at, int depth) throws Broken {
        var next = at + 1;
        var before = -1;
        while (next < to && bytes[next] != 'e') {
            var value = skipString(next);
            if (before >= 0 && compareKeys(before, next) >= 0) {
                throw new Broken(next);
            }
            before = next;
            next = skip(value, depth + 1);
        }
        return close(next);
    }

    private int close(int at) throws Broken {
        if (at >= to) {
            throw new Broken(at);
        }
        return at + 1;
    }

    private int compareKeys(int one, int other) throws Broken {
        return Arrays.compareUnsigned(bytes, colon(one) + 1, skipString(one), bytes, colon(other) + 1, skipString(other));
    }

    private int skipString(int at) throws Broken {
        var colon = colon(at);
        if (colon >= to || bytes[colon] != ':' || colon == at || bytes[at] == '0' && colon > at + 1) {
            throw new Broken(at);
        }
        var end = colon + 1L + Long.parseLong(latin(at, colon));
        if (end > to) {
            throw new Broken(at);
        }
        return (int) end;
    }

    private int colon(int at) {
        var end = at;
        while (end < to && end - at < 10 && digit(end)) {
            end++;
        }
        return end;
    }

    private boolean digit(int at) {
        return bytes[at] >= '0' && bytes[at] <= '9';
    }

    private String latin(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
