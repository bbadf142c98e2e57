package gatehouse.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Fields;
import gatehouse.gate.Owners;
import gatehouse.gate.Owners.Which;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.Speeds;
import gatehouse.live.Speeds.Sample;
import gatehouse.store.PendingAdds;
import gatehouse.torrent.Torrent;
import gatehouse.web.Overview.Fact;

/// Makes the [Overview] of a torrent: what the mirror knows, and what its server says to whoever looks.
@ApplicationScoped
class Overviews {

    private final Reads reads;
    private final Speeds speeds;
    private final Actions actions;
    private final Owners owners;
    private final Sentences sentences;
    private final DetailWords words = Translation.of(DetailWords.class);

    Overviews(Reads reads, Speeds speeds, Actions actions, Owners owners, Sentences sentences) {
        this.reads = reads;
        this.speeds = speeds;
        this.actions = actions;
        this.owners = owners;
        this.sentences = sentences;
    }

    Overview of(Chosen chosen, Origin origin) {
        var listed = chosen.first();
        var torrent = listed.torrent();
        var properties = reads.of(chosen.person(), origin, listed, "torrents/properties");
        var pieces = reads.of(chosen.person(), origin, listed, "torrents/pieceStates").list();
        var copies = understood(chosen, "torrents/pieceAvailability")
                ? reads.of(chosen.person(), origin, listed, "torrents/pieceAvailability").list()
                : List.<JsonNode> of();
        var said = properties.json();
        var at = chosen.standing(listed).now().lastGood().orElse(Instant.EPOCH);
        return new Overview(Format.timeLeft(torrent.eta()),
                torrent.ratio() == 0 ? "" : Format.ratio(torrent.ratio()),
                torrent.decimal("availability") > 0 ? String.format(Locale.ROOT, "%.2f", torrent.decimal("availability")) : "",
                Format.count(said.path("pieces_have").asLong()), Format.count(said.path("pieces_num").asLong()),
                Format.size(said.path("piece_size").asLong(-1)), Overview.pieces(pieces), Overview.copies(copies),
                chart(listed.instance(), torrent, at), facts(chosen, said), properties.trouble());
    }

    /// Whoever looks again after a while sees a line from then to now.
    private Chart chart(String instance, Torrent torrent, Instant at) {
        return Chart.of(speeds.look(instance, torrent, at), Speeds.SPAN, new Sample(at, torrent.downSpeed(), torrent.upSpeed()),
                List.of());
    }

    private boolean understood(Chosen chosen, String action) {
        return chosen.server(chosen.first()).filter(server -> !server.api().legacy())
                .flatMap(server -> actions.find(action).orElseThrow().spelling(server.api())).isPresent();
    }

    private List<Fact> facts(Chosen chosen, JsonNode said) {
        var facts = new ArrayList<Fact>();
        var torrent = chosen.first().torrent();
        place(chosen, facts);
        amounts(torrent, said, facts);
        text(facts, FactName.SAVED_IN, torrent.text("save_path"), true);
        text(facts, FactName.UNFINISHED_IN, torrent.text("download_path"), true);
        times(torrent, said, facts);
        text(facts, FactName.CREATED_BY, said.path("created_by").asText(""), false);
        if (said.has("isPrivate") || said.has("private")) {
            text(facts, FactName.PRIVATE, words.yes(said.path("isPrivate").asBoolean(said.path("private").asBoolean())), false);
        }
        hashes(torrent, facts);
        text(facts, FactName.COMMENT, said.path("comment").asText(""), false);
        return facts;
    }

    private void place(Chosen chosen, List<Fact> facts) {
        var listed = chosen.first();
        var torrent = listed.torrent();
        owners.known(chosen.person(), new Which(listed.instance(), torrent.hash().value())).ifPresent(known -> {
            var own = known.owner().filter(chosen.person().id()::equals).isPresent();
            text(facts, FactName.OWNER, known.owner().map(owner -> own ? words.you(chosen.person().name()) : named(owner))
                    .orElseGet(() -> known.owned() ? words.somebody() : words.nobody()), false);
        });
        text(facts, FactName.INSTANCE, sentences.title(listed.instance()), false);
        text(facts, FactName.CATEGORY, torrent.category().isEmpty() ? words.none() : torrent.category(), false);
        var tags = torrent.tags().stream().filter(tag -> !tag.isEmpty() && !tag.startsWith(PendingAdds.TAG))
                .collect(Collectors.joining(", "));
        text(facts, FactName.TAGS, tags.isEmpty() ? words.none() : tags, false);
    }

