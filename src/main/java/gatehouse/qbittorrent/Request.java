package gatehouse.qbittorrent;

import java.util.Map;

/// What we want of a server, composed by us: a path below `/api/v2/` from the action table and checked values.
/// A writing request is a POST form, a reading one a GET query.
public record Request(String path, boolean writes, Map<String, String> values) {

    public static Request read(String path, Map<String, String> values) {
        return new Request(path, false, values);
    }

    public static Request write(String path, Map<String, String> values) {
        return new Request(path, true, values);
    }
}
