package gatehouse.dropin;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import gatehouse.live.Views.Standing;

/// The two lists that apps ask for again and again, from the mirror: a server that is busy or away does not keep them from
/// being answered.
@ApplicationScoped
class Lists {

    private static final int ROW = 2048;
    private static final int LONGEST_QUESTION = 500;

    private final Sights sights;
    private final Kept kept;
    private final Answer answer;

    Lists(Sights sights, Kept kept, Answer answer) {
        this.sights = sights;
        this.kept = kept;
        this.answer = answer;
    }

    Response torrents(Standing standing, Presented presented, Map<String, String> asked) {
        if (standing.now().lastGood().isEmpty()) {
            return answer.offline(standing.rights().instance());
        }
        var sight = sights.now(standing, presented.words());
        var question = "info " + new java.util.TreeMap<>(asked);
        var known = kept.find(sight, question);
        if (known.isPresent()) {
            return Answer.json(known.get());
        }
        try {
            var json = json(new TorrentList(asked, presented).of(sight));
            keep(sight, question, json);
            return Answer.json(json);
        } catch (TorrentList.NoSuchField none) {
            return Answer.text(400, "'sort' parameter is invalid");
        }
    }

    Response maindata(Standing standing, Presented presented, Map<String, String> asked) {
        if (standing.now().lastGood().isEmpty()) {
            return answer.offline(standing.rights().instance());
        }
        var handed = sights.handOut(standing, presented.words(), rid(asked));
        var question = handed.before().map(before -> "since " + before.rid()).orElse("all");
        return Answer.json(kept.find(handed.now(), question).orElseGet(() -> {
            var json = handed.before().map(before -> Deltas.between(before, handed.now(), presented))
                    .orElseGet(() -> Deltas.full(handed.now(), presented));
            keep(handed.now(), question, json);
            return json;
        }));
    }

    private void keep(Sight sight, String question, byte[] json) {
        if (question.length() <= LONGEST_QUESTION) {
            kept.keep(sight, question, json);
        }
    }

    private static long rid(Map<String, String> asked) {
        try {
            return Long.parseLong(asked.getOrDefault("rid", "0").strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static byte[] json(List<Row> rows) {
        var json = new Json(ROW * rows.size() + 2).add("[");
        for (var i = 0; i < rows.size(); i++) {
            json.add((i == 0 ? "{\"hash\":\"" : ",{\"hash\":\"") + rows.get(i).torrent().hash() + "\",")
                    .add(rows.get(i).members()).add("}");
        }
        return json.add("]").bytes();
    }
}
