package gatehouse.action;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One named thing that may be allowed. The list is closed: an unknown name in `gatehouse.yaml` is a mistake.
public enum Right {
    VIEW,
    PEERS_VIEW,
    PEERS_BAN,
    TRACKERS_VIEW,
    TRACKERS_EDIT,
    ADD,
    CONTROL,
    QUEUE,
    ORGANISE,
    TAXONOMY,
    LIMITS,
    LIMITS_GLOBAL,
    CONTENT,
    LOCATION,
    CONTENT_DOWNLOAD,
    CREATE,
    DELETE,
    DELETE_DATA,
    RSS_VIEW,
    RSS_MANAGE,
    RSS_RULES,
    SEARCH,
    SEARCH_PLUGINS,
    LOG,
    FILES_BROWSE,
    SETTINGS_READ,
    SETTINGS_SAFE,
    SETTINGS_FULL,
    SETTINGS_EXEC,
    APP_SHUTDOWN,
    KEYS_OWN,
    KEYS_MANAGE,
    AUDIT_VIEW,
    SESSIONS_MANAGE,
    ACCOUNTS_MANAGE,
    INSTANCES_VIEW,
    CONFIG_VIEW;

    /// The name in files, messages and the JSON API: `delete.data`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    public static Optional<Right> parse(String id) {
        return Arrays.stream(values()).filter(right -> right.id().equals(id)).findFirst();
    }

    /// `true` for rights over Gatehouse itself. They count only from a grant on every instance (`on: ["*"]`), so that
    /// an administrator of one instance does not become one of the house.
    public boolean ofTheHouse() {
        return ordinal() >= KEYS_OWN.ordinal();
    }
}
