package gatehouse.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.http.Translation;
import gatehouse.torrent.Torrent;
import gatehouse.web.Body.Choice;
import gatehouse.web.Body.Entry;
import gatehouse.web.Verb.Group;

/// The menu of what is chosen: lines, and menus in it for category, tags, queue and copying.
@ApplicationScoped
class Menus {

    private static final int MOST = 40;
    private static final List<String> COPIED = List.of("name", "infohash_v1", "infohash_v2", "magnet_uri", "hash", "comment",
            "content_path");

    private final Offers offers;
    private final Deeds deeds = Translation.of(Deeds.class);
    private final SelectionWords words = Translation.of(SelectionWords.class);

    Menus(Offers offers) {
        this.offers = offers;
    }

    /// The lines by group, in the order of [Verb].
    List<List<Entry>> groups(Chosen chosen) {
        var groups = offers.menu(chosen).stream()
                .collect(Collectors.groupingBy(offer -> offer.verb().group(), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream().map(group -> group.getKey() == Group.QUEUE ? List.of(queue(group.getValue()))
                : group.getValue().stream().map(offer -> entry(chosen, offer)).toList()).toList();
    }

    private Entry queue(List<Offer> queue) {
        return new Entry(queue.getFirst(), deeds.queue(), List.of(), queue);
    }

    private Entry entry(Chosen chosen, Offer offer) {
        return switch (offer.verb()) {
            case CATEGORY -> inside(offer, categories(chosen));
            case TAGS -> inside(offer, tags(chosen));
            case COPY -> inside(offer, copies(chosen));
            default -> Entry.line(offer);
        };
    }

    private Entry inside(Offer offer, List<Choice> choices) {
        return offer.locked() ? Entry.line(offer) : new Entry(offer, deeds.verb(offer.verb()), choices, List.of());
    }

    private List<Choice> categories(Chosen chosen) {
        var current = chosen.common(Torrent::category);
        var choices = new ArrayList<Choice>();
        choices.add(dialog());
        choices.add(category(deeds.no_category(), "", current));
        chosen.categories().stream().limit(MOST).forEach(name -> choices.add(category(name, name, current)));
        return choices;
    }

    private static Choice category(String label, String name, Optional<String> current) {
        return new Choice(label, "category", name, String.valueOf(current.equals(Optional.of(name))), "radio", false);
    }

    private List<Choice> tags(Chosen chosen) {
        var choices = new ArrayList<Choice>();
        choices.add(dialog());
        choices.add(new Choice(words.no_tag(), "none", "true", "", "", false));
        chosen.tags().entrySet().stream().limit(MOST).forEach(tag -> choices.add(new Choice(tag.getKey(),
                tag.getValue().orElse(false) ? "remove" : "add", tag.getKey(),
                tag.getValue().map(String::valueOf).orElse("mixed"), "checkbox", false)));
        return choices;
    }

    /// Of several torrents it is told when it is copied whether they have it.
    private List<Choice> copies(Chosen chosen) {
        return Stream.concat(COPIED.stream().map(what -> new Choice(deeds.copy_what(what), "copy", what, "", "copy",
                chosen.single() && Overviews.copied(chosen, what).isEmpty())), Stream.of(dialog())).toList();
    }

    private Choice dialog() {
        return new Choice(words.other(), "", "", "", "", false);
    }
}
