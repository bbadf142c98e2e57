package gatehouse.house;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import gatehouse.access.LocalAccounts;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// The people of the [House], signed in as a browser would do it.
public record People(String name, String cookie, String csrf) {

    private static final Map<String, String> ROLES = Map.ofEntries(entry("ola", "admin"), entry("ann", "member"),
            entry("vic", "viewer"), entry("otto", "own-only"), entry("una", "own-only"), entry("iris", "see-own"),
            entry("nora", "nothing"), entry("opal", "of-the-loft"), entry("lin", "of-the-loft"), entry("kim", "kid"),
            entry("kai", "kid"), entry("lou", "see-own"));
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
        var page = given().filter(new Overheard(name)).cookie("gatehouse", cookie).header("Accept", "text/html").get("/account")
                .asString();
        var token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new AssertionError("no token on the page of " + name);
        }
        Overheard.token(token.group(1), name);
        return new People(name, cookie, token.group(1));
    }

    /// A page asked for by a browser.
    public RequestSpecification browse() {
        return given().filter(new Overheard(name)).cookie("gatehouse", cookie).header("Accept", "text/html")
                .header("Sec-Fetch-Mode", "navigate")
                .redirects().follow(false);
    }

    /// An action asked by a script of ours, with a JSON object of its parameters.
    public Response ask(String instance, String action, String json) {
        return script().body(json).post("/api/v1/instances/" + instance + "/actions/" + action);
    }

    /// A request with JSON by a script of ours.
    public RequestSpecification script() {
        return script("same-origin");
    }

    /// The same by a script of somewhere else.
    public RequestSpecification script(String site) {
        return given().filter(new Overheard(name)).cookie("gatehouse", cookie).header("Accept", "application/json")
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", site).header("Origin", "http://localhost").header("X-CSRF-Token", csrf)
                .contentType("application/json");
    }

    /// A form of a page of ours, sent by a script of ours.
    public RequestSpecification send() {
        return given().filter(new Overheard(name)).cookie("gatehouse", cookie).header("Accept", "text/html")
                .header("Sec-Fetch-Mode", "cors")
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