    /// `local:ann` is known as ann; of a provider's people only the subject is known here.
    static String named(String owner) {
        return owner.startsWith(Person.LOCAL + ":") ? owner.substring(Person.LOCAL.length() + 1)
                : owner.substring(owner.indexOf('#') + 1);
    }

    private void amounts(Torrent torrent, JsonNode said, List<Fact> facts) {
        text(facts, FactName.SIZE, Format.size(torrent.size()).toString(), false);
        text(facts, FactName.DOWNLOADED, words.downloaded(Format.size(torrent.number("downloaded")).toString(),
                Format.size(said.path("total_wasted").asLong(0)).toString()), false);
        text(facts, FactName.UPLOADED, Format.size(torrent.number("uploaded")).toString(), false);
        text(facts, FactName.SESSION, words.down_up(Format.size(torrent.number("downloaded_session")).toString(),
                Format.size(torrent.number("uploaded_session")).toString()), false);
        text(facts, FactName.AVERAGE, words.down_up(Format.rate(said.path("dl_speed_avg").asLong()).toString(),
                Format.rate(said.path("up_speed_avg").asLong()).toString()), false);
        text(facts, FactName.SEEDS, words.of_swarm(torrent.seeds(), torrent.number("num_complete")), false);
        text(facts, FactName.PEERS, words.of_swarm(torrent.peers(), torrent.number("num_incomplete")), false);
        if (said.has("nb_connections")) {
            text(facts, FactName.CONNECTIONS, said.path("nb_connections").asText(), false);
        }
    }

    private void times(Torrent torrent, JsonNode said, List<Fact> facts) {
        moment(facts, FactName.ADDED, torrent.addedOn());
        moment(facts, FactName.COMPLETED, torrent.number("completion_on"));
        moment(facts, FactName.LAST_SEEN, torrent.number("seen_complete"));
        moment(facts, FactName.LAST_ACTIVITY, torrent.number("last_activity"));
        text(facts, FactName.TIME_ACTIVE, Format.timeLeft(torrent.number("time_active")), false);
        text(facts, FactName.SEEDED_FOR, Format.timeLeft(torrent.number("seeding_time")), false);
        text(facts, FactName.ANNOUNCE, Format.timeLeft(said.path("reannounce").asLong()), false);
        moment(facts, FactName.CREATED, said.path("creation_date").asLong());
    }

    private static void hashes(Torrent torrent, List<Fact> facts) {
        var v1 = torrent.text("infohash_v1");
        var v2 = torrent.text("infohash_v2");
        text(facts, FactName.INFO_HASH_V1, v1.isEmpty() && v2.isEmpty() ? torrent.hash().value() : v1, true);
        text(facts, FactName.INFO_HASH_V2, v2, true);
    }

    private static void text(List<Fact> facts, FactName name, String value, boolean mono) {
        if (!value.isBlank()) {
            facts.add(new Fact(name, value, mono, ""));
        }
    }

    /// Servers write a moment that never was as 0, -1 or 2^32-1.
    private static void moment(List<Fact> facts, FactName name, long seconds) {
        if (seconds > 0 && seconds < 0xFFFF_FFFFL) {
            var at = Instant.ofEpochSecond(seconds);
            facts.add(new Fact(name, Format.moment(at), false, at.toString()));
        }
    }

    /// What may be copied of torrents, by what it is: one a line, with pass keys only for whoever sees trackers.
    static String copied(Chosen chosen, String what) {
        return chosen.torrents().stream().map(listed -> {
            var standing = chosen.standing(listed);
            var trackers = standing.rights().decide(Right.TRACKERS_VIEW, standing.owned(listed.torrent())).allowed();
            var fields = Fields.shown(listed.torrent(), trackers);
            return String.valueOf(fields.getOrDefault(what, ""));
        }).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }
}
