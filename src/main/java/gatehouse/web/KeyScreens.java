package gatehouse.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.access.Access;
import gatehouse.access.Apps;
import gatehouse.access.Decision.Refused;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.gate.Keys;
import gatehouse.http.Caller;
import gatehouse.http.Display;
import gatehouse.http.FormBody;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.store.AppKey;
import gatehouse.web.AskForm.Choice;
import gatehouse.web.KeyScreen.AppLink;
import gatehouse.web.KeyScreen.Form;
import gatehouse.web.KeyScreen.Line;
import gatehouse.web.KeyScreen.Shown;
import gatehouse.web.KeyScreen.State;

/// Puts keys into words, and makes the form for a new one.
@ApplicationScoped
class KeyScreens {

    /// How many days a key lives; empty for one that does not expire.
    static final List<String> LIVES = List.of("30", "90", "365", "");

    private static final String USUAL_LIFE = "365";

    private final Keys keys;
    private final Apps apps;
    private final Access access;
    private final Caller caller;
    private final KeyPlaces places;
    private final KeyWords words = Translation.of(KeyWords.class);
    private final Sentences sentences;
    private final Clock clock;

    KeyScreens(Keys keys, Apps apps, Access access, Caller caller, KeyPlaces places, Sentences sentences,
            Clock clock) {
        this.keys = keys;
        this.apps = apps;
        this.access = access;
        this.caller = caller;
        this.places = places;
        this.sentences = sentences;
        this.clock = clock;
    }

    /// Whose keys a page is about.
    ///
    /// @param account the service account; empty for one's own
    record Whose(Person owner, Optional<String> account) {

        String at(String base) {
            return base + account.map(name -> "/keys/accounts/" + name).orElse("/account/keys");
        }
    }

    /// The form for a new key, with the usual choices for an app.
    KeyScreen fresh(Whose whose, ConnectApp app) {
        var visible = access.policy().visibleInstances(whose.owner());
        return screen(whose, app,
                form(whose, unused(whose.owner(), app.id()), visible.stream().findFirst().stream().collect(Collectors.toSet()),
                        app::needs, "", USUAL_LIFE),
                "", List.of());
    }

    /// What the next key for an app is called unless its owner says otherwise: `sonarr`, `sonarr-2`, …
    private String unused(Person owner, String name) {
        var taken = keys.own(owner).stream().map(AppKey::name).collect(Collectors.toSet());
        return Stream
                .concat(Stream.of(name), IntStream.iterate(2, number -> number + 1).mapToObj(number -> name + "-" + number))
                .filter(free -> !taken.contains(free)).findFirst().orElseThrow();
    }

    /// The form as it was filled in, and why it was not taken.
    KeyScreen refused(Whose whose, ConnectApp app, FormBody filled, String fault) {
        return screen(whose, app, form(whose, filled.text("name"), Set.copyOf(filled.all("instance")),
                right -> filled.all("right").contains(right.id()), filled.text("category"), filled.text("expires")), fault,
                List.of());
    }

    /// A key with what the app is to be given.
    ///
    /// @param secret empty except right after it was made
    KeyScreen shown(Whose whose, ConnectApp app, AppKey key, String secret) {
        var shown = new Shown(key.id(), key.name(), secret, words.app(app), words.where(app),
                places.of(app, key, whose.owner(), secret), state(key, words.app(app)));
        return screen(whose, app, form(whose, "", Set.of(), app::needs, "", USUAL_LIFE), "", List.of(shown));
    }

    private KeyScreen screen(Whose whose, ConnectApp app, Form form, String fault, List<Shown> shown) {
        var links = Arrays.stream(ConnectApp.values()).map(one -> new AppLink(one, words.app(one),
                words.app(one).substring(0, 1).toUpperCase(Locale.ROOT), one == app)).toList();
        return new KeyScreen(whose.at(caller.base()), whose.account().orElse(""), app, links, form, fault,
                keys.own(whose.owner()).stream().map(this::line).toList(), shown);
    }

    private Form form(Whose whose, String name, Set<String> instances, Predicate<Right> chosen, String category,
            String life) {
        var right = whose.account().isPresent() ? Right.KEYS_MANAGE : Right.KEYS_OWN;
        var sentence = access.policy().decide(caller.person(), right) instanceof Refused refused ? sentences.refused(refused)
                : "";
        var places = Stream.concat(
                access.policy().visibleInstances(whose.owner()).stream()
                        .map(one -> new Choice(one, sentences.title(one), instances.contains(one))),
                Stream.of(new Choice(Keys.EVERYWHERE, words.everywhere(), instances.contains(Keys.EVERYWHERE)))).toList();
        var rights = keys.possible(whose.owner()).stream().filter(one -> one != Right.VIEW)
                .map(one -> new Choice(one.id(), sentences.right(one), chosen.test(one))).toList();
        var lives = LIVES.stream().map(days -> new Choice(days, words.life_days(days), days.equals(life))).toList();
        return new Form(sentence.isEmpty(), sentence, name, places, sentences.right(Right.VIEW), rights, category, lives);
    }

    /// What pages and streams say of a key's use.
    State state(AppKey key, String app) {
        return key.lastUsed().map(used -> new State(true, words.works(key.lastAddress(), age(used))))
                .orElseGet(() -> new State(false, words.waiting(app)));
    }

    Line line(AppKey key) {
        var owner = apps.owner(key).orElseGet(() -> new Person(key.issuer(), key.subject(), key.subject(), Set.of(), Set.of()));
        var over = key.expired(clock.instant());
        var ends = key.expires().map(KeyScreens::day).map(day -> over ? words.ended(day) : words.ends(day))
                .orElseGet(words::endless);
        var used = key.lastUsed().map(at -> words.used(age(at), key.lastAddress())).orElseGet(words::unused);
        return new Line(key.id(), new Avatar(owner.id(), owner.name()), key.name(), where(key), what(key, owner), used, ends,
                over);
    }

    private static String day(Instant moment) {
        return Format.day(moment.atZone(Display.current().zone()).toLocalDate());
    }

    private String age(Instant moment) {
        return Format.age(moment, clock.instant());
    }

    private String where(AppKey key) {
        return key.instances().isEmpty() ? words.everywhere()
                : key.instances().stream().sorted().map(sentences::title).collect(Collectors.joining(", "));
    }

    private String what(AppKey key, Person owner) {
        var possible = keys.possible(owner).stream().filter(right -> !right.ofTheHouse()).toList();
        var parts = new ArrayList<String>();
        if (key.rights().containsAll(possible) && !possible.isEmpty()) {
            parts.add(words.all_rights());
        } else {
            key.rights().stream().sorted().map(sentences::right).forEach(parts::add);
        }
        key.category().map(words::only_category).ifPresent(parts::add);
        return String.join(", ", parts);
    }
}
