package gatehouse.house;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/// New categories and tags, made beside the list by whoever may, where they may.
@QuarkusTest
@WithTestResource(value = House.class, scope = TestResourceScope.GLOBAL)
class TaxonomyTest {

    private static final String OFFERED = "/new/category";

    @BeforeEach
    void known() {
        Loft.await("the loft", () -> Loft.mirror().categories() != null);
        House.doors().forEach(door -> door.clear());
    }

    @AfterEach
    void empty() {
        Loft.emptyAfterApps();
    }

    @Test
    void theyAreOfferedWhereOneMayMakeThem() {
        People.signIn("opal").browse().get("/torrents").then().body(containsString(OFFERED), containsString("/new/tag"));
        var ola = People.signIn("ola");
        ola.browse().get("/torrents?q=on:barn").then().body(containsString(OFFERED + "?instance=barn"));
        ola.browse().get(OFFERED + "?instance=barn").then().statusCode(200)
                .body(containsString("<option value=\"barn\" selected>"));
        for (var name : List.of("ann", "vic", "kim")) {
            var person = People.signIn(name);
            person.browse().get("/torrents").then().body(not(containsString(OFFERED)));
            person.browse().get(OFFERED).then().statusCode(404);
        }
    }

    @Test
    void aCategoryWithItsFolderAndATagReachTheServer() {
        var opal = People.signIn("opal");
        var folder = Loft.folder().resolve("music").toString();
        opal.send().formParam("instance", "loft").formParam("name", " sound/music ").formParam("path", folder)
                .post("/new/category").then().statusCode(200).body(containsString("Category created: Loft"));
        assertEquals(folder, JsonPath.from(House.loft().get("torrents/categories")).getMap("'sound/music'").get("savePath"));
        opal.browse().header("Origin", "http://localhost").header("Sec-Fetch-Site", "same-origin")
                .formParam("csrf", opal.csrf())
                .formParam("instance", "loft").formParam("name", "loud").post("/new/tag").then().statusCode(303);
        assertEquals(List.of("loud"), JsonPath.from(House.loft().get("torrents/tags")).getList(""));
    }

    @Test
    void whoMayNotIsRefusedAndTheServerIsNotAsked() {
        var vic = People.signIn("vic");
        for (var kind : List.of("category", "tag")) {
            vic.send().formParam("instance", "attic").formParam("name", "films").post("/new/" + kind).then().statusCode(403)
                    .body(containsString("Attic"), containsString("Ola can give it to you"));
            vic.send().formParam("instance", "loft").formParam("name", "films").post("/new/" + kind).then().statusCode(404);
        }
        var opal = People.signIn("opal");
        opal.send().formParam("instance", "loft").formParam("name", "films").formParam("path", "/etc").post("/new/category")
                .then().statusCode(403);
        opal.send().formParam("instance", "loft").formParam("name", "").post("/new/category").then().statusCode(400);
        assertEquals(List.of(), House.atticDoor().writes());
        assertEquals(List.of(), House.loftDoor().writes());
    }
}
