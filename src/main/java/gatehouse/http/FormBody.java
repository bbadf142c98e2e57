package gatehouse.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A form as it was sent: every field with all its values, in their order. Read from the raw body, because the
/// framework's own form parameters stop at 1,000 fields and quietly take the first of two values.
public record FormBody(Map<String, List<String>> fields) {

    private static final int MOST_FIELDS = 50_000;

    /// @throws Problem 400 when it is not UTF-8 or not a form, 413 when it has too many fields
    public static FormBody parse(byte[] body) {
        var fields = new LinkedHashMap<String, List<String>>();
        var text = text(body);
        var pairs = text.isEmpty() ? new String[0] : text.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw Problem.tooLarge();
        }
        for (var pair : pairs) {
            var parts = pair.split("=", 2);
            fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : decoded(parts[1]));
        }
        return new FormBody(fields);
    }

    /// The value of a field that may stand at most once.
    ///
    /// @throws Problem 400 when it stands twice: whoever checks one value and uses the other is fooled
    public Optional<String> single(String name) {
        var values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.badRequest("The field " + name + " stands more than once.");
        }
        return values.stream().findFirst();
    }

    public String text(String name) {
        return single(name).orElse("");
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /// @throws Problem 400 when there is a field of another name
    public FormBody only(String... names) {
        var allowed = Set.of(names);
        fields.keySet().stream().filter(name -> !allowed.contains(name)).findFirst().ifPresent(unknown -> {
            throw Problem.badRequest("There is a field that does not belong here: " + printable(unknown) + ".");
        });
        return this;
    }

    private static String printable(String text) {
        var plain = text.replaceAll("[^\\p{L}\\p{N}_. -]", "?");
        return plain.substring(0, Math.min(60, plain.length()));
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.US_ASCII.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException malformed) {
            throw Problem.badRequest("The form is not encoded as forms are.");
        }
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') >= 0 || decoded.indexOf('\0') >= 0) {
                throw Problem.badRequest("The form holds bytes that are not text.");
            }
            return decoded;
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest("The form is not encoded as forms are.");
        }
    }
}
