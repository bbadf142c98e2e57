package gatehouse.action;

import java.util.Arrays;
import java.util.Locale;

/// One parameter of an action. Its type is its guard: the check that every value passes before a server sees it.
public record Parameter(String name, Type type, boolean required) {

    public enum Type {
        /// Torrents; the gate checks each for existence, visibility and ownership.
        HASHES("names torrents by their hashes"),
        /// `true` or `false`, nothing else.
        BOOL("is true or false");

        private final String wanted;

        Type(String wanted) {
            this.wanted = wanted;
        }

        /// What a value of this type looks like, to end the sentence "`value` …".
        public String wanted() {
            return wanted;
        }

        public boolean accepts(String value) {
            return switch (this) {
                case HASHES -> true;
                case BOOL -> value.equals("true") || value.equals("false");
            };
        }

        static Type parse(String id) {
            return Arrays.stream(values()).filter(type -> type.name().toLowerCase(Locale.ROOT).equals(id)).findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown parameter type " + id));
        }
    }
}
