package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Right;

/// The page about the API names every route and none that is not, real rights, and JSON that can be read.
class ApiPageTest {

    private static final Documents PAGE = Documents.of(Path.of("docs/reference/api.md"));
    private static final Pattern ROOT = Pattern.compile("^@Path\\(\"([^\"]+)\"\\)", Pattern.MULTILINE);
    private static final Pattern METHOD = Pattern
            .compile("^    @(GET|PUT|POST|DELETE|PATCH|HEAD)\n(?:    @(?!Path)[^\n]+\n)*(?:    @Path\\(\"([^\"]+)\"\\))?",
                    Pattern.MULTILINE);

    @Test
    void everyRouteIsThereAndNoOther() throws IOException {
        var served = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/java/gatehouse/api"))) {
            for (var file : files.toList()) {
                var source = Files.readString(file);
                ROOT.matcher(source).results().map(match -> match.group(1)).findFirst().ifPresent(
                        root -> METHOD.matcher(source).results().forEach(method -> served.add(method.group(1) + " " + root
                                + (method.group(2) == null ? "" : method.group(2)))));
            }
        }
        assertTrue(served.size() >= 10, served::toString);
        assertEquals(served, new TreeSet<>(PAGE.names("Routes")));
    }

    @Test
    void everyRightIsOne() {
        var unknown = PAGE.rows("Routes").stream().map(row -> row.get(1))
                .flatMap(cell -> new Documents(PAGE.file(), cell).spans().stream())
                .filter(right -> Right.parse(right).isEmpty()).toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyExampleIsJson() throws IOException {
        var examples = PAGE.blocks("json");
        assertTrue(examples.size() >= 7);
        for (var example : examples) {
            assertTrue(new ObjectMapper().readTree(example).isObject(), example);
        }
    }

    @Test
    void everyFilterOfTheAuditIsThere() {
        var named = Stream.of("person", "instance", "action", "torrent", "result", "from", "until", "before", "count");
        var cells = PAGE.rows("Audit").stream().flatMap(row -> new Documents(PAGE.file(), row.getFirst()).spans().stream())
                .toList();
        assertEquals(named.toList(), cells);
    }
}
