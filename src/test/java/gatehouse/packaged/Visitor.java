package gatehouse.packaged;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.util.regex.Pattern;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// Somebody's browser, signed in, which can come to any replica.
///
/// @param origin the address that people type
/// @param ticket the name of the cookie that holds their ticket
record Visitor(String origin, String ticket, String cookie, String csrf) {

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");
    private static final Pattern FORM = Pattern.compile("<form id=\"kc-form-login\"[^>]* action=\"([^\"]+)\"");

    /// Signs in at one address and takes the token of their forms.
    static Visitor signIn(String address, String origin, String name, String password) {
        var cookie = given().header("Origin", origin).redirects().follow(false).formParam("name", name)
                .formParam("password", password).post(address + "/sign-in").then().statusCode(303).extract()
                .cookie("gatehouse");
        return welcomed(address, origin, "gatehouse", cookie);
    }

    /// Signs in with Keycloak: leaves for it from one address, and comes back from it to another.
    static Visitor byProvider(String from, String to, String origin, String name, String password) {
        var left = navigate().get(from + "/sign-in/provider").then().statusCode(302).extract();
        var page = navigate().get(left.header("Location")).then().statusCode(200).extract();
        var sent = navigate().cookies(page.cookies()).formParam("username", name).formParam("password", password)
                .post(found(FORM, page.asString()).replace("&amp;", "&")).then().statusCode(302).extract();
        var back = URI.create(sent.header("Location"));
        var cookie = navigate().cookies(left.cookies()).get(to + back.getRawPath() + "?" + back.getRawQuery()).then()
                .statusCode(303).extract().cookie("q_session");
        return welcomed(to, origin, "q_session", cookie);
    }

    private static RequestSpecification navigate() {
        return given().urlEncodingEnabled(false).header("Accept", "text/html").header("Sec-Fetch-Mode", "navigate")
                .redirects().follow(false);
    }

    private static Visitor welcomed(String address, String origin, String ticket, String cookie) {
        var page = navigate().cookie(ticket, cookie).get(address + "/account").asString();
        return new Visitor(origin, ticket, cookie, found(TOKEN, page));
    }

    private static String found(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + page);
        }
        return found.group(1);
    }

    Response page(String address, String path) {
        return navigate().cookie(ticket, cookie).get(address + path);
    }

    Response read(String address, String path) {
        return given().cookie(ticket, cookie).header("Accept", "application/json").get(address + path);
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
        return given().cookie(ticket, cookie).header("Accept", "text/html").header("Origin", origin).redirects()
                .follow(false).formParam("csrf", csrf);
    }

    private RequestSpecification send(String json) {
        return given().cookie(ticket, cookie).header("Accept", "application/json").header("Origin", origin)
                .header("X-CSRF-Token", csrf).contentType("application/json").body(json);
    }
}
