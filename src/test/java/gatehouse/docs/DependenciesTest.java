package gatehouse.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class DependenciesTest {

    @Test
    void everyArtifactHasAReasonAndNothingElseHas() throws Exception {
        var page = Documents.of(Path.of("docs/dependencies.md"));
        var reasoned = Stream.of("In the application", "In tests", "In the build").map(page::names).flatMap(List::stream)
                .toList();
        assertEquals(List.copyOf(new TreeSet<>(artifacts())), reasoned.stream().sorted().toList());
    }

    /// All but the project itself.
    private static List<String> artifacts() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
        var ids = pom.getElementsByTagName("artifactId");
        return IntStream.range(0, ids.getLength()).mapToObj(ids::item).map(Element.class::cast)
                .filter(id -> !id.getParentNode().equals(pom.getDocumentElement())).map(Element::getTextContent).toList();
    }
}
