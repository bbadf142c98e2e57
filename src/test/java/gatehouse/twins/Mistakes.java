package gatehouse.twins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.action.Parameter;
import gatehouse.action.Sample;
import gatehouse.action.Type;
import gatehouse.real.App.Call;

/// Every action of the table as nobody should ask it, in the spelling of one version: with the wrong method, without each
/// of the parameters that it needs, of a torrent that is not there, and of that with values that are none. None of it changes anything.
final class Mistakes {

    /// Before, a GET does what a POST does.
    private static final ApiVersion METHODS_COUNT = new ApiVersion(2, 8, 5);

    /// What a word of a text cannot be.
    private static final Set<Type> MEASURED = Set.of(Type.INT, Type.FLOAT, Type.ENUM, Type.INDEXES);

    private final ApiVersion version;

    Mistakes(ApiVersion version) {
        this.version = version;
    }

    List<Call> all() {
        return new Actions().all().stream().filter(action -> Deviations.asked(action, version))
                .flatMap(action -> of(action).stream()).toList();
    }

    private List<Call> of(Action action) {
        var path = action.spelling(version).orElseThrow().path();
        var good = spelt(action);
        var all = new ArrayList<Call>();
        if (action.writes() && version.compareTo(METHODS_COUNT) >= 0) {
            all.add(new Call("GET", path, good, List.of()));
        }
        action.parameters(version).stream().filter(Parameter::required).map(this::name)
                .forEach(name -> all.add(call(action, path, without(good, name))));
        if (action.parameters(version).stream().anyMatch(parameter -> parameter.type().namesTorrents())) {
            all.add(call(action, path, good));
            action.parameters(version).stream().filter(Parameter::required)
                    .filter(parameter -> MEASURED.contains(parameter.type()))
                    .map(this::name).forEach(name -> all.add(call(action, path, with(good, name, "no such value"))));
        }
        return all;
    }

    private static Call call(Action action, String path, Map<String, String> values) {
        return new Call(action.writes() ? "POST" : "GET", path, values, List.of());
    }

    private String name(Parameter parameter) {
        return parameter.at(version).orElseThrow().name();
    }

    private Map<String, String> spelt(Action action) {
        var sample = Sample.values(action, Calls.UNKNOWN, "{downloads}");
        var spelt = new LinkedHashMap<String, String>();
        action.parameters(version).forEach(parameter -> Optional.ofNullable(sample.get(parameter.name()))
                .ifPresent(value -> spelt.put(name(parameter), value)));
        return spelt;
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        var all = new LinkedHashMap<>(values);
        all.put(name, value);
        return all;
    }

    private static Map<String, String> without(Map<String, String> values, String name) {
        var rest = new LinkedHashMap<>(values);
        rest.remove(name);
        return rest;
    }
}
