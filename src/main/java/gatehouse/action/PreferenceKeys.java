package gatehouse.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import gatehouse.action.PreferenceKey.Kind;

/// The table of preference keys, `preferences.yaml`. A key that is not in it can be neither read nor set.
public final class PreferenceKeys {

    /// Stands for a secret value. It is never sent: a document that gives it back leaves the key as it is.
    public static final String MASK = "********";

    private static final Set<String> FIELDS = Set.of("class", "type", "since", "until", "was", "settable", "secret", "read");
    private static final PreferenceKeys KNOWN = load();

    private final Map<String, PreferenceKey> byName = new LinkedHashMap<>();

    PreferenceKeys(InputStream table) {
        Row.read("preferences.yaml", table).forEach((name, row) -> byName.put(name, key(name, row)));
        byName.values().stream().filter(key -> !key.was().isEmpty() && !byName.containsKey(key.was())).findFirst()
                .ifPresent(key -> {
                    throw new IllegalStateException("preferences.yaml: " + key.name() + ": was: there is no key " + key.was());
                });
    }

    /// The table that Gatehouse came with.
    public static PreferenceKeys known() {
        return KNOWN;
    }

    private static PreferenceKeys load() {
        try (var file = PreferenceKeys.class.getResourceAsStream("/preferences.yaml")) {
            return new PreferenceKeys(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PreferenceKey key(String name, Row row) {
        row.only(FIELDS);
        var kind = row.choice("class", Kind::parse);
        var reader = row.has("read") ? row.choice("read", Right::parse) : Right.SETTINGS_READ;
        return new PreferenceKey(name, kind, row.choice("type", PreferenceKey.Form::parse), row.span(), row.text("was", ""),
                row.flag("settable", true), row.flag("secret", kind == Kind.CREDENTIAL), reader);
    }

    public Optional<PreferenceKey> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<PreferenceKey> all() {
        return List.copyOf(byName.values());
    }

    /// The key that newer servers have in its stead, or itself.
    PreferenceKey newest(PreferenceKey key) {
        return byName.values().stream().filter(newer -> newer.was().equals(key.name())).findFirst().orElse(key);
    }

    /// What servers of this version call the key that the newest call so; empty when they have nothing like it.
    public Optional<String> name(String newest, ApiVersion version) {
        return find(newest).flatMap(key -> name(key, version));
    }

    /// What servers of this version call it; empty when they have nothing like it.
    Optional<String> name(PreferenceKey key, ApiVersion version) {
        return Stream.of(key.name(), key.was()).flatMap(name -> find(name).stream())
                .filter(one -> one.versions().has(version)).map(PreferenceKey::name).findFirst();
    }

    /// What somebody with these rights may see of a server's preferences: known keys only, secrets masked, under the names
    /// that the newest servers have for them.
    ///
    /// @param values a server's whole answer, by key
    public Map<String, JsonNode> shown(Map<String, JsonNode> values, Set<Right> rights) {
        var shown = new LinkedHashMap<String, JsonNode>();
        values.forEach((name, value) -> find(name).filter(key -> rights.contains(key.reader()))
                .ifPresent(key -> shown.put(newest(key).name(), key.secret() ? TextNode.valueOf(MASK) : value)));
        return shown;
    }
}
