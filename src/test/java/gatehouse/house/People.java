package gatehouse.house;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import gatehouse.access.LocalAccounts;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;

/// The people of the [House], signed in as a browser would do it.
public record People(String name, String cookie, String csrf) {

    private static final Map<String, String> ROLES = Map.of("ola", "admin", "ann", "member", "vic", "viewer", "otto",
            "own-only", "una", "own-only", "nora", "nothing");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    public static String password(String name) {
        return "correct horse of " + name;
    }

    /// Makes sure that the account exists, with its first password.
    public static void account(String name) {
        var accounts = Arc.container().instance(LocalAccounts.class).get();
        accounts.add(name, name, Set.of(ROLES.get(name)), password(name), false);
        if (!(accounts.signIn(name, password(name), "192.0.2.100") instanceof LocalAccounts.SignIn.Welcome)
                || accounts.mustChange(name)) {
            accounts.reset(name, password(name), false);
            accounts.disable(name, false);
        }
    }

    /// Signs somebody in and takes the token of their forms.
    public static People signIn(String name) {
        account(name);
        var cookie = given().header("Origin", "http://localhost").redirects().follow(false)
                .formParam("name", name).formParam("password", password(name)).post("/sign-in").then().statusCode(303).extract()
                .cookie("gatehouse");
        var page = given().cookie("gatehouse", cookie).header("Accept", "text/html").get("/account").asString();
        var token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new AssertionError("no token on the page of " + name);
        }
        return new People(name, cookie, token.group(1));
    }

    /// A page asked for by a browser.
    public RequestSpecification browse() {
        return given().cookie("gatehouse", cookie).header("Accept", "text/html").header("Sec-Fetch-Mode", "navigate")
                .redirects().follow(false);
    }

    /// A form of a page of ours, sent by a script of ours.
    public RequestSpecification send() {
        return given().cookie("gatehouse", cookie).header("Accept", "text/html").header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "same-origin").header("Origin", "http://localhost").redirects().follow(false)
                .formParam("csrf", csrf);
    }

    /// What a program asks with their session.
    public RequestSpecification ask() {
        return given().cookie("gatehouse", cookie).header("Accept", "application/json");
    }

    /// What a program changes with their session and the token of their forms.
    public RequestSpecification tell(String json) {
        return ask().header("X-CSRF-Token", csrf).header("Origin", "http://localhost").contentType("application/json")
                .body(json);
    }
}
