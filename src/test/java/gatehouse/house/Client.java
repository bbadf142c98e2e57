package gatehouse.house;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;

import gatehouse.access.Apps;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// An app as most of them are written: its key is the password of qBittorrent's own log-in, it keeps the one cookie that it
/// gets, and when it is told 403 it logs in again, once, and repeats what it asked.
final class Client {

    private final String secret;
    private final String root;
    private final String logIn;
    private String cookie = "";
    private int logIns;

    private Client(String secret, String root, String logIn) {
        this.secret = secret;
        this.root = root;
        this.logIn = logIn;
    }

    /// One that speaks the modern API.
    static Client modern(App app) {
        return new Client(app.secret(), app.path(""), "auth/login");
    }

    /// One that knows no other than the legacy API.
    static Client legacy(App app) {
        return new Client(app.secret(), "/qbittorrent/" + app.instance() + "/legacy/", "login");
    }

    int logIns() {
        return logIns;
    }

    void logIn() {
        logIns++;
        var answer = given().redirects().follow(false).formParam("username", "an app").formParam("password", secret)
                .post(root + logIn);
        answer.then().statusCode(200).body(equalTo("Ok."));
        var cookies = answer.headers().getValues("Set-Cookie");
        assertEquals(1, cookies.size(), cookies.toString());
        assertTrue(root.startsWith(cookies.getFirst().replaceFirst(".*; path=([^;]*).*", "$1") + "/"), "it would be sent back");
        cookie = cookies.getFirst().split(";")[0];
    }

    /// Its session ends, and it does not know.
    void loseSession() {
        Arc.container().instance(Apps.class).get().end(cookie.replaceFirst("SID=", ""));
    }

    /// @param path below the face, with its query
    Response get(String path) {
        return send("GET", path, request -> request);
    }

    /// @param fields names and values of a form, by turns
    Response post(String path, String... fields) {
        return send("POST", path, request -> form(request, fields));
    }

    /// A command that a qBittorrent says nothing about when it has gone well.
    void done(String path, String... fields) {
        post(path, fields).then().statusCode(200).body(equalTo(""));
    }

    private static RequestSpecification form(RequestSpecification request, String... fields) {
        for (var i = 0; i < fields.length; i += 2) {
            request.formParam(fields[i], fields[i + 1]);
        }
        return request;
    }

    Response send(String method, String path, UnaryOperator<RequestSpecification> more) {
        var answer = once(method, path, more);
        if (answer.statusCode() != 403) {
            return answer;
        }
        logIn();
        return once(method, path, more);
    }

    private Response once(String method, String path, UnaryOperator<RequestSpecification> more) {
        var request = given().redirects().follow(false);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return more.apply(request).request(method, root + path);
    }
}
