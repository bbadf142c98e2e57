package gatehouse.twins;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.MissingNode;

import gatehouse.action.Actions;
import gatehouse.action.ApiVersion;
import gatehouse.action.Parameter;
import gatehouse.action.Reading;
import gatehouse.evidence.Face;
import gatehouse.evidence.Scene;
import gatehouse.evidence.Site;
import gatehouse.gate.Command.Upload;
import gatehouse.qbittorrent.Dialect;
import gatehouse.qbittorrent.Part;
import gatehouse.qbittorrent.Request;
import gatehouse.real.App;
import gatehouse.real.App.Call;
import gatehouse.real.Qbittorrent;

/// One of two servers that began alike, and an app that talks to it: to the server itself, or to Gatehouse before it.
final class Twin {

    private static final Pattern PLACE = Pattern.compile("\\{(hybrid|magnet|tracked)}");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Actions ACTIONS = new Actions();

    private final Scene scene;
    private final App app;
    private final Map<String, String> cast;

    /// @param cast the hashes of torrents that the scene does not know, by the names of their places
    Twin(Qbittorrent server, ApiVersion api, Site site, App app, Map<String, String> cast) {
        this.app = app;
        this.cast = cast;
        this.scene = new Scene(server, null, api, site, face());
    }

    Scene scene() {
        return scene;
    }

    /// Asks as it stands, with every `{place}` filled in.
    Said say(Call call) {
        var fields = new LinkedHashMap<String, String>();
        call.fields().forEach((name, value) -> fields.put(name, filled(value)));
        return Said.of(app.send(new Call(call.method(), call.path(), fields, call.files())), this::placeless);
    }

    /// A text without the server's own folder the ports of its own and its world's and the ids it draws.
    private String placeless(String text) {
        return text.replace(scene.server().profile().toString(), "{home}")
                .replaceAll(
                        "(?<=127[.]0[.]0[.]1(?::|%3[Aa]))(" + URI.create(scene.site().url()).getPort() + "|"
                                + scene.server().peerPort() + ")",
                        "{port}")
                .replaceAll(UUID, "{id}");
    }

    /// What the server itself says, past whatever the app talks to.
    Said itself(String path) {
        return Said.of(scene.direct(path), this::placeless);
    }

    private String filled(String text) {
        return scene.fill(PLACE.matcher(text).replaceAll(place -> cast.get(place.group(1))));
    }

    /// The calls in which a server of this version is asked an action.
    ///
    /// @param values by the action's own names, with every place filled in
    List<Call> spelt(String action, Map<String, String> values, List<Upload> files) {
        var row = ACTIONS.find(action).orElseThrow();
        var parts = files.stream().map(file -> new Part(file.parameter(), "a.torrent", "", file.content())).toList();
        var canonical = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> canonical.put(name, canonical(row.parameter(name).orElseThrow(), value)));
        return switch (new Dialect(scene.api()).spell(row, canonical, parts)) {
            case Dialect.Spelled.Missing(var what) -> throw new IllegalArgumentException(action + " has no " + what);
            case Dialect.Spelled.After(var first, var then) -> Stream.of(first, then).map(Twin::call).toList();
            case Dialect.Spelled.Requests(var requests) -> requests.stream().map(Twin::call).toList();
        };
    }

    private static Call call(Request request) {
        return new Call(request.writes() ? "POST" : "GET", request.path(), request.values(),
                request.files().stream().map(part -> new App.Part(part.field(), part.name(), part.content())).toList());
    }

    private static String canonical(Parameter parameter, String value) {
        return parameter.read(value.replace("/./", "/")) instanceof Reading.Good<String>(var good) ? good : value;
    }

    /// For rows that look for an id of their own.
    private Face face() {
        return (action, values, files) -> {
            Face.Answer last = new Face.Answer(404, MissingNode.getInstance(), "");
            for (var call : spelt(action, values, files)) {
                var answer = app.send(call);
                last = new Face.Answer(answer.status(), Scene.node(answer.text()), "");
            }
            return last;
        };
    }
}
