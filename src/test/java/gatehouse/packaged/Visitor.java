package gatehouse.packaged;

import static io.restassured.RestAssured.given;

import java.util.regex.Pattern;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// Somebody's browser, signed in, which can come to any replica.
///
/// @param origin the address that people type
record Visitor(String origin, String cookie, String csrf) {

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    /// Signs in at one address and takes the token of their forms.
    static Visitor signIn(String address, String origin, String name, String password) {
        var cookie = given().header("Origin", origin).redirects().follow(false).formParam("name", name)
                .formParam("password", password).post(address + "/sign-in").then().statusCode(303).extract()
                .cookie("gatehouse");
        var page = given().cookie("gatehouse", cookie).header("Accept", "text/html").get(address + "/account").asString();
        var token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new AssertionError("no token on the account page");
        }
        return new Visitor(origin, cookie, token.group(1));
    }

    Response page(String address, String path) {
        return given().cookie("gatehouse", cookie).header("Accept", "text/html").header("Sec-Fetch-Mode", "navigate")
                .redirects().follow(false).get(address + path);
    }

    Response read(String address, String path) {
        return given().cookie("gatehouse", cookie).header("Accept", "application/json").get(address + path);
    }

    Response act(String address, String instance, String action, String json) {
        return send(json).post(address + "/api/v1/instances/" + instance + "/actions/" + action);
    }

    Response post(String address, String path, String json) {
        return send(json).post(address + path);
    }

    Response delete(String address, String path) {
        return send("").delete(address + path);
    }

    /// A form of a page of ours.
    RequestSpecification form() {
        return given().cookie("gatehouse", cookie).header("Accept", "text/html").header("Origin", origin).redirects()
                .follow(false).formParam("csrf", csrf);
    }

    private RequestSpecification send(String json) {
        return given().cookie("gatehouse", cookie).header("Accept", "application/json").header("Origin", origin)
                .header("X-CSRF-Token", csrf).contentType("application/json").body(json);
    }
}
