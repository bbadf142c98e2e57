package gatehouse.web;

import java.util.List;

import gatehouse.store.PendingAdds;
import gatehouse.torrent.Field;
import gatehouse.torrent.Listed;
import gatehouse.torrent.State;
import gatehouse.torrent.Torrent;
import gatehouse.web.Format.Num;

/// One torrent as the list shows it.
///
/// @param title what people call the instance
/// @param stale `true` when its instance is not fresh: what moves loses its colour
/// @param going `true` while it is about to be deleted
/// @param columns what is told of it
/// @param year the current one, which dates leave out
public record Row(Listed listed, String title, boolean stale, boolean going, Columns columns, int year) {

    /// A cell of a column that is nothing but text.
    ///
    /// @param css its class besides the column's
    /// @param unit stands paler behind it
    public record Cell(String css, String text, String unit, String title) {

        public boolean nothing() {
            return text.isEmpty();
        }
    }

    public Torrent torrent() {
        return listed.torrent();
    }

    public String id() {
        return listed.id();
    }

    public State state() {
        return torrent().state();
    }

    /// The name of the state in the style sheet.
    public String kind() {
        return switch (state()) {
            case DOWNLOADING, METADATA -> "down";
            case SEEDING -> "up";
            case SEEDING_IDLE, COMPLETED, STOPPED, QUEUED, UNKNOWN -> "idle";
            case STALLED -> "warn";
            case CHECKING, MOVING -> "work";
            case ERROR, MISSING_FILES -> "bad";
        };
    }

    public String icon() {
        return switch (state()) {
            case DOWNLOADING -> "arrow-down";
            case METADATA -> "magnet";
            case SEEDING, SEEDING_IDLE -> "arrow-up";
            case COMPLETED -> "check";
            case STOPPED -> "square";
            case QUEUED -> "clock";
            case STALLED -> "circle-dashed";
            case CHECKING -> "refresh-cw";
            case MOVING -> "folder-input";
            case ERROR -> "circle-alert";
            case MISSING_FILES -> "file-x";
            case UNKNOWN -> "circle-help";
        };
    }

    /// The class of the progress bar.
    public String bar() {
        var full = torrent().progress() >= 1 ? " full" : "";
        return switch (state()) {
            case SEEDING, SEEDING_IDLE -> "up" + full;
            case COMPLETED, STOPPED, QUEUED, STALLED, UNKNOWN -> "idle";
            case CHECKING, MOVING -> "work";
            case ERROR, MISSING_FILES -> "bad";
            case DOWNLOADING, METADATA -> "";
        };
    }

    public String percent() {
        return Format.percent(torrent().progress());
    }

    /// The number for the bar, without its sign.
    public String value() {
        return Format.hundredths(torrent().progress());
    }

    public boolean whole() {
        return torrent().progress() >= 1;
    }

    public List<String> tags() {
        return torrent().tags().stream().filter(tag -> !tag.isEmpty() && !tag.startsWith(PendingAdds.TAG)).limit(4).toList();
    }

    /// 0 while nobody knows.
    public long bytes() {
        return Math.max(0, torrent().size());
    }

    public Num size() {
        return Format.size(torrent().size());
    }

    public Num down() {
        return Format.rate(torrent().downSpeed());
    }

    public Num up() {
        return Format.rate(torrent().upSpeed());
    }

    public String timeLeft() {
        return state() == State.DOWNLOADING ? Format.timeLeft(torrent().eta()) : "";
    }

    public boolean connected() {
        return torrent().seeds() + torrent().peers() > 0;
    }

    /// Empty while nothing was given back.
    public String ratio() {
        return torrent().ratio() == 0 ? "" : Format.ratio(torrent().ratio());
    }

    public Avatar avatar() {
        return new Avatar(listed.owner().orElse(""), listed.ownerName());
    }

    public boolean owned() {
        return listed.owner().isPresent();
    }

    public Cell cell(Field field) {
        return switch (field) {
            case TOTAL_SIZE -> number(Format.size(torrent().number("total_size")));
            case DOWNLOADED -> number(Format.size(torrent().number("downloaded")));
            case UPLOADED -> number(Format.size(torrent().number("uploaded")));
            case DOWNLOADED_SESSION -> number(Format.size(torrent().number("downloaded_session")));
            case UPLOADED_SESSION -> number(Format.size(torrent().number("uploaded_session")));
            case LEFT -> number(Format.size(torrent().number("amount_left")));
            case COMPLETED -> number(Format.size(torrent().number("completed")));
            case DOWN_LIMIT -> limit(torrent().number("dl_limit"));
            case UP_LIMIT -> limit(torrent().number("up_limit"));
            case QUEUE -> right(torrent().number("priority") < 1 ? "" : Format.count(torrent().number("priority")));
            case PROGRESS -> right(percent());
            case SEEDS -> swarm(torrent().seeds(), torrent().number("num_complete"));
            case LEECHES -> swarm(torrent().peers(), torrent().number("num_incomplete"));
            case POPULARITY -> right(Format.ratio(torrent().decimal("popularity")));
            case RATIO_LIMIT -> right(Format.ratio(torrent().decimal("max_ratio")));
            case AVAILABILITY -> right(torrent().decimal("availability") < 0 ? ""
                    : Format.ratio(torrent().decimal("availability")));
            case ADDED -> date("added_on");
            case CREATED -> date("creation_date");
            case COMPLETED_ON -> date("completion_on");
            case SEEN_COMPLETE -> date("seen_complete");
            case LAST_ACTIVITY -> date("last_activity");
            case TIME_ACTIVE -> right(Format.timeLeft(torrent().number("time_active")));
            case REANNOUNCE -> right(Format.timeLeft(torrent().number("reannounce")));
            case PRIVATE -> text(torrent().fields().get("private") instanceof Boolean is ? is ? "✓" : "✗" : "");
            case CATEGORY -> text(torrent().category());
            case TAGS -> text(String.join(", ", tags()));
            case TRACKER -> text(String.join(", ", listed.trackers()));
            case SAVE_PATH -> text(torrent().text("save_path"));
            case DOWNLOAD_PATH -> text(torrent().text("download_path"));
            case HASH_V1 -> text(torrent().text("infohash_v1"));
            case HASH_V2 -> text(torrent().text("infohash_v2"));
            case NAME, INSTANCE, STATUS, SIZE, DOWN, UP, ETA, PEERS, RATIO, OWNER, ICON -> text("");
        };
    }

    private static Cell number(Num num) {
        return new Cell("r num", num.value(), num.unit(), "");
    }

    private static Cell limit(long limit) {
        return limit <= 0 ? right("∞") : number(Format.rate(limit));
    }

    private static Cell right(String text) {
        return new Cell("r num", text, "", "");
    }

    private static Cell swarm(long connected, long all) {
        return connected <= 0 && all <= 0 ? right("")
                : new Cell("r num", String.valueOf(connected), "(" + Math.max(0, all) + ")", "");
    }

    private Cell date(String field) {
        var seconds = torrent().number(field);
        return seconds <= 0 ? right("")
                : new Cell("r muted nowrap", Format.date(seconds, year), "", Format.moment(seconds));
    }

    private static Cell text(String text) {
        return new Cell("text", text, "", text);
    }
}
