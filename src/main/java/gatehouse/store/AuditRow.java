package gatehouse.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One row of the audit's chain: its values by column, the hash of the row before it and its own.
record AuditRow(long id, Map<String, String> values, String previous, String hash) {

    /// The columns that the hash covers, in its order. `id` is none of them: the row before fixes the place.
    static final List<String> COLUMNS = List.of("kind", "entry", "at", "person", "name", "app_key", "session", "request",
            "instance", "action", "torrents", "arguments", "generation", "granted_by", "address", "result", "detail", "times",
            "since");

    static final String INSERT = "insert into audit_row (id, previous, hash, " + String.join(", ", COLUMNS)
            + ") values (:id, :previous, :hash, "
            + COLUMNS.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";

    static AuditRow read(ResultSet row) throws SQLException {
        var values = new HashMap<String, String>();
        for (var column : COLUMNS) {
            values.put(column, row.getString(column));
        }
        return new AuditRow(row.getLong("id"), values, row.getString("previous"), row.getString("hash"));
    }

    String kind() {
        return values.get("kind");
    }

    /// What the hash is computed from.
    byte[] content() {
        return content(values, previous);
    }

    static byte[] content(Map<String, ?> values, String previous) {
        var fields = new ArrayList<>(List.of("row", previous));
        COLUMNS.forEach(column -> fields.add(values.get(column) == null ? null : values.get(column).toString()));
        return canonical(fields);
    }

    /// Bytes that no other list of texts gives: the number of texts, then each as its length and its UTF-16 units, a missing
    /// one as length -1.
    static byte[] canonical(List<String> texts) {
        var units = texts.stream().mapToInt(text -> text == null ? 0 : text.length()).sum();
        var bytes = ByteBuffer.allocate(Integer.BYTES * (1 + texts.size()) + Character.BYTES * units).putInt(texts.size());
        for (var text : texts) {
            bytes.putInt(text == null ? -1 : text.length());
            bytes.asCharBuffer().put(text == null ? "" : text);
            bytes.position(bytes.position() + (text == null ? 0 : Character.BYTES * text.length()));
        }
        return bytes.array();
    }

    static byte[] canonical(Object... values) {
        return canonical(Arrays.stream(values).map(String::valueOf).toList());
    }
}
