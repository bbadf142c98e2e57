package gatehouse.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Actions;
import gatehouse.action.Reading;
import gatehouse.docs.Documents;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;

/// The description of the API is what the resources and the table say, can be read by others, and its examples are taken.
class OpenApiTest {

    private static final Path FILE = Path.of("src/main/resources/openapi.yaml");
    private static final String COMMAND = "bin/mvn -q test -Dquick -Dtest=OpenApiTest -Dreference=write";

    @Test
    void theDescriptionIsCurrent() throws IOException {
        var text = OpenApi.text();
        if ("write".equals(System.getProperty("reference"))) {
            Files.writeString(FILE, text);
        }
        assertTrue(text.equals(Files.exists(FILE) ? Files.readString(FILE) : ""), FILE + " is not current: " + COMMAND);
    }

    private static OpenAPI read() throws IOException {
        var options = new ParseOptions();
        options.setResolve(true);
        var result = new OpenAPIV3Parser().readContents(Files.readString(FILE), List.of(), options);
        assertEquals(List.of(), result.getMessages());
        return result.getOpenAPI();
    }

    @Test
    void theDescriptionIsValid() throws IOException {
        var description = read();
        assertEquals("3.1.0", description.getOpenapi());
        var ids = description.getPaths().values().stream().map(PathItem::readOperations).flatMap(List::stream)
                .map(operation -> operation.getOperationId()).toList();
        assertEquals(new TreeSet<>(ids).size(), ids.size(), "each operation has a name of its own");
    }

    @Test
    void everyRouteAndEveryActionIsThereAndNoOther() throws IOException {
        var described = new TreeSet<String>();
        read().getPaths().forEach((path, item) -> item.readOperationsMap().keySet()
                .forEach(method -> described.add(method + " " + path)));
        var action = "POST /api/v1/instances/{instance}/actions/{scope}/{name}";
        var routes = Documents.of(Path.of("docs/reference/api.md")).names("Routes").stream()
                .filter(route -> !route.equals(action));
        var actions = new Actions().all().stream()
                .map(one -> "POST /api/v1/instances/{instance}/actions/" + one.id());
        assertEquals(Stream.concat(routes, actions).collect(Collectors.toCollection(TreeSet::new)), described);
    }

    /// All that is always there is in it, and nothing that is not described; further down it may be cut short.
    @Test
    void everyAnswerIsShownAsItIs() throws IOException {
        var description = read();
        var shown = description.getPaths().values().stream().map(PathItem::readOperations).flatMap(List::stream)
                .map(operation -> operation.getResponses().get("200")).filter(answer -> answer != null)
                .map(answer -> answer.getContent().get("application/json"))
                .filter(json -> json != null && json.getExample() != null)
                .toList();
        assertTrue(shown.size() >= 100, () -> shown.size() + " examples");
        for (var json : shown) {
            var name = json.getSchema().get$ref().replaceFirst(".*/", "");
            var schema = description.getComponents().getSchemas().get(name);
            Map<?, ?> example = new ObjectMapper().convertValue(json.getExample(), Map.class);
            var members = example.keySet();
            assertTrue(members.containsAll(schema.getRequired()), () -> name + ": " + members);
            assertTrue(schema.getProperties().keySet().containsAll(members), () -> name + ": " + members);
        }
    }

    static List<String> actions() {
        return new Actions().all().stream().filter(action -> !action.parameters().isEmpty()).map(action -> action.id())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void everyExampleIsTaken(String id) throws IOException {
        var action = new Actions().find(id).orElseThrow();
        var body = JsonBody.read(new ObjectMapper().writeValueAsBytes(ActionBody.example(action)), action);
        body.values().forEach((name, value) -> assertInstanceOf(Reading.Good.class,
                action.parameter(name).orElseThrow().read(value), () -> id + ": " + name + " is " + value));
        action.parameters().stream()
                .filter(parameter -> parameter.required() && parameter.otherwise().isEmpty())
                .forEach(parameter -> assertTrue(parameter.type().uploaded() ? !body.files().isEmpty()
                        : body.values().containsKey(parameter.name()), () -> id + " needs " + parameter.name()));
    }
}
