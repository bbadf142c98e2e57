package gatehouse.dropin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A JSON text that is put together of pieces which are encoded already.
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ByteArrayOutputStream bytes;

    /// @param size how large it is expected to become
    Json(int size) {
        bytes = new ByteArrayOutputStream(size);
    }

    /// A whole value.
    static byte[] of(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonNode node(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// The objects of an array; none for what is no array.
    static List<ObjectNode> objects(String text) {
        try {
            return MAPPER.readTree(text).valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast)
                    .toList();
        } catch (IOException garbage) {
            return List.of();
        }
    }

    /// What an object holds; nothing for what is none.
    static Map<String, Object> object(String text) {
        try {
            return text.isEmpty() ? Map.of() : MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {
            });
        } catch (IOException garbage) {
            return Map.of();
        }
    }

    /// An object without its braces; empty when it has no members.
    static byte[] members(Object object) {
        var whole = of(object);
        return Arrays.copyOfRange(whole, 1, whole.length - 1);
    }

    static byte[] compressed(byte[] json) {
        var packed = new ByteArrayOutputStream(json.length / 8);
        try (var gzip = new GZIPOutputStream(packed, 1 << 13)) {
            gzip.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    Json add(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Json add(byte[] encoded) {
        bytes.writeBytes(encoded);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
