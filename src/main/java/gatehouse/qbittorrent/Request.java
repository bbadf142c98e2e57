package gatehouse.qbittorrent;

import java.util.List;
import java.util.Map;

/// What we want of a server, composed by us: a path from the action table, below `/api/v2/` or, for a legacy
/// server, below the root, and checked values. A writing request is a POST form, with files a multipart one; a reading one
/// is a GET query, except that legacy servers are asked some things by a form too.
public record Request(String path, boolean writes, Map<String, String> values, List<Part> files) {

    public static Request read(String path, Map<String, String> values) {
        return new Request(path, false, values, List.of());
    }

    public static Request write(String path, Map<String, String> values) {
        return new Request(path, true, values, List.of());
    }

    public static Request upload(String path, Map<String, String> values, List<Part> files) {
        return new Request(path, true, values, files);
    }
}
