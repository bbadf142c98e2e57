package gatehouse.house;

import static java.util.Map.entry;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import gatehouse.live.Mirrors;
import gatehouse.real.Qbittorrent;
import gatehouse.real.RecordingProxy;
import gatehouse.real.TorrentFile;
import gatehouse.web.Verb;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// What a viewer sends by hand to everything the torrents screen can do: no server hears of it.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class VerbsTest {

    private static final String SINTEL = "attic/" + House.FILMS.getFirst().hash();

    private static final Map<String, String> SAMPLES = Map.ofEntries(entry("category", "films"), entry("new", "fresh"),
            entry("none", "true"),
            entry("had", "keep"), entry("keep", "down"), entry("add", "tag"), entry("remove", "other"), entry("down", "1"),
            entry("up", "1"), entry("share", "own"), entry("ratio", "1"), entry("hours", "1"), entry("idle", "1"),
            entry("then", "Stop"), entry("mode", "MatchAny"), entry("name", "name"), entry("path", "/tmp/a"),
            entry("comment", "words"), entry("change", "release"), entry("person", "local:vic"),
            entry("urls", "http://192.0.2.1/announce"), entry("url", "http://192.0.2.1/announce"), entry("tier", "1"),
            entry("peers", "192.0.2.1:1"), entry("peer", "192.0.2.1:1"), entry("on", "on"), entry("files", "true"),
            entry("typed", ""), entry("now", "true"), entry("file", "0"), entry("priority", "1"),
            entry("address", "0".repeat(24)));

    private static People vic;

    @BeforeEach
    void open() {
        var mirror = Arc.container().instance(Mirrors.class).get().find("attic").orElseThrow();
        Qbittorrent.await("the attic's mirror", () -> mirror.snapshot().torrents().size() == 2);
        vic = vic == null ? People.signIn("vic") : vic;
        House.doors().forEach(RecordingProxy::clear);
    }

    private static void nothingReached() {
        House.doors().forEach(door -> assertEquals(List.of(), door.requests().stream().filter(request -> !request.is(
                "sync/maindata") && !request.is("auth/") && !request.is("app/webapiVersion") && !request.is("app/version"))
                .toList()));
    }

    @ParameterizedTest
    @EnumSource
    void aViewerMayNone(Verb verb) {
        var form = vic.send().formParam("torrent", SINTEL);
        verb.fields().forEach(field -> form.formParam(field, SAMPLES.get(field)));
        form.post("/torrents/actions/" + verb.word()).then().statusCode(greaterThanOrEqualTo(403));
        nothingReached();
    }

    @Test
    void aViewerSavesNoTorrentFileAndIsOfferedNothing() {
        vic.send().formParam("torrent", SINTEL).post("/torrents/export").then().statusCode(403);
        for (var verb : List.of(Verb.DELETE, Verb.CATEGORY, Verb.OWNER, Verb.LIMITS)) {
            vic.browse().get("/dialogs/" + verb.word() + "?torrent=" + SINTEL).then().statusCode(404);
        }
        nothingReached();
    }

    @Test
    void oneTorrentFileIsSavedAsItIsAndSeveralInAZip() {
        var ola = People.signIn("ola");
        ola.send().formParam("torrent", SINTEL).post("/torrents/export").then().statusCode(200)
                .contentType("application/x-bittorrent")
                .header("Content-Disposition", containsString(House.FILMS.getFirst().hash() + ".torrent"));
        var zip = ola.send().formParam("torrent", SINTEL).formParam("torrent", "attic/" + House.FILMS.getLast().hash())
                .post("/torrents/export").then().statusCode(200).contentType("application/zip").extract().asByteArray();
        assertEquals("PK", new String(zip, 0, 2, StandardCharsets.US_ASCII));
    }

    @Test
    void aLargeDeleteWithFilesIsTyped() {
        var files = IntStream.range(0, 100).mapToObj(number -> TorrentFile.hollow("Volume %03d".formatted(number), 10_000))
                .toList();
        House.loft().add(files, Map.of("savepath", House.loft().downloads().toString(), "paused", "true"));
        Loft.await("the loft has them all", () -> Loft.mirror().torrents().size() == 100);
        House.loftDoor().clear();
        var opal = People.signIn("opal");
        opal.send().formParam("matching", "on:loft").formParam("files", "true").formParam("now", "true")
                .post("/torrents/actions/delete").then().statusCode(400).body(containsString("delete 100"));
        assertEquals(List.of(), House.loftDoor().writes());
        opal.send().formParam("matching", "on:loft").formParam("files", "true").formParam("now", "true")
                .formParam("typed", "delete 100").post("/torrents/actions/delete").then().statusCode(200);
        Loft.await("the loft is empty", () -> Loft.mirror().torrents().isEmpty());
    }

    @Test
    void nobodyUndoesWhatIsNotTheirs() {
        vic.send().formParam("batch", "made up").post("/torrents/undo").then().statusCode(409);
        nothingReached();
    }
}
