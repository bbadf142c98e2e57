package gatehouse.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import gatehouse.access.Person;
import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Sentences;
import gatehouse.torrent.Listed;

/// What a server says of one torrent when somebody looks at it, asked through the gate.
@ApplicationScoped
class Reads {

    private final Gate gate;
    private final Sentences sentences;
    private final ObjectMapper json;

    Reads(Gate gate, Sentences sentences, ObjectMapper json) {
        this.gate = gate;
        this.sentences = sentences;
        this.json = json;
    }

    /// @param trouble why there is nothing, in words; empty when there is
    record Answer(JsonNode json, String trouble) {

        List<JsonNode> list() {
            return StreamSupport.stream(json.spliterator(), false).toList();
        }
    }

    /// @param action a read of the action table: `torrents/files`
    Answer of(Person person, Origin origin, Listed listed, String action) {
        var outcome = gate.look(person, new Command(listed.instance(), action, Map.of("hash", listed.torrent().hash().value()),
                List.of(), origin));
        return outcome instanceof Outcome.Done(var count, var content) ? new Answer(read(content.text()), "")
                : new Answer(MissingNode.getInstance(), sentences.outcome(outcome, "", listed.instance()));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text.isBlank() ? "[]" : text);
        } catch (JsonProcessingException garbage) {
            return MissingNode.getInstance();
        }
    }

    /// What stands for an address in our own addresses and forms: it may hold a pass key, which must not be in either.
    static String mark(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
