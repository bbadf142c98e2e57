package gatehouse.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Decision;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Action;
import gatehouse.action.Actions;
import gatehouse.action.Right;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.qbittorrent.Health.Connected;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Torrent;

/// The one place that decides what is offered for the chosen torrents: absent when they may do it nowhere, locked with the
/// reason when they may not do it here or the server cannot, otherwise open. A command is checked again by the gate.
@ApplicationScoped
class Offers {

    private static final int MOST_REASONS = 3;

    private final Actions actions;
    private final Sentences sentences;
    private final Deeds deeds = Translation.of(Deeds.class);
    private final SelectionWords words = Translation.of(SelectionWords.class);

    Offers(Actions actions, Sentences sentences) {
        this.actions = actions;
        this.sentences = sentences;
    }

    /// What keeps a verb from a torrent.
    public enum Kind {
        NOT_YOURS,
        NO_RIGHT,
        OFFLINE,
        TOO_OLD,
        NO_QUEUE
    }

    private record Obstacle(Kind kind, String instance, Optional<Refused> refused) {
    }

    /// A torrent that a verb does not reach.
    ///
    /// @param question the address below our base of the page that says why; empty when it is not a matter of rights
    public record Left(String name, String title, String why, String question) {
    }

    /// All of the menu, in its order, without what changes nothing for any of them.
    List<Offer> menu(Chosen chosen) {
        return Arrays.stream(Verb.values()).filter(verb -> verb.group() != Verb.Group.PART)
                .filter(verb -> changes(chosen, verb)).flatMap(verb -> offer(chosen, verb).stream()).toList();
    }

    /// As in the official menu: what is all there is not downloaded in some order, what is not cannot seed in some way.
    private static boolean changes(Chosen chosen, Verb verb) {
        return switch (verb) {
            case START -> chosen.any(torrent -> torrent.state().stopped() || torrent.forced());
            case STOP -> chosen.any(torrent -> !torrent.state().stopped());
            case FORCE_START -> chosen.any(torrent -> !torrent.forced());
            case SEQUENTIAL, FIRST_LAST -> chosen.any(torrent -> torrent.progress() < 1);
            case SUPER_SEEDING -> !chosen.any(torrent -> torrent.progress() < 1);
            default -> true;
        };
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

    /// How many of the chosen each kind of obstacle keeps from it, and the first one that may not be touched.
    Reach reach(Chosen chosen, Offer offer) {
        var able = able(chosen, offer.verb());
        var left = new LinkedHashMap<Obstacle, Integer>();
        var refused = Optional.<String> empty();
        for (var listed : chosen.torrents()) {
            var obstacle = obstacle(chosen, listed, offer.verb());
            obstacle.ifPresent(found -> left.merge(found, 1, Integer::sum));
            refused = refused.or(() -> obstacle.flatMap(Obstacle::refused).map(why -> question(why, listed)));
        }
        var mine = able.torrents().stream().allMatch(listed -> listed.owner().equals(Optional.of(chosen.person().id())));
        return new Reach(offer, able.size(), chosen.size() - able.size(), mine, refused.orElse(""), counted(left));
    }

    private static String question(Refused refused, Listed listed) {
        return "/access/why?right=" + refused.right().id() + "&instance=" + listed.instance() + "&hash="
                + listed.torrent().hash();
    }

    private String counted(Map<Obstacle, Integer> left) {
        var byWords = new LinkedHashMap<Obstacle, Integer>();
        left.forEach((obstacle, count) -> byWords.merge(obstacle.kind() == Kind.NOT_YOURS
                ? new Obstacle(Kind.NOT_YOURS, "", Optional.empty())
                : new Obstacle(obstacle.kind(), obstacle.instance(), Optional.empty()), count, Integer::sum));
        return byWords.entrySet().stream()
                .map(entry -> words.left(entry.getKey().kind(), entry.getValue(), sentences.title(entry.getKey().instance())))
                .collect(Collectors.joining(", "));
    }

    /// Each torrent that it does not reach, with the reason, as far as `most`.
    List<Left> left(Chosen chosen, Verb verb, int most) {
        return chosen.torrents().stream().flatMap(listed -> obstacle(chosen, listed, verb).stream()
                .map(obstacle -> new Left(listed.torrent().name(), sentences.title(listed.instance()),
                        sentence(chosen, obstacle), obstacle.refused().map(why -> question(why, listed)).orElse(""))))
                .limit(most).toList();
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
        var reasons = obstacles.stream().distinct().map(obstacle -> sentence(chosen, obstacle)).distinct().limit(MOST_REASONS)
                .collect(Collectors.joining(" "));
        return chosen.single() ? reasons : deeds.not_these(obstacles.size(), chosen.size()) + " " + reasons;
    }

    /// Why it cannot be done to this one; empty when it can.
    private Optional<Obstacle> obstacle(Chosen chosen, Listed listed, Verb verb) {
        return refused(chosen, listed, verb)
                .map(refused -> new Obstacle(refused.reason() == Decision.Reason.NOT_OWN ? Kind.NOT_YOURS : Kind.NO_RIGHT,
                        listed.instance(), Optional.of(refused)))
                .or(() -> unusable(chosen, listed, verb).map(kind -> new Obstacle(kind, listed.instance(), Optional.empty())));
    }

    private String sentence(Chosen chosen, Obstacle obstacle) {
        var title = sentences.title(obstacle.instance());
        return switch (obstacle.kind()) {
            case NOT_YOURS, NO_RIGHT -> sentences.refused(obstacle.refused().orElseThrow());
            case OFFLINE -> sentences.offline(obstacle.instance());
            case TOO_OLD -> deeds.too_old(title, chosen.server(obstacle.instance()).map(Connected::app).orElse(""));
            case NO_QUEUE -> deeds.no_queue(title);
        };
    }

    private Optional<Refused> refused(Chosen chosen, Listed listed, Verb verb) {
        var standing = chosen.standing(listed);
        var owned = standing.owned(listed.torrent());
        var decisions = verb == Verb.OWNER ? List.of(standing.rights().dispose(owned))
                : rights(verb).stream().map(right -> standing.rights().decide(right, owned)).toList();
        return decisions.stream().filter(Decision.Refused.class::isInstance).map(Decision.Refused.class::cast).findFirst();
    }

    private Optional<Kind> unusable(Chosen chosen, Listed listed, Verb verb) {
        if (verb == Verb.OWNER || verb == Verb.COPY) {
            return Optional.empty();
        }
        var server = chosen.server(listed.instance());
        if (server.isEmpty() || !chosen.standing(listed).freshness().usable()) {
            return Optional.of(Kind.OFFLINE);
        }
        if (!understands(actions.find(verb.action()).orElseThrow(), server.get().api())) {
            return Optional.of(Kind.TOO_OLD);
        }
        return verb.group() == Verb.Group.QUEUE && !queueing(chosen, listed) ? Optional.of(Kind.NO_QUEUE) : Optional.empty();
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
