package gatehouse.web;

import java.util.LinkedHashMap;
import java.util.List;
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

    Panel panel(Chosen chosen, Tab tab, Query query) {
        var listed = chosen.first();
        var title = sentences.title(listed.instance());
        var stale = chosen.standing(listed).freshness() != Freshness.FRESH;
        return new Panel(listed, new Row(listed, title, stale, false, Columns.USUAL, 0), title, tab, offers.menu(chosen),
                preferences.get(chosen.person().id(), PLACE).orElse("right"), query.address());
    }

    /// @param open for the files: the paths of the open folders
    Content content(Chosen chosen, Tab tab, Origin origin, Set<String> open) {
        return switch (tab) {
            case OVERVIEW -> overviews.of(chosen, origin);
            case FILES -> new Content.Files(files(chosen, origin, open), offers.offer(chosen, Verb.PRIORITY),
                    offers.offer(chosen, Verb.RENAME_FILE), open);
            case TRACKERS -> new Content.Trackers(trackers(chosen, origin), offers.offer(chosen, Verb.EDIT_TRACKER));
            case PEERS -> new Content.Peers(Swarm.peers(read(chosen, origin, "sync/torrentPeers")),
                    offers.offer(chosen, Verb.BAN));
            case WEB_SEEDS -> new Content.WebSeeds(Swarm.webSeeds(read(chosen, origin, "torrents/webseeds")),
                    offers.offer(chosen, Verb.EDIT_WEB_SEED));
            case LIMITS -> new Content.Limits(Sharing.of(chosen, actions), offers.offer(chosen, Verb.LIMITS));
            case ACTIVITY -> new Content.Activity(activity(chosen));
        };
    }

    private Reads.Answer read(Chosen chosen, Origin origin, String action) {
        return reads.of(chosen.person(), origin, chosen.first(), action);
    }

    private FileTree files(Chosen chosen, Origin origin, Set<String> open) {
        var answer = read(chosen, origin, "torrents/files");
        return FileTree.of(answer.list(), open, answer.trouble());
    }

    /// Whoever may not see trackers learns only the hosts, which the mirror knows.
    private Swarm.Trackers trackers(Chosen chosen, Origin origin) {
        var listed = chosen.first();
        var standing = chosen.standing(listed);
        if (standing.rights().decide(Right.TRACKERS_VIEW, standing.owned(listed.torrent())) instanceof Refused) {
            return Swarm.hosts(standing.now().snapshot().trackers().entrySet().stream()
                    .filter(entry -> entry.getValue().contains(listed.torrent().hash().value()))
                    .map(entry -> Passkeys.address(entry.getKey())).distinct().sorted().toList());
        }
        return Swarm.trackers(read(chosen, origin, "torrents/trackers"));
    }

    /// What the audit says of it, as far as they may read; the newest first.
    private List<Day> activity(Chosen chosen) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("instance", chosen.first().instance());
        fields.put("torrent", chosen.first().torrent().hash().value());
        return days.of(audit.read(chosen.person(), new AuditFilter(fields), ENTRIES).entries());
    }
}
