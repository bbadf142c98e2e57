package gatehouse.torrent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One torrent of one server, in the newest API's field names. `fields` holds everything the server sent, unknown
/// fields included, so that nothing newer than us is lost.
public record Torrent(Hash hash, Map<String, Object> fields) {

    /// A server's "no idea" for time left: 100 days in seconds.
    public static final long ETA_UNKNOWN = 8_640_000;

    public Torrent {
        fields = Map.copyOf(fields);
    }

    /// This torrent with the fields of a delta laid over its own.
    public Torrent with(Map<String, Object> changed) {
        var merged = new LinkedHashMap<>(fields);
        merged.putAll(changed);
        return new Torrent(hash, merged);
    }

    public String name() {
        return text("name");
    }

    public State state() {
        return State.of(text("state"));
    }

    /// `true` when started past the queue: the server's state word says so, or its `force_start` flag.
    public boolean forced() {
        return text("state").startsWith("forced") || Boolean.TRUE.equals(fields.get("force_start"));
    }

    /// Bytes that are wanted; -1 while a magnet has no metadata.
    public long size() {
        return number("size");
    }

    /// 0 to 1.
    public double progress() {
        return decimal("progress");
    }

    /// Bytes a second.
    public long downSpeed() {
        return number("dlspeed");
    }

    /// Bytes a second.
    public long upSpeed() {
        return number("upspeed");
    }

    /// Seconds; [#ETA_UNKNOWN] or more when nobody knows.
    public long eta() {
        return number("eta");
    }

    /// Uploaded divided by downloaded; -1 when nothing was downloaded.
    public double ratio() {
        return decimal("ratio");
    }

    /// Connected seeds.
    public long seeds() {
        return number("num_seeds");
    }

    /// Connected peers that are not seeds.
    public long peers() {
        return number("num_leechs");
    }

    public String category() {
        return text("category");
    }

    public List<String> tags() {
        var written = text("tags");
        return written.isBlank() ? List.of() : Arrays.stream(written.split(",")).map(String::strip).toList();
    }

    /// Unix seconds.
    public long addedOn() {
        return number("added_on");
    }

    public String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    public long number(String field) {
        return fields.get(field) instanceof Number number ? number.longValue() : 0;
    }

    public boolean yes(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    public double decimal(String field) {
        return fields.get(field) instanceof Number number ? number.doubleValue() : 0;
    }
}
