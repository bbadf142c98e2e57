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

    /// @param query what is chosen, as a query
    record Menu(List<List<Offer>> groups, String query) implements Body {
    }
}
