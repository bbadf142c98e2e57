package gatehouse.web;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import gatehouse.store.Ownership.May;
import gatehouse.web.Dialog.Field;

/// The fields of a dialog.
public sealed interface Body {

    /// The template that draws it.
    default String template() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// @param fresh whether they may make a new one
    record Category(Collection<String> categories, String current, boolean fresh) implements Body {
    }

    /// @param tags whether all have each; empty when some do
    record Tags(Map<String, Optional<Boolean>> tags) implements Body {
    }

    record Limits(Sharing sharing) implements Body {
    }

    /// One text.
    ///
    /// @param hidden what the form carries besides
    /// @param lines whether it has several lines
    /// @param tier the tier of a tracker, for servers that take one
    record Text(List<Field> hidden, String label, String name, String value, boolean lines, String hint,
            Optional<String> tier) implements Body {
    }

    record Owner(String owner, Map<String, May> shared) implements Body {
    }

    record Copy(List<Field> texts) implements Body {
    }

    /// @param names few torrents by name; empty for many, which stand by instance
    /// @param typed what has to be typed for a large one with files
    /// @param data may the files be deleted, too; empty for what is not even mentioned
    /// @param seconds how long it can be undone
    record Delete(List<Named> names, List<Place> places, String bytes, boolean large, String typed, boolean withFiles,
            Optional<Offer> data, long seconds) implements Body {
    }

    /// A torrent that is to be deleted, with its owner as far as they may know.
    record Named(String name, String title, Optional<Avatar> owner, String size) {
    }

    /// What is to be deleted at one instance, when it is too much to name.
    record Place(String title, int count, String size, String own) {
    }

    /// @param query what is chosen, as a query; empty for more than an address holds
    record Menu(List<List<Entry>> groups, String query) implements Body {
    }

    /// A line of the menu, or a menu in it.
    ///
    /// @param title of the menu in it; empty for a line
    /// @param choices what is in it, for a verb that takes a value
    /// @param offers what is in it, for several verbs
    record Entry(Offer offer, String title, List<Choice> choices, List<Offer> offers) {

        static Entry line(Offer offer) {
            return new Entry(offer, "", List.of(), List.of());
        }
    }

    /// A value in a menu.
    ///
    /// @param field of the verb's form; empty for what opens the verb's dialog
    /// @param checked for `aria-checked`; empty for what is not on or off
    /// @param kind `radio`, `checkbox`, `copy`, or empty
    /// @param none whether there is nothing of it
    record Choice(String label, String field, String value, String checked, String kind, boolean none) {
    }

    /// What a verb does not reach.
    ///
    /// @param more how many are not named
    record Left(List<Offers.Left> torrents, int more) implements Body {
    }
}
