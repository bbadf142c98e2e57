package gatehouse.house;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// An app with a key of somebody, made for a test by way of the API.
public record AppKey(String owner, long id, String secret) {

    /// @param rest further members of the request: `"category": "tv"`, or empty
    public static AppKey make(People owner, String name, String instances, String rights, String rest) {
        var body = "{\"name\": \"" + name + "\", \"instances\": [" + quoted(instances) + "], \"rights\": [" + quoted(rights)
                + "]" + (rest.isEmpty() ? "" : ", " + rest) + "}";
        var made = owner.tell(body).post("/api/v1/keys").then().statusCode(200).extract().jsonPath();
        Overheard.key(made.getString("secret"));
        return new AppKey(owner.name(), made.getLong("id"), made.getString("secret"));
    }

    private static String quoted(String words) {
        return "\"" + String.join("\", \"", words.split(" ")) + "\"";
    }

    /// A request with the key as a Bearer token.
    public RequestSpecification bearer() {
        return given().filter(new Overheard(owner)).header("Authorization", "Bearer " + secret)
                .header("Accept", "application/json").contentType("application/json");
    }

    /// An action asked of an instance.
    public Response ask(String instance, String action, String json) {
        return bearer().body(json).post("/api/v1/instances/" + instance + "/actions/" + action);
    }
}
