package gatehouse.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.action.Way;
import gatehouse.gate.Command.Upload;

/// One row of the evidence: an action of the table, what is sent, and how its effect is read back. Texts may hold places
/// such as `{target}` ([Scene#fill]).
///
/// @param given what is done at the server first, past Gatehouse
/// @param since the first version this row is for, where older servers need another
public record Row(Action action, Map<String, String> values, List<Upload> files, List<Consumer<Scene>> given,
        Optional<ApiVersion> since, Optional<ApiVersion> until, Optional<Proof> proof) {

    private static final Actions ACTIONS = new Actions();

    /// @param values names and values in turn
    static Row of(String action, String... values) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return new Row(ACTIONS.find(action).orElseThrow(() -> new IllegalArgumentException(action)), map, List.of(), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    Row file(String parameter, byte[] content) {
        return new Row(action, values, List.of(new Upload(parameter, "a file", content)), given, since, until, proof);
    }

    Row given(Consumer<Scene> first) {
        var all = new ArrayList<>(given);
        all.add(first);
        return new Row(action, values, files, all, since, until, proof);
    }

    Row given(String path, Map<String, String> form) {
        return given(scene -> {
            var filled = new LinkedHashMap<String, String>();
            form.forEach((name, value) -> filled.put(name, scene.fill(value)));
            scene.server().post(path, filled);
        });
    }

    Row since(String version) {
        return new Row(action, values, files, given, ApiVersion.parse(version), until, proof);
    }

    Row until(String version) {
        return new Row(action, values, files, given, since, ApiVersion.parse(version), proof);
    }

    private Row proved(Proof by) {
        return new Row(action, values, files, given, since, until, Optional.of(by));
    }

    Row makes(String what, Predicate<Scene> so) {
        return proved(new Proof.Makes(what, so));
    }

    /// One value of an answer of the server itself becomes this.
    ///
    /// @param pointer a JSON pointer, empty for the whole answer
    Row shows(String path, String pointer, String value) {
        return makes(pointer + " of " + path + " " + value,
                scene -> scene.direct(path).at(scene.fill(pointer)).asText().equals(scene.fill(value)));
    }

    /// The server's own answer comes to hold a text.
    Row holds(String path, String text) {
        return makes(path + " hold " + text, scene -> scene.direct(path).toString().contains(scene.fill(text)));
    }

    Row lacks(String path, String text) {
        return makes(path + " lack " + text, scene -> !scene.direct(path).toString().contains(scene.fill(text)));
    }

    Row same(String path, String... without) {
        return proved(new Proof.Same(path, List.of(without)));
    }

    Row says(String what, BiPredicate<Scene, JsonNode> so) {
        return proved(new Proof.Says(what, so));
    }

    Row answered() {
        return proved(new Proof.Answered(proof.orElseThrow()));
    }

    Row onlyAFace(String which) {
        return proved(new Proof.OnlyAFace(which));
    }

    Row never() {
        return proved(new Proof.Never());
    }

    Row arrives(String why) {
        return proved(new Proof.Arrives(why));
    }

    /// Asks through Gatehouse.
    Face.Answer ask(Scene scene) {
        return scene.face().ask(action.id(), filled(scene), files);
    }

    /// What is sent, with every place filled in.
    public Map<String, String> filled(Scene scene) {
        var filled = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> filled.put(name, scene.fill(value)));
        return filled;
    }

    /// Whether servers of this version can be asked it.
    public boolean asked(ApiVersion version) {
        return action.spelling(version).isPresent() && isFor(version);
    }

    /// Whether what it makes is so; `true` for what makes nothing at the server.
    public boolean made(Scene scene) {
        return !(proof.orElseThrow() instanceof Proof.Makes(var what, var so)) || so.test(scene);
    }

    boolean isFor(ApiVersion version) {
        return since.map(first -> version.compareTo(first) >= 0).orElse(true)
                && until.map(last -> version.compareTo(last) <= 0).orElse(true);
    }

    /// Whether servers of this version have the action at all.
    boolean known(ApiVersion version) {
        return action.way() != Way.SENT || action.spelling(version).isPresent();
    }

    void run(Scene scene) {
        if (!known(scene.api())) {
            Proof.unsupported(scene, this);
        } else if (isFor(scene.api())) {
            given.forEach(first -> first.accept(scene));
            proof.orElseThrow().hold(scene, this);
            Proof.othersAreLeftAlone(scene, this);
        }
    }

    @Override
    public String toString() {
        return action.id() + " " + values;
    }
}
