package gatehouse.api;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.api.AccessExplain.Explained;
import gatehouse.api.Audit.Entries;
import gatehouse.api.Audit.Verified;
import gatehouse.api.Keys.KeyList;
import gatehouse.api.Keys.MadeKey;
import gatehouse.api.Keys.Revoked;
import gatehouse.api.PolicyCheck.Checked;
import gatehouse.api.TorrentOwner.Owner;
import gatehouse.torrent.Field;
import gatehouse.torrent.Sort;

/// A method of a resource that is served, besides the actions, which are data.
record Route(Method served, String method, String path) {

    private static final List<Class<?>> RESOURCES = List.of(Me.class, AccessExplain.class, PolicyCheck.class, Instances.class,
            Torrents.class,
            TorrentDetail.class, TorrentOwner.class, Keys.class, Audit.class, Description.class);
    private static final List<Class<? extends Annotation>> METHODS = List.of(GET.class, PUT.class, POST.class, DELETE.class);
    private static final String TORRENT = "/api/v1/instances/{instance}/torrents/{hash}";

    /// Names, tags and what is answered, where the method does not say it itself.
    private record Words(String id, String tag, Optional<Class<?>> answer, List<Integer> statuses) {
    }

    private static final Map<String, Words> WORDS = words();
    /// Where the page about the API has an example of the answer.
    private static final Map<String, String> SHOWN = Map.of("me", "Me", "explain", "Why", "checkPolicy", "Checking a file",
            "instances", "Instances", "torrents",
            "Torrents", "torrent", "One torrent", "owner", "Owners and sharing", "keys", "Keys", "audit", "Audit");

    private static Map<String, Words> words() {
        var words = new LinkedHashMap<String, Words>();
        words.put("GET /api/v1/me", new Words("me", "people", Optional.empty(), List.of(401, 403)));
        words.put("GET /api/v1/access/explain",
                new Words("explain", "people", Optional.of(Explained.class), List.of(400, 401, 403, 404)));
        words.put("POST /api/v1/policy/check",
                new Words("checkPolicy", "people", Optional.of(Checked.class), List.of(400, 401, 403, 415)));
        words.put("GET /api/v1/instances", new Words("instances", "instances", Optional.empty(), List.of(401, 403)));
        words.put("GET /api/v1/instances/{instance}",
                new Words("instance", "instances", Optional.empty(), List.of(401, 403, 404)));
        words.put("GET /api/v1/torrents", new Words("torrents", "torrents", Optional.empty(), List.of(400, 401, 403)));
        words.put("GET /api/v1/torrents/events",
                new Words("torrentEvents", "torrents", Optional.empty(), List.of(400, 401, 403, 429)));
        words.put("GET " + TORRENT, new Words("torrent", "torrents", Optional.empty(), List.of(400, 401, 403, 404)));
        words.put("GET " + TORRENT + "/owner", new Words("owner", "owners", Optional.empty(), List.of(401, 403, 404)));
        words.put("PUT " + TORRENT + "/owner", changes("assign"));
        words.put("DELETE " + TORRENT + "/owner", changes("release"));
        words.put("PUT " + TORRENT + "/shared", changes("share"));
        words.put("DELETE " + TORRENT + "/shared", changes("unshare"));
        words.put("GET /api/v1/keys", new Words("keys", "keys", Optional.of(KeyList.class), List.of(400, 401, 403)));
        words.put("POST /api/v1/keys",
                new Words("makeKey", "keys", Optional.of(MadeKey.class), List.of(400, 401, 403, 404, 415, 503)));
        words.put("DELETE /api/v1/keys/{id}",
                new Words("revokeKey", "keys", Optional.of(Revoked.class), List.of(401, 403, 404, 503)));
        words.put("GET /api/v1/audit", new Words("audit", "audit", Optional.of(Entries.class), List.of(400, 401, 403)));
        words.put("GET /api/v1/audit/verify",
                new Words("verifyAudit", "audit", Optional.of(Verified.class), List.of(401, 403)));
        words.put("GET /api/v1/openapi.yaml", new Words("description", "description", Optional.empty(), List.of(401, 403)));
        return words;
    }

    private static Words changes(String id) {
        return new Words(id, "owners", Optional.of(Owner.class), List.of(400, 401, 403, 404, 415, 503));
    }

    static List<Route> all() {
        var routes = new ArrayList<Route>();
        RESOURCES.forEach(resource -> Stream.of(resource.getDeclaredMethods()).forEach(one -> METHODS.stream()
                .filter(one::isAnnotationPresent).forEach(verb -> routes.add(of(resource, one, verb.getSimpleName())))));
        var order = List.copyOf(WORDS.keySet());
        routes.sort(Comparator.comparingInt(route -> order.indexOf(route.name())));
        return routes;
    }

    private static Route of(Class<?> resource, Method served, String verb) {
        var below = served.isAnnotationPresent(Path.class) ? served.getAnnotation(Path.class).value() : "";
        return new Route(served, verb, resource.getAnnotation(Path.class).value() + below);
    }

    String name() {
        return method + " " + path;
    }

