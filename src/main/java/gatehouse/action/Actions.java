package gatehouse.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;

/// The action table, `actions.yaml`. What is not in it cannot be asked. A table that contradicts itself ends the start
/// with a message that names the row and the field.
@ApplicationScoped
public class Actions {

    private static final Pattern ID = Pattern.compile("[a-z]+/[A-Za-z]+");

    private final Map<String, Action> byId = new LinkedHashMap<>();
    private final Map<String, List<Action>> byPath = new HashMap<>();

    public Actions() {
        try (var file = Actions.class.getResourceAsStream("/actions.yaml")) {
            read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Reads another table than the one that Gatehouse came with.
    ///
    /// @throws IllegalStateException naming the row and field that is wrong
    Actions(InputStream table) {
        read(table);
    }

    /// Reads both tables when the application starts, so that a mistake in one is found then and not at somebody's request.
    ///
    /// @throws IllegalStateException naming the row and field that is wrong
    void start(@Observes Startup started) {
        PreferenceKeys.known();
    }

    private void read(InputStream table) {
        Row.read("actions.yaml", table).forEach((id, row) -> byId.put(id, checked(ActionReader.read(id, row), row)));
        var spellings = new ArrayList<Spelling>();
        var legacy = new ArrayList<LegacySpelling>();
        for (var action : byId.values()) {
            for (var spelling : action.spellings()) {
                unique(action, "modern", spelling.path(),
                        spellings.stream().filter(other -> other.path().equals(spelling.path()))
                                .anyMatch(other -> other.versions().meets(spelling.versions())));
                spellings.add(spelling);
                byPath.computeIfAbsent(spelling.path(), first -> new ArrayList<>()).add(action);
            }
            for (var spelling : action.legacy()) {
                unique(action, "legacy", spelling.path(), legacy.stream().filter(other -> other.path().equals(spelling.path()))
                        .anyMatch(other -> other.versions().meets(spelling.versions())));
                legacy.add(spelling);
            }
        }
    }

    private static void unique(Action action, String field, String path, boolean taken) {
        if (taken) {
            throw new IllegalStateException(
                    "actions.yaml: " + action.id() + ": " + field + ": " + path + " is spelt twice for some version");
        }
    }

    private static Action checked(Action action, Row row) {
        if (!ID.matcher(action.id()).matches()) {
            throw row.wrong("id", "is not written scope/name");
        }
        if (action.spellings().isEmpty() && action.legacy().isEmpty()) {
            throw row.wrong("modern", "it has no spelling at all");
        }
        var names = new HashSet<String>();
        action.parameters().stream().flatMap(parameter -> parameter.names().stream())
                .filter(name -> !names.add(name.name() + name.versions().since())).findFirst().ifPresent(name -> {
                    throw row.wrong("parameters", "the name " + name.name() + " is given twice");
                });
        if (!action.spellings().isEmpty() && !action.spellings().getLast().path().equals(action.id())) {
            throw row.wrong("modern", "the last spelling is not the row's id");
        }
        action.legacy().forEach(spelling -> checked(action, spelling, row));
        return action;
    }

    private static void checked(Action action, LegacySpelling spelling, Row row) {
        for (var field : spelling.fields()) {
            if (action.parameter(field.parameter()).isEmpty()) {
                throw row.wrong("legacy", spelling.path() + " fills " + field.name() + " from no parameter");
            }
        }
        spelling.fixed().forEach((name, value) -> {
            if (action.parameter(name).filter(parameter -> parameter.read(value).equals(Reading.good(value))).isEmpty()) {
                throw row.wrong("legacy", spelling.path() + " fixes " + name + " to what it cannot be");
            }
        });
        var single = spelling.fields().stream().anyMatch(field -> field.name().equals("hash")
                && action.parameter(field.parameter()).filter(parameter -> parameter.type() == Type.HASHES).isPresent());
        if (spelling.one() != single) {
            throw row.wrong("legacy", spelling.path() + " takes one torrent in the field hash: say so with one, or not at all");
        }
    }

    /// The row of this id.
    public Optional<Action> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The row that a modern server of this version knows by this path below `/api/v2/`: a client that speaks that
    /// server's language asks with it.
    public Optional<Action> spelt(String path, ApiVersion version) {
        return byPath.getOrDefault(path, List.of()).stream().filter(action -> action.spellings().stream()
                .anyMatch(spelling -> spelling.path().equals(path) && spelling.understoodBy(version))).findFirst();
    }

    /// The same for a legacy server of this API number. The path is written as in the table, with `{hash}`.
    public Optional<Action> speltLegacy(String path, int api) {
        return byId.values().stream().filter(action -> action.legacy().stream()
                .anyMatch(spelling -> spelling.path().equals(path) && spelling.understoodBy(api))).findFirst();
    }

    public List<Action> all() {
        return List.copyOf(byId.values());
    }
}
