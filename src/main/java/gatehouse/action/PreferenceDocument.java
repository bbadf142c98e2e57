package gatehouse.action;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What `app/setPreferences` is to set: known keys with values of their shape, in the order they were written. A key may
/// be called by an older name; it is the newest that decides the rights.
/// A server never sees the writer's own JSON, only [#json].
public record PreferenceDocument(SequencedMap<PreferenceKey, JsonNode> values) {

    private static final int LONGEST_TEXT = 65_536;

    /// Reads strict JSON of at most 256 KB. An unknown key, one that cannot be set, and a value of another shape are
    /// refused by name. A masked secret is left out.
    public static Reading<PreferenceDocument> read(String written) {
        return StrictJson.read(written).then(PreferenceDocument::of);
    }

    private static Reading<PreferenceDocument> of(JsonNode json) {
        if (!json.isObject()) {
            return Reading.wrong(Type.PREFERENCES.misfit());
        }
        var values = new LinkedHashMap<PreferenceKey, JsonNode>();
        for (var entry : json.properties()) {
            var key = PreferenceKeys.known().find(entry.getKey()).map(PreferenceKeys.known()::newest);
            if (key.isEmpty()) {
                return Reading.wrong("holds the unknown key " + quoted(entry.getKey()));
            }
            if (key.get().secret() && entry.getValue().asText().equals(PreferenceKeys.MASK)) {
                continue;
            }
            switch (value(key.get(), entry.getValue())) {
                case Reading.Good<JsonNode>(var value) -> {
                    if (values.put(key.get(), value) != null) {
                        return Reading.wrong("holds " + key.get().name() + " twice, by its old and its new name");
                    }
                }
                case Reading.Wrong<JsonNode>(var why) -> {
                    return Reading.wrong("holds " + key.get().name() + ", which " + why);
                }
            }
        }
        return Reading.good(new PreferenceDocument(values));
    }

    private static Reading<JsonNode> value(PreferenceKey key, JsonNode value) {
        if (!key.settable()) {
            return Reading.wrong("cannot be set");
        }
        if (!key.type().accepts(value)) {
            return Reading.wrong("is not of the type " + key.type().id());
        }
        if (value.isTextual() && (value.textValue().length() > LONGEST_TEXT
                || !Shape.plain(value.textValue().replaceAll("[\r\n\t]", "")))) {
            return Reading.wrong("is too long or holds a control character");
        }
        return key.kind() == PreferenceKey.Kind.PATH ? path(value) : Reading.good(value);
    }

    /// A path in the one form that is compared and sent; switches of the class pass as they are.
    private static Reading<JsonNode> path(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().isEmpty() ? Reading.good(value)
                    : RemotePath.read(value.textValue()).map(path -> TextNode.valueOf(path.normalised()));
        }
        return value.isContainerNode() ? folders(value) : Reading.good(value);
    }

    private static Reading<JsonNode> folders(JsonNode value) {
        var texts = new ArrayList<String>();
        value.properties().forEach(entry -> texts.add(entry.getKey()));
        value.valueStream().filter(JsonNode::isTextual).forEach(text -> texts.add(text.textValue()));
        for (var text : texts) {
            if (!(RemotePath.read(text) instanceof Reading.Good<RemotePath>(var path)) || !path.normalised().equals(text)) {
                return Reading.wrong("holds a path that is not absolute or not in its plainest form");
            }
        }
        return Reading.good(value);
    }

    /// Every right that setting all of it needs. Keys of a dangerous class also need the instance's consent.
    public Set<Right> rights() {
        var rights = EnumSet.noneOf(Right.class);
        values.keySet().forEach(key -> key.writer().ifPresent(rights::add));
        return rights;
    }

    /// Every directory and file of the server that it names, for the confinement of its writer.
    public List<RemotePath> paths() {
        var paths = new ArrayList<RemotePath>();
        values.forEach((key, value) -> {
            if (key.kind() == PreferenceKey.Kind.PATH) {
                value.properties().forEach(entry -> add(paths, entry.getKey()));
                value.valueStream().forEach(part -> add(paths, part.asText()));
                add(paths, value.asText());
            }
        });
        return paths;
    }

    private static void add(List<RemotePath> paths, String text) {
        if (RemotePath.read(text) instanceof Reading.Good<RemotePath>(var path)) {
            paths.add(path);
        }
    }

    /// Canonical JSON, and the only form that is sent.
    public String json() {
        var entries = new LinkedHashMap<String, JsonNode>();
        values.forEach((key, value) -> entries.put(key.name(), value));
        return StrictJson.write(StrictJson.object(entries));
    }

    /// The same in the names that servers of this version have for the keys.
    ///
    /// @return wrong with the name of a key that they have not, and nothing else
    public Reading<String> json(ApiVersion version) {
        var entries = new LinkedHashMap<String, JsonNode>();
        for (var entry : values.entrySet()) {
            var name = PreferenceKeys.known().name(entry.getKey(), version);
            if (name.isEmpty()) {
                return Reading.wrong(entry.getKey().name());
            }
            entries.put(name.get(), entry.getKey().type() == PreferenceKey.Form.WORD
                    ? ProxyKind.at(version, entry.getValue(), asks())
                    : entry.getValue());
        }
        return Reading.good(StrictJson.write(StrictJson.object(entries)));
    }

    private boolean asks() {
        return values.entrySet().stream().anyMatch(entry -> entry.getKey().name().equals("proxy_auth_enabled")
                && entry.getValue().asBoolean());
    }

    /// The names of its keys, for the audit.
    public List<String> names() {
        return values.keySet().stream().map(PreferenceKey::name).toList();
    }

    /// A name from outside, short and harmless enough to be repeated in a sentence.
    static String quoted(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.length() > 64 ? plain.substring(0, 64) + "…" : plain;
    }
}
