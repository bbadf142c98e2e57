package gatehouse.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.http.Display;
import gatehouse.http.Sentences;
import gatehouse.live.Freshness;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.live.Views.View;
import gatehouse.store.PendingDeletes;
import gatehouse.store.Preferences;
import gatehouse.torrent.Field;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Query;
import gatehouse.torrent.Sort;
import gatehouse.torrent.Word;
import gatehouse.web.Format.Num;
import gatehouse.web.Screen.Banner;
import gatehouse.web.Screen.Column;
import gatehouse.web.Screen.Entry;

/// Puts a [View] into the words and links of the torrents screen.
@ApplicationScoped
class Screens {

    private static final Set<Field> RISING = EnumSet.of(Field.NAME, Field.INSTANCE, Field.OWNER, Field.QUEUE, Field.CATEGORY,
            Field.TAGS, Field.TRACKER, Field.SAVE_PATH, Field.DOWNLOAD_PATH);

    private static final Set<Right> ACTING = EnumSet.of(Right.CONTROL, Right.QUEUE, Right.ORGANISE, Right.LIMITS,
            Right.LOCATION, Right.DELETE);

    private final Views views;
    private final Rail rail;
    private final SavedViews saved;
    private final Preferences preferences;
    private final Sentences sentences;
    private final PendingDeletes pending;
    private final Sparks sparks;
    private final Clock clock;

    Screens(Views views, Rail rail, SavedViews saved, Preferences preferences, Sentences sentences, PendingDeletes pending,
            Sparks sparks, Clock clock) {
        this.views = views;
        this.rail = rail;
        this.saved = saved;
        this.preferences = preferences;
        this.sentences = sentences;
        this.pending = pending;
        this.sparks = sparks;
        this.clock = clock;
    }

    /// How a person wants their list.
    ///
    /// @param density `compact`, `comfortable`, or empty for the usual height of rows
    public record Look(Columns columns, String density, List<SavedViews.SavedView> views) {
    }

    Look look(Person person) {
        return new Look(Columns.parse(preferences.get(person.id(), ListLook.COLUMNS).orElse("")),
                preferences.get(person.id(), ListLook.DENSITY).filter(ListLook.DENSITIES::contains).orElse(""),
                saved.of(person.id()));
    }

    Screen screen(Person person, Query query) {
        return screen(person, query, look(person));
    }

    Screen screen(Person person, Query query, Look look) {
        var view = views.view(person, query);
        var year = LocalDate.ofInstant(clock.instant(), Display.current().zone()).getYear();
        var rows = view.page().rows().stream()
                .map(listed -> row(listed, view.standings().get(listed.instance()), look.columns(), year)).toList();
        var instances = view.standings().entrySet().stream().map(entry -> entry(entry.getKey(), entry.getValue(), view))
                .toList();
        var acts = ACTING.stream().filter(right -> view.policy().couldEver(person, right)).collect(Collectors.toSet());
        return new Screen(view.query(), look, rows, view.page().from(), view.page().total(),
                Format.size(view.page().bytes()), view.page().everything(), view.page().unfinished(), instances,
                total(view, Standing::downSpeed), total(view, Standing::upSpeed), rail.groups(person, view),
                columns(view.query(), look.columns()), banners(person, view), acts, alone(view),
                Strip.of(view, sparks));
    }

    private Row row(Listed listed, Standing standing, Columns columns, int year) {
        return new Row(listed, sentences.title(listed.instance()), standing.freshness() != Freshness.FRESH,
                pending.going(listed.instance()).contains(listed.torrent().hash()), columns, year);
    }

    private Entry entry(String name, Standing standing, View view) {
        var seen = standing.now().lastGood();
        return new Entry(name, sentences.title(name), standing.freshness(), sentences.health(standing.now().health()), seen,
                seen.map(then -> Format.age(then, clock.instant())).orElse(""), Format.rate(standing.downSpeed()),
                Format.rate(standing.upSpeed()), free(standing), view.page().instances().getOrDefault(name, 0),
                view.query().filter().values(Word.ON).contains(name),
                view.query().filter().excluded(Word.ON).contains(name),
                view.query().with(view.query().filter().with(Word.ON, name)).address(),
                view.query().with(view.query().filter().or(Word.ON, name)).address(),
                view.query().with(view.query().filter().not(Word.ON, name)).address());
    }

    private static Num free(Standing standing) {
        return standing.free().isPresent() ? Format.size(standing.free().getAsLong()) : Num.NOTHING;
    }

    private static Num total(View view, ToLongFunction<Standing> speed) {
        return Format.rate(view.standings().values().stream().mapToLong(speed).sum());
    }

    /// The order before becomes the second one; with Shift a column becomes the second one itself.
    private static List<Column> columns(Query query, Columns columns) {
        return columns.shown().stream().map(shown -> {
            var field = shown.field();
            var sort = query.sort();
            var second = sort.then().filter(then -> then.field() == field);
            var first = sort.field() == field;
            var link = new Sort(field, first ? !sort.descending() : !RISING.contains(field));
            var other = new Sort(field, second.isPresent() ? !second.get().descending() : !RISING.contains(field));
            return new Column(field, Columns.css(field), first ? direction(sort) : "",
                    second.map(Screens::direction).orElse(""),
                    query.with(first ? sort.then().map(link::then).orElse(link) : link.then(sort)).address(),
                    query.with(first ? link : new Sort(sort.field(), sort.descending()).then(other)).address());
        }).toList();
    }

    private static String direction(Sort sort) {
        return sort.descending() ? "descending" : "ascending";
    }

    private List<Banner> banners(Person person, View view) {
        var banners = new ArrayList<Banner>();
        var operator = view.policy().decide(person, Right.INSTANCES_VIEW).allowed();
        var alone = alone(view);
        view.standings().forEach((name, standing) -> {
            if (alone.isEmpty() || alone.get().equals(name)) {
                banner(operator, name, standing).ifPresent(banners::add);
            }
        });
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
    private static Optional<String> alone(View view) {
        var on = view.query().filter().values(Word.ON);
        return view.standings().size() == 1 ? view.standings().keySet().stream().findFirst()
                : on.size() == 1 ? Optional.of(on.getFirst()).filter(view.standings()::containsKey) : Optional.empty();
    }
}