    private Words said() {
        return Optional.ofNullable(WORDS.get(name())).orElseThrow(() -> new AssertionError("no words for " + name()));
    }

    String id() {
        return said().id();
    }

    String tag() {
        return said().tag();
    }

    List<Integer> statuses() {
        return said().statuses();
    }

    List<Object> parameters() {
        var parameters = new ArrayList<Object>();
        Stream.of(served.getParameters()).forEach(parameter -> {
            if (parameter.isAnnotationPresent(RestPath.class)) {
                parameters.add(parameter(parameter.getName(), "path", parameter.getType() == long.class
                        ? Nodes.of("type", "integer", "format", "int64")
                        : text()));
            } else if (parameter.isAnnotationPresent(RestQuery.class)) {
                parameters.add(parameter(parameter.getName(), "query", query(parameter.getName())));
            }
        });
        if (name().equals("GET /api/v1/audit")) {
            List.of("person", "instance", "action", "torrent", "result", "from", "until", "before", "count")
                    .forEach(name -> parameters.add(parameter(name, "query", query(name))));
        }
        return parameters;
    }

    static Map<String, Object> parameter(String name, String in, Map<String, Object> schema) {
        return Nodes.of("name", name, "in", in, "required", in.equals("path"), "schema", schema);
    }

    private Map<String, Object> query(String name) {
        return switch (name) {
            case "of" -> Nodes.of("type", "string", "enum", List.of("everybody"));
            case "from" -> tag().equals("audit") ? Nodes.of("type", "string")
                    : Nodes.of("type", "integer", "minimum", 0, "default", 0);
            case "count" -> Nodes.of("type", "integer", "minimum", 1, "maximum", tag().equals("audit") ? 500 : 300);
            case "before" -> Nodes.of("type", "integer", "format", "int64", "minimum", 1);
            case "result" -> Nodes.of("type", "string", "enum", List.of("done", "refused", "failed", "unknown"));
            case "with" -> Nodes.of("type", "string", "description",
                    "Parts, separated by commas: " + String.join(", ", TorrentDetail.PARTS.keySet()) + ".", "example",
                    "files,trackers");
            case "sort" -> Nodes.of("type", "string", "description", "A field, with - in front for descending; "
                    + "another one after a comma decides between equal rows. Fields: " + fields() + ".", "default",
                    Sort.DEFAULT.toString(), "example", "-down,name");
            case "q" -> Nodes.of("type", "string", "maxLength", 500, "example", "ubuntu status:stalled,error -on:cellar #iso");
            default -> Nodes.of("type", "string");
        };
    }

    private static String fields() {
        return Arrays.stream(Field.values()).map(Field::id).collect(Collectors.joining(", "));
    }

    /// Of what is sent, without which it is refused; all of it where nothing is said.
    private List<String> required(Map<String, Object> members) {
        return id().equals("makeKey") ? List.of("name", "instances", "rights") : List.copyOf(members.keySet());
    }

    Optional<Map<String, Object>> body(JsonSchemas schemas) {
        return Optional.ofNullable(switch (id()) {
            case "makeKey" -> key();
            case "checkPolicy" -> Nodes.of("file", Nodes.of("type", "string", "example", "version: 1\n"));
            case "assign" -> Nodes.of("person", Nodes.of("type", "string", "example", "local:vic"));
            case "share" -> Nodes.of("person", Nodes.of("type", "string", "example", "local:vic"), "may",
                    Nodes.of("type", "string", "enum", List.of("see", "do")));
            default -> null;
        }).map(members -> Nodes.of("required", true, "content", Nodes.of("application/json", Nodes.of("schema",
                schemas.add(Nodes.capital(id()) + "Request", Nodes.of("type", "object", "required",
                        required(members), "additionalProperties", false, "properties", members))))));
    }

    private static Map<String, Object> text() {
        return Nodes.of("type", "string");
    }

    private static Map<String, Object> key() {
        return Nodes.of("name", Nodes.of("type", "string", "maxLength", 60, "example", "sonarr"), "instances",
                Nodes.of("type", "array", "items", text(), "example", List.of("attic")), "rights",
                Nodes.of("type", "array", "items", text(), "example", List.of("view", "add")), "category", text(), "expires",
                Nodes.of("type", "string", "format", "date-time"), "account",
                Nodes.of("type", "string", "description", "The service account that it is for."));
    }

    Map<String, Object> answer(JsonSchemas schemas) {
        return switch (id()) {
            case "torrentEvents" -> events(schemas);
            case "description" -> Answers.ok("application/yaml", Nodes.of("type", "string"));
            default -> json(schemas.of(said().answer().orElse(served.getReturnType())));
        };
    }

    private Map<String, Object> json(Map<String, Object> schema) {
        return Optional.ofNullable(SHOWN.get(id())).map(heading -> Answers.ok(schema, heading))
                .orElseGet(() -> Answers.ok("application/json", schema));
    }

    private static Map<String, Object> events(JsonSchemas schemas) {
        schemas.of(ListChanges.Delta.class);
        return Answers.ok("text/event-stream", Nodes.of("type", "string", "description",
                "The event full has a TorrentList as its data, each event delta after it a Delta."));
    }
}
