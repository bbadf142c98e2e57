package gatehouse.dropin;

import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.action.PreferenceDocument;
import gatehouse.action.Reading;
import gatehouse.qbittorrent.LegacyPreferences;

/// Preferences that a legacy app sets. Such a server passes over what it does not understand: bad JSON, unknown keys,
/// values of another type.
final class LegacySettings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LegacySettings() {
    }

    /// What of it can be set, in today's names and units; empty when nothing can.
    static Optional<String> read(String written, LegacyVersion version) {
        try {
            return JSON.readTree(new LegacyPreferences(version.api()).inward(written)) instanceof ObjectNode values
                    ? known(values)
                    : Optional.empty();
        } catch (JsonProcessingException garbage) {
            return Optional.empty();
        }
    }

    private static Optional<String> known(ObjectNode values) {
        var known = JSON.createObjectNode();
        values.properties().stream().filter(entry -> understood(entry.getKey(), values))
                .forEach(entry -> known.set(entry.getKey(), entry.getValue()));
        return known.isEmpty() ? Optional.empty() : Optional.of(text(known));
    }

    private static boolean understood(String key, ObjectNode values) {
        return PreferenceDocument.read(text(JSON.createObjectNode().set(key, values.get(key)))) instanceof Reading.Good<?>;
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
