package gatehouse.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import gatehouse.action.Right;
import gatehouse.gate.Outcome.Content;
import gatehouse.qbittorrent.Health;
import gatehouse.torrent.Torrent;

/// What is answered from the mirror instead of by the server: a view of only those torrents that a person may see, so
/// that nothing in it (a count, a total, a category, a tag, a tracker) depends on the others.
@ApplicationScoped
class Answers {

    private final ObjectMapper json;
    private final ClientData clientData;

    Answers(ObjectMapper json, ClientData clientData) {
        this.json = json;
        this.clientData = clientData;
    }

    /// Empty for what only a face of its own can answer, such as qBittorrent's log-in.
    Optional<Outcome> of(Asked asked) {
        var health = asked.mirror().health();
        return switch (asked.action().id()) {
            case "app/version" -> Optional.of(version(health, false));
            case "app/webapiVersion" -> Optional.of(version(health, true));
            case "torrents/info" -> done(torrents(asked));
            case "torrents/count" -> done(visible(asked).size());
            case "torrents/categories" -> done(categories(asked));
            case "torrents/tags" -> done(tags(asked));
            case "transfer/info" -> done(server(asked));
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

    private static List<Map<String, Object>> torrents(Asked asked) {
        var wanted = asked.values().getOrDefault("hashes", "");
        var hashes = Set.copyOf(Arrays.asList(wanted.split("\\|")));
        return visible(asked).stream().filter(torrent -> wanted.isEmpty() || hashes.contains(torrent.hash().value()))
                .sorted(java.util.Comparator.comparing(Torrent::hash)).map(torrent -> fields(asked, torrent)).toList();
    }

    private static List<Torrent> visible(Asked asked) {
        return asked.snapshot().torrents().values().stream().filter(torrent -> asked.sees(torrent.hash())).toList();
    }

    private static Map<String, Object> fields(Asked asked, Torrent torrent) {
        return Fields.shown(torrent, asked.standing().decide(Right.TRACKERS_VIEW, asked.owned(torrent.hash())).allowed());
    }

    /// Whoever sees every torrent sees every category; the others those of theirs, without their parents: whether one of
    /// these exists depends on what others have.
    private static Map<String, Object> categories(Asked asked) {
        var all = new TreeMap<String, Object>(asked.snapshot().categories());
        if (!seesAll(asked)) {
            all.keySet().retainAll(visible(asked).stream().map(Torrent::category).toList());
        }
        return all;
    }

    private static List<String> tags(Asked asked) {
        var tags = new TreeSet<String>();
        visible(asked).forEach(torrent -> tags.addAll(torrent.tags()));
        if (seesAll(asked)) {
            tags.addAll(asked.snapshot().tags());
        }
        tags.removeIf(tag -> tag.startsWith(Additions.TAG));
        return new ArrayList<>(tags);
    }

    private static boolean seesAll(Asked asked) {
        return asked.standing().sees(Optional.empty());
    }

    /// The server's own figures, with speeds and totals of only what the person sees. Figures of the whole server, such as
    /// free space and the state of the connection, are everybody's.
    private static Map<String, Object> server(Asked asked) {
        var server = new TreeMap<>(asked.snapshot().server());
        if (!seesAll(asked)) {
            server.keySet().retainAll(WHOLE);
            server.put("dl_info_speed", visible(asked).stream().mapToLong(Torrent::downSpeed).sum());
            server.put("up_info_speed", visible(asked).stream().mapToLong(Torrent::upSpeed).sum());
        }
        return server;
    }

    private static final Set<String> WHOLE = Set.of("connection_status", "free_space_on_disk", "dl_rate_limit", "up_rate_limit",
            "use_alt_speed_limits", "queueing", "refresh_interval", "dht_nodes");

    private static Map<String, Object> maindata(Asked asked) {
        var maindata = new LinkedHashMap<String, Object>();
        var torrents = new TreeMap<String, Object>();
        visible(asked).forEach(torrent -> torrents.put(torrent.hash().value(), fields(asked, torrent)));
        maindata.put("rid", 0);
        maindata.put("full_update", true);
        maindata.put("torrents", torrents);
        maindata.put("categories", categories(asked));
        maindata.put("tags", tags(asked));
        maindata.put("trackers", trackers(asked));
        maindata.put("server_state", server(asked));
        return maindata;
    }

    private static Map<String, List<String>> trackers(Asked asked) {
        var trackers = new TreeMap<String, List<String>>();
        asked.snapshot().trackers().forEach((address, hashes) -> hashes.stream()
                .flatMap(hash -> gatehouse.torrent.Hash.parse(hash).stream()).filter(asked::sees).forEach(hash -> {
                    var open = asked.standing().decide(Right.TRACKERS_VIEW, asked.owned(hash)).allowed();
                    trackers.computeIfAbsent(open ? address : Passkeys.address(address), name -> new ArrayList<>())
                            .add(hash.value());
                }));
        trackers.values().forEach(hashes -> hashes.sort(null));
        return trackers;
    }
}
