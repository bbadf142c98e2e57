package gatehouse.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.docs.Documents;

/// Writes the description of the API (OpenAPI 3.1) from the resources, the page about them and the action table.
final class OpenApi {

    private final Map<String, List<String>> page = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    private final LinkedHashSet<String> tags = new LinkedHashSet<>();
    private final JsonSchemas schemas = new JsonSchemas();

    private OpenApi() {
        Documents.of(Path.of("docs/reference/api.md")).rows("Routes")
                .forEach(row -> page.put(row.getFirst().replace("`", ""), row));
    }

    static String text() {
        return new OpenApi().write();
    }

    private String write() {
        Route.all().forEach(this::route);
        new Actions().all().forEach(this::action);
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return "# Written from the resources and the action table by OpenApiTest; do not edit it here.\n"
                + new Yaml(options).dump(document());
    }

    private Map<String, Object> document() {
        var components = Nodes.of("schemas", schemas.all(), "responses", Answers.problems(), "securitySchemes", security());
        return Nodes.of("openapi", "3.1.0",
                "info", Nodes.of("title", "Gatehouse", "version", "1", "description",
                        "People, roles and single sign-on in front of qBittorrent: what may be asked of every instance, by the "
                                + "same rules as the pages.",
                        "license", Nodes.of("name", "Apache License 2.0", "identifier", "Apache-2.0")),
                "servers", List.of(Nodes.of("url", "http://localhost:8080")),
                "security",
                List.of(Nodes.of("token", new ArrayList<>()),
                        Nodes.of("session", new ArrayList<>(), "form", new ArrayList<>())),
                "tags", tags.stream().map(tag -> Nodes.of("name", tag)).toList(), "paths", paths, "components", components);
    }

    private static Map<String, Object> security() {
        return Nodes.of(
                "token", Nodes.of("type", "http", "scheme", "bearer", "description",
                        "A key of an app, or an access token (JWT) of the sign-in provider with Gatehouse as its audience."),
                "session", Nodes.of("type", "apiKey", "in", "cookie", "name", "gatehouse", "description",
                        "The ticket of a browser session; `__Host-gatehouse` with https."),
                "form", Nodes.of("type", "apiKey", "in", "header", "name", "X-CSRF-Token", "description",
                        "The value of the field `csrf` of a form of that session, with whatever is not a GET."));
    }

    private void route(Route route) {
        var row = page.get(route.name());
        if (row == null) {
            throw new AssertionError("docs/reference/api.md does not name " + route.name());
        }
        tags.add(route.tag());
        var operation = Nodes.of("operationId", route.id(), "tags", List.of(route.tag()), "summary", plain(row.get(2)),
                "description", "Needs: " + plain(row.get(1)) + ".", "parameters", route.parameters());
        route.body(schemas).ifPresent(body -> operation.put("requestBody", body));
        operation.put("responses", Answers.of(route.statuses(), route.answer(schemas)));
        paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>()).put(
                route.method().toLowerCase(java.util.Locale.ROOT),
                operation);
    }

    private void action(Action action) {
        var scope = action.id().substring(0, action.id().indexOf('/'));
        var tag = scope + " actions";
        tags.add(tag);
        var operation = Nodes.of("operationId", scope + Nodes.capital(action.word()), "tags", List.of(tag), "summary",
                action.summary(), "description", ActionWords.description(action), "x-rights", ActionWords.rights(action),
                "parameters", List.of(Route.parameter("instance", "path", Nodes.of("type", "string"))));
        if (!action.parameters().isEmpty()) {
            operation.put("requestBody", ActionBody.of(action, schemas));
        }
        operation.put("responses", ActionWords.answers(action, schemas));
        paths.put("/api/v1/instances/{instance}/actions/" + action.id(), new LinkedHashMap<>(Map.of("post", operation)));
    }

    private static String plain(String cell) {
        return cell.replace("`", "").strip();
    }
}
