package gatehouse.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import gatehouse.torrent.Listed;

/// What stands around every tab of a torrent's details.
///
/// @param row the torrent as the list shows it
/// @param offers what may be done with it, by the menu's order
/// @param place `right` or `bottom`
/// @param search the query of the list beside it, with its question mark, or empty
public record Panel(Listed listed, Row row, String title, Tab tab, List<Offer> offers, String place, String search) {

    /// `/torrents/attic/HASH`
    public String address() {
        return "/torrents/" + listed.id();
    }

    public String address(Tab other) {
        return address() + (other == Tab.OVERVIEW ? "" : "/" + other.word()) + search;
    }

    public List<Tab> tabs() {
        return Arrays.asList(Tab.values());
    }

    /// How many things are in a tab, as far as it costs nothing to know; empty otherwise.
    public String count(Tab other) {
        return switch (other) {
            case TRACKERS -> listed.torrent().fields().containsKey("trackers_count")
                    ? String.valueOf(listed.torrent().number("trackers_count"))
                    : "";
            case PEERS -> String.valueOf(listed.torrent().seeds() + listed.torrent().peers());
            case OVERVIEW, FILES, WEB_SEEDS, LIMITS, ACTIVITY -> "";
        };
    }

    public Optional<Offer> offer(Verb verb) {
        return offers.stream().filter(offer -> offer.verb() == verb).findFirst();
    }

    /// The offer of a verb as a list, empty when it is not offered.
    public List<Offer> of(String verb) {
        return offer(Verb.valueOf(verb)).stream().toList();
    }

    /// The query of the list as the rest of a query: `&q=…`, or empty.
    public String more() {
        return search.isEmpty() ? "" : "&" + search.substring(1);
    }

    /// The few that stand as buttons above the tabs.
    public List<Offer> main() {
        return offers.stream()
                .filter(offer -> List.of(Verb.START, Verb.STOP, Verb.CATEGORY, Verb.LIMITS).contains(offer.verb())).toList();
    }

    public Optional<Offer> delete() {
        return offer(Verb.DELETE);
    }

    public boolean bottom() {
        return place.equals("bottom");
    }
}
