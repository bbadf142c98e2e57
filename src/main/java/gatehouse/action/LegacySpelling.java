package gatehouse.action;

import java.util.List;
import java.util.Map;

/// How servers of the legacy API (3.2.0 to 4.0.4, API 2 to 17) call an action, below the root: `command/pause`. Reads
/// take their fields from the query, `command/…` from a form body; `{hash}` in the path is a field.
///
/// @param versions legacy API numbers
/// @param one `true` when it takes one torrent in the field `hash`, so that several need a request each
/// @param strictUntil the last API number that answers 400 to a form with more or fewer than exactly its fields; 0 for none
/// @param fixed the canonical values that this spelling stands for: `command/deletePerm` is `deleteFiles` true
public record LegacySpelling(String path, Span versions, boolean one, int strictUntil, List<Field> fields,
        Map<String, String> fixed) {

    /// A field of the request.
    ///
    /// @param parameter the canonical name of the parameter whose value it holds
    public record Field(String name, String parameter, Span versions) {
    }

    public boolean understoodBy(int api) {
        return versions.has(ApiVersion.legacy(api));
    }

    /// The fields that servers of this API number know.
    public List<Field> fields(int api) {
        return fields.stream().filter(field -> field.versions().has(ApiVersion.legacy(api))).toList();
    }

    /// `true` when every field must be sent and nothing else.
    public boolean strict(int api) {
        return api <= strictUntil;
    }

    /// `true` for a form body, `false` for a query. The legacy server itself never looks at the method.
    public boolean posts() {
        return path.startsWith("command/") || path.equals("login");
    }
}
