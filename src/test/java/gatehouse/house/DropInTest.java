package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;

import gatehouse.real.Qbittorrent;
import gatehouse.real.TorrentFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// An app at the modern face, in front of a real qBittorrent 4.5.2.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class DropInTest {

    private static final TorrentFile FILE = TorrentFile.hollow("An app's own.mkv", 700_000);

    @Test
    void anAppLogsInListsAddsAndDeletes() {
        var app = App.of("opal", "loft");
        given().get(app.path("app/webapiVersion")).then().statusCode(403);
        var ticket = app.logIn();
        var session = Map.of("SID", ticket);
        given().cookies(session).get(app.path("app/version")).then().statusCode(200).body(equalTo("v4.5.2"));
        given().cookies(session).get(app.path("app/webapiVersion")).then().statusCode(200).body(equalTo("2.8.19"));
        try {
            given().cookies(session).multiPart("torrents", "a.torrent", FILE.bytes(), "application/x-bittorrent")
                    .multiPart("category", "kim").multiPart("savepath", Loft.folder().toString()).multiPart("paused", "true")
                    .post(app.path("torrents/add")).then().statusCode(200).body(equalTo("Ok."));
            Qbittorrent.await("the torrent is listed",
                    () -> given().cookies(session).get(app.path("torrents/info?category=kim&filter=paused")).jsonPath()
                            .getList("state").contains("pausedDL"));
            given().cookies(session).get(app.path("torrents/info?hashes=" + FILE.hash())).then().body("name",
                    contains(FILE.name())).body("state", contains("pausedDL"));
            given().cookies(session).get(app.path("sync/maindata")).then().body("full_update", equalTo(true))
                    .body("torrents." + FILE.hash() + ".category", equalTo("kim"))
                    .body("torrents." + FILE.hash(), not(hasKey("hash")));
            given().cookies(session).formParam("hashes", FILE.hash()).formParam("deleteFiles", "True")
                    .post(app.path("torrents/delete")).then().statusCode(200).body(equalTo(""));
            Qbittorrent.await("it is gone", () -> House.loft().state(FILE.hash()).isEmpty());
        } finally {
            Loft.empty();
        }
        given().cookies(session).post(app.path("auth/logout")).then().statusCode(200);
        given().cookies(session).get(app.path("app/version")).then().statusCode(403);
        assertEquals(0, House.loftDoor().count("auth/logout"));
    }
}
