package gatehouse.action;

import java.util.Iterator;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// JSON from outside that two programs cannot read in two ways: no key twice (however escaped), no byte order mark,
/// nothing after the end, no halves of surrogate pairs, at most 256 KB and 20 levels.
final class StrictJson {

    static final int LONGEST = 256 * 1024;
    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 40;
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER).maxStringLength(LONGEST).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private StrictJson() {
    }

    /// Reads one object or array.
    static Reading<JsonNode> read(String written) {
        if (written.length() > LONGEST || written.startsWith("\uFEFF")) {
            return Reading.wrong("is larger than 256 KB or begins with a byte order mark");
        }
        try {
            var json = MAPPER.readTree(written);
            if (json == null || !json.isContainerNode()) {
                return Reading.wrong("is not a JSON object or array");
            }
            return whole(json) ? Reading.good(json) : Reading.wrong("holds a broken character");
        } catch (JsonProcessingException broken) {
            return Reading.wrong("is not strict JSON, or names a key twice");
        }
    }

    /// Without blanks, keys in the order they have.
    static String write(JsonNode json) {
        return json.toString();
    }

    private static boolean whole(JsonNode json) {
        return json.isTextual() ? whole(json.textValue())
                : all(json.fieldNames(), StrictJson::whole) && all(json.elements(), StrictJson::whole);
    }

    private static boolean whole(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    private static <T> boolean all(Iterator<T> elements, java.util.function.Predicate<T> test) {
        Iterable<T> once = () -> elements;
        return StreamSupport.stream(once.spliterator(), false).allMatch(test);
    }

    /// An object of these keys.
    static JsonNode object(Map<String, JsonNode> entries) {
        var object = MAPPER.createObjectNode();
        entries.forEach(object::set);
        return object;
    }
}
