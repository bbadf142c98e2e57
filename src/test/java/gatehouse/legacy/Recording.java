package gatehouse.legacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What a running server of one legacy release answered, in order (`src/test/resources/legacy`).
public record Recording(Release release, List<Recorded> exchanges) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a server had at one moment of its recording.
    ///
    /// @param torrents fields by hash, in the server's own words
    /// @param server its `server_state`
    public record Contents(Map<String, Map<String, Object>> torrents, List<String> categories, Map<String, Object> server) {
    }

    public static Recording of(Release release) {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Recording.class.getResourceAsStream("/legacy/" + release.version() + ".jsonl.gz")),
                StandardCharsets.UTF_8))) {
            var exchanges = new ArrayList<Recorded>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                exchanges.add(JSON.readValue(line, Recorded.class));
            }
            return new Recording(release, List.copyOf(exchanges));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Recorded exchange(String name) {
        return exchanges.get(index(name));
    }

    int index(String name) {
        return first(0, exchange -> exchange.name().equals(name))
                .orElseThrow(() -> new IllegalArgumentException(release + " has no " + name));
    }

    OptionalInt first(int from, Predicate<Recorded> wanted) {
        return IntStream.range(from, exchanges.size()).filter(i -> wanted.test(exchanges.get(i))).findFirst();
    }

    private OptionalInt last(int until, Predicate<Recorded> wanted) {
        return IntStream.rangeClosed(0, until).map(i -> until - i).filter(i -> wanted.test(exchanges.get(i))).findFirst();
    }

    /// The nearest at or after the moment, otherwise the last before it.
    OptionalInt near(int moment, Predicate<Recorded> wanted) {
        var later = first(moment, wanted);
        return later.isPresent() ? later : last(moment, wanted);
    }

    /// The moments at which everything was listed.
    public List<Integer> lists() {
        return IntStream.range(0, exchanges.size()).filter(i -> exchanges.get(i).list()).boxed().toList();
    }

    /// What the server had at this moment, as far as it was asked by then.
    public Contents contents(int moment) {
        var list = last(moment, Recorded::list);
        var full = last(moment, Recorded::full);
        var state = full.isPresent() ? json(exchanges.get(full.getAsInt()).body()) : JSON.createObjectNode();
        var torrents = list.isEmpty() ? new LinkedHashMap<String, Map<String, Object>>()
                : torrents(exchanges.get(list.getAsInt()));
        exchanges.subList(list.orElse(0), moment + 1).stream().filter(exchange -> exchange.tells() && !exchange.list())
                .forEach(delta -> change(torrents, json(delta.body())));
        var categories = new ArrayList<String>();
        state.path(release.api() < 10 ? "labels" : "categories").forEach(name -> categories.add(name.asText()));
        return new Contents(torrents, categories, fields(state.withObject("/server_state")));
    }

    /// What an answer tells of changes.
    private static void change(Map<String, Map<String, Object>> torrents, JsonNode delta) {
        delta.path("torrents").properties().forEach(
                entry -> torrents.computeIfAbsent(entry.getKey(), hash -> new LinkedHashMap<>())
                        .putAll(fields(entry.getValue())));
        delta.path("torrents_removed").forEach(hash -> torrents.remove(hash.asText()));
    }

    /// The moment when all is known that was asked after a command and before the next.
    int after(int command) {
        var told = first(command, Recorded::tells).orElse(command);
        return first(told + 1, Recorded::command).orElse(exchanges.size()) - 1;
    }

    private static Map<String, Map<String, Object>> torrents(Recorded list) {
        var torrents = new LinkedHashMap<String, Map<String, Object>>();
        if (list.full()) {
            json(list.body()).path("torrents").properties()
                    .forEach(entry -> torrents.put(entry.getKey(), fields(entry.getValue())));
        } else {
            json(list.body()).forEach(torrent -> torrents.put(torrent.path("hash").asText(), fields(torrent)));
            torrents.values().forEach(fields -> fields.remove("hash"));
        }
        return torrents;
    }

    private static Map<String, Object> fields(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {
        });
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }
}
