package gatehouse.web;

import java.util.List;

import gatehouse.store.PendingAdds;
import gatehouse.torrent.Listed;
import gatehouse.torrent.State;
import gatehouse.torrent.Torrent;
import gatehouse.web.Format.Num;

/// One torrent as the list shows it.
///
/// @param title what people call the instance
/// @param stale `true` when its instance is not fresh: what moves loses its colour
/// @param why the id of the sentence that says why it cannot be acted on; empty when it can
/// @param going `true` while it is about to be deleted
public record Row(Listed listed, String title, boolean stale, String why, boolean going) {

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

    public List<String> tags() {
        return torrent().tags().stream().filter(tag -> !tag.isEmpty() && !tag.startsWith(PendingAdds.TAG)).limit(4).toList();
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

    public String ratio() {
        return Format.ratio(torrent().ratio());
    }
}
