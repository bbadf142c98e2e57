package gatehouse.qbittorrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import gatehouse.action.Action;
import gatehouse.action.LegacySpelling;
import gatehouse.qbittorrent.Dialect.Spelled;

/// How a server of the legacy API (3.2.0 to 4.0.4) is asked what the table says. What it does not know is never left out
/// silently: it would answer 200 and do something else.
///
/// @param api the legacy API number
record LegacyDialect(int api) {

    private static final String PREFERENCES = "app/setPreferences";
    private static final String FILES = "torrents";
    private static final String LINKS = "urls";
    private static final String FILE_PRIORITY = "command/setFilePrio";
    /// Values that ask for what an old server does anyway.
    private static final Set<String> NOTHING = Set.of("", "false", "Original", "None", "Default");
    /// The first that may move a torrent where its category wants it.
    private static final int AUTOMATIC_MANAGEMENT = 10;

    Spelled spell(Action action, Map<String, String> values, List<Part> files) {
        var spellings = spellings(action, values, files);
        if (spellings.isEmpty()) {
            return new Spelled.Missing(action.id());
        }
        if (!action.id().equals(PREFERENCES)) {
            return spell(action, spellings, values, files);
        }
        return switch (new LegacyPreferences(api).outward(values.get("json"))) {
            case LegacyPreferences.Unknown(var key) -> new Spelled.Missing(key);
            case LegacyPreferences.Document(var json) -> spell(action, spellings, Map.of("json", json), files);
        };
    }

    private Spelled spell(Action action, List<LegacySpelling> spellings, Map<String, String> values, List<Part> files) {
        var requests = new ArrayList<Request>();
        for (var spelling : spellings) {
            switch (spell(action, spelling, values)) {
                case Words(var sent) -> requests.addAll(requests(spelling, sent, files));
                case Words.Unknown(var what) -> {
                    return new Spelled.Missing(what);
                }
            }
        }
        return new Spelled.Requests(List.copyOf(requests));
    }

    /// One, except that links and files are added by different calls.
    private List<LegacySpelling> spellings(Action action, Map<String, String> values, List<Part> files) {
        if (files.isEmpty()) {
            return action.legacySpelling(api, values).stream().toList();
        }
        var links = !values.getOrDefault(LINKS, "").isEmpty();
        return action.legacy().stream().filter(spelling -> spelling.understoodBy(api))
                .filter(spelling -> takesFiles(spelling) || links).toList();
    }

    private static boolean takesFiles(LegacySpelling spelling) {
        return spelling.fields().stream().anyMatch(field -> field.parameter().equals(FILES));
    }

    /// The fields of a request, or what of it the server does not know.
    private sealed interface Wording {
    }

    private record Words(Map<String, String> sent) implements Wording {

        private record Unknown(String what) implements Wording {
        }
    }

    private Wording spell(Action action, LegacySpelling spelling, Map<String, String> values) {
        var sent = new LinkedHashMap<String, String>();
        for (var value : values.entrySet()) {
            var field = spelling.fields(api).stream().filter(known -> known.parameter().equals(value.getKey())).findFirst();
            var word = field.flatMap(known -> action.outward(known, value.getValue()));
            if (word.isPresent()) {
                sent.put(field.get().name(), word.get());
            } else if (!dispensable(spelling, value.getKey(), value.getValue())) {
                return new Words.Unknown(value.getKey());
            }
        }
        var absent = spelling.fields(api).stream().filter(field -> spelling.strict(api) && !sent.containsKey(field.name()))
                .findFirst();
        return absent.<Wording> map(field -> new Words.Unknown(field.parameter())).orElseGet(() -> new Words(sent));
    }

    private boolean dispensable(LegacySpelling spelling, String name, String value) {
        return spelling.fixed().containsKey(name) || takesFiles(spelling) && name.equals(LINKS)
                || NOTHING.contains(value) && (!name.equals("autoTMM") || api < AUTOMATIC_MANAGEMENT);
    }

    private static List<Request> requests(LegacySpelling spelling, Map<String, String> sent, List<Part> files) {
        var each = spelling.one() ? each(sent, "hash")
                : spelling.path().equals(FILE_PRIORITY) ? each(sent, "id") : List.of(sent);
        return each.stream()
                .flatMap(one -> takesFiles(spelling) ? files.stream().map(file -> request(spelling, one, List.of(file)))
                        : Stream.of(request(spelling, one, List.of())))
                .toList();
    }

    private static List<Map<String, String>> each(Map<String, String> sent, String field) {
        return Stream.of(sent.get(field).split("\\|")).map(value -> {
            Map<String, String> one = new LinkedHashMap<>(sent);
            one.put(field, value);
            return one;
        }).toList();
    }

    /// Servers up to 3.3.1 keep the last of several files only, so each goes by itself.
    private static Request request(LegacySpelling spelling, Map<String, String> sent, List<Part> files) {
        var values = new LinkedHashMap<>(sent);
        var path = spelling.path().contains("{hash}") ? spelling.path().replace("{hash}", values.remove("hash"))
                : spelling.path();
        return new Request(path, spelling.posts(), Map.copyOf(values), files);
    }
}
