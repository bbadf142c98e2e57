package gatehouse.house;

import static io.restassured.RestAssured.given;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import gatehouse.action.Right;
import gatehouse.store.AppKeys;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// An app that one of the [People] has given a key, as it talks to an instance's face.
public record App(String instance, String secret) {

    /// An app that may whatever its owner may.
    public static App of(String owner, String instance) {
        return of(owner, instance, EnumSet.allOf(Right.class));
    }

    /// An app with some of its owner's rights.
    public static App of(String owner, String instance, Set<Right> rights) {
        People.account(owner);
        var keys = Arc.container().instance(AppKeys.class).get();
        var made = keys.make(new AppKeys.Making("local", owner, "an app of " + owner, Set.of(), rights, Optional.empty(),
                Optional.empty()));
        return new App(instance, made.secret());
    }

    public String path(String action) {
        return "/qbittorrent/" + instance + "/api/v2/" + action;
    }

    public RequestSpecification bearer() {
        return given().header("Authorization", "Bearer " + secret).redirects().follow(false);
    }

    /// The ticket that qBittorrent's own log-in gives.
    public String logIn() {
        return given().formParam("username", "whoever").formParam("password", secret).post(path("auth/login")).then()
                .statusCode(200).extract().cookie("SID");
    }

    public Response get(String action, String... query) {
        var request = bearer().urlEncodingEnabled(true);
        for (var i = 0; i < query.length; i += 2) {
            request.queryParam(query[i], query[i + 1]);
        }
        return request.get(path(action));
    }

    public Response post(String action, Map<String, String> form) {
        return bearer().formParams(form).post(path(action));
    }
}
