package gatehouse.web;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import gatehouse.torrent.Torrent;

/// Numbers as people read them (design: three significant figures, binary units, a dash for nothing).
public final class Format {

    private static final String[] UNITS = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    private static final int LARGEST_SHOWN = 1000;
    private static final int STEP = 1024;
    private static final int LARGEST_RATIO = 10_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_ANY_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private Format() {
    }

    /// A number and its unit; nothing at all is shown as a dash.
    public record Num(String value, String unit) {

        static final Num NOTHING = new Num("", "");

        public boolean nothing() {
            return value.isEmpty();
        }

        @Override
        public String toString() {
            return nothing() ? "–" : value + " " + unit;
        }
    }

    /// `3.71 GiB`; the unit changes at 1000, so that no number has four digits.
    static Num size(long bytes) {
        return bytes < 0 ? Num.NOTHING : scaled(bytes, "");
    }

    /// `24.6 MiB/s`; a dash for standing still.
    static Num rate(long bytesPerSecond) {
        return bytesPerSecond <= 0 ? Num.NOTHING : scaled(bytesPerSecond, "/s");
    }

    private static Num scaled(long bytes, String per) {
        var value = (double) bytes;
        var unit = 0;
        while (value >= LARGEST_SHOWN - 0.5 && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        var digits = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return new Num(String.format(Locale.ROOT, "%." + digits + "f", value), UNITS[unit] + per);
    }

    /// One decimal, rounded down: 100% means complete.
    static String percent(double progress) {
        if (progress >= 1) {
            return "100%";
        }
        var tenths = (long) Math.floor(Math.max(0, progress) * LARGEST_SHOWN);
        return tenths / 10 + "." + tenths % 10 + "%";
    }

    /// Two decimals below 10, one above, `∞` when nothing was downloaded or so little that the number says nothing.
    static String ratio(double ratio) {
        return ratio < 0 || ratio >= LARGEST_RATIO ? "∞" : String.format(Locale.ROOT, ratio < 9.995 ? "%.2f" : "%.1f", ratio);
    }

    /// The two largest parts: `38m 51s`, `2d 4h`. Empty when nobody knows.
    static String timeLeft(long seconds) {
        return seconds <= 0 || seconds >= Torrent.ETA_UNKNOWN ? "" : span(seconds);
    }

    private static String span(long seconds) {
        if (seconds >= DAY) {
            return two(seconds / DAY, "d", seconds % DAY / HOUR, "h");
        }
        if (seconds >= HOUR) {
            return two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
        }
        return seconds >= MINUTE ? two(seconds / MINUTE, "m", seconds % MINUTE, "s") : seconds + "s";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /// `3 Nov`, with the year when it is another one.
    static String date(long seconds, int year) {
        var day = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
        return (day.getYear() == year ? DAY_OF_YEAR : DAY_OF_ANY_YEAR).format(day);
    }

    /// To the second, with its zone.
    static String moment(long seconds) {
        return MOMENT.format(Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC));
    }

    static String count(long number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
    }

    /// How long ago: `48 s`, `14 min`, `6 h`, `3 d`.
    static String age(Instant then, Instant now) {
        var seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
