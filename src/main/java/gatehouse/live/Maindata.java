package gatehouse.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;

import gatehouse.torrent.Delta;
import gatehouse.torrent.Hash;
import gatehouse.torrent.Snapshot;

/// An answer to `sync/maindata`, read as a stream: 10,000 torrents are 18 MB. Fields newer than us are kept, types that
/// make no sense are passed over, anything that is not one whole JSON object is an error.
///
/// @param rid to be sent with the next question
record Maindata(long rid, Delta delta) {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build()).build());

    /// A category of which only the name is known: these servers have no paths for them.
    static Map<String, Object> named(String category) {
        return Map.of("name", category, "savePath", "");
    }

    static Maindata read(byte[] body) throws IOException {
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            var reading = new Reading();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                reading.field(field, parser);
            }
            return reading.done();
        }
    }

    /// Since 5.0 a torrent without metadata says null for `private`, but not when it comes in a difference: what has not
    /// changed from nothing is left out (seen on 5.1.0 and 5.3.0).
    static Delta whole(Delta delta, Snapshot known) {
        var torrents = new HashMap<>(delta.torrents());
        torrents.replaceAll((hash, fields) -> {
            if (known.torrents().containsKey(hash) || fields.containsKey("private") || !fields.containsKey("has_metadata")) {
                return fields;
            }
            var all = new HashMap<>(fields);
            all.put("private", NullNode.getInstance());
            return all;
        });
        return new Delta(delta.full(), torrents, delta.torrentsRemoved(), delta.categories(), delta.categoriesRemoved(),
                delta.tags(), delta.tagsRemoved(), delta.trackers(), delta.trackersRemoved(), delta.server());
    }

    private static final class Reading {

        private long rid = -1;
        private boolean full;
        private final Map<Hash, Map<String, Object>> torrents = new HashMap<>();
        private final Map<String, Map<String, Object>> categories = new HashMap<>();
        private final Map<String, List<String>> trackers = new HashMap<>();
        private final Map<String, Object> server = new HashMap<>();
        private final Map<String, Set<String>> names = new HashMap<>();

        void field(String field, JsonParser parser) throws IOException {
            switch (field) {
                case "rid" -> rid = parser.getValueAsLong(-1);
                case "full_update" -> full = parser.getValueAsBoolean();
                case "torrents" ->
                    objects(parser, (hash, fields) -> Hash.parse(hash).ifPresent(known -> torrents.put(known, fields)));
                case "categories", "labels" -> categories(parser);
                case "trackers" -> lists(parser);
                case "server_state" -> server.putAll(fields(parser));
                case "torrents_removed", "categories_removed", "tags", "tags_removed", "trackers_removed" ->
                    names.put(field, names(parser));
                case "labels_removed" -> names.put("categories_removed", names(parser));
                default -> parser.skipChildren();
            }
        }

        Maindata done() throws IOException {
            if (rid < 0) {
                throw new IOException("no rid");
            }
            var removed = names("torrents_removed").stream().flatMap(hash -> Hash.parse(hash).stream())
                    .collect(Collectors.toSet());
            return new Maindata(rid, new Delta(full, torrents, removed, categories, names("categories_removed"), names("tags"),
                    names("tags_removed"), trackers, names("trackers_removed"), server));
        }

        private Set<String> names(String field) {
            return names.getOrDefault(field, Set.of());
        }

        /// A list of names before 4.1.3 (called labels before 3.3.5), objects by name since.
        private void categories(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                names(parser).forEach(name -> categories.put(name, named(name)));
            } else {
                objects(parser, categories::put);
            }
        }

        private void lists(JsonParser parser) throws IOException {
            if (skipUnless(JsonToken.START_OBJECT, parser)) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    trackers.put(name, List.copyOf(names(parser)));
                }
            }
        }

        private static void objects(JsonParser parser, java.util.function.BiConsumer<String, Map<String, Object>> to)
                throws IOException {
            if (skipUnless(JsonToken.START_OBJECT, parser)) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    to.accept(name, fields(parser));
                }
            }
        }

        private static Map<String, Object> fields(JsonParser parser) throws IOException {
            var fields = new HashMap<String, Object>();
            if (skipUnless(JsonToken.START_OBJECT, parser)) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    value(parser, name, fields);
                }
            }
            return fields;
        }

        /// A null stays one for whoever is told of it; as a text or a number it is none.
        private static void value(JsonParser parser, String name, Map<String, Object> to) throws IOException {
            switch (parser.currentToken()) {
                case VALUE_STRING -> to.put(name, parser.getText());
                case VALUE_NUMBER_INT -> to.put(name, parser.getNumberValue());
                case VALUE_NUMBER_FLOAT -> to.put(name, parser.getDoubleValue());
                case VALUE_TRUE, VALUE_FALSE -> to.put(name, parser.getBooleanValue());
                case VALUE_NULL -> to.put(name, NullNode.getInstance());
                default -> to.put(name, JSON.readValue(parser, Object.class));
            }
        }

        private static Set<String> names(JsonParser parser) throws IOException {
            var names = new ArrayList<String>();
            if (skipUnless(JsonToken.START_ARRAY, parser)) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        names.add(parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            return new HashSet<>(names);
        }

        private static boolean skipUnless(JsonToken wanted, JsonParser parser) throws IOException {
            if (parser.currentToken() != wanted) {
                parser.skipChildren();
            }
            return parser.currentToken() == wanted;
        }
    }
}
