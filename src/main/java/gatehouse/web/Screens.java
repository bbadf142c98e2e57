package gatehouse.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Decision;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.http.Sentences;
import gatehouse.live.Freshness;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.live.Views.View;
import gatehouse.store.PendingDeletes;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Query;
import gatehouse.torrent.Sort;
import gatehouse.torrent.Status;
import gatehouse.web.Format.Num;
import gatehouse.web.Screen.Banner;
import gatehouse.web.Screen.Column;
import gatehouse.web.Screen.Entry;
import gatehouse.web.Screen.StatusLink;
import gatehouse.web.Screen.Why;

/// Puts a [View] into the words and links of the torrents screen.
@ApplicationScoped
class Screens {

    private static final Map<Status, String> ICONS = Map.of(Status.ACTIVE, "zap", Status.DOWNLOADING, "arrow-down",
            Status.SEEDING, "arrow-up", Status.COMPLETED, "check", Status.STOPPED, "square", Status.STALLED, "circle-dashed",
            Status.QUEUED, "clock", Status.CHECKING, "refresh-cw", Status.ERROR, "circle-alert");
    private static final List<Status> SHOWN = List.of(Status.ACTIVE, Status.DOWNLOADING, Status.SEEDING, Status.COMPLETED,
            Status.STOPPED, Status.STALLED, Status.QUEUED, Status.CHECKING, Status.ERROR);
    private static final Map<Sort.Key, String> COLUMNS = Map.of(Sort.Key.NAME, "c-name", Sort.Key.INSTANCE, "c-inst",
            Sort.Key.STATUS, "c-prog", Sort.Key.SIZE, "c-size r", Sort.Key.DOWN, "c-down r", Sort.Key.UP, "c-up r",
            Sort.Key.ETA,
            "c-eta r", Sort.Key.PEERS, "c-peers r", Sort.Key.RATIO, "c-ratio r");

    private static final Set<Right> ACTING = EnumSet.of(Right.CONTROL, Right.QUEUE, Right.ORGANISE, Right.LIMITS,
            Right.LOCATION, Right.DELETE);

    private final Views views;
    private final Sentences sentences;
    private final PendingDeletes pending;
    private final Clock clock;

    Screens(Views views, Sentences sentences, PendingDeletes pending, Clock clock) {
        this.views = views;
        this.sentences = sentences;
        this.pending = pending;
        this.clock = clock;
    }

    Screen screen(Person person, Query query) {
        var view = views.view(person, query);
        var whys = new LinkedHashSet<Why>();
        var rows = view.page().rows().stream().map(listed -> row(listed, view.standings().get(listed.instance()), whys))
                .toList();
        var instances = view.standings().entrySet().stream().map(entry -> entry(entry.getKey(), entry.getValue(), view))
                .toList();
        var acts = ACTING.stream().anyMatch(right -> view.policy().couldEver(person, right));
        return new Screen(query, rows, view.page().from(), view.page().total(), view.page().everything(), instances,
                total(view, Standing::downSpeed), total(view, Standing::upSpeed), statuses(view), columns(query),
                List.copyOf(whys),
                banners(person, view), acts, alone(query, view), Strip.of(view));
    }

    private Row row(Listed listed, Standing standing, LinkedHashSet<Why> whys) {
        var why = why(listed, standing);
        why.ifPresent(whys::add);
        return new Row(listed, sentences.title(listed.instance()), standing.freshness() != Freshness.FRESH,
                why.map(Why::id).orElse(""), pending.going(listed.instance()).contains(listed.torrent().hash()));
    }

    private Optional<Why> why(Listed listed, Standing standing) {
        Decision decision = standing.rights().decide(Right.CONTROL, standing.owned(listed.torrent()));
        if (decision instanceof Refused refused) {
            return Optional
                    .of(new Why("why-" + listed.instance() + "-" + refused.reason().name().toLowerCase(java.util.Locale.ROOT),
                            sentences.refused(refused)));
        }
        return standing.freshness().usable() ? Optional.empty()
                : Optional.of(new Why("why-" + listed.instance() + "-offline", sentences.offline(listed.instance())));
    }

    private Entry entry(String name, Standing standing, View view) {
        var seen = standing.now().lastGood();
        return new Entry(name, sentences.title(name), standing.freshness(), sentences.health(standing.now().health()), seen,
                seen.map(then -> Format.age(then, clock.instant())).orElse(""), Format.rate(standing.downSpeed()),
                Format.rate(standing.upSpeed()), free(standing), view.page().instances().getOrDefault(name, 0),
                view.query().filter().values("on").contains(name),
                view.query().with(view.query().filter().with("on", name)).address());
    }

    private static Num free(Standing standing) {
        return standing.free().isPresent() ? Format.size(standing.free().getAsLong()) : Num.NOTHING;
    }

    private static Num total(View view, ToLongFunction<Standing> speed) {
        return Format.rate(view.standings().values().stream().mapToLong(speed).sum());
    }

    private static List<StatusLink> statuses(View view) {
        var filter = view.query().filter();
        var links = new ArrayList<StatusLink>();
        var all = view.page().statuses().get(Status.RUNNING) + view.page().statuses().get(Status.STOPPED);
        links.add(new StatusLink("all", "layers", Format.count(all), filter.values("status").isEmpty(), false,
                view.query().with(filter.with("status", "")).address()));
        SHOWN.forEach(status -> links.add(new StatusLink(status.id(), ICONS.get(status),
                Format.count(view.page().statuses().get(status)),
                filter.values("status").contains(status.id()), status == Status.ERROR && view.page().statuses().get(status) > 0,
                view.query().with(filter.with("status", status.id())).address())));
        return links;
    }

    private static List<Column> columns(Query query) {
        return Arrays.stream(Sort.Key.values()).filter(COLUMNS::containsKey).map(key -> {
            var sorted = query.sort().key() != key ? "" : query.sort().descending() ? "descending" : "ascending";
            var falling = sorted.isEmpty() ? key != Sort.Key.NAME && key != Sort.Key.INSTANCE : !query.sort().descending();
            return new Column(key, COLUMNS.get(key), sorted, query.with(new Sort(key, falling)).address());
        }).toList();
    }

    private List<Banner> banners(Person person, View view) {
        var banners = new ArrayList<Banner>();
        var operator = view.policy().decide(person, Right.INSTANCES_VIEW).allowed();
        view.standings().forEach((name, standing) -> banner(operator, name, standing).ifPresent(banners::add));
        return banners;
    }

    /// What to do about it is told to whoever may see how instances are connected; the others learn that it is known.
    private Optional<Banner> banner(boolean operator, String name, Standing standing) {
        if (standing.freshness() == Freshness.FRESH || standing.freshness() == Freshness.STALE
                || standing.freshness() == Freshness.WAITING) {
            return Optional.empty();
        }
        var advice = operator ? sentences.advice(standing.now().health(), name).orElse("") : "";
        return Optional.of(new Banner(standing.freshness() == Freshness.OFFLINE ? "warn" : "bad",
                standing.freshness() == Freshness.OFFLINE ? "wifi-off" : "lock",
                sentences.title(name) + ": " + sentences.health(standing.now().health()) + ".", advice));
    }

    /// The one instance that is shown, when it is only one: its column says nothing then.
    private static Optional<String> alone(Query query, View view) {
        var on = query.filter().values("on");
        return view.standings().size() == 1 ? view.standings().keySet().stream().findFirst()
                : on.size() == 1 ? Optional.of(on.getFirst()) : Optional.empty();
    }
}
