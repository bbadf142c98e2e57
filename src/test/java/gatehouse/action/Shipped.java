package gatehouse.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What qBittorrent's releases have had, from `webapi.txt`: the measure of the tables.
record Shipped(List<ApiVersion> versions, List<Call> calls, List<Item> preferences) {

    /// Something that has been there from one version to another.
    record Item(String name, Span versions) {
    }

    record Call(boolean modern, Item path, boolean post, List<Item> parameters) {

        Set<String> parameters(ApiVersion version) {
            return parameters.stream().filter(item -> item.versions().has(version)).map(Item::name).collect(Collectors.toSet());
        }
    }

    static Shipped read() {
        var shipped = new Shipped(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(shipped::line);
        return shipped;
    }

    private static Stream<String> lines() {
        try (var file = Shipped.class.getResourceAsStream("/webapi.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void line(String line) {
        var words = line.strip().split(" ");
        if (line.startsWith(" ")) {
            calls.getLast().parameters().add(item(words[0], words[1], words[2]));
            return;
        }
        switch (words[0]) {
            case "releases" -> Stream.of(words).skip(2).map(Shipped::version).forEach(versions::add);
            case "preference" -> preferences.add(item(words[1], words[2], words[3]));
            default -> calls.add(new Call(words[0].equals("modern"), item(words[1], words[2], words[3]),
                    words[4].equals("POST"), new ArrayList<>()));
        }
    }

    private static Item item(String name, String since, String until) {
        return new Item(name, new Span(version(since), until.equals("-") ? java.util.Optional.empty()
                : java.util.Optional.of(version(until))));
    }

    private static ApiVersion version(String text) {
        return ApiVersion.parse(text).orElseGet(() -> ApiVersion.legacy(Integer.parseInt(text)));
    }

    /// The calls of one version. A path that the list has twice with different parameters is one call.
    List<Call> calls(ApiVersion version) {
        return calls.stream().filter(call -> call.modern() != version.legacy())
                .filter(call -> call.path().versions().has(version))
                .toList();
    }

    Set<String> paths(ApiVersion version) {
        return calls(version).stream().map(call -> call.path().name()).collect(Collectors.toCollection(HashSet::new));
    }
}
