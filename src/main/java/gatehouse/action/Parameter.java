package gatehouse.action;

import java.util.Locale;

/// One parameter of an action. Its type is its guard: the check that every value passes before a server sees it.
public record Parameter(String name, Type type, boolean required) {

    public enum Type {
        HASHES,
        BOOL;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
