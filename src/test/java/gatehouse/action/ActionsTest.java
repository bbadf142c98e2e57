package gatehouse.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import gatehouse.action.Shipped.Call;

/// The table against everything that qBittorrent has shipped, and against its own contradictions.
class ActionsTest {

    private static final Shipped SHIPPED = Shipped.read();
    private static final Actions ACTIONS = new Actions();

    static Stream<ApiVersion> versions() {
        return SHIPPED.versions().stream();
    }

    @Test
    void theMeasureIsWhole() {
        assertEquals(43, SHIPPED.versions().size());
        assertEquals(264, SHIPPED.preferences().size());
        assertEquals(132, SHIPPED.paths(new ApiVersion(2, 16, 2)).size());
        assertEquals(57,
                SHIPPED.calls().stream().filter(call -> !call.modern()).map(call -> call.path().name()).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionIsSpeltAsItShipped(ApiVersion version) {
        assertEquals(new TreeSet<>(SHIPPED.paths(version)), ACTIONS.all().stream().flatMap(action -> paths(action, version))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Stream<String> paths(Action action, ApiVersion version) {
        return version.legacy()
                ? action.legacy().stream().filter(spelling -> spelling.understoodBy(version.minor())).map(LegacySpelling::path)
                : action.spelling(version).stream().map(Spelling::path);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyParameterOfAVersionIsInItsRowAndNoOther(ApiVersion version) {
        for (var call : SHIPPED.calls(version)) {
            var expected = SHIPPED.calls(version).stream().filter(other -> other.path().name().equals(call.path().name()))
                    .flatMap(other -> other.parameters(version).stream()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, new TreeSet<>(version.legacy() ? fields(call, version) : names(call, version)),
                    () -> call.path().name() + " in " + version);
        }
    }

    private static Set<String> names(Call call, ApiVersion version) {
        return ACTIONS.spelt(call.path().name(), version).orElseThrow().parameters().stream()
                .flatMap(parameter -> parameter.at(version).stream()).map(ParameterName::name).collect(Collectors.toSet());
    }

    private static Set<String> fields(Call call, ApiVersion version) {
        return ACTIONS.speltLegacy(call.path().name(), version.minor()).orElseThrow().legacy().stream()
                .filter(spelling -> spelling.path().equals(call.path().name()))
                .flatMap(spelling -> spelling.fields(version.minor()).stream()).map(LegacySpelling.Field::name)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyCallIsMadeByItsMethod(ApiVersion version) {
        for (var call : SHIPPED.calls(version)) {
            var path = call.path().name();
            var posts = version.legacy()
                    ? ACTIONS.speltLegacy(path, version.minor()).orElseThrow().legacy().stream()
                            .filter(spelling -> spelling.path().equals(path)).allMatch(LegacySpelling::posts)
                    : ACTIONS.spelt(path, version).orElseThrow().writes();
            assertEquals(call.post(), posts, () -> path + " in " + version);
        }
    }

    @Test
    void everyFieldOfALegacySpellingGetsAWordForSomeValue() {
        var contentLayout = ACTIONS.find("torrents/add").orElseThrow();
        var download = contentLayout.legacySpelling(16, Map.of("urls", "x")).orElseThrow();
        var rootFolder = download.fields(16).stream().filter(field -> field.name().equals("root_folder")).findFirst()
                .orElseThrow();
        assertEquals(java.util.Optional.of("true"), contentLayout.outward(rootFolder, "Subfolder"));
        assertEquals(java.util.Optional.empty(), contentLayout.outward(rootFolder, "Original"));
    }

    @ParameterizedTest
    @CsvSource({ "torrents/delete,deleteFiles,false,delete", "torrents/delete,deleteFiles,true,delete delete.data",
            "torrents/setShareLimits,shareLimitAction,Stop,limits",
            "torrents/setShareLimits,shareLimitAction,RemoveWithContent,limits delete.data",
            "torrents/add,shareLimitAction,RemoveWithContent,add delete.data", "torrents/add,downloader,x,add search",
            "torrents/add,forced,true,add control", "torrents/add,forced,false,add",
            "search/downloadTorrent,pluginName,x,add search", "torrents/createCategory,category,x,taxonomy",
            "torrents/createCategory,savePath,/data,taxonomy location", "torrents/createCategory,savePath,'',taxonomy",
            "torrents/editCategory,savePath,/data,taxonomy location", "torrentcreator/addTask,sourcePath,/data,create add",
            "torrentcreator/torrentFile,taskID,1,create content.download trackers.view",
            "torrents/export,hash,x,content.download trackers.view" })
    void aValueCanNeedMoreThanItsAction(String id, String name, String value, String rights) {
        assertEquals(Stream.of(rights.split(" ")).map(right -> Right.parse(right).orElseThrow()).collect(Collectors.toSet()),
                ACTIONS.find(id).orElseThrow().rights(Map.of(name, value)));
    }

    @Test
    void whatWouldGiveTheServerAwayIsRefusedToEverybody() {
        assertEquals(Set.of("app/cookies", "app/setCookies", "app/rotateAPIKey", "app/deleteAPIKey", "torrents/SSLParameters"),
                ACTIONS.all().stream().filter(action -> action.way() == Way.REFUSED).map(Action::id)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyRowThatIsNotSentSaysWhy() {
        assertEquals(List.of(), ACTIONS.all().stream().filter(action -> action.way() != Way.SENT && action.reason().isEmpty())
                .map(Action::id).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "right: nobody | torrents/start: right: there is no nobody",
            "kind: maybe | torrents/start: kind: there is no maybe",
            "way: lost | torrents/start: way: there is no lost",
            "also: root | torrents/start: also: there is no root",
            "colour: red | torrents/start: colour: there is no such field",
            "since: 2.x | torrents/start: since: 2.x is not a version",
            "until: 1.0.0 | torrents/start: until: is before since",
            "modern: [] | torrents/start: modern: it has no spelling at all",
            "modern: [{ path: torrents/stop }] | torrents/start: modern: the last spelling is not the row's id",
            "parameters: { a: colour } | torrents/start: parameters: a: type: there is no type colour",
            "parameters: { a: { type: enum } } | torrents/start: parameters: a: values: are missing",
            "parameters: { a: { type: bool, values: [x] } } | torrents/start: parameters: a: values: have no meaning for this type",
            "parameters: { a: { type: bool, rights: { x: queue } } } | torrents/start: parameters: a: rights: the parameter is never x",
            "parameters: { a: { type: bool, rights: root } } | torrents/start: parameters: a: rights: there is no right root",
            "parameters: { a: { type: bool, was: [{ name: b }] } } | torrents/start: parameters: a: was: two names are of the same versions",
            "parameters: { a: { type: int, least: 2, most: 1 } } | torrents/start: parameters: a: least: is more than most",
            "legacy: [{ path: command/x, fields: { a: ~ } }] | torrents/start: legacy: command/x fills a from no parameter",
            "legacy: [{ path: command/x, one: true }] | torrents/start: legacy: command/x takes one torrent in the field hash: say so with one, or not at all",
            "legacy: [{ path: command/x }, { path: command/x }] | torrents/start: legacy: command/x is spelt twice for some version" })
    void aTableThatContradictsItselfNamesRowAndField(String fields, String message) {
        var wrong = assertThrows(IllegalStateException.class, () -> table(fields));
        assertEquals("actions.yaml: " + message, wrong.getMessage());
    }

    @Test
    void theSameRowWithoutTheMistakeIsTaken() {
        assertTrue(table("kind: write").find("torrents/start").isPresent());
    }

    private static Actions table(String fields) {
        var right = fields.startsWith("right") ? "" : "  right: control\n";
        var row = "torrents/start:\n  summary: Start torrents\n" + right + "  " + fields + "\n";
        return new Actions(new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8)));
    }
}
