package gatehouse.gate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.gate.Outcome.Content;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Torrent;

/// What is answered from the mirror instead of by the server: a view of only those torrents that a person may see, so
/// that nothing in it (a count, a total, a category, a tag, a tracker) depends on the others.
@ApplicationScoped
class Answers {

    private final ObjectMapper json;
    private final ClientData clientData;
    private final Particulars particulars;

    Answers(ObjectMapper json, ClientData clientData, Particulars particulars) {
        this.json = json;
        this.clientData = clientData;
        this.particulars = particulars;
    }

    /// Empty for what only a face of its own can answer, such as qBittorrent's log-in.
    Optional<Outcome> of(Asked asked) {
        var health = asked.mirror().health();
        return switch (asked.action().id()) {
            case "app/version" -> Optional.of(version(health, false));
            case "app/webapiVersion" -> Optional.of(version(health, true));
            case "torrents/info" -> done(torrents(asked));
            case "torrents/count" -> done(seen(asked).torrents().size());
            case "torrents/categories" -> done(seen(asked).categories());
            case "torrents/tags" -> done(seen(asked).tags());
            case "transfer/info" -> done(seen(asked).server());
            case "transfer/downloadLimit" -> figure(asked, "dl_rate_limit");
            case "transfer/uploadLimit" -> figure(asked, "up_rate_limit");
            case "transfer/speedLimitsMode" -> figure(asked, "use_alt_speed_limits");
            case "sync/maindata" -> done(maindata(asked));
            case "clientdata/load" -> Optional.of(clientData.load(asked));
            case "clientdata/store" -> Optional.of(clientData.store(asked));
            default -> Optional.empty();
        };
    }

    private static Outcome version(Health health, boolean api) {
        return health instanceof Health.Connected(var app, var number)
                ? new Outcome.Done(0, Content.text(api ? number.toString() : app))
                : new Outcome.Unreachable(health);
    }

    /// A figure of the whole server as text, `1` and `0` for true and false; nothing before the first good answer.
    private static Optional<Outcome> figure(Asked asked, String name) {
        var value = asked.snapshot().server().get(name);
        if (value == null) {
            return Optional.of(new Outcome.Unreachable(asked.mirror().health()));
        }
        return Optional.of(new Outcome.Done(0,
                Content.text(value instanceof Boolean on ? on ? "1" : "0" : String.valueOf(value))));
    }

    private Optional<Outcome> done(Object answer) {
        try {
            return Optional.of(new Outcome.Done(0, Content.json(json.writeValueAsString(answer))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Seen seen(Asked asked) {
        return new Seen(asked.standing(), asked.snapshot(), asked.owned());
    }

    private List<Map<String, Object>> torrents(Asked asked) {
        var seen = seen(asked);
        var wanted = asked.values().getOrDefault("hashes", "");
        var hashes = Set.copyOf(Arrays.asList(wanted.split("\\|")));
        var torrents = seen.torrents().stream()
                .filter(torrent -> wanted.isEmpty() || hashes.contains(torrent.hash().value()))
                .sorted(Comparator.comparing(Torrent::hash)).toList();
        var more = particulars.of(asked, seen, torrents);
        return torrents.stream().map(torrent -> {
            var fields = fields(seen, torrent);
            fields.putAll(more.getOrDefault(torrent.hash(), Map.of()));
            return fields;
        }).toList();
    }

    private static Map<String, Object> fields(Seen seen, Torrent torrent) {
        return Fields.shown(torrent, seen.trackers(torrent.hash()));
    }

    private static Map<String, Object> maindata(Asked asked) {
        var seen = seen(asked);
        var maindata = new LinkedHashMap<String, Object>();
        var torrents = new TreeMap<String, Object>();
        seen.torrents().forEach(torrent -> torrents.put(torrent.hash().value(), fields(seen, torrent)));
        maindata.put("rid", 0);
        maindata.put("full_update", true);
        maindata.put("torrents", torrents);
        maindata.put("categories", seen.categories());
        maindata.put("tags", seen.tags());
        maindata.put("trackers", seen.trackers());
        maindata.put("server_state", seen.server());
        return maindata;
    }
}
