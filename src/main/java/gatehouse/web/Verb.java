package gatehouse.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people do with torrents: the buttons, menu entries and dialogs of the torrents screen, in the order of the official
/// menu, which hands know by heart.
public enum Verb {
    START(Group.RUN, Kind.AT_ONCE, "torrents/start", "play", "S"),
    STOP(Group.RUN, Kind.AT_ONCE, "torrents/stop", "square", "S"),
    FORCE_START(Group.RUN, Kind.AT_ONCE, "torrents/setForceStart", "zap", "Shift S"),
    DELETE(Group.RUN, Kind.DIALOG, "torrents/delete", "trash-2", "Del"),
    MOVE(Group.NAME, Kind.DIALOG, "torrents/setLocation", "folder-input", "M"),
    DOWNLOAD_PATH(Group.NAME, Kind.DIALOG, "torrents/setDownloadPath", "folder-input", ""),
    RENAME(Group.NAME, Kind.DIALOG, "torrents/rename", "pencil", "F2"),
    COMMENT(Group.NAME, Kind.DIALOG, "torrents/setComment", "file-text", ""),
    OWNER(Group.NAME, Kind.DIALOG, "", "users", ""),
    CATEGORY(Group.ORGANISE, Kind.DIALOG, "torrents/setCategory", "tag", "C"),
    TAGS(Group.ORGANISE, Kind.DIALOG, "torrents/addTags", "hash", "T"),
    AUTO_MANAGEMENT(Group.ORGANISE, Kind.SWITCH, "torrents/setAutoManagement", "", ""),
    LIMITS(Group.LIMIT, Kind.DIALOG, "torrents/setDownloadLimit", "gauge", "L"),
    SUPER_SEEDING(Group.LIMIT, Kind.SWITCH, "torrents/setSuperSeeding", "", ""),
    SEQUENTIAL(Group.MODE, Kind.SWITCH, "torrents/toggleSequentialDownload", "", ""),
    FIRST_LAST(Group.MODE, Kind.SWITCH, "torrents/toggleFirstLastPiecePrio", "", ""),
    RECHECK(Group.CHECK, Kind.AT_ONCE, "torrents/recheck", "refresh-cw", "Shift R"),
    REANNOUNCE(Group.CHECK, Kind.AT_ONCE, "torrents/reannounce", "radio", "A"),
    ADD_TRACKERS(Group.CHECK, Kind.DIALOG, "torrents/addTrackers", "plus", ""),
    ADD_PEERS(Group.CHECK, Kind.DIALOG, "torrents/addPeers", "plus", ""),
    ADD_WEB_SEEDS(Group.CHECK, Kind.DIALOG, "torrents/addWebSeeds", "plus", ""),
    TOP(Group.QUEUE, Kind.AT_ONCE, "torrents/topPrio", "arrow-up", "Ctrl Shift ↑"),
    UP(Group.QUEUE, Kind.AT_ONCE, "torrents/increasePrio", "arrow-up", "Ctrl ↑"),
    DOWN(Group.QUEUE, Kind.AT_ONCE, "torrents/decreasePrio", "arrow-down", "Ctrl ↓"),
    BOTTOM(Group.QUEUE, Kind.AT_ONCE, "torrents/bottomPrio", "arrow-down", "Ctrl Shift ↓"),
    COPY(Group.COPY, Kind.DIALOG, "", "copy", "Ctrl C"),
    EXPORT(Group.COPY, Kind.DOWNLOAD, "torrents/export", "download", ""),
    PRIORITY(Group.PART, Kind.AT_ONCE, "torrents/filePrio", "file", ""),
    RENAME_FILE(Group.PART, Kind.DIALOG, "torrents/renameFile", "pencil", ""),
    RENAME_FOLDER(Group.PART, Kind.DIALOG, "torrents/renameFolder", "pencil", ""),
    EDIT_TRACKER(Group.PART, Kind.DIALOG, "torrents/editTracker", "pencil", ""),
    REMOVE_TRACKER(Group.PART, Kind.AT_ONCE, "torrents/removeTrackers", "trash-2", ""),
    EDIT_WEB_SEED(Group.PART, Kind.DIALOG, "torrents/editWebSeed", "pencil", ""),
    REMOVE_WEB_SEED(Group.PART, Kind.AT_ONCE, "torrents/removeWebSeeds", "trash-2", ""),
    BAN(Group.PART, Kind.AT_ONCE, "transfer/banPeers", "ban", "");

    /// Where in the menu it stands; what is done to a part of one torrent only in its details.
    public enum Group {
        RUN,
        NAME,
        ORGANISE,
        LIMIT,
        MODE,
        CHECK,
        QUEUE,
        COPY,
        PART
    }

    /// How it is asked: at once, by a dialog, by a switch that is on, off or mixed, or as a file.
    public enum Kind {
        AT_ONCE,
        DIALOG,
        SWITCH,
        DOWNLOAD
    }

    private static final Map<String, Verb> BY_WORD = Arrays.stream(values())
            .collect(java.util.stream.Collectors.toMap(Verb::word, verb -> verb));

    private final Group group;
    private final Kind kind;
    private final String action;
    private final String icon;
    private final String key;

    Verb(Group group, Kind kind, String action, String icon, String key) {
        this.group = group;
        this.kind = kind;
        this.action = action;
        this.icon = icon;
        this.key = key;
    }

    /// The word in addresses: `force-start`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Verb> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    public Group group() {
        return group;
    }

    public Kind kind() {
        return kind;
    }

    public boolean dialog() {
        return kind == Kind.DIALOG;
    }

    /// The row of the action table that decides who may; empty for what no server is asked.
    public String action() {
        return action;
    }

    public String icon() {
        return icon;
    }

    /// The key in the list, as people read it; empty for none.
    public String key() {
        return key;
    }

    /// It is about one torrent only: a name, or a part of it.
    public boolean one() {
        return group == Group.PART && this != BAN || this == RENAME || this == OWNER || this == ADD_WEB_SEEDS;
    }

    /// The fields of its form, besides those of every form.
    public Set<String> fields() {
        return switch (this) {
            case CATEGORY -> Set.of("category", "new");
            case TAGS -> Set.of("had", "keep", "add", "remove", "new", "none");
            case LIMITS -> Set.of("keep", "down", "up", "share", "ratio", "hours", "idle", "then", "mode");
            case RENAME -> Set.of("name");
            case MOVE, DOWNLOAD_PATH -> Set.of("path");
            case COMMENT -> Set.of("comment");
            case OWNER -> Set.of("change", "person");
            case ADD_TRACKERS, ADD_WEB_SEEDS -> Set.of("urls");
            case ADD_PEERS -> Set.of("peers");
            case SEQUENTIAL, FIRST_LAST, SUPER_SEEDING, AUTO_MANAGEMENT -> Set.of("on");
            case DELETE -> Set.of("files", "typed", "now");
            case PRIORITY -> Set.of("file", "priority");
            case RENAME_FILE, RENAME_FOLDER -> Set.of("path", "name");
            case EDIT_TRACKER -> Set.of("address", "url", "tier");
            case EDIT_WEB_SEED -> Set.of("address", "url");
            case REMOVE_TRACKER, REMOVE_WEB_SEED -> Set.of("address");
            case BAN -> Set.of("peer");
            case START, STOP, FORCE_START, TOP, UP, DOWN, BOTTOM, RECHECK, REANNOUNCE, COPY, EXPORT -> Set.of();
        };
    }
}
