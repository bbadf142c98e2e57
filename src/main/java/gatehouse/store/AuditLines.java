package gatehouse.store;

import java.util.LinkedHashMap;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;

import gatehouse.config.Settings;

/// A copy of the audit on standard output, one line of JSON a row, for whoever collects logs elsewhere. With its `hash` a
/// line also proves what the database held.
@ApplicationScoped
public class AuditLines {

    /// Escapes all but printable ASCII, so that no name can end a line, begin one or hide a part of it.
    static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Consumer<String> out;

    @Inject
    AuditLines(Settings settings) {
        this(settings.audit().log() ? System.out::println : line -> {
        });
    }

    public AuditLines(Consumer<String> out) {
        this.out = out;
    }

    void write(AuditRow row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("audit", row.id());
        AuditRow.COLUMNS.stream().filter(column -> row.values().get(column) != null)
                .forEach(column -> fields.put(column, shown(column, row.values().get(column))));
        fields.put("hash", row.hash());
        out.accept(json(fields));
    }

    /// Two columns hold JSON that was written by [AuditText] and is shown as such.
    private static Object shown(String column, String value) {
        return switch (column) {
            case "torrents", "arguments" -> new RawValue(value);
            case "entry", "at", "session", "generation", "times", "since" -> Long.valueOf(value);
            default -> value;
        };
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
