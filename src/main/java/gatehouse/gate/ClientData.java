package gatehouse.gate;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import gatehouse.gate.Outcome.Content;
import gatehouse.store.Preferences;

/// What web clients keep (`clientdata/…`). A server has one store that all its users share; here each person has their own
/// for each instance, and the server never hears of it (threat A12).
@ApplicationScoped
class ClientData {

    private static final int LARGEST = 1024 * 1024;

    private final Preferences preferences;
    private final ObjectMapper json;

    ClientData(Preferences preferences, ObjectMapper json) {
        this.preferences = preferences;
        this.json = json;
    }

    /// The entries of `keys`, or all when it is left out.
    Outcome load(Asked asked) {
        var all = kept(asked);
        var keys = asked.values().getOrDefault("keys", "");
        if (keys.isEmpty()) {
            return new Outcome.Done(0, Content.json(all.toString()));
        }
        var wanted = json.createObjectNode();
        for (var key : tree(keys)) {
            if (key.isTextual() && all.has(key.textValue())) {
                wanted.set(key.textValue(), all.get(key.textValue()));
            }
        }
        return new Outcome.Done(0, Content.json(wanted.toString()));
    }

    /// Lays the entries of `data` over those that are there; null takes one away.
    Outcome store(Asked asked) {
        var data = tree(asked.values().get("data"));
        if (!data.isObject()) {
            return new Outcome.Invalid("data", "is not a JSON object");
        }
        var all = kept(asked);
        data.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                all.remove(entry.getKey());
            } else {
                all.set(entry.getKey(), entry.getValue());
            }
        });
        if (all.toString().length() > LARGEST) {
            return new Outcome.Invalid("data", "would make more than 1 MiB of what you keep here");
        }
        preferences.put(asked.person().id(), name(asked), all.toString());
        return new Outcome.Done(0, Content.NONE);
    }

    private ObjectNode kept(Asked asked) {
        return preferences.get(asked.person().id(), name(asked)).map(this::tree).filter(JsonNode::isObject)
                .map(ObjectNode.class::cast).orElseGet(json::createObjectNode);
    }

    private static String name(Asked asked) {
        return "clientdata " + asked.command().instance();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
