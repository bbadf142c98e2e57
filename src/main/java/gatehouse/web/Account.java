package gatehouse.web;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import gatehouse.access.Access;
import gatehouse.access.LocalAccounts;
import gatehouse.access.Person;
import gatehouse.action.Right;
import gatehouse.gate.Keys;
import gatehouse.http.Caller;
import gatehouse.http.Display;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.store.BrowserSessions;
import gatehouse.store.Preferences;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// One's own account: what one may do, where one is signed in, the password, the looks.
@Path("/account")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Account {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final List<String> TWICE = List.of("", "start-stop", "limits", "nothing");
    /// What one may choose, and the values each takes.
    private static final Map<String, Predicate<String>> CHOICES = Map.of("theme", Set.of("", "light", "dark")::contains,
            "language", language -> language.isEmpty() || Display.LANGUAGES.contains(language),
            "zone", zone -> zone.isEmpty() || ZONES.contains(zone), "browser-zone", ZONES::contains,
            "units", Set.of("", "decimal")::contains, "letters", Set.of("", "off")::contains,
            "speeds-in-title", Set.of("", "on")::contains, "double-click", TWICE::contains, "double-click-whole",
            TWICE::contains);

    private static final List<String> NAMED_ZONES = ZONES.stream().filter(zone -> zone.contains("/") && !zone.startsWith("Etc/")
            && !zone.startsWith("SystemV/")).sorted().toList();

    private final Caller caller;
    private final Frames frames;
    private final BrowserSessions sessions;
    private final LocalAccounts accounts;
    private final Preferences preferences;
    private final Access access;
    private final Sentences sentences;
    private final AskForms asks;
    private final Keys keys;
    private final Clock clock;

    Account(Caller caller, Frames frames, BrowserSessions sessions, LocalAccounts accounts, Preferences preferences,
            Access access,
            Sentences sentences, AskForms asks, Keys keys, Clock clock) {
        this.caller = caller;
        this.frames = frames;
        this.sessions = sessions;
        this.accounts = accounts;
        this.preferences = preferences;
        this.access = access;
        this.sentences = sentences;
        this.asks = asks;
        this.keys = keys;
        this.clock = clock;
    }

    /// @param local whether there is a password to change here
    /// @param mustChange whether it must be changed before anything else
    /// @param fault why the new password was not taken: a name of [LocalAccounts.Fault], `DIFFERENT`, or empty
    /// @param knows whether any grant is for them
    /// @param apps how many keys they have
    @CheckedTemplate
    record page(Frame frame, boolean local, boolean mustChange, String fault, List<Browser> browsers, List<Standing> standings,
            List<String> roles, List<String> groups, boolean knows, int apps, AskForm ask, Choices choices)
            implements
                TemplateInstance {
    }

    /// What they have chosen, and the zones there are, by part of the world.
    public record Choices(Map<String, String> chosen, List<String> zones, String zoneName) {

        public List<Language> languages() {
            return Display.LANGUAGES.stream()
                    .map(tag -> new Language(tag, Locale.forLanguageTag(tag).getDisplayLanguage(Locale.forLanguageTag(tag))))
                    .toList();
        }

        public List<String> twice() {
            return TWICE.subList(1, TWICE.size());
        }

        public String of(String name) {
            return chosen.getOrDefault(name, "");
        }
    }

    /// @param name in itself: `Deutsch`
    public record Language(String tag, String name) {
    }

    public record Browser(long id, String name, String address, String age, boolean here) {
    }

    /// What one may do on an instance, in the names of the rights.
    public record Standing(String instance, List<String> rights) {
    }

    @GET
    public TemplateInstance show() {
        return page("");
    }

    @POST
    @Path("/password")
    public Response password() {
        var form = caller.form().only("csrf", "old", "new", "again");
        var visitor = caller.visitor();
        if (!visitor.person().issuer().equals(Person.LOCAL)) {
            throw Problem.notFound();
        }
        var fault = form.text("new").equals(form.text("again"))
                ? accounts.change(visitor.person().subject(), form.text("old"), form.text("new"), visitor.session())
                        .map(Enum::name)
                : Optional.of("DIFFERENT");
        return fault.isEmpty() ? back() : Response.status(400).entity(page(fault.get())).build();
    }

    /// Keeps what is in the form, and leaves the rest as it is.
    @POST
    @Path("/preferences")
    public Response choose() {
        var form = caller.form().only(Stream.concat(Stream.of("csrf"), CHOICES.keySet().stream()).toArray(String[]::new));
        CHOICES.forEach((name, takes) -> {
            if (!form.single(name).map(takes::test).orElse(true)) {
                throw Problem.badRequest("There is no such choice for " + name + ".");
            }
        });
        CHOICES.keySet().forEach(
                name -> form.single(name).ifPresent(value -> preferences.put(caller.person().id(), name, value)));
        return back();
    }

    /// Ends one browser's session; this one's is ended by signing out.
    @POST
    @Path("/sessions/{id}/end")
    public Response end(@RestPath long id) {
        caller.form().only("csrf");
        if (!sessions.end(id, caller.person().issuer(), caller.person().subject())) {
            throw Problem.notFound();
        }
        return back();
    }

    @POST
    @Path("/sessions/end-others")
    public Response endOthers() {
        caller.form().only("csrf");
        sessions.endOthers(caller.person().issuer(), caller.person().subject(), caller.visitor().session());
        return back();
    }

    private Response back() {
        return Response.seeOther(URI.create(caller.base() + "/account")).build();
    }

    private page page(String fault) {
        var visitor = caller.visitor();
        var person = visitor.person();
        return new page(frames.frame(), person.issuer().equals(Person.LOCAL), visitor.mustChange(), fault, browsers(),
                standings(person),
                person.roles().stream().sorted().toList(), person.groups().stream().sorted().toList(),
                access.policy().knows(person), keys.own(person).size(), asks.form(person, AskForms.NOTHING),
                new Choices(caller.chosen(), NAMED_ZONES, Display.current().zoneName()));
    }

    private List<Browser> browsers() {
        var visitor = caller.visitor();
        return sessions.of(visitor.person().issuer(), visitor.person().subject()).stream()
                .map(session -> new Browser(session.id(), BrowserName.of(session.browser()), session.address(),
                        Format.age(session.lastSeen(), clock.instant()), session.id() == visitor.session()))
                .toList();
    }

    private List<Standing> standings(Person person) {
        var policy = access.policy();
        return policy.visibleInstances(person).stream().map(instance -> new Standing(sentences.title(instance),
                Arrays.stream(Right.values()).filter(right -> !right.ofTheHouse())
                        .filter(right -> policy.decide(person, right, instance).allowed()).map(sentences::right).toList()))
                .toList();
    }
}
