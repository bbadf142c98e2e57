package gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/// Short refusals for programs, scripts and streams.
@ApplicationScoped
class Refusals {

    private final Explain explain;

    Refusals(Explain explain) {
        this.explain = explain;
    }

    Response signInFirst() {
        return Problems.details(401, explain.sign_in_first_title(), explain.sign_in_first());
    }

    /// RFC 6750, section 3.1.
    Response tokenRefused() {
        return Response.fromResponse(Problems.details(401, explain.token_refused_title(), explain.token_refused()))
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"").build();
    }

    Response noGrant() {
        return Problems.details(403, explain.no_grant_title(), explain.no_grant());
    }
}
