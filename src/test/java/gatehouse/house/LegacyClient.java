package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// A legacy app at the loft's face, with the session that its log-in gave it.
record LegacyClient(String sid) {

    static final String ROOT = "/qbittorrent/loft/legacy";

    static LegacyClient logIn(App app) {
        var answer = given().formParam("username", "sonarr").formParam("password", app.secret()).post(ROOT + "/login");
        answer.then().statusCode(200).body(equalTo("Ok."));
        assertEquals(1, answer.headers().getList("Set-Cookie").size());
        return new LegacyClient(answer.cookie("SID"));
    }

    RequestSpecification request() {
        return given().cookie("SID", sid).redirects().follow(false);
    }

    Response get(String path) {
        return request().get(ROOT + path);
    }

    Response post(String path, String... fields) {
        var request = request().contentType("application/x-www-form-urlencoded");
        for (var i = 0; i < fields.length; i += 2) {
            request.formParam(fields[i], fields[i + 1]);
        }
        return request.post(ROOT + path);
    }

    void done(String path, String... fields) {
        post(path, fields).then().statusCode(200).body(equalTo(""));
    }

    boolean lists(String hash) {
        return get("/query/torrents").jsonPath().getList("hash").contains(hash);
    }
}
