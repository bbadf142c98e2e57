package gatehouse.legacy;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One exchange with a real server.
///
/// @param form the decoded fields, or `null` without a form
/// @param files how many files the form has
/// @param cookie whether the answer set one
public record Recorded(String name, String method, String path, boolean multipart, Map<String, String> form, int files,
        String raw, int status, String reason, String type, boolean cookie, @JsonProperty("answer") String body) {

    public boolean command() {
        return path.startsWith("/command/");
    }

    /// `true` for a list of everything: of what the server has, one of these tells.
    boolean list() {
        return status == 200 && path.equals("/query/torrents") && method.equals("GET") || full();
    }

    boolean full() {
        return status == 200 && path.startsWith("/sync/maindata") && body.contains("\"full_update\":true");
    }

    /// `true` when it says anything of what the server has.
    boolean tells() {
        return list() || status == 200 && path.startsWith("/sync/maindata");
    }

    Map<String, String> fields() {
        return form == null ? Map.of() : form;
    }

    /// Not one that was refused for want of a session, which has no reason of its own.
    public boolean inSession() {
        return status != 403 || reason != null;
    }

    boolean asks(String otherMethod, String otherPath, Map<String, String> otherForm, int otherFiles) {
        return method.equals(otherMethod) && path.equals(otherPath) && alike(fields(), otherForm) && files == otherFiles
                && raw == null;
    }

    /// The same fields; preferences as JSON, whatever the spaces.
    private static boolean alike(Map<String, String> form, Map<String, String> other) {
        return form.equals(other) || form.keySet().equals(Set.of("json")) && other.keySet().equals(Set.of("json"))
                && other.get("json").startsWith("{") && form.get("json").startsWith("{\"")
                && Recording.json(form.get("json")).equals(Recording.json(other.get("json")));
    }
}
