package gatehouse.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The plan of the house: which room may know which.
class RoomsTest {

    private static final List<String> ORDER = List.of("torrent", "action", "config", "store", "access", "qbittorrent", "live",
            "gate", "http");
    private static final Set<String> FACES = Set.of("web", "api", "dropin", "cli");
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_METHOD = 40;
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("gatehouse");

    static Stream<String> rooms() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsBeforeIt(String room) {
        var later = Stream.concat(ORDER.subList(ORDER.indexOf(room) + 1, ORDER.size()).stream(), FACES.stream())
                .map(name -> "gatehouse." + name + "..").toArray(String[]::new);
        noClasses().that().resideInAPackage("gatehouse." + room + "..").should().dependOnClassesThat().resideInAnyPackage(later)
                .check(CLASSES);
    }

    @Test
    void facesDoNotKnowEachOther() {
        for (var face : FACES) {
            var others = FACES.stream().filter(other -> !other.equals(face)).map(other -> "gatehouse." + other + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage("gatehouse." + face + "..").should().dependOnClassesThat()
                    .resideInAnyPackage(others).check(CLASSES);
        }
    }

    @Test
    void thereAreNoOtherRoomsAndNoneInsideARoom() {
        var all = Stream.concat(ORDER.stream(), FACES.stream()).map(name -> "gatehouse." + name).toArray(String[]::new);
        classes().should().resideInAnyPackage(all).check(CLASSES);
    }

    @Test
    void thereIsNoWayRoundInACircle() {
        slices().matching("gatehouse.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theVocabularyAndTheTableAreFreeOfFrameworks() {
        noClasses().that().resideInAPackage("gatehouse.torrent..").should().dependOnClassesThat()
                .resideOutsideOfPackages("java..", "gatehouse.torrent..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        for (var word : List.of("Util", "Utils", "Helper", "Manager", "Impl", "Service", "Dto", "Mapper", "Handler")) {
            noClasses().should().haveSimpleNameEndingWith(word).check(CLASSES);
        }
    }

    @Test
    void onlyTheGateSendsCommands() {
        noClasses().that().resideInAnyPackage("gatehouse.http..", "gatehouse.web..", "gatehouse.api..", "gatehouse.dropin..",
                "gatehouse.cli..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("gatehouse.qbittorrent.Backends").check(CLASSES);
    }

    @Test
    void filesAndMethodsStayShort() throws IOException {
        var tooLong = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var lines = Files.readAllLines(file);
                if (lines.size() > LONGEST_FILE) {
                    tooLong.add(file + ": " + lines.size() + " lines");
                }
                tooLong.addAll(methods(file, lines));
            }
        }
        assertEquals(List.of(), tooLong);
    }

    private static final Pattern START = Pattern
            .compile("    (?:    )?(?!return|new|else|throw|.*\\brecord )[A-Za-z@<>\\[\\], .?]+ \\w+\\(.*");

    private static List<String> methods(Path file, List<String> lines) {
        var tooLong = new ArrayList<String>();
        var start = -1;
        var indent = "";
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (start < 0 && START.matcher(line).matches() && !line.endsWith(";")) {
                start = i;
                indent = line.substring(0, line.length() - line.stripLeading().length());
            } else if (start >= 0 && line.equals(indent + "}")) {
                if (i - start > LONGEST_METHOD) {
                    tooLong.add(file + ":" + (start + 1) + " is " + (i - start) + " lines long");
                }
                start = -1;
            }
        }
        return tooLong;
    }

    @Test
    void everyAssetIsListedAndEveryListedOneIsThere() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/ui"))) {
            var there = files.map(path -> path.getFileName().toString()).filter(name -> !name.equals("files.txt")).sorted()
                    .toList();
            var listed = Stream.of(Files.readString(Path.of("src/main/resources/ui/files.txt")).split("\\s+")).sorted()
                    .toList();
            assertEquals(there, listed);
        }
    }

    @Test
    void thereIsNoStyleOrScriptInsideAPage() throws IOException {
        var found = new ArrayList<String>();
        var forbidden = Map.of("style attribute", Pattern.compile("\\sstyle="), "handler", Pattern.compile("\\son[a-z]+="),
                "style element",
                Pattern.compile("<style"), "script without a file", Pattern.compile("<script(?![^>]*\\ssrc=)"),
                "unescaped text", Pattern.compile("\\.raw\\b"));
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                forbidden.forEach((what, pattern) -> {
                    if (pattern.matcher(text).find()) {
                        found.add(file + ": " + what);
                    }
                });
            }
        }
        assertEquals(List.of(), found);
    }
}
