package gatehouse.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import gatehouse.http.Caller;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.torrent.Filter;
import gatehouse.torrent.Listed;
import gatehouse.torrent.Query;
import gatehouse.torrent.Word;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/// Where the command box can lead, for what somebody has typed into it. Commands on torrents come from the table of keys.
@Path("/palette")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class Palette {

    private static final int MOST = 8;

    private final ShortcutWords words = Translation.of(ShortcutWords.class);
    private final Say say = Translation.of(Say.class);
    private final Enter enter = Translation.of(Enter.class);
    private final AuditWords audit = Translation.of(AuditWords.class);
    private final LimitWords limits = Translation.of(LimitWords.class);
    private final Caller caller;
    private final Frames frames;
    private final Views views;
    private final Sentences sentences;

    Palette(Caller caller, Frames frames, Views views, Sentences sentences) {
        this.caller = caller;
        this.frames = frames;
        this.views = views;
        this.sentences = sentences;
    }

    /// @param note what kind of thing it is, or where
    /// @param href below our base
    /// @param word what the key is registered by, where there is one
    /// @param mode for a switch, the state it asks for; empty for what only leads somewhere
    public record Item(String icon, String title, String note, String href, String word, String mode) {

        static Item page(String icon, String title, String note, String href, String word) {
            return new Item(icon, title, note, href, word, "");
        }
    }

    /// @param box whether the box itself is wanted, and not only what is in it
    @CheckedTemplate
    record list(Frame frame, List<Item> switches, List<Item> places, List<Item> torrents, boolean box)
            implements
                TemplateInstance {
    }

    @GET
    public TemplateInstance find(@RestQuery String q) {
        var frame = frames.frame();
        var text = Optional.ofNullable(q).orElse("").strip();
        var view = views.view(caller.person(), new Query(named(text), Query.START.sort(), 0, MOST));
        var torrents = text.isEmpty() ? List.<Listed> of() : view.page().rows();
        return new list(frame, matching(switches(view.standings()), text), matching(places(frame, view.standings()), text),
                torrents.stream().map(this::torrent).toList(), q == null);
    }

    /// Words of a name, whatever they would mean in the filter field.
    private static Filter named(String text) {
        return Filter.parse(text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip());
    }

    private static List<Item> matching(Stream<Item> items, String text) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return items.filter(item -> (item.title() + " " + item.note()).toLowerCase(Locale.ROOT).contains(wanted)).toList();
    }

    private Stream<Item> places(Frame frame, Map<String, Standing> standings) {
        var places = new ArrayList<Item>();
        places.add(Item.page("arrow-down-up", say.torrents(), words.page(), "/torrents", "go-torrents"));
        if (frame.readsAudit()) {
            places.add(Item.page("scroll-text", audit.menu(), words.page(), "/audit", "go-audit"));
        }
        if (frame.managesAccounts()) {
            places.add(Item.page("users", say.accounts(), words.page(), "/accounts", ""));
        }
        places.add(Item.page("user-round", enter.account_title(), words.page(), "/account", "go-account"));
        standings.keySet().forEach(name -> places.add(Item.page("layers", sentences.title(name), words.instance(),
                "/torrents" + Query.START.with(Filter.NONE.with(Word.ON, name)).address(), "")));
        return places.stream();
    }

    private Stream<Item> switches(Map<String, Standing> standings) {
        return standings.entrySet().stream().filter(entry -> Strip.may(entry.getValue()))
                .map(entry -> {
                    var slow = Strip.slow(entry.getValue());
                    return new Item("turtle", limits.slow_of(sentences.title(entry.getKey()), slow), "",
                            "/limits/" + entry.getKey() + "/slow", "", slow ? "0" : "1");
                });
    }

    private Item torrent(Listed listed) {
        return Item.page("file", listed.torrent().name(), sentences.title(listed.instance()), "/torrents/" + listed.id(), "");
    }
}
