package gatehouse.house;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import gatehouse.torrent.State;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Those defects of [DefectsTest] that are about what is in a list: each question is asked of the real server too, and the
/// torrents are such that a wrong answer differs. One is stopped, in the category `a,b` with two tags; one is stopped, in no
/// category; one runs and waits for its metadata, in the category `a`.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
@TestInstance(Lifecycle.PER_CLASS)
class ListDefectsTest {

    private static final TorrentFile TAGGED = TorrentFile.hollow("Tagged.mkv", 700_000);
    private static final TorrentFile ALBUM = TorrentFile.folder("Album", List.of("one.flac", "two.flac", "three.flac"));
    private static final String MAGNET = "fedcba9876543210fedcba9876543210fedcba98";

    private App opal;

    @BeforeAll
    void fill() {
        opal = App.of("opal", "loft");
        var folder = Loft.folder().toString();
        House.loft().add(List.of(TAGGED), Map.of("savepath", folder, "category", "a,b", "tags", "one,two", "paused", "true"));
        House.loft().add(List.of(ALBUM), Map.of("savepath", folder, "paused", "true"));
        House.loft().post("torrents/add",
                Map.of("urls", "magnet:?xt=urn:btih:" + MAGNET, "savepath", folder, "category", "a"));
        Qbittorrent.await("the server has them", () -> House.loft().state(MAGNET).equals("metaDL"));
        Loft.await("the mirror has them", () -> Loft.shows(TAGGED) && Loft.shows(ALBUM) && Loft.mirror().torrents().values()
                .stream().anyMatch(torrent -> torrent.state() == State.METADATA));
    }

    @AfterAll
    void leaveNothingBehind() {
        Loft.emptyAfterApps();
    }

    /// The face answers as the server does.
    private void same(String query, int size) {
        var theirs = DefectsTest.rows(House.loft().get("torrents/info?" + query));
        assertEquals(size, theirs.size(), query);
        assertEquals(theirs, DefectsTest.rows(opal.bearer().urlEncodingEnabled(false).get(opal.path("torrents/info?" + query))
                .asString()), query);
    }

    @Test
    void p07WhoSeedsIsAskedAndNobodyElseIsTold() {
        same("filter=seeding", 0);
        same("filter=completed", 0);
        same("filter=downloading", 3);
        same("filter=no_such_word", 3);
    }

    @Test
    void p08WhatIsPausedDoesNotRun() {
        same("filter=resumed", 1);
        same("filter=paused", 2);
        same("filter=running", 3);
        opal.get("torrents/info", "filter", "resumed").then().body("hash", contains(MAGNET));
    }

    @Test
    void p09ACategoryOrTagIsOneWordAndNoneIsAWordToo() {
        same("category=", 1);
        same("category=a%2Cb", 1);
        same("category=a", 1);
        same("category=a%2Cc", 0);
        same("tag=", 2);
        same("tag=one", 1);
        same("tag=one%2Ctwo", 0);
        opal.get("torrents/info", "category", "").then().body("name", contains("Album"));
    }

    /// Words of newer servers or of nobody: to this one they mean all.
    @Test
    void p10AWordThatIsNotKnownTakesNothingOut() {
        same("filter=unregistered", 3);
        same("filter=tracker_down", 3);
    }

    @Test
    void p11FilesAreOnlyThoseThatAreNamed() {
        opal.get("torrents/files", "hash", ALBUM.hash(), "indexes", "0|2").then().statusCode(200).body("index", contains(0, 2))
                .body("name", contains("Album/one.flac", "Album/three.flac"));
        opal.get("torrents/files", "hash", ALBUM.hash(), "indexes", "7").then()
                .body(equalTo(House.loft().get("torrents/files?hash=" + ALBUM.hash() + "&indexes=7")));
    }

    @Test
    void p13ANegativeOffsetCountsFromTheEnd() {
        same("sort=name&offset=-1", 1);
        same("sort=name&offset=-2&limit=1", 1);
        same("sort=name&offset=-9", 3);
        same("sort=name&reverse=true&offset=-1", 1);
        opal.get("torrents/info", "sort", "name", "offset", "-1").then().body("name", contains(MAGNET));
    }
}
