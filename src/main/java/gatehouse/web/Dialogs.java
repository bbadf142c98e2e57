package gatehouse.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

import gatehouse.http.Caller;
import gatehouse.http.FormBody;
import gatehouse.http.LocalPath;
import gatehouse.http.Problem;
import gatehouse.http.Translation;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// The dialogs of the torrents screen, each with an address: a page, or for a script only its form. What is chosen stands in
/// the query, or in a form when it is too much for an address. Nothing is changed here; the forms lead to [Torrents].
@Path("/dialogs")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Dialogs {

    /// So many torrents fit into an address.
    private static final int IN_ADDRESS = 100;
    private static final int NAMED = 500;

    private final Caller caller;
    private final Frames frames;
    private final Choices choices;
    private final Offers offers;
    private final Menus menus;
    private final DialogBodies bodies;
    private final Deeds deeds = Translation.of(Deeds.class);
    private final SelectionWords words = Translation.of(SelectionWords.class);

    Dialogs(Caller caller, Frames frames, Choices choices, Offers offers, Menus menus, DialogBodies bodies) {
        this.caller = caller;
        this.frames = frames;
        this.choices = choices;
        this.offers = offers;
        this.menus = menus;
        this.bodies = bodies;
    }

    // The templates `templates/Dialogs/…`: what is around every dialog, and the fields of each.

    @CheckedTemplate
    record page(Frame frame, Dialog dialog) implements TemplateInstance {
    }

    @CheckedTemplate
    record form(Frame frame, Dialog dialog) implements TemplateInstance {
    }

    @CheckedTemplate
    record category(Body.Category body) implements TemplateInstance {
    }

    @CheckedTemplate
    record tags(Body.Tags body) implements TemplateInstance {
    }

    @CheckedTemplate
    record limits(Body.Limits body) implements TemplateInstance {
    }

    @CheckedTemplate
    record text(Body.Text body) implements TemplateInstance {
    }

    @CheckedTemplate
    record owner(Body.Owner body) implements TemplateInstance {
    }

    @CheckedTemplate
    record copy(Frame frame, Body.Copy body) implements TemplateInstance {
    }

    @CheckedTemplate
    record delete(Body.Delete body) implements TemplateInstance {
    }

    @CheckedTemplate
    record left(Frame frame, Body.Left body) implements TemplateInstance {
    }

    @CheckedTemplate
    record menu(Frame frame, Dialog dialog, Body.Menu body) implements TemplateInstance {
    }

    @GET
    @Path("/{word}")
    public TemplateInstance open(@RestPath String word, @Context UriInfo uri, @RestHeader("Sec-Fetch-Mode") String mode) {
        return shown(word, new FormBody(new LinkedHashMap<>(uri.getQueryParameters())), mode);
    }

    /// The same for more than an address holds.
    @POST
    @Path("/{word}")
    public TemplateInstance open(@RestPath String word, @RestHeader("Sec-Fetch-Mode") String mode) {
        return shown(word, caller.form(), mode);
    }

    private TemplateInstance shown(String word, FormBody asked, String mode) {
        asked.only("csrf", "torrent", "matching", "back", "path", "address", "files", "verb");
        if (asked.all("torrent").isEmpty() && asked.single("matching").isEmpty()) {
            throw Problem.badRequest("No torrent was chosen.");
        }
        var chosen = choices.of(caller.person(), asked.all("torrent"), asked.single("matching"));
        var script = "cors".equals(mode) || "same-origin".equals(mode);
        return switch (word) {
            case "menu" -> menu(chosen, asked, script);
            case "left" -> left(chosen, asked, script);
            default -> dialog(word, chosen, asked, script);
        };
    }

    private TemplateInstance dialog(String word, Chosen chosen, FormBody asked, boolean script) {
        var verb = Verb.of(word).filter(Verb::dialog).orElseThrow(Problem::notFound);
        var offer = offers.offer(chosen, verb).orElseThrow(Problem::notFound);
        var meant = chosen.matching().isPresent() && !offer.locked() ? offers.able(chosen, verb) : chosen;
        var dialog = new Dialog(verb, meant, bodies.title(verb, meant), bodies.submit(verb, meant),
                verb == Verb.DELETE ? deeds.audited(caller.person().name()) : "", offer.why(), back(chosen, asked),
                carries(chosen, script),
                bodies.of(verb, meant, asked, caller.origin()));
        return script ? new form(frames.frame(), dialog) : new page(frames.frame(), dialog);
    }

    private TemplateInstance menu(Chosen chosen, FormBody asked, boolean script) {
        var body = new Body.Menu(menus.groups(chosen), query(chosen));
        var dialog = new Dialog(Verb.COPY, chosen, deeds.menu(chosen.size()), "", "", "", back(chosen, asked),
                carries(chosen, script), body);
        return script ? new menu(frames.frame(), dialog, body) : new page(frames.frame(), dialog);
    }

    private static String query(Chosen chosen) {
        return chosen.matching().map(filter -> "matching=" + encoded(filter)).orElseGet(() -> chosen.size() > IN_ADDRESS ? ""
                : chosen.torrents().stream().map(listed -> "torrent=" + listed.id()).collect(Collectors.joining("&")));
    }

    /// A script keeps what is chosen; many fields would only be sent to and fro.
    private static boolean carries(Chosen chosen, boolean script) {
        return !script || chosen.size() <= IN_ADDRESS;
    }

    private TemplateInstance left(Chosen chosen, FormBody asked, boolean script) {
        var verb = Verb.of(asked.text("verb")).orElseThrow(Problem::notFound);
        var named = offers.left(chosen, verb, NAMED);
        var all = chosen.size() - offers.able(chosen, verb).size();
        var dialog = new Dialog(Verb.COPY, chosen, words.left_title(deeds.verb(verb), all), "", "", "", back(chosen, asked),
                false, new Body.Left(named, all - named.size()));
        return script ? new form(frames.frame(), dialog) : new page(frames.frame(), dialog);
    }

    private static String back(Chosen chosen, FormBody asked) {
        return LocalPath.of(asked.text("back")).filter(path -> path.startsWith("/torrents"))
                .orElseGet(() -> chosen.single() ? "/torrents/" + chosen.first().id() : "/torrents");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
