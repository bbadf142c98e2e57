package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Passkeys;
import gatehouse.http.AuditFilter;
import gatehouse.http.AuditReader;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.live.Freshness;
import gatehouse.store.Preferences;
import gatehouse.torrent.Query;
import gatehouse.web.AuditScreen.Day;

/// Makes what the details of a torrent show. Only the open tab asks the server, and the gate shares its answers.
@ApplicationScoped
class Details {

    /// The preference that says where the panel stands.
    static final String PLACE = "panel";

    private static final int ENTRIES = 50;

    private final Choices choices;
    private final Offers offers;
    private final Reads reads;
    private final Overviews overviews;
    private final Actions actions;
    private final AuditReader audit;
    private final AuditDays days;
    private final Preferences preferences;
    private final Sentences sentences;

    Details(Choices choices, Offers offers, Reads reads, Overviews overviews, Actions actions, AuditReader audit,
            AuditDays days,
            Preferences preferences, Sentences sentences) {
        this.choices = choices;
        this.offers = offers;
        this.reads = reads;
        this.overviews = overviews;
        this.actions = actions;
        this.audit = audit;
        this.days = days;
        this.preferences = preferences;
        this.sentences = sentences;
    }

    /// @throws Problem 404 for a torrent that is not there or not theirs to see
    Chosen chosen(Person person, String instance, String hash) {
        return choices.one(person, instance, hash);
    }

    Panel panel(Person person, String instance, String hash, Tab tab, Query query) {
        var chosen = chosen(person, instance, hash);
        var listed = chosen.first();
        var title = sentences.title(instance);
        var stale = chosen.standing(listed).freshness() != Freshness.FRESH;
        return new Panel(listed, new Row(listed, title, stale, "", false), title, tab, offers.menu(chosen),
                preferences.get(person.id(), PLACE).orElse("right"), query.address());
    }

    Optional<Offer> offer(Chosen chosen, Verb verb) {
        return offers.offer(chosen, verb);
    }

    Overview overview(Chosen chosen, Origin origin) {
        return overviews.of(chosen, origin);
    }

    FileTree files(Chosen chosen, Origin origin, Set<String> open) {
        var answer = reads.of(chosen.person(), origin, chosen.first(), "torrents/files");
        return FileTree.of(answer.list(), open, answer.trouble());
    }

    /// Whoever may not see trackers learns only the hosts, which the mirror knows.
    Swarm.Trackers trackers(Chosen chosen, Origin origin) {
        var listed = chosen.first();
        var standing = chosen.standing(listed);
        if (standing.rights().decide(Right.TRACKERS_VIEW, standing.owned(listed.torrent())) instanceof Refused) {
            return Swarm.hosts(standing.now().snapshot().trackers().entrySet().stream()
                    .filter(entry -> entry.getValue().contains(listed.torrent().hash().value()))
                    .map(entry -> Passkeys.address(entry.getKey())).distinct().sorted().toList());
        }
        return Swarm.trackers(reads.of(chosen.person(), origin, listed, "torrents/trackers"));
    }

    Swarm.Peers peers(Chosen chosen, Origin origin) {
        return Swarm.peers(reads.of(chosen.person(), origin, chosen.first(), "sync/torrentPeers"));
    }

    Swarm.WebSeeds webSeeds(Chosen chosen, Origin origin) {
        return Swarm.webSeeds(reads.of(chosen.person(), origin, chosen.first(), "torrents/webseeds"));
    }

    Sharing sharing(Chosen chosen) {
        return Sharing.of(chosen, actions);
    }

    /// What the audit says of it, as far as they may read; the newest first.
    List<Day> activity(Chosen chosen) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("instance", chosen.first().instance());
        fields.put("torrent", chosen.first().torrent().hash().value());
        return days.of(audit.read(chosen.person(), new AuditFilter(fields), ENTRIES).entries());
    }
}
