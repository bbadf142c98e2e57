package gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/// Short refusals for programs, scripts and streams.
@ApplicationScoped
class Refusals {

    private final Explain explain = Translation.of(Explain.class);

    Response signInFirst() {
        return Problems.details(401, explain.sign_in_first_title(), explain.sign_in_first());
    }

    /// RFC 6750, section 3.1.
    Response tokenRefused() {
        return Response.fromResponse(Problems.details(401, explain.token_refused_title(), explain.token_refused()))
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"").build();
    }

    Response keyRefused() {
        return Response.fromResponse(Problems.details(401, explain.token_refused_title(), explain.key_refused()))
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"").build();
    }

    /// Apps expect a plain 403 of a qBittorrent, never a 401 or a sign-in page.
    Response keyFirst() {
        return plain(explain.key_first());
    }

    Response keyWithoutGrant() {
        return plain(explain.key_without_grant());
    }

    private static Response plain(String sentence) {
        return Response.status(403).type("text/plain;charset=UTF-8").entity(sentence).build();
    }

    Response noGrant() {
        return Problems.details(403, explain.no_grant_title(), explain.no_grant());
    }
}
