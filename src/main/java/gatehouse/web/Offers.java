package gatehouse.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Decision;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;

/// The one place that decides what is offered for the chosen torrents: absent when they may do it nowhere, locked with the
/// reason when they may not do it here or the server cannot, otherwise open. A command is checked again by the gate.
@ApplicationScoped
class Offers {

    private static final Set<Verb> ANYBODY = Set.of(Verb.COPY);

    private final Actions actions;
    private final Sentences sentences;
    private final Deeds deeds = Translation.of(Deeds.class);

    Offers(Actions actions, Sentences sentences) {
        this.actions = actions;
        this.sentences = sentences;
    }

    /// All of the menu, in its order; of start and stop only what changes something.
    List<Offer> menu(Chosen chosen) {
        var stopped = chosen.all(torrent -> torrent.state().stopped());
        return Arrays.stream(Verb.values()).filter(verb -> verb.group() != Verb.Group.PART)
                .filter(verb -> verb != Verb.START || !stopped.equals(Optional.of(false)))
                .filter(verb -> verb != Verb.STOP || !stopped.equals(Optional.of(true)))
                .flatMap(verb -> offer(chosen, verb).stream()).toList();
    }

    /// Empty when they may do it nowhere.
    Optional<Offer> offer(Chosen chosen, Verb verb) {
        if (rights(verb).stream().anyMatch(right -> !chosen.policy().couldEver(chosen.person(), right))) {
            return Optional.empty();
        }
        return Optional.of(new Offer(verb, why(chosen, verb), on(chosen, verb)));
    }

    /// Deleting with files, which needs a right of its own.
    Optional<Offer> withFiles(Chosen chosen) {
        if (!chosen.policy().couldEver(chosen.person(), Right.DELETE_DATA)) {
            return Optional.empty();
        }
        var refused = chosen.torrents().stream().map(listed -> decide(chosen, listed, Right.DELETE_DATA))
                .filter(Refused.class::isInstance).map(Refused.class::cast).findFirst();
        return Optional.of(new Offer(Verb.DELETE, refused.map(sentences::refused).orElse(""), Optional.empty()));
    }

    private static Decision decide(Chosen chosen, Listed listed, Right right) {
        var standing = chosen.standing(listed);
        return standing.rights().decide(right, standing.owned(listed.torrent()));
    }

    /// The torrents of the chosen for which it can succeed.
    Chosen able(Chosen chosen, Verb verb) {
        return chosen.only(listed -> obstacle(chosen, listed, verb).isEmpty());
    }

    private List<Right> rights(Verb verb) {
        if (verb == Verb.OWNER) {
            return List.of(Right.ORGANISE);
        }
        return actions.find(verb.action()).map(action -> {
            var rights = new ArrayList<>(action.also());
            rights.addFirst(action.right());
            return List.copyOf(rights);
        }).orElse(List.of(Right.VIEW));
    }

    private String why(Chosen chosen, Verb verb) {
        if (verb.one() && !chosen.single()) {
            return deeds.only_one();
        }
        var obstacles = chosen.torrents().stream().flatMap(listed -> obstacle(chosen, listed, verb).stream()).toList();
        if (obstacles.isEmpty() || chosen.matching().isPresent() && obstacles.size() < chosen.size()) {
            return "";
        }
        var reasons = String.join(" ", obstacles.stream().distinct().limit(3).toList());
        return chosen.single() ? reasons : deeds.not_these(obstacles.size(), chosen.size()) + " " + reasons;
    }

    /// Why it cannot be done to this one; empty when it can.
    private Optional<String> obstacle(Chosen chosen, Listed listed, Verb verb) {
        return refused(chosen, listed, verb).map(sentences::refused)
                .or(() -> ANYBODY.contains(verb) ? Optional.empty() : unusable(chosen, listed, verb));
    }

    private Optional<Refused> refused(Chosen chosen, Listed listed, Verb verb) {
        var standing = chosen.standing(listed);
        var owned = standing.owned(listed.torrent());
        var decisions = verb == Verb.OWNER ? List.of(standing.rights().dispose(owned))
                : rights(verb).stream().map(right -> standing.rights().decide(right, owned)).toList();
        return decisions.stream().filter(Decision.Refused.class::isInstance).map(Decision.Refused.class::cast).findFirst();
    }

    private Optional<String> unusable(Chosen chosen, Listed listed, Verb verb) {
        if (verb == Verb.OWNER) {
            return Optional.empty();
        }
        var server = chosen.server(listed);
        if (server.isEmpty() || !chosen.standing(listed).freshness().usable()) {
            return Optional.of(sentences.offline(listed.instance()));
        }
        var action = actions.find(verb.action()).orElseThrow();
        var title = sentences.title(listed.instance());
        if (!understands(action, server.get().api())) {
            return Optional.of(deeds.too_old(title, server.get().app()));
        }
        return verb.group() == Verb.Group.QUEUE && !queueing(chosen, listed) ? Optional.of(deeds.no_queue(title))
                : Optional.empty();
    }

    private static boolean understands(Action action, gatehouse.action.ApiVersion api) {
        return api.legacy() ? action.legacy().stream().anyMatch(spelling -> spelling.understoodBy(api.minor()))
                : action.spelling(api).isPresent();
    }

    private static boolean queueing(Chosen chosen, Listed listed) {
        return Boolean.TRUE.equals(chosen.standing(listed).now().snapshot().server().get("queueing"));
    }

    private static Optional<Boolean> on(Chosen chosen, Verb verb) {
        return chosen.all(torrent -> on(torrent, verb));
    }

    static boolean on(Torrent torrent, Verb verb) {
        return Boolean.TRUE.equals(torrent.fields().get(switch (verb) {
            case SEQUENTIAL -> "seq_dl";
            case FIRST_LAST -> "f_l_piece_prio";
            case SUPER_SEEDING -> "super_seeding";
            case AUTO_MANAGEMENT -> "auto_tmm";
            default -> "force_start";
        }));
    }
}
