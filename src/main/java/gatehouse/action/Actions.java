package gatehouse.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The action table, `actions.yaml`. What is not in it cannot be asked.
@ApplicationScoped
public class Actions {

    private final Map<String, Action> byId = new LinkedHashMap<>();

    public Actions() {
        try (var file = Actions.class.getResourceAsStream("/actions.yaml")) {
            read(file).forEach((id, row) -> byId.put(id, action(id, row)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<Action> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<Action> all() {
        return List.copyOf(byId.values());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read(InputStream file) {
        return (Map<String, Map<String, Object>>) new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
    }

    @SuppressWarnings("unchecked")
    private static Action action(String id, Map<String, Object> row) {
        var right = Right.parse((String) row.get("right")).orElseThrow(() -> new IllegalStateException(id + ": unknown right"));
        var spellings = ((List<Map<String, Object>>) row.get("modern")).stream().map(Actions::spelling).toList();
        var parameters = ((Map<String, String>) row.getOrDefault("parameters", Map.of())).entrySet().stream()
                .map(entry -> new Parameter(entry.getKey(), Parameter.Type.parse(entry.getValue()), true)).toList();
        return new Action(id, (String) row.get("summary"), right, "write".equals(row.get("kind")), spellings, parameters);
    }

    private static Spelling spelling(Map<String, Object> row) {
        return new Spelling((String) row.get("path"), version(row.get("since")), version(row.get("until")));
    }

    private static Optional<ApiVersion> version(Object written) {
        return Optional.ofNullable(written)
                .map(text -> ApiVersion.parse(text.toString())
                        .orElseThrow(() -> new IllegalStateException("not a version: " + text)));
    }
}
