package gatehouse.action;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a parameter holds. The list is closed: a new type is a new check, and the compiler asks for it below.
public enum Type {
    /// Torrents, `|` between them, or the one word `all`.
    HASHES("hashes of torrents with | between them, or the word all"),
    /// One torrent.
    HASH("the hash of one torrent, 40 or 64 hexadecimal digits"),
    /// An absolute path at the server; see [RemotePath].
    PATH("an absolute path at the server"),
    /// What to add, one a line; see [Link].
    URLS("http, https or magnet links or hashes of torrents, one a line"),
    /// One address with a scheme of the row's list.
    URL("a web address"),
    /// Addresses with a scheme of the row's list, `|` between them.
    URL_LIST("web addresses with | between them"),
    /// Tracker addresses, one a line; an empty line begins the next tier.
    TRACKERS("tracker addresses, one a line"),
    /// Uploaded .torrent files; see [TorrentFile].
    TORRENT_FILES("an upload of .torrent files"),
    /// Another uploaded file.
    FILE("an uploaded file"),
    /// One component of a path: no separators, not `.` or `..`.
    FILE_NAME("a file name without / and \\, and not . or .."),
    /// A path inside a torrent.
    RELATIVE_PATH("a path inside the torrent, without .. and empty parts"),
    /// A place in the tree of feeds, `\` between its parts.
    RSS_PATH("the path of a feed or folder, with \\ between its parts"),
    /// A JSON object of preference keys; see [PreferenceDocument].
    PREFERENCES("a JSON object of preferences"),
    /// A JSON object that describes a download rule; see [RssRule].
    RULE("a JSON object that describes a download rule"),
    /// Any JSON object or array.
    JSON("a JSON object or array"),
    /// A category, `/` between it and its parents.
    CATEGORY("the name of a category, with / after each of its parents"),
    /// Categories, one a line.
    CATEGORIES("names of categories, one a line"),
    /// Tags, a comma between them.
    TAGS("tags with commas between them"),
    /// Up to 10,000 characters on one line.
    TEXT("a text of at most 10,000 characters on one line"),
    /// Up to 10,000 characters on several lines.
    LINES("a text of at most 10,000 characters"),
    /// Names, `|` between them.
    NAMES("names with | between them"),
    INT("a whole number"),
    FLOAT("a number, such as 1.5"),
    /// `true` or `false`, nothing else.
    BOOL("true or false"),
    /// One word of the row's list.
    ENUM("one of the listed words"),
    /// A text that is never logged, audited or shown.
    SECRET("a text of at most 10,000 characters, which is never shown"),
    /// Peers as `host:port`, `|` between them.
    PEERS("peers as host:port with | between them"),
    /// Whole numbers from 0, `|` between them.
    INDEXES("whole numbers from 0 with | between them"),
    /// Cookies as `name=value`, `; ` between them.
    COOKIES("cookies as name=value with ; between them");

    private final String wanted;

    Type(String wanted) {
        this.wanted = wanted;
    }

    /// The name in the table and in documents: `relative-path`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Type> parse(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    /// What a value of this type is, in words without a sentence: `true or false`.
    public String wanted() {
        return wanted;
    }

    /// What is wrong with any other value, to end the sentence "`value` …".
    String misfit() {
        return "must be " + wanted;
    }

    public boolean namesTorrents() {
        return this == HASHES || this == HASH;
    }

    /// `true` when it arrives as a part with a file name, not as a value.
    public boolean uploaded() {
        return this == TORRENT_FILES || this == FILE;
    }

    Reading<String> read(String written, Parameter row) {
        return switch (this) {
            case HASHES -> Shape.hashes(written);
            case HASH -> Shape.hash(written);
            case PATH -> RemotePath.read(written).map(RemotePath::normalised);
            case URLS -> Link.readAll(written, row.range()).map(Link::joined);
            case URL -> Address.one(written, row);
            case URL_LIST -> Address.list(written, row);
            case TRACKERS -> Address.trackers(written);
            case TORRENT_FILES, FILE -> Reading.wrong(misfit());
            case FILE_NAME -> Shape.fileName(written);
            case RELATIVE_PATH -> Shape.relativePath(written);
            case RSS_PATH -> Shape.rssPath(written);
            case PREFERENCES -> PreferenceDocument.read(written).map(PreferenceDocument::json);
            case RULE -> RssRule.read(written).map(RssRule::json);
            case JSON -> StrictJson.read(written).map(StrictJson::write);
            case CATEGORY -> Shape.category(written);
            case CATEGORIES -> Shape.categories(written);
            case TAGS -> Shape.tags(written);
            case TEXT -> Shape.text(written);
            case LINES, SECRET -> Shape.lines(written);
            case NAMES -> Shape.names(written);
            case INT -> Shape.whole(written, row.range());
            case FLOAT -> Shape.decimal(written, row.range());
            case BOOL -> written.equals("true") || written.equals("false") ? Reading.good(written) : Reading.wrong(misfit());
            case ENUM -> Shape.word(written, row);
            case PEERS -> Shape.peers(written);
            case INDEXES -> Shape.indexes(written);
            case COOKIES -> Shape.cookies(written);
        };
    }
}
