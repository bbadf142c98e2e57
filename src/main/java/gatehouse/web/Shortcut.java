package gatehouse.web;

import java.util.Locale;

/// What a key can do, in the order of the sheet. Scripts register keys by [#word]; the sheet shows those that are registered
/// on its page.
public enum Shortcut {
    PALETTE,
    HELP,
    ADD,
    FILTER,
    GO_TORRENTS,
    GO_AUDIT,
    GO_ACCOUNT,
    INSTANCE,
    EVERYWHERE,
    UP,
    DOWN,
    FIRST,
    LAST,
    PAGE_UP,
    PAGE_DOWN,
    SELECT,
    SELECT_ALL,
    INVERT,
    CLEAR,
    CLEAR_FILTER,
    OPEN,
    CLOSE_DETAILS,
    NEXT_TAB,
    PREVIOUS_TAB,
    PANEL,
    START_STOP,
    FORCE_START,
    CATEGORY,
    TAGS,
    LIMITS,
    MOVE,
    RENAME,
    REANNOUNCE,
    RECHECK,
    QUEUE_UP,
    QUEUE_DOWN,
    QUEUE_TOP,
    QUEUE_BOTTOM,
    DELETE,
    DELETE_FILES,
    COPY_NAME,
    COPY_MAGNET_URI,
    MENU;

    /// `start-stop`, `copy-magnet_uri`.
    public String word() {
        return this == COPY_MAGNET_URI ? "copy-magnet_uri" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Moving about is no command that somebody would look for by name.
    public boolean moves() {
        return switch (this) {
            case UP, DOWN, FIRST, LAST, PAGE_UP, PAGE_DOWN, SELECT, CLEAR, CLEAR_FILTER, OPEN, CLOSE_DETAILS, NEXT_TAB,
                    PREVIOUS_TAB,
                    INSTANCE,
                    PALETTE ->
                true;
            default -> false;
        };
    }
}
