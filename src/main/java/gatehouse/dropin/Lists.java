package gatehouse.dropin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import gatehouse.live.Views.Standing;
import io.vertx.core.http.HttpServerRequest;

/// The two lists that apps ask for again and again, from the mirror: a server that is busy or away does not keep them from
/// being answered.
@ApplicationScoped
class Lists {

    private static final Set<String> TRANSFER = Set.of("connection_status", "dht_nodes", "dl_info_data", "dl_info_speed",
            "dl_rate_limit", "up_info_data", "up_info_speed", "up_rate_limit", "last_external_address_v4",
            "last_external_address_v6");
    private static final String GZIP = "gzip ";
    private static final int ROW = 2048;
    private static final int LONGEST_QUESTION = 500;
    /// What is smaller is compressed anew each time, by the framework.
    private static final int WORTH_KEEPING_COMPRESSED = 4096;

    private final Sights sights;
    private final Kept kept;
    private final Answer answer;
    private final HttpServerRequest request;

    Lists(Sights sights, Kept kept, Answer answer, HttpServerRequest request) {
        this.sights = sights;
        this.kept = kept;
        this.answer = answer;
        this.request = request;
    }

    /// @param particulars what only the server knows of these rows, as a JSON array of objects that have their hash; empty
    ///     when nobody asks for it
    Response torrents(Standing standing, Presented presented, Map<String, String> asked,
            Function<List<Row>, Optional<String>> particulars) {
        if (standing.now().lastGood().isEmpty()) {
            return answer.offline(standing.rights().instance());
        }
        var sight = sights.now(standing, presented.words());
        var question = taken() + "info " + new TreeMap<>(asked);
        var known = kept.find(sight, question);
        if (known.isPresent()) {
            return Answer.json(known.get());
        }
        try {
            var rows = new TorrentList(asked, presented).of(sight);
            var more = particulars.apply(rows).map(Lists::byHash);
            var json = json(rows, more.orElse(Map.of()));
            return more.isEmpty() ? Answer.json(keep(sight, question, json)) : Answer.json(json);
        } catch (TorrentList.NoSuchField none) {
            return Answer.text(400, "'sort' parameter is invalid");
        }
    }

    private static Map<String, byte[]> byHash(String particulars) {
        var all = new HashMap<String, byte[]>();
        Json.objects(particulars).forEach(row -> {
            var hash = row.path("hash").asText();
            all.put(hash, Json.members(row.retain("trackers", "files")));
        });
        return all;
    }

    /// A part of what `sync/maindata` tells, for those who ask for it alone.
    Response part(String action, Standing standing, Presented presented) {
        if (standing.now().lastGood().isEmpty()) {
            return answer.offline(standing.rights().instance());
        }
        var sight = sights.now(standing, presented.words());
        return switch (action) {
            case "torrents/categories" -> Answer.json(Json.of(sight.categories()));
            case "torrents/tags" -> Answer.json(Json.of(sight.tags()));
            case "torrents/count" -> Answer.text(200, String.valueOf(sight.rows().size()));
            default -> Answer.json(Json.of(transfer(sight)));
        };
    }

    private static Map<String, Object> transfer(Sight sight) {
        var figures = new TreeMap<>(sight.server());
        figures.keySet().retainAll(TRANSFER);
        return figures;
    }

    Response maindata(Standing standing, Presented presented, Map<String, String> asked) {
        if (standing.now().lastGood().isEmpty()) {
            return answer.offline(standing.rights().instance());
        }
        var handed = sights.handOut(standing, presented.words(), rid(asked));
        var question = taken() + handed.before().map(before -> "since " + before.rid()).orElse("all");
        return Answer.json(kept.find(handed.now(), question).orElseGet(() -> keep(handed.now(), question,
                handed.before().map(before -> Deltas.between(before, handed.now(), presented))
                        .orElseGet(() -> Deltas.full(handed.now(), presented)))));
    }

    /// As the app takes it, for whoever asks and takes alike. Compressing costs more than all the rest.
    private Kept.Body keep(Sight sight, String question, byte[] json) {
        var compress = json.length >= WORTH_KEEPING_COMPRESSED && question.startsWith(GZIP);
        var body = compress ? new Kept.Body(Json.compressed(json), true) : new Kept.Body(json, false);
        if (question.length() <= LONGEST_QUESTION) {
            kept.keep(sight, question, body);
        }
        return body;
    }

    private String taken() {
        var encodings = Optional.ofNullable(request.getHeader("Accept-Encoding")).orElse("");
        return Stream.of(encodings.split(",")).anyMatch(one -> one.strip().equalsIgnoreCase("gzip")) ? GZIP : "";
    }

    /// What an app says it has; 0 for nothing.
    static long rid(Map<String, String> asked) {
        try {
            return Long.parseLong(asked.getOrDefault("rid", "0").strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    static byte[] json(List<Row> rows, Map<String, byte[]> more) {
        var json = new Json(ROW * rows.size() + 2).add("[");
        for (var i = 0; i < rows.size(); i++) {
            var hash = rows.get(i).torrent().hash().value();
            json.add(i == 0 ? "{\"hash\":\"" : ",{\"hash\":\"").add(hash).add("\",").add(rows.get(i).members());
            var besides = more.getOrDefault(hash, new byte[0]);
            (besides.length == 0 ? json : json.add(",").add(besides)).add("}");
        }
        return json.add("]").bytes();
    }
}
