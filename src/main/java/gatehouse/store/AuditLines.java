package gatehouse.store;

import java.util.TreeMap;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

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
        var fields = new TreeMap<String, Object>(row.values());
        fields.values().removeIf(value -> value == null);
        fields.put("audit", row.id());
        fields.put("hash", row.hash());
        out.accept(json(fields));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
